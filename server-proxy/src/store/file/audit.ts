import {readFile, rename, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {KeyedQueue} from '../../app/keyed_queue';
import {isAbout} from '../../app/people/audit';
import {type AuditEntry, type AuditFilter, type AuditLog, readAuditEntry} from '../../app/people/audit_log';
import {dayOf, isRefusal, type RefusalCounts, refusalsOn, withRefusal} from '../../app/people/refusal_quota';
import {Damage} from './damage';
import {diskError} from './disk_error';
import {Journal, parseLines, stopping} from './journal';

/** Some 8000 entries. A longer file is renamed, replacing the one renamed before. */
const MAX_BYTES = 4_000_000;
/** Older entries are not shown, and a file is renamed before its first entry gets that old. */
const KEEP_SECONDS = 180 * 86_400;

/** AuditLog of door 1: `audit.jsonl` in DATA_FOLDER, renamed to `audit.old.jsonl` once it is long or old. */
export interface FileAudit extends AuditLog {
    close(): Promise<void>;
}

/** The caller holds the lock of the folder. @throws AppError `misconfigured` or `busy` naming DATA_FOLDER */
export const openFileAudit = async (
    folder: string,
    nowSeconds: () => number,
    maxBytes = MAX_BYTES,
    damage = new Damage(folder, nowSeconds),
): Promise<FileAudit> => {
    const path = join(folder, 'audit.jsonl');
    const old = join(folder, 'audit.old.jsonl');
    try {
        const open = (file: string) => Journal.open({path: file, damage, read: readAuditEntry});
        if (await exists(old)) {
            await (await open(old)).journal.close();
        }
        const {journal, entries} = await open(path);
        const day = dayOf(nowSeconds());
        return new JournalAudit(
            journal,
            {path, old, maxBytes, nowSeconds, open},
            {bytes: (await stat(path)).size, since: entries[0]?.at, refusals: {day, counts: refusalsOn(day, entries)}},
        );
    } catch (cause) {
        throw diskError(folder, cause, 'audit.jsonl');
    }
};

const exists = (path: string): Promise<boolean> =>
    stat(path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
            if (error.code === 'ENOENT') {
                return false;
            }
            throw error;
        },
    );

interface Files {
    readonly open: (path: string) => Promise<{journal: Journal<AuditEntry>}>;
    readonly path: string;
    readonly old: string;
    readonly maxBytes: number;
    readonly nowSeconds: () => number;
}

/** What is known of the file. */
interface Contents {
    bytes: number;
    /** Time of the first entry. */
    since: number | undefined;
    refusals: {readonly day: string; readonly counts: RefusalCounts};
}

class JournalAudit implements FileAudit {
    /** Serialises writing and renaming. */
    private readonly turns = new KeyedQueue();
    private isClosed = false;

    constructor(
        private journal: Journal<AuditEntry>,
        private readonly files: Files,
        private readonly contents: Contents,
    ) {}

    record(entry: AuditEntry): Promise<void> {
        return this.turns.run('file', async () => {
            if (this.isClosed) {
                // Before a long file is renamed, which would open another one.
                throw stopping();
            }
            this.count(entry);
            if (this.contents.bytes > this.files.maxBytes || this.isOld()) {
                await this.putAside();
            }
            await this.journal.append(entry);
            this.contents.since ??= entry.at;
            this.contents.bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
        });
    }

    /** @throws AppError when the day has enough of this person's refusals */
    private count(entry: AuditEntry): void {
        if (isRefusal(entry)) {
            const day = dayOf(entry.at);
            const {refusals} = this.contents;
            const counts = refusals.day === day ? refusals.counts : new Map<string, number>();
            this.contents.refusals = {day, counts: withRefusal(counts, entry)};
        }
    }

    async recent(filter: AuditFilter): Promise<readonly AuditEntry[]> {
        const oldest = this.files.nowSeconds() - KEEP_SECONDS;
        const found: AuditEntry[] = [];
        for (const path of [this.files.path, this.files.old]) {
            const bytes = await readFile(path).catch(() => Buffer.alloc(0));
            const {entries} = parseLines(bytes, readAuditEntry);
            found.push(...entries.reverse().filter((entry) => entry.at > oldest && isAbout(entry, filter)));
            if (found.length >= filter.limit) {
                break;
            }
        }
        return found.slice(0, filter.limit);
    }

    async close(): Promise<void> {
        await this.turns.run('file', () => {
            this.isClosed = true;
            return this.journal.close();
        });
    }

    /** Half the retention time: together with the renamed file, nothing is kept longer than the whole. */
    private isOld(): boolean {
        return this.contents.since !== undefined && this.files.nowSeconds() - this.contents.since > KEEP_SECONDS / 2;
    }

    private async putAside(): Promise<void> {
        const {path, old} = this.files;
        await this.journal.close();
        try {
            await rm(old, {force: true});
            await rename(path, old);
        } finally {
            // Also after a disk error: the next entry is appended to the long file, and tries again.
            this.journal = (await this.files.open(path)).journal;
        }
        this.contents.bytes = 0;
        this.contents.since = undefined;
    }
}
