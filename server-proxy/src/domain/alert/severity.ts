import {rankOf, type State} from '#contract';
import type {SeenObject} from './found_record';

/** Worst first, then by name: always the same order, so that pages do not overlap. */
export const compareProblems = (a: SeenObject, b: SeenObject): number =>
    rankOfObject(a) - rankOfObject(b) ||
    a.hostName.localeCompare(b.hostName) ||
    (a.serviceName ?? '').localeCompare(b.serviceName ?? '');

/** The worse of two. */
export const worseOf = (a: State, b: State): State => (rankOf(b) < rankOf(a) ? b : a);

/** What was never checked comes last. */
const rankOfObject = ({state}: SeenObject): number => (state ? rankOf(state) : 6);
