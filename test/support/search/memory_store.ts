import type {AlertStore} from '../../../server-proxy/src/app/posts/alert_store';
import {
    type AlertRecord,
    isEnding,
    isFollowed,
    isPending,
    isSpent,
    isUnshown,
} from '../../../server-proxy/src/domain/alert/record';
import {revised} from '../../../server-proxy/src/domain/alert/revision';
import {isWaiting} from '../../../server-proxy/src/domain/alert/waiting';
import {OneProcess} from '../../../server-proxy/src/store/file/one_process';

/** One node's store in memory, without delays. */
export class MemoryStore extends OneProcess implements AlertStore {
    exclusively<T>(_key: string, task: () => Promise<T>): Promise<T> {
        return task();
    }

    private readonly records = new Map<string, AlertRecord>();

    async get(key: string): Promise<AlertRecord | undefined> {
        return this.records.get(key);
    }

    known(key: string): Promise<AlertRecord | undefined> {
        return this.get(key);
    }

    async notShown(): Promise<void> {}

    async leftBehind(): Promise<readonly AlertRecord[]> {
        return [];
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
        if (isSpent(stored)) {
            this.records.delete(key);
        } else {
            this.records.set(key, stored);
        }
        return stored;
    }

    async ending(): Promise<readonly AlertRecord[]> {
        return [...this.records.values()].filter(isEnding);
    }

    async waiting(): Promise<readonly AlertRecord[]> {
        return [...this.records.values()].filter(isWaiting);
    }

    async followed(): Promise<readonly string[]> {
        return [...this.records.keys()];
    }

    async readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]> {
        const now = this.nowSeconds();
        return keys.flatMap((key) => this.records.get(key) ?? []).filter((record) => isFollowed(record, now));
    }

    async unshown(): Promise<readonly AlertRecord[]> {
        return [...this.records.values()].filter(isUnshown);
    }

    async pending(): Promise<readonly AlertRecord[]> {
        return [...this.records.values()].filter(isPending);
    }
}
