/** Runs tasks with the same key one after another, those with different keys concurrently. */
export class KeyedQueue {
    private readonly tails = new Map<string, Promise<unknown>>();

    async run<T>(key: string, task: () => Promise<T>): Promise<T> {
        const before = this.tails.get(key) ?? Promise.resolve();
        const result = before.then(task, task);
        const tail = result.catch(() => undefined);
        this.tails.set(key, tail);
        await tail;
        if (this.tails.get(key) === tail) {
            this.tails.delete(key);
        }
        return result;
    }
}
