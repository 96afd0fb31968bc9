import type {State} from '#contract';
import type {TargetIds} from '../../domain/alert/alert';
import type {Moment} from '../../domain/alert/moment';
import type {Language} from '../../domain/texts';

/** What openITCOCKPIT's database says of hosts and services, dated. All methods throw AppError (`openitcockpit_*`). */
export interface ReadingsPort {
    readStatus(target: TargetIds): Promise<ObjectStatus>;
    /**
     * Many at once, in few requests. @returns by alert key (see alert_key.ts); those that could not be read (no permission, too
     * many missing from the lists) are left out, which says nothing about them
     * @param urgency absent: somebody is waiting for an action
     */
    readStatuses(targets: readonly TargetIds[], urgency?: 'catch_up'): Promise<ReadonlyMap<string, StatusReading>>;
    /**
     * Problems that nobody has acknowledged, as far as the API key may see them, in few requests: hard states of objects
     * whose notifications are enabled, outside of downtimes, and of services whose host is up. By alert key.
     */
    openProblems(): Promise<ReadonlyMap<string, ListedProblem>>;
    /**
     * What openITCOCKPIT sent to contacts, in few requests: whatever it notified at least one contact of, as far as the API key
     * may see the object. A second or two late, as everything in the database. Those that cannot be dated are left out. The newest
     * first by whole seconds, even where the texts have none; within one second in any order.
     * @param since Unix seconds on openITCOCKPIT's clock
     */
    sentNotifications(kinds: readonly ('host' | 'service')[], since: number): Promise<readonly SentNotification[]>;
    /** Names of a host or service, for notifications that bring UUIDs only. Needs no status. */
    lookup(target: TargetIds): Promise<{hostName: string; serviceName?: string}>;
    /** Measures openITCOCKPIT's clock, unless that has been done. Never rejects. */
    learnClock(): Promise<void>;
    /** Seconds by which openITCOCKPIT's clock is ahead of ours, as last measured; 0 before the first reading. */
    clockAhead(): number;
    /**
     * Why openITCOCKPIT's facts cannot be dated at the moment, e.g. an unknown date format; undefined while they can. What
     * cannot be dated may confirm, but never contradict, what is known.
     */
    datingProblem(): ((language: Language) => string) | undefined;
}

/** A host or service in a problem state, from a list. */
export interface ListedProblem extends ObjectStatus {
    readonly target: TargetIds;
    readonly state: State;
}

/** Of any type: an acknowledgement that contacts were told of looks the same. */
export interface SentNotification {
    readonly target: TargetIds;
    readonly hostName: string;
    readonly serviceName?: string;
    readonly state: State;
    readonly at: Moment;
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
    /** Time of the last check, opaque: a different text means a different check. */
    readonly lastCheck: string;
    /** The same, dated: the state was true then. Undefined when its text cannot be dated, or there was no check. */
    readonly checkedAt?: Moment;
    /** When the state began; undefined when its text cannot be dated. */
    readonly stateSince?: Moment;
    /**
     * The newest check in the database before this reading: whatever has no time of its own (acknowledged, downtime,
     * flapping, names) is at least as young. Undefined when not known.
     */
    readonly freshAt?: Moment;
    /** False: the core checks this object neither by itself nor on demand. */
    readonly activeChecks: boolean;
    /** False: the API key may read but not edit this object (the command endpoint would not refuse it). */
    readonly mayEdit: boolean;
}

/** `deleted`: openITCOCKPIT answers that there is no such object. */
export type StatusReading = ObjectStatus | 'deleted';
