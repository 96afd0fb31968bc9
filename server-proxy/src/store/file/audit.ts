import {isAbout} from '../../app/people/audit';
import {type AuditEntry, type AuditFilter, type AuditLog, readAuditEntry} from '../../app/people/audit_log';
import {dayOf, isRefusal, type RefusalCounts, refusalsOn, withRefusal} from '../../app/people/refusal_quota';
import {Damage} from './damage';
import {RotatedJournal} from './rotated_journal';

/** Some 8000 entries. */
const MAX_BYTES = 4_000_000;
const KEEP_SECONDS = 180 * 86_400;

/** AuditLog of door 1: `audit.jsonl` in DATA_FOLDER; see `RotatedJournal`. */
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
    const {rotated, entries} = await RotatedJournal.open({
        folder,
        name: 'audit',
        nowSeconds,
        maxBytes,
        keepSeconds: KEEP_SECONDS,
        damage,
        read: readAuditEntry,
    });
    const day = dayOf(nowSeconds());
    return new JournalAudit(rotated, {day, counts: refusalsOn(day, entries)});
};

class JournalAudit implements FileAudit {
    constructor(
        private readonly rotated: RotatedJournal<AuditEntry>,
        private refusals: {readonly day: string; readonly counts: RefusalCounts},
    ) {}

    record(entry: AuditEntry): Promise<void> {
        return this.rotated.append([entry], () => this.count(entry));
    }

    /** @throws AppError when the day has enough of this person's refusals */
    private count(entry: AuditEntry): void {
        if (isRefusal(entry)) {
            const day = dayOf(entry.at);
            const counts = this.refusals.day === day ? this.refusals.counts : new Map<string, number>();
            this.refusals = {day, counts: withRefusal(counts, entry)};
        }
    }

    async recent(filter: AuditFilter): Promise<readonly AuditEntry[]> {
        const found: AuditEntry[] = [];
        for await (const {entries} of this.rotated.newestFirst()) {
            found.push(...entries.filter((entry) => isAbout(entry, filter)));
            if (found.length >= filter.limit) {
                break;
            }
        }
        return found.slice(0, filter.limit);
    }

    close(): Promise<void> {
        return this.rotated.close();
    }
}
