// AlertStore, AuditLog and WatchStore of door 1: files in DATA_FOLDER, which one process has to itself.
const RUNNING = Number.POSITIVE_INFINITY;

/** The locking half of an AlertStore that only one process uses. */
export class OneProcess {
    /** From when until when, in Unix seconds. A clock that shows less was put back, and the turn is free. */
    private readonly busy = new Map<string, {readonly from: number; readonly until: number}>();

    constructor(protected readonly nowSeconds: () => number) {}

    async unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds = 0): Promise<T | undefined> {
        const now = this.nowSeconds();
        const {from = 0, until = 0} = this.busy.get(key) ?? {};
        if (until === RUNNING || (from <= now && now < until)) {
            return undefined;
        }
        this.busy.set(key, {from: now, until: RUNNING});
        try {
            return await task();
        } finally {
            this.busy.delete(key);
            if (restSeconds > 0) {
                this.busy.set(key, {from: now, until: now + restSeconds});
            }
        }
    }
}
