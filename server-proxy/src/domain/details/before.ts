import {isProblemState} from '#contract';
import type {StateChange} from './state_change';

/** A time in which an object had a problem that became hard. Unix seconds. */
interface Episode {
    readonly from: number;
    /** Absent while it lasts. */
    readonly until?: number;
}

/** The problems an object had before the one it has. */
export interface Before {
    readonly count: number;
    /** Seconds; absent where there was none. */
    readonly median?: number;
    readonly longest?: number;
}

/**
 * Problems in a state history, in order. A problem lasts from the first state that is not OK or UP until the next that is. What
 * never became hard is none: nobody was notified of it.
 */
export const episodesIn = (changes: readonly StateChange[]): readonly Episode[] => {
    const found: Episode[] = [];
    let from: number | undefined;
    let isHard = false;
    // In the same minute, the history's own order counts.
    for (const {at, state, hard} of changes.toReversed().toSorted((a, b) => a.at - b.at)) {
        if (isProblemState(state)) {
            from ??= at;
            isHard ||= hard;
        } else {
            if (from !== undefined && isHard) {
                found.push({from, until: at});
            }
            from = undefined;
            isHard = false;
        }
    }
    return from !== undefined && isHard ? [...found, {from}] : found;
};

/** How often, and for how long: of the problems that have ended. @param changes the newest first */
export const problemsBefore = (changes: readonly StateChange[]): Before => {
    const lasted = episodesIn(changes)
        .flatMap(({from, until}) => (until === undefined ? [] : [until - from]))
        .sort((a, b) => a - b);
    const longest = lasted.at(-1);
    return longest === undefined ? {count: 0} : {count: lasted.length, median: medianOf(lasted), longest};
};

/** Of numbers in order; of two in the middle, what lies between them. */
const medianOf = (sorted: readonly number[]): number => {
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle] ?? 0;
    return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
};
