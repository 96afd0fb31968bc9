import {join} from 'node:path';
import type {BulkDocument, BulkStore} from '../../app/bulk/bulk_store';
import {readBulkDocument} from '../../domain/action/bulk_action';
import {Damage} from './damage';
import {diskError} from './disk_error';
import {Journal} from './journal';

const NAME = 'bulk.jsonl';
/** The file is rewritten once it has this many more lines than there are documents. */
const REWRITE_SLACK = 500;

/** One line: the newest of each key counts. */
interface Line {
    readonly key: string;
    /** Unix seconds; 0: for ever. */
    readonly until: number;
    readonly document: BulkDocument;
}

/** BulkStore of door 1: `bulk.jsonl` in DATA_FOLDER, every change on disk before it counts. */
export interface FileBulk extends BulkStore {
    close(): Promise<void>;
}

/** The caller holds the lock of the folder. @throws AppError `misconfigured` or `busy` naming DATA_FOLDER */
export const openFileBulk = async (
    folder: string,
    nowSeconds: () => number,
    damage = new Damage(folder, nowSeconds),
): Promise<FileBulk> => {
    try {
        const {journal, entries} = await Journal.open<Line>({path: join(folder, NAME), damage, read: readLine});
        const store = new JournalBulk(journal, nowSeconds);
        await store.load(entries);
        return store;
    } catch (cause) {
        throw diskError(folder, cause, NAME);
    }
};

/** @throws for anything else */
const readLine = (value: unknown): Line => {
    const {key, until, document} = (value ?? {}) as Partial<Line>;
    if (typeof key !== 'string' || typeof until !== 'number') {
        throw new Error('not a line of bulk actions that this version can read');
    }
    return {key, until, document: readBulkDocument(document)};
};

class JournalBulk implements FileBulk {
    private readonly lines = new Map<string, Line>();
    private written = 0;
    private rewriting: Promise<void> | undefined;

    constructor(
        private readonly journal: Journal<Line>,
        private readonly nowSeconds: () => number,
    ) {}

    async load(entries: readonly Line[]): Promise<void> {
        for (const line of entries) {
            this.lines.set(line.key, line);
        }
        this.forgetOld();
        this.written = entries.length;
        if (entries.length > this.lines.size) {
            // On a full disk, the long file is complete as well.
            await this.rewrite();
        }
    }

    async read(key: string): Promise<BulkDocument | undefined> {
        const line = this.lines.get(key);
        return line && this.isKept(line) ? line.document : undefined;
    }

    /** Memory changes synchronously, so no other change can come in between. */
    async update(
        key: string,
        change: (current: BulkDocument | undefined) => BulkDocument | undefined,
        keepSeconds: number,
    ): Promise<BulkDocument | undefined> {
        const before = this.lines.get(key);
        const current = before && this.isKept(before) ? before.document : undefined;
        const next = change(current);
        if (next === undefined || next === current) {
            return current;
        }
        const line = {key, until: keepSeconds === 0 ? 0 : this.nowSeconds() + keepSeconds, document: next};
        this.lines.set(key, line);
        try {
            await this.journal.append(line);
        } catch (error) {
            if (this.lines.get(key) === line) {
                this.restore(key, before);
            }
            throw error;
        }
        this.written += 1;
        if (!this.rewriting && this.written > this.lines.size + REWRITE_SLACK) {
            this.forgetOld();
            this.rewriting = this.rewrite().finally(() => {
                this.rewriting = undefined;
            });
        }
        return next;
    }

    async close(): Promise<void> {
        await this.rewriting;
        await this.journal.close();
    }

    private restore(key: string, before: Line | undefined): void {
        if (before) {
            this.lines.set(key, before);
        } else {
            this.lines.delete(key);
        }
    }

    private async rewrite(): Promise<void> {
        this.written = this.lines.size;
        await this.journal.rewrite(() => this.lines.values()).catch(() => undefined);
    }

    private isKept({until}: Line): boolean {
        return until === 0 || until > this.nowSeconds();
    }

    private forgetOld(): void {
        for (const [key, line] of this.lines) {
            if (!this.isKept(line)) {
                this.lines.delete(key);
            }
        }
    }
}
