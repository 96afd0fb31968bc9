import type {State} from '#contract';

/** A row of openITCOCKPIT's state history: another state, or the same one that has become hard. */
export interface StateChange {
    /** Unix seconds on openITCOCKPIT's clock; the beginning of the minute where it shows no seconds. */
    readonly at: number;
    readonly state: State;
    readonly hard: boolean;
    readonly output: string;
}
