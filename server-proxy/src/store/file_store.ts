import {join} from 'node:path';
import type {AlertStore} from '../app/ports';
import type {AlertRecord} from '../domain/alert_record';
import {AppError} from '../domain/errors';
import {lockFolder} from './folder_lock';
import {Journal} from './journal';

/** Closed alerts are kept this long, so that a late click still finds its post. */
const KEEP_CLOSED_SECONDS = 7 * 86_400;
/** The file is rewritten when it holds this many lines more than there are records. */
const REWRITE_SLACK = 5000;

/** AlertStore of door 1: all records in memory, every change on disk before it counts. */
export interface FileStore extends AlertStore {
    close(): Promise<void>;
}

/** @throws AppError `misconfigured` naming DATA_FOLDER */
export const openFileStore = async (folder: string, nowSeconds: () => number): Promise<FileStore> => {
    try {
        const unlock = await lockFolder(folder);
        const {journal, entries} = await Journal.open<AlertRecord>(join(folder, 'alerts.jsonl'));
        const store = new JournalStore(journal, nowSeconds, unlock);
        await store.load(entries);
        return store;
    } catch (cause) {
        if (cause instanceof AppError) {
            throw cause;
        }
        const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
        throw new AppError('misconfigured', `DATA_FOLDER ${folder} cannot be used (${code}).`, {cause});
    }
};

class JournalStore implements FileStore {
    private readonly records = new Map<string, AlertRecord>();
    private readonly keyByPost = new Map<string, string>();
    private lines = 0;
    private rewriting: Promise<void> | undefined;

    constructor(
        private readonly journal: Journal<AlertRecord>,
        private readonly nowSeconds: () => number,
        private readonly unlock: () => Promise<void>,
    ) {}

    async load(entries: readonly AlertRecord[]): Promise<void> {
        for (const record of entries) {
            this.remember(record);
        }
        this.forgetOld();
        await this.journal.rewrite(() => this.records.values());
        this.lines = this.records.size;
    }

    async get(key: string): Promise<AlertRecord | undefined> {
        return this.records.get(key);
    }

    /** One process: KeyedQueue has already made an order. */
    exclusively<T>(_key: string, task: () => Promise<T>): Promise<T> {
        return task();
    }

    async findByPost(postId: string): Promise<AlertRecord | undefined> {
        const key = this.keyByPost.get(postId);
        const record = key === undefined ? undefined : this.records.get(key);
        return record?.postId === postId ? record : undefined;
    }

    async pending(): Promise<readonly AlertRecord[]> {
        return [...this.records.values()].filter((record) => record.look === 'acknowledging');
    }

    /** Memory changes at once, so no other writer of this process can come between; the disk follows before we answer. */
    async update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined> {
        const current = this.records.get(key);
        const next = change(current);
        if (next === undefined || next === current) {
            return current;
        }
        this.remember(next);
        try {
            await this.journal.append(next);
        } catch (cause) {
            this.restore(key, next, current);
            const code = (cause as NodeJS.ErrnoException).code ?? 'error';
            throw new AppError(
                'internal',
                `The alert store cannot be written (${code}): check the disk of DATA_FOLDER.`,
                {cause},
            );
        }
        this.lines += 1;
        this.rewriteWhenLong();
        return next;
    }

    async close(): Promise<void> {
        await this.rewriting;
        await this.journal.close();
        await this.unlock();
    }

    private restore(key: string, failed: AlertRecord, before: AlertRecord | undefined): void {
        if (this.records.get(key) !== failed) {
            return;
        }
        if (before) {
            this.remember(before);
        } else {
            this.records.delete(key);
        }
    }

    private remember(record: AlertRecord): void {
        const before = this.records.get(record.key);
        if (before && before.postId !== record.postId) {
            this.keyByPost.delete(before.postId);
        }
        this.records.set(record.key, record);
        if (record.postId !== '') {
            this.keyByPost.set(record.postId, record.key);
        }
    }

    private forgetOld(): void {
        const oldest = this.nowSeconds() - KEEP_CLOSED_SECONDS;
        for (const [key, record] of this.records) {
            if (record.look === 'recovered' && record.updatedAt < oldest) {
                this.records.delete(key);
                this.keyByPost.delete(record.postId);
            }
        }
    }

    private rewriteWhenLong(): void {
        if (this.rewriting || this.lines < this.records.size + REWRITE_SLACK) {
            return;
        }
        this.forgetOld();
        this.lines = this.records.size;
        // A failed rewrite leaves the old file, which is complete; the next append tells whether the disk works.
        this.rewriting = this.journal
            .rewrite(() => this.records.values())
            .catch(() => undefined)
            .finally(() => {
                this.rewriting = undefined;
            });
    }
}
