// AlertStore, AuditLog and WatchStore of door 1: files in DATA_FOLDER, which one process has to itself.
/** The locking half of an AlertStore that only one process uses. */
export class OneProcess {
    /** Unix seconds of expiry. */
    private readonly busy = new Map<string, number>();

    constructor(protected readonly nowSeconds: () => number) {}

    /** KeyedQueue already serialises the tasks of a key. */
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
