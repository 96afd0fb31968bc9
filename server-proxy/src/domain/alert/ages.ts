import type {State} from '#contract';
import type {Moment} from './moment';

/** Who said so: the core, by a notification, or the database, which is behind it. */
export type Source = 'core' | 'database';

/** How old our knowledge is: the younger fact wins. Times are on openITCOCKPIT's clock. */
export interface Ages {
    readonly state: StateAge;
    /** When the problem was first heard of: nothing younger is known about what has not been mentioned since. */
    readonly opened: Moment;
    /**
     * The newest dated problem notification: the core sends none while the problem is acknowledged, in downtime or
     * flapping.
     */
    readonly notified?: Moment;
    /** The oldest notification of the problem. Unix seconds. */
    readonly first?: number;
    /** The OK before a problem that the database showed before any notification came. */
    readonly after?: Moment;
    /** The end of the problem before, as it was told. */
    readonly before?: Moment;
    /** The problem is known to be over; `alert` was the first to say so. */
    readonly ended?: true;
    /** The latest that is known about the acknowledgement. */
    readonly ack?: AckAge;
    readonly inDowntime?: FlagAge;
    readonly flapping?: FlagAge;
    /** The reading that brought the names. */
    readonly names?: Moment;
    /** When it was seen why the object is gone. */
    readonly gone?: Moment;
    /** The newest custom notifications. */
    readonly customs?: readonly SeenNotice[];
}

export interface StateAge {
    readonly by: Source;
    /** When the state began. */
    readonly since?: Moment;
    /** When it was true. */
    readonly at: Moment;
}

export interface FlagAge {
    readonly by: Source;
    readonly at: Moment;
}

export interface AckAge extends FlagAge {
    readonly on: boolean;
    /** When it was given; `at` is when it was last heard of. */
    readonly given?: Moment;
    /** The state it was given for, and its start. */
    readonly state: State;
    readonly since?: Moment;
    /** Author and comment; empty when it is off. */
    readonly text: string;
}

/** A notice that was passed on, kept to recognise its duplicates. */
export interface SeenNotice {
    readonly at: number;
    readonly text: string;
}
