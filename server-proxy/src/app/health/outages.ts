import type {AlarmKind, PastOutage, WatchState} from '../../domain/watch_state';
import {type Condition, isOurs} from './alarm_posts';

/** Some months of faults. */
const MOST_OUTAGES = 100;

/**
 * Writes down what is wrong, since when and until when, for hand-overs. Pure; the same state when nothing changed.
 * @param found by this node, just now
 */
export const withFaults = (
    state: WatchState,
    found: readonly (readonly [AlarmKind, Condition])[],
    {node, now}: {readonly node: string; readonly now: number},
): WatchState => {
    const faults = {...state.faults};
    const ended: PastOutage[] = [];
    for (const [kind, condition] of found) {
        const fault = faults[kind];
        if (condition.is === 'undecided' || (fault && !isOurs(kind, fault, {node, now}))) {
            continue;
        }
        if (condition.is === 'wrong') {
            faults[kind] = {since: fault?.since ?? condition.since, node, seenAt: now};
        } else if (fault) {
            delete faults[kind];
            ended.push({kind, since: fault.since, until: now});
        }
    }
    const isQuiet = ended.length === 0 && Object.keys(faults).length === 0;
    return isQuiet ? state : {...state, faults, outages: [...(state.outages ?? []), ...ended].slice(-MOST_OUTAGES)};
};
