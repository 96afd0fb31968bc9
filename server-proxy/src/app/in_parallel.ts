/** Does something with each item, at most `atOnce` at a time. The first failure ends it; what runs then goes on to its end. */
export const inParallel = async <T>(
    atOnce: number,
    items: readonly T[],
    work: (item: T) => Promise<void>,
): Promise<void> => {
    const left = items.values();
    const worker = async (): Promise<void> => {
        for (const item of left) {
            await work(item);
        }
    };
    await Promise.all(Array.from({length: Math.min(atOnce, items.length)}, worker));
};
