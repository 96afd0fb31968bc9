export interface Manner {
    readonly firstPauseMs: number;
    readonly longestPauseMs: number;
    /** In [0, 1). */
    readonly random: () => number;
}

/** Doubles with each failure; half of it is random, so that nodes do not come back in step. @returns milliseconds */
export const pauseBefore = (failures: number, {firstPauseMs, longestPauseMs, random}: Manner): number => {
    const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 30));
    return whole / 2 + (random() * whole) / 2;
};
