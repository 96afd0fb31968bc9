import type {State} from '#contract';
import type {SeenObject} from './found_record';

const RANK: Readonly<Record<State, number>> = {
    DOWN: 0,
    CRITICAL: 1,
    UNREACHABLE: 2,
    UNKNOWN: 3,
    WARNING: 4,
    UP: 5,
    OK: 5,
};

/** Worst first, then by name: always the same order, so that pages do not overlap. */
export const compareProblems = (a: SeenObject, b: SeenObject): number =>
    rankOf(a) - rankOf(b) ||
    a.hostName.localeCompare(b.hostName) ||
    (a.serviceName ?? '').localeCompare(b.serviceName ?? '');

/** The lower, the worse. */
export const severityOf = (state: State): number => RANK[state];

/** The worse of two. */
export const worseOf = (a: State, b: State): State => (RANK[b] < RANK[a] ? b : a);

const rankOf = ({state}: SeenObject): number => (state ? RANK[state] : 6);
