import {join} from 'node:path';
import type {Damaged, StorageHealth} from '../../app/health/storage_health';
import type {AlertStore} from '../../app/posts/alert_store';
import {type AlertRecord, isOpen, isSpent} from '../../domain/alert/record';
import {revised} from '../../domain/alert/revision';
import {readRecord} from '../../domain/alert/versions';
import {AppError} from '../../domain/errors';
import {Damage} from './damage';
import {diskError, notStored} from './disk_error';
import {type FolderLock, lockFolder} from './folder_lock';
import {Journal, stopping} from './journal';
import {KeySets} from './key_sets';
import {OneProcess} from './one_process';

/** So that a late click still finds its post. */
const KEEP_CLOSED_SECONDS = 7 * 86_400;
/** The file is rewritten once it has this many more lines than there are records. */
const REWRITE_SLACK = 5000;

/** AlertStore of door 1: all records in memory, every change on disk before it counts. */
export interface FileStore extends AlertStore, StorageHealth {
    close(): Promise<void>;
}

/**
 * @param onLost another handler took the folder over; nothing can be stored any more
 * @throws AppError `misconfigured` naming DATA_FOLDER, or `busy` when it may be usable later
 */
export const openFileStore = async (
    folder: string,
    nowSeconds: () => number,
    damage = new Damage(folder, nowSeconds),
    onLost?: () => void,
): Promise<FileStore> => {
    let lock: FolderLock | undefined;
    try {
        lock = await lockFolder(folder, onLost);
        const source = {path: join(folder, 'alerts.jsonl'), damage, read: readRecord};
        const {journal, entries} = await Journal.open(source);
        const store = new JournalStore(journal, {nowSeconds, lock, damage});
        await store.load(entries);
        return store;
    } catch (cause) {
        await lock?.release();
        throw diskError(folder, cause);
    }
};

interface Parts {
    readonly nowSeconds: () => number;
    readonly lock: FolderLock;
    readonly damage: Damage;
}

/** Changes of one record that are on their way to the disk. */
interface Writing {
    count: number;
    /** What the disk certainly holds. */
    stored: AlertRecord | undefined;
    /** The newest; it holds all others. */
    last: Promise<unknown>;
}

class JournalStore extends OneProcess implements FileStore {
    private readonly records = new Map<string, AlertRecord>();
    private readonly keys: KeySets;
    private lines = 0;
    private rewriting: Promise<void> | undefined;
    private readonly writing = new Map<string, Writing>();
    private failure: AppError | undefined;
    private isClosed = false;

    constructor(
        private readonly journal: Journal<AlertRecord>,
        private readonly parts: Parts,
    ) {
        super(parts.nowSeconds);
        this.keys = new KeySets(parts.nowSeconds);
    }

    async load(entries: readonly AlertRecord[]): Promise<void> {
        for (const record of entries) {
            this.remember(record);
        }
        this.forgetOld();
        await this.parts.damage.look();
        this.lines = entries.length;
        try {
            await this.journal.rewrite(() => this.records.values());
            this.lines = this.records.size;
        } catch (cause) {
            // The file is complete as it is: on a full disk, what is known is better than nothing.
            this.failure = notStored(cause);
        }
    }

    async check(): Promise<void> {
        await this.parts.damage.look().catch(() => undefined);
        await this.tryOut(this.journal.ready()).catch(() => undefined);
    }

    problem(): AppError | undefined {
        return this.failure;
    }

    damaged(): Damaged | undefined {
        return this.parts.damage.report();
    }

    /**
     * Nothing is begun, least of all a post, while its outcome could not be stored. KeyedQueue already serialises the tasks
     * of a key.
     */
    async exclusively<T>(_key: string, task: () => Promise<T>): Promise<T> {
        await this.tryOut(this.journal.ready());
        return task();
    }

    override async unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds = 0): Promise<T | undefined> {
        if (this.isClosed) {
            throw stopping();
        }
        return super.unlessBusy(key, task, restSeconds);
    }

    async get(key: string): Promise<AlertRecord | undefined> {
        return this.records.get(key);
    }

    async followed(): Promise<readonly string[]> {
        for (const record of this.recordsOf(this.keys.followed)) {
            this.keys.remember(record);
        }
        return [...this.keys.followed];
    }

    async readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]> {
        return this.recordsOf(keys.filter((key) => this.keys.followed.has(key)));
    }

    known(key: string): Promise<AlertRecord | undefined> {
        return this.get(key);
    }

    /** `unshown` knows by itself. */
    async notShown(): Promise<void> {}

    async leftBehind(): Promise<readonly AlertRecord[]> {
        return [];
    }

    async unshown(): Promise<readonly AlertRecord[]> {
        return this.recordsOf(this.keys.unshown);
    }

    async ending(): Promise<readonly AlertRecord[]> {
        return this.recordsOf(this.keys.ending);
    }

    async waiting(): Promise<readonly AlertRecord[]> {
        return this.recordsOf(this.keys.waiting);
    }

    async pending(): Promise<readonly AlertRecord[]> {
        return this.recordsOf(this.keys.pending);
    }

    /** Memory changes synchronously, so no other write of this process can interleave; we answer once it is on disk. */
    async update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined> {
        const current = this.records.get(key);
        const changed = change(current);
        if (changed === undefined || changed === current) {
            // Whoever is told that this is known already must be able to rely on it.
            await this.writing.get(key)?.last;
            return current;
        }
        if (this.isClosed) {
            throw stopping();
        }
        if (this.parts.lock.isLost()) {
            throw new AppError('shutting_down', 'Another handler has taken over DATA_FOLDER.');
        }
        const next = revised(current, changed);
        this.remember(next);
        await this.store(key, current, next);
        this.lines += 1;
        this.rewriteWhenLong();
        return next;
    }

    /** Whatever still goes on is refused, so that nothing is written that a successor would not know. */
    async close(): Promise<void> {
        this.isClosed = true;
        await this.rewriting;
        await this.journal.close();
        await this.parts.lock.release();
    }

    /** If it fails, memory goes back to what the disk holds, unless another change is on its way. */
    private async store(key: string, current: AlertRecord | undefined, next: AlertRecord): Promise<void> {
        const written = this.tryOut(this.journal.append(next));
        const writing = this.writing.get(key) ?? {count: 0, stored: current, last: written};
        this.writing.set(key, writing);
        writing.count += 1;
        writing.last = written;
        try {
            await written;
            writing.stored = next;
        } catch (error) {
            if (this.records.get(key) === next) {
                this.restore(key, writing.stored);
            }
            throw error;
        } finally {
            writing.count -= 1;
            if (writing.count === 0) {
                this.writing.delete(key);
            }
        }
    }

    private async tryOut(written: Promise<void>): Promise<void> {
        try {
            await written;
            this.failure = undefined;
        } catch (cause) {
            const known = cause instanceof AppError ? cause : notStored(cause);
            this.failure = known.code === 'shutting_down' ? this.failure : known;
            throw known;
        }
    }

    private restore(key: string, stored: AlertRecord | undefined): void {
        if (stored) {
            this.remember(stored);
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
        this.keys.remember(record);
    }

    private forget(key: string): void {
        this.records.delete(key);
        this.keys.forget(key);
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
        if (this.rewriting || this.isClosed || this.lines < this.records.size + REWRITE_SLACK) {
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
