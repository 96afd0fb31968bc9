import type {State} from '#contract';
import type {AppError} from '../errors';
import type {Before} from './before';
import type {StateChange} from './state_change';

/** One part of the details: what it tells, or why it is missing. */
export type Part<T> = {readonly value: T} | {readonly missing: AppError};

export interface Other {
    readonly host: string;
    readonly service?: string | undefined;
    readonly state: State;
}

/** How another object is related: `host` is that of a service. */
export type Relation = 'host' | 'parent' | 'child' | 'service';

/** All that is known about a problem, as far as one person may see it. Times are Unix seconds. */
export interface ProblemDetails {
    readonly readAt: number;
    readonly now: Part<{
        readonly state?: State | undefined;
        readonly since?: number | undefined;
        readonly checked?: number | undefined;
        readonly output: string;
    }>;
    /** Of the last 30 days, the newest first. */
    readonly changes: Part<readonly StateChange[]>;
    readonly before: Part<Before & {readonly atLeast: boolean}>;
    readonly notified: Part<readonly {readonly at: number; readonly state: State; readonly contact: string}[]>;
    readonly said: Part<{readonly at: number; readonly author: string; readonly comment: string} | undefined>;
    readonly relatives: Part<readonly (Other & {readonly relation: Relation})[]>;
    /** The same check on other hosts, the worst first. */
    readonly elsewhere: Part<{readonly rows: readonly Other[]; readonly complete: boolean}>;
    /** What else began in the same five minutes. */
    readonly together: Part<{
        readonly rows: readonly Neighbour[];
        /** Whether it tells of all that has ended since. */
        readonly ended: 'whole' | 'partly' | 'unread';
    }>;
    readonly configuration: Part<readonly Changed[]>;
}

/** A problem that began at about the same time. */
export interface Neighbour extends Omit<Other, 'state'> {
    /** Its worst, as far as is known. */
    readonly state?: State | undefined;
    readonly since?: number | undefined;
    /** When it ended; absent while it is open. */
    readonly closed?: number | undefined;
}

export interface Changed {
    readonly at: number;
    readonly action: 'add' | 'copy' | 'edit' | 'delete';
    /** What was changed: a host, or a service. */
    readonly name: string;
    /** Names of what was changed of it. Never the values, which may hold passwords. */
    readonly fields: readonly string[];
    /** Absent where openITCOCKPIT keeps it to itself. */
    readonly author?: string;
}
