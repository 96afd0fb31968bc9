import {vi} from 'vitest';

/**
 * Repeats an assertion until it holds. The time limit only serves to report the last failure; no machine should ever
 * need that long.
 */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
    vi.waitFor(look, {timeout: 15_000, interval: 25});
