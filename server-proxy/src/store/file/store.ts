import {join} from 'node:path';
import type {AlertStore} from '../../app/posts/alert_store';
import {type AlertRecord, isFollowed, isOpen, isPending, isSpent, isUnshown} from '../../domain/alert/record';
import {revised} from '../../domain/alert/revision';
import {upgraded} from '../../domain/alert/versions';
import {AppError} from '../../domain/errors';
import {lockFolder} from './folder_lock';
import {Journal} from './journal';
import {OneProcess} from './one_process';

/** So that a late click still finds its post. */
const KEEP_CLOSED_SECONDS = 7 * 86_400;
/** The file is rewritten once it has this many more lines than there are records. */
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

class JournalStore extends OneProcess implements FileStore {
    private readonly records = new Map<string, AlertRecord>();
    private readonly followedKeys = new Set<string>();
    private readonly pendingKeys = new Set<string>();
    private readonly unshownKeys = new Set<string>();
    private lines = 0;
    private rewriting: Promise<void> | undefined;

    constructor(
        private readonly journal: Journal<AlertRecord>,
        nowSeconds: () => number,
        private readonly unlock: () => Promise<void>,
    ) {
        super(nowSeconds);
    }

    async load(entries: readonly AlertRecord[]): Promise<void> {
        for (const record of entries) {
            this.remember(upgraded(record));
        }
        this.forgetOld();
        await this.journal.rewrite(() => this.records.values());
        this.lines = this.records.size;
    }

    async get(key: string): Promise<AlertRecord | undefined> {
        return this.records.get(key);
    }

    async followed(): Promise<readonly string[]> {
        const now = this.nowSeconds();
        for (const record of this.recordsOf(this.followedKeys)) {
            mark(this.followedKeys, record.key, isFollowed(record, now));
        }
        return [...this.followedKeys];
    }

    async readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]> {
        return this.recordsOf(keys.filter((key) => this.followedKeys.has(key)));
    }

    async unshown(): Promise<readonly AlertRecord[]> {
        return this.recordsOf(this.unshownKeys);
    }

    async pending(): Promise<readonly AlertRecord[]> {
        return this.recordsOf(this.pendingKeys);
    }

    /** Memory changes synchronously, so no other write of this process can interleave; we answer once it is on disk. */
    async update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined> {
        const current = this.records.get(key);
        const changed = change(current);
        if (changed === undefined || changed === current) {
            return current;
        }
        const next = revised(current, changed);
        this.remember(next);
        try {
            await this.journal.append(next);
        } catch (cause) {
            this.restore(key, next, current);
            if (cause instanceof AppError) {
                throw cause;
            }
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
            this.forget(key);
        }
    }

    private recordsOf(keys: Iterable<string>): AlertRecord[] {
        return [...keys].map((key) => this.records.get(key)).filter((record) => record !== undefined);
    }

    private remember(record: AlertRecord): void {
        if (isSpent(record)) {
            this.forget(record.key);
            return;
        }
        this.records.set(record.key, record);
        mark(this.followedKeys, record.key, isFollowed(record, this.nowSeconds()));
        mark(this.pendingKeys, record.key, isPending(record));
        mark(this.unshownKeys, record.key, isUnshown(record));
    }

    private forget(key: string): void {
        this.records.delete(key);
        this.followedKeys.delete(key);
        this.pendingKeys.delete(key);
        this.unshownKeys.delete(key);
    }

    private forgetOld(): void {
        const oldest = this.nowSeconds() - KEEP_CLOSED_SECONDS;
        for (const [key, record] of this.records) {
            if (!isOpen(record) && record.updatedAt < oldest) {
                this.forget(key);
            }
        }
    }

    private rewriteWhenLong(): void {
        if (this.rewriting || this.lines < this.records.size + REWRITE_SLACK) {
            return;
        }
        this.forgetOld();
        this.lines = this.records.size;
        // A failed rewrite leaves the old file, which is complete; the next append shows whether the disk works.
        this.rewriting = this.journal
            .rewrite(() => this.records.values())
            .catch(() => undefined)
            .finally(() => {
                this.rewriting = undefined;
            });
    }
}

const mark = (keys: Set<string>, key: string, belongs: boolean): void => {
    if (belongs) {
        keys.add(key);
    } else {
        keys.delete(key);
    }
};
