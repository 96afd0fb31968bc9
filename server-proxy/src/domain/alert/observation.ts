import type {Alert} from './alert';
import type {Moment} from './moment';
import {later} from './moment';
import type {Dated} from './order';

/** What openITCOCKPIT's API says about an object, as far as a post shows it, and how old that is. */
export interface Seen {
    /** Absent where the source knows no names. */
    readonly hostName?: string;
    readonly serviceName?: string;
    /** undefined: not in monitoring. */
    readonly state?: Alert['state'];
    readonly output: string;
    readonly acknowledged: boolean;
    readonly acknowledgement?: SeenAck;
    readonly inDowntime: boolean;
    readonly flapping: boolean;
    /** The state was true then. */
    readonly checkedAt?: Moment;
    /** The state began then. */
    readonly stateSince?: Moment;
    /** The flags are no older than this. */
    readonly freshAt?: Moment;
}

export interface SeenAck {
    readonly author: string;
    readonly comment: string;
    readonly sticky: boolean;
    readonly at?: Moment;
}

/**
 * One thing that was heard about an alert. Times are on openITCOCKPIT's clock, `now` in Unix seconds.
 * @param askedAt when the reading was requested: names, and the absence of an object, come from openITCOCKPIT's
 *     configuration, which does not lag
 */
export type Observation =
    | {readonly source: 'core'; readonly alert: Alert; readonly now: number}
    | {readonly source: 'database'; readonly seen: Seen | 'deleted'; readonly askedAt: number; readonly now: number};

export const notified = (alert: Alert, now: number): Observation => ({source: 'core', alert, now});

export const reading = (seen: Seen | 'deleted', askedAt: number, now: number): Observation => ({
    source: 'database',
    seen,
    askedAt,
    now,
});

/** How old the state in a reading is. */
export const stateAgeOf = ({stateSince, checkedAt}: Seen): Dated => ({since: stateSince, at: checkedAt});

/** The age of the acknowledgement in a reading: its record has a time, the flag alone is as old as the database. */
export const ackAgeOf = ({acknowledgement, freshAt}: Seen): Moment | undefined => later(acknowledgement?.at, freshAt);
