/** Does something with each item, at most `atOnce` at a time. After a failure nothing new begins. @throws the first one */
export const inParallel = async <T>(
    atOnce: number,
    items: readonly T[],
    work: (item: T) => Promise<void>,
): Promise<void> => {
    const left = items.values();
    let hasFailed = false;
    const worker = async (): Promise<void> => {
        for (let next = left.next(); !next.done && !hasFailed; next = left.next()) {
            try {
                await work(next.value);
            } catch (error) {
                hasFailed = true;
                throw error;
            }
        }
    };
    await Promise.all(Array.from({length: Math.min(atOnce, items.length)}, worker));
};

export const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
    Array.from({length: Math.ceil(items.length / size)}, (_, at) => items.slice(at * size, (at + 1) * size));
