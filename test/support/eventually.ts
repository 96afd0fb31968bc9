import {vi} from 'vitest';

/** Repeats an assertion until it holds. The limit is only there for its last words: no machine is busy enough to need it. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
    vi.waitFor(look, {timeout: 15_000, interval: 25});
