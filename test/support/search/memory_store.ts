import type {AlertStore} from '../../../server-proxy/src/app/posts/alert_store';
import {type AlertRecord, isFollowed, isPending} from '../../../server-proxy/src/domain/alert/record';
import {revised} from '../../../server-proxy/src/domain/alert/revision';

/** The store of one node, in memory, which takes no time. Nothing of it is known but its key and whose turn it is. */
export class MemoryStore implements AlertStore {
    private readonly records = new Map<string, AlertRecord>();
    /** Until when, in Unix seconds. */
    private readonly busy = new Map<string, number>();

    constructor(private readonly nowSeconds: () => number) {}

    async get(key: string): Promise<AlertRecord | undefined> {
        return this.records.get(key);
    }

    async update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined> {
        const current = this.records.get(key);
        const next = change(current);
        if (next === undefined || next === current) {
            return current;
        }
        const stored = revised(current, next);
        this.records.set(key, stored);
        return stored;
    }

    /** One process: its queue has already made an order. */
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
            this.busy.set(key, this.nowSeconds() + restSeconds);
        }
    }

    async followed(): Promise<readonly string[]> {
        return [...this.records.keys()];
    }

    async readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]> {
        const now = this.nowSeconds();
        return keys.flatMap((key) => this.records.get(key) ?? []).filter((record) => isFollowed(record, now));
    }

    async pending(): Promise<readonly AlertRecord[]> {
        return [...this.records.values()].filter(isPending);
    }
}
