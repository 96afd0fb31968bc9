import {isAbout} from '../../app/people/audit';
import {type AuditEntry, type AuditFilter, type AuditLog, readAuditEntry} from '../../app/people/audit_log';
import {dayOf, isRefusal, type RefusalCounts, withRefusal} from '../../app/people/refusal_quota';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import {changeValue} from './change';
import {KvDamage} from './damage';
import type {KeyValues} from './key_values';

const KEEP_DAYS = 90;
const DAY_SECONDS = 86_400;
/** Each entry rewrites its whole part, so parts stay small: some 50 kB. */
const PART_ENTRIES = 100;
/** 2000 entries a day; a plugin must not fill Mattermost's database. */
const PARTS_A_DAY = 20;

/** AuditLog of door 2: a few values per day in the plugin's key-value table, which expire by themselves. */
export class KvAudit implements AuditLog {
    /** Where this node last wrote, so that full parts are not read again. */
    private last = {day: '', part: 0};

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly damage = new KvDamage(kv, clock),
    ) {}

    async record(entry: AuditEntry): Promise<void> {
        const day = dayOf(entry.at);
        if (isRefusal(entry)) {
            await this.count(day, entry);
        }
        let isFull = true;
        for (let part = this.last.day === day ? this.last.part : 0; isFull && part < PARTS_A_DAY; part += 1) {
            const isDone = await changeValue(this.kv, this.clock, keyOf(day, part), async (stored, swap) => {
                const entries = await this.read(keyOf(day, part), stored);
                isFull = entries.length >= PART_ENTRIES;
                return isFull || swap(Buffer.from(JSON.stringify([...entries, entry])), KEEP_DAYS * DAY_SECONDS);
            });
            if (isDone && !isFull) {
                this.last = {day, part};
                return;
            }
        }
        throw new AppError('internal', `The audit of ${day} is full: this entry is only in the log.`);
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
            const entries = await this.entriesOf(dayOf(now - daysAgo * DAY_SECONDS));
            found.push(...entries.reverse().filter((entry) => isAbout(entry, filter)));
        }
        return found.slice(0, filter.limit);
    }

    private async entriesOf(day: string): Promise<AuditEntry[]> {
        const entries: AuditEntry[] = [];
        for (let part = 0; part < PARTS_A_DAY; part += 1) {
            const key = keyOf(day, part);
            const stored = await this.kv.get(key);
            if (!stored) {
                break;
            }
            entries.push(...(await this.read(key, stored)));
        }
        return entries;
    }

    /** A part that cannot be read leaves an empty one, so that the parts behind it are still found. */
    private async read(key: string, stored: Buffer | undefined): Promise<readonly AuditEntry[]> {
        try {
            return stored ? entriesIn(stored) : [];
        } catch {
            await this.damage.setAside(key, stored ?? EMPTY, EMPTY);
            return [];
        }
    }
}

const EMPTY = Buffer.from('[]');

const keyOf = (day: string, part: number): string => `audit/${day}/${part}`;

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

/** @throws for what is no part that this version can read */
const entriesIn = (stored: Buffer): AuditEntry[] => {
    const value: unknown = JSON.parse(stored.toString('utf8'));
    if (!Array.isArray(value)) {
        throw new Error('not a part of the audit');
    }
    return value.map(readAuditEntry);
};
