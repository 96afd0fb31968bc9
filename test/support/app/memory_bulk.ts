import type {BulkDocument, BulkStore} from '../../../server-proxy/src/app/bulk/bulk_store';
import {readBulkDocument} from '../../../server-proxy/src/domain/action/bulk_action';

/** Keeps bulk actions in memory, as JSON, until it is told otherwise. */
export class MemoryBulk implements BulkStore {
    readonly stored = new Map<string, string>();

    async read(key: string): Promise<BulkDocument | undefined> {
        const text = this.stored.get(key);
        return text === undefined ? undefined : readBulkDocument(JSON.parse(text));
    }

    async update(
        key: string,
        change: (current: BulkDocument | undefined) => BulkDocument | undefined,
    ): Promise<BulkDocument | undefined> {
        const text = this.stored.get(key);
        const current = text === undefined ? undefined : readBulkDocument(JSON.parse(text));
        const next = change(current);
        if (next !== undefined && next !== current) {
            this.stored.set(key, JSON.stringify(next));
        }
        return next;
    }
}
