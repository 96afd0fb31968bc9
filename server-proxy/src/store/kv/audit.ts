import {isAbout} from '../../app/people/audit';
import {type AuditEntry, type AuditFilter, type AuditLog, readAuditEntry} from '../../app/people/audit_log';
import {dayOf, isRefusal, type RefusalCounts, withRefusal} from '../../app/people/refusal_quota';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import {changeValue} from './change';
import {KvDamage} from './damage';
import {DayParts} from './day_parts';
import type {KeyValues} from './key_values';

const KEEP_DAYS = 90;
const DAY_SECONDS = 86_400;
/** Each entry rewrites its whole part, so parts stay small: some 50 kB. */
const PART_ENTRIES = 100;
/** 2000 entries a day; a plugin must not fill Mattermost's database. */
const PARTS_A_DAY = 20;

/** AuditLog of door 2: a few values per day in the plugin's key-value table, which expire by themselves. */
export class KvAudit implements AuditLog {
    private readonly days: DayParts<AuditEntry>;

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        damage = new KvDamage(kv, clock),
    ) {
        const layout = {keepDays: KEEP_DAYS, partEntries: PART_ENTRIES, partsADay: PARTS_A_DAY, read: readAuditEntry};
        this.days = new DayParts({kv, clock, damage}, {name: 'audit', ...layout});
    }

    async record(entry: AuditEntry): Promise<void> {
        const day = dayOf(entry.at);
        if (isRefusal(entry)) {
            await this.count(day, entry);
        }
        if ((await this.days.append(day, [entry])) > 0) {
            throw new AppError('internal', `The audit of ${day} is full: this entry is only in the log.`);
        }
    }

    /** Counts for all nodes. @throws AppError when the day has enough of this person's refusals */
    private async count(day: string, entry: AuditEntry): Promise<void> {
        const isCounted = await changeValue(this.kv, this.clock, `audit/${day}/refused`, (stored, swap) =>
            swap(Buffer.from(JSON.stringify([...withRefusal(countsIn(stored), entry)])), 2 * DAY_SECONDS),
        );
        if (!isCounted) {
            throw new AppError('busy', 'Too many refusals at once: this entry is only in the log.');
        }
    }

    /** Reads days backwards, and only as many as the answer needs. */
    async recent(filter: AuditFilter): Promise<readonly AuditEntry[]> {
        const found: AuditEntry[] = [];
        const now = Math.floor(this.clock.now() / 1000);
        for (let daysAgo = 0; daysAgo < KEEP_DAYS && found.length < filter.limit; daysAgo += 1) {
            const {entries} = await this.days.of(dayOf(now - daysAgo * DAY_SECONDS));
            found.push(...entries.toReversed().filter((entry) => isAbout(entry, filter)));
        }
        return found.slice(0, filter.limit);
    }
}

const countsIn = (stored: Buffer | undefined): RefusalCounts => new Map(listIn(stored) as [string, number][]);

/** Only counters: what cannot be read begins anew. */
const listIn = (stored: Buffer | undefined): unknown[] => {
    try {
        const value: unknown = JSON.parse(stored?.toString('utf8') ?? '[]');
        return Array.isArray(value) ? value : [];
    } catch {
        return [];
    }
};
