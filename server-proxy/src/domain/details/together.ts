/** Problems that begin so close to each other may have the same cause. */
export const TOGETHER_SECONDS = 300;

/** Which of these problems began in the same five minutes, the closest first; the problem itself is not among them. */
export const together = <T extends {readonly key: string; readonly since?: number | undefined}>(
    {key, since}: {readonly key: string; readonly since: number},
    others: readonly T[],
): readonly T[] => {
    const distance = (other: T): number => Math.abs((other.since ?? Number.POSITIVE_INFINITY) - since);
    return others
        .filter((other) => other.key !== key && distance(other) <= TOGETHER_SECONDS)
        .toSorted((a, b) => distance(a) - distance(b));
};
