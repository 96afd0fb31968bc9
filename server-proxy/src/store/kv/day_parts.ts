import type {Clock} from '../../app/telemetry';
import {changeValue} from './change';
import type {KvDamage} from './damage';
import type {KeyValues} from './key_values';

interface Layout<E> {
    /** Beginning of the keys, e.g. `audit`. */
    readonly name: string;
    readonly keepDays: number;
    /** Each write rewrites a whole part, so parts stay small. */
    readonly partEntries: number;
    /** A plugin must not fill Mattermost's database. */
    readonly partsADay: number;
    /** @throws for what is no entry that this version can read */
    readonly read: (value: unknown) => E;
}

interface Table {
    readonly kv: KeyValues;
    readonly clock: Clock;
    readonly damage: KvDamage;
}

const DAY_SECONDS = 86_400;

/** Entries by the day: a few values per day in the plugin's key-value table, which expire by themselves. */
export class DayParts<E> {
    /** Where this node last wrote, so that full parts are not read again. */
    private last = {day: '', part: 0};

    constructor(
        private readonly table: Table,
        private readonly layout: Layout<E>,
    ) {}

    /** @param day e.g. `2026-11-24` @returns how many of them there was no room for, or other nodes were too busy */
    async append(day: string, entries: readonly E[]): Promise<number> {
        const {partsADay, partEntries, keepDays} = this.layout;
        const {kv, clock} = this.table;
        let left = entries;
        for (let part = this.last.day === day ? this.last.part : 0; left.length > 0 && part < partsADay; part += 1) {
            const key = this.keyOf(day, part);
            let taken = 0;
            const isDone = await changeValue(kv, clock, key, async (stored, swap) => {
                const known = await this.read(key, stored);
                taken = Math.min(Math.max(0, partEntries - known.length), left.length);
                const next = [...known, ...left.slice(0, taken)];
                return taken === 0 || swap(Buffer.from(JSON.stringify(next)), keepDays * DAY_SECONDS);
            });
            if (!isDone) {
                // Nobody looks behind a part that is not full.
                break;
            }
            if (taken > 0) {
                this.last = {day, part};
                left = left.slice(taken);
            }
        }
        return left.length;
    }

    /** In the order in which they were written. @param isWanted the others are dropped part by part */
    async of(
        day: string,
        isWanted: (entry: E) => boolean = () => true,
    ): Promise<{readonly entries: readonly E[]; readonly isFull: boolean}> {
        const {partsADay, partEntries} = this.layout;
        const entries: E[] = [];
        let count = 0;
        for (let part = 0; part < partsADay; part += 1) {
            const key = this.keyOf(day, part);
            const stored = await this.table.kv.get(key);
            if (!stored) {
                break;
            }
            const read = await this.read(key, stored);
            count += read.length;
            entries.push(...read.filter(isWanted));
        }
        return {entries, isFull: count >= partsADay * partEntries};
    }

    /** A part that cannot be read leaves an empty one, so that the parts behind it are still found. */
    private async read(key: string, stored: Buffer | undefined): Promise<readonly E[]> {
        try {
            return stored ? this.entriesIn(stored) : [];
        } catch {
            await this.table.damage.setAside(key, stored ?? EMPTY, EMPTY);
            return [];
        }
    }

    /** @throws for what is no part that this version can read */
    private entriesIn(stored: Buffer): E[] {
        const value: unknown = JSON.parse(stored.toString('utf8'));
        if (!Array.isArray(value)) {
            throw new Error('not a part that this version can read');
        }
        return value.map(this.layout.read);
    }

    private keyOf(day: string, part: number): string {
        return `${this.layout.name}/${day}/${part}`;
    }
}

const EMPTY = Buffer.from('[]');
