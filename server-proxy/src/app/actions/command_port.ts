import type {TargetIds} from '../../domain/alert/alert';

/** Commands for openITCOCKPIT's core, and the downtimes that come of them. All methods throw AppError (`openitcockpit_*`). */
export interface CommandPort {
    /** Queues the acknowledgement. Resolving means "handed to the queue", nothing more: read back to know. */
    acknowledge(command: AcknowledgeCommand): Promise<void>;
    /** Queues the removal of an acknowledgement. A host's removal leaves its services acknowledged. */
    removeAcknowledgement(target: TargetIds): Promise<void>;
    /** Queues a fixed downtime. The core drops one that is already over, without saying so: read back to know. */
    scheduleDowntime(command: DowntimeCommand): Promise<void>;
    /**
     * Queues the end of downtimes of this object, running or planned, whoever scheduled them. For a host it also ends the
     * downtimes of its services that have the same times.
     * @param ids as `readDowntimes` gave them
     */
    cancelDowntimes(target: TargetIds, ids: readonly number[]): Promise<void>;
    /**
     * Queues an active check now. Objects without active checks are silently skipped.
     * @param hostAndServices for a host: every one of its services as well
     */
    recheck(target: TargetIds, hostAndServices: boolean): Promise<void>;
    /**
     * Queues many of one kind with one request. If openITCOCKPIT refuses it, those before the first that it does not like
     * have been queued all the same, and it does not say how many.
     * @param many a few hundred at most
     */
    sendMany(many: ManyCommands): Promise<void>;
    /**
     * The object's own downtimes, running or planned.
     * @param hostName as openITCOCKPIT names the host now; narrows the list down
     */
    readDowntimes(target: TargetIds, hostName: string): Promise<readonly Downtime[]>;
    /** The same of all services of hosts with this name or a longer one, by the service's UUID. */
    readServiceDowntimes(hostName: string): Promise<ReadonlyMap<string, readonly Downtime[]>>;
    /** All downtimes of hosts, or of services, by the object's UUID: for many objects on many hosts. */
    readAllDowntimes(kind: 'host' | 'service'): Promise<ReadonlyMap<string, readonly Downtime[]>>;
}

/** What an action sends; reading is the same for everybody. */
export type Commands = Omit<CommandPort, 'readDowntimes' | 'readServiceDowntimes' | 'readAllDowntimes'>;

export type ManyCommands =
    | {readonly kind: 'acknowledge'; readonly commands: readonly AcknowledgeCommand[]}
    | {readonly kind: 'schedule_downtime'; readonly commands: readonly DowntimeCommand[]}
    | {readonly kind: 'remove_acknowledgement'; readonly targets: readonly TargetIds[]}
    /** Active checks of the objects themselves: of a host, none of its services. */
    | {readonly kind: 'recheck'; readonly targets: readonly TargetIds[]};

export interface AcknowledgeCommand {
    readonly target: TargetIds;
    /** Sanitized, not empty, at most LIMIT.author characters. */
    readonly author: string;
    /** Sanitized, one line, not empty, at most LIMIT.comment characters. */
    readonly comment: string;
    readonly sticky: boolean;
    readonly notify: boolean;
    /** Hosts only: also every service of the host that is in a problem state. */
    readonly hostAndServices: boolean;
}

export interface DowntimeCommand {
    readonly target: TargetIds;
    /** Sanitized, not empty. */
    readonly author: string;
    /** Sanitized, one line, not empty. */
    readonly comment: string;
    /** Unix seconds. */
    readonly start: number;
    readonly end: number;
    /** Hosts only: also every service of the host. */
    readonly hostAndServices: boolean;
}

/** A downtime that is neither over nor cancelled. openITCOCKPIT gives its times only as text in the API user's format. */
export interface Downtime {
    /** Numbered by the core, which starts from 1 again when it loses its retained state. */
    readonly id: number;
    readonly author: string;
    readonly comment: string;
    readonly seconds: number;
    /** False: planned. */
    readonly running: boolean;
}
