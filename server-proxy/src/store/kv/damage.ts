import {createHash} from 'node:crypto';
import type {Damaged, StorageHealth} from '../../app/health/storage_health';
import type {Clock, Logger} from '../../app/telemetry';
import {changeValue} from './change';
import type {KeyValues} from './key_values';

/** How many there were, and when the newest was set aside. */
const SUMMARY = 'damaged';
const DAY_SECONDS = 86_400;
/** A plugin must not fill Mattermost's database. */
const KEEP_SECONDS = 90 * DAY_SECONDS;
/** Nobody can tidy up the table by hand, so the health page stops mentioning it one day. */
const SHOWN_SECONDS = 7 * DAY_SECONDS;

interface Summary {
    readonly count: number;
    /** Unix seconds. */
    readonly newest: number;
}

/** What could not be read in the plugin's key-value table: moved to a key of its own, never overwritten and never dropped. */
export class KvDamage implements StorageHealth {
    private summary: Summary | undefined;

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly logger?: Pick<Logger, 'error'>,
    ) {}

    /**
     * @param instead takes its place, for the same time as what is set aside; undefined: the key is removed
     * @throws when it could not be stored elsewhere; it then stays where it is
     */
    async setAside(key: string, value: Buffer, instead?: Buffer): Promise<void> {
        const at = Math.floor(this.clock.now() / 1000);
        const aside = `${SUMMARY}/${createHash('sha256').update(key).update(value).digest('hex').slice(0, 32)}`;
        const copy = Buffer.from(JSON.stringify({key, at, base64: value.toString('base64')}));
        // Another node may have found it too.
        if (await this.kv.swap(aside, undefined, copy, KEEP_SECONDS)) {
            this.logger?.error('A stored record cannot be read and was set aside', {key, aside});
            await changeValue(this.kv, this.clock, SUMMARY, (stored, swap) => {
                this.summary = {count: (read(stored)?.count ?? 0) + 1, newest: at};
                return swap(Buffer.from(JSON.stringify(this.summary)), KEEP_SECONDS);
            });
        }
        await (instead ? this.kv.swap(key, value, instead, KEEP_SECONDS) : this.kv.remove(key, value));
    }

    damaged(): Damaged | undefined {
        const {summary} = this;
        return summary && summary.newest > this.clock.now() / 1000 - SHOWN_SECONDS ? summary : undefined;
    }

    /** Other nodes set things aside, too. Mattermost's own failures are reported as such. */
    async check(): Promise<void> {
        const stored = await this.kv.get(SUMMARY).catch(() => undefined);
        this.summary = stored ? read(stored) : this.summary;
    }

    /** Mattermost's database is not ours to watch. */
    problem(): undefined {
        return undefined;
    }

    /**
     * Reads a value, or sets it aside.
     * @param parse throws for what is damaged, or written by a newer version
     * @returns undefined if there is none that can be read
     */
    async read<T>(key: string, stored: Buffer | undefined, parse: (text: string) => T): Promise<T | undefined> {
        if (!stored) {
            return undefined;
        }
        try {
            return parse(new TextDecoder('utf-8', {fatal: true}).decode(stored));
        } catch {
            await this.setAside(key, stored);
            return undefined;
        }
    }
}

const read = (stored: Buffer | undefined): Summary | undefined => {
    try {
        const {count, newest} = JSON.parse(stored?.toString('utf8') ?? '') as Summary;
        return typeof count === 'number' && typeof newest === 'number' ? {count, newest} : undefined;
    } catch {
        return undefined;
    }
};
