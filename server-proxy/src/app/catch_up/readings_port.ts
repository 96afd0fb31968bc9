import type {State} from '#contract';
import type {TargetIds} from '../../domain/alert/alert';
import type {Moment} from '../../domain/alert/moment';
import type {Language} from '../../domain/texts';

/** What openITCOCKPIT's database says of hosts and services, dated. All methods throw AppError (`openitcockpit_*`). */
export interface ReadingsPort {
    readStatus(target: TargetIds): Promise<ObjectStatus>;
    /**
     * Many at once, in few requests. @returns by alert key (see alert_key.ts); what could not be read (no permission, too
     * many that the lists do not show) is not in it and says nothing about the object
     */
    readStatuses(targets: readonly TargetIds[]): Promise<ReadonlyMap<string, StatusReading>>;
    /** Names of a host or service, for notifications that bring UUIDs only. Needs no status. */
    lookup(target: TargetIds): Promise<{hostName: string; serviceName?: string}>;
    /** By how many seconds openITCOCKPIT's clock is ahead of ours, as last measured; 0 before the first reading. */
    clockAhead(): number;
    /**
     * Why times of openITCOCKPIT cannot be dated now, e.g. a date format that is not known here; undefined while they can.
     * What cannot be dated confirms, and never contradicts what is known.
     */
    datingProblem(): ((language: Language) => string) | undefined;
}

/** What openITCOCKPIT says about a host or service now. */
export interface ObjectStatus {
    readonly hostName: string;
    readonly serviceName?: string;
    /** undefined: not in monitoring (never exported). */
    readonly state?: State;
    readonly output: string;
    readonly acknowledged: boolean;
    /** Newest record; may lag behind `acknowledged`, and may be from an earlier problem for a moment. */
    readonly acknowledgement?: {
        readonly author: string;
        readonly comment: string;
        readonly sticky: boolean;
        /** When it was made; undefined when its text cannot be dated. */
        readonly at?: Moment;
    };
    readonly inDowntime: boolean;
    readonly flapping: boolean;
    /** Time of the last check, opaque: another text = another check. */
    readonly lastCheck: string;
    /** The same, dated: the state was true then. Undefined when its text cannot be dated, or there was no check. */
    readonly checkedAt?: Moment;
    /** When the state began; undefined when its text cannot be dated. */
    readonly stateSince?: Moment;
    /**
     * The newest check that the database held before this was asked for: whatever has no time of its own (acknowledged,
     * downtime, flapping, names) is at least so young. Undefined when that is not known.
     */
    readonly freshAt?: Moment;
    /** False: the core does not check this object by itself, and not on demand either. */
    readonly activeChecks: boolean;
    /** False: the API key may read but not edit this object (the command endpoint would not refuse it). */
    readonly mayEdit: boolean;
}

/** `deleted`: openITCOCKPIT answers that there is no such object. */
export type StatusReading = ObjectStatus | 'deleted';
