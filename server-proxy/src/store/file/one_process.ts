/** What an AlertStore of a single process knows about turns. */
export class OneProcess {
    /** Until when, in Unix seconds. */
    private readonly busy = new Map<string, number>();

    constructor(protected readonly nowSeconds: () => number) {}

    /** KeyedQueue has already made an order. */
    exclusively<T>(_key: string, task: () => Promise<T>): Promise<T> {
        return task();
    }

    async unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds = 0): Promise<T | undefined> {
        const now = this.nowSeconds();
        if ((this.busy.get(key) ?? now) > now) {
            return undefined;
        }
        this.busy.set(key, Number.POSITIVE_INFINITY);
        try {
            return await task();
        } finally {
            this.busy.set(key, now + restSeconds);
        }
    }
}
