import {randomBytes} from 'node:crypto';
import pMap from 'p-map';
import {KeyedQueue} from '../../app/keyed_queue';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import type {Believed} from './believed';
import {changeValue, type Swap} from './change';
import type {KvDamage} from './damage';
import type {KeyValues} from './key_values';
import {INDEX} from './places';

/** Each read takes one of Mattermost's database connections. */
const READS_AT_ONCE = 8;
/** A younger entry's record may still be on its way. */
const YOUNG_MS = 300_000;

/** When an entry was made, in milliseconds since the epoch, and a unique id. */
type Mark = readonly [at: number, id: string];
type Shard = Map<string, Mark>;
type Change = (shard: Shard) => void;

interface Parts {
    readonly kv: KeyValues;
    readonly clock: Clock;
    readonly damage: Pick<KvDamage, 'setAside'>;
    /** Called before a document is set aside that cannot be read: its entries have to be found again. */
    readonly onLost: () => Promise<void>;
    /** Absent: each document is read before it is written. */
    readonly believed?: Believed;
}

/**
 * A set of alert keys in the plugin's key-value table, shared by all nodes. The table can only be listed whole, history
 * included, so the set has a few documents of its own. An entry is written before its record and removed after it: a
 * crash leaves one entry too many, never one too few.
 */
export class KvIndex {
    private readonly queued = new Map<number, {readonly changes: Change[]; readonly written: Promise<void>}>();
    private readonly turns = new KeyedQueue();

    /** @param shards number of documents; fixed for ever, as keys are assigned by it */
    constructor(
        private readonly parts: Parts,
        private readonly name: string,
        private readonly shards: number,
    ) {}

    async keys(): Promise<string[]> {
        const read = async (number: number): Promise<string[]> => [...(await this.read(number)).keys()];
        return (await pMap(Array(this.shards).keys(), read, {concurrency: READS_AT_ONCE})).flat();
    }

    /** Adds a key, or renews its mark so that removing an older one has no effect. */
    add(key: string): Promise<void> {
        const mark: Mark = [this.parts.clock.now(), randomBytes(6).toString('base64url')];
        return this.change(key, (shard) => shard.set(key, mark));
    }

    /** Identifies the current entry, for `remove`. */
    async markOf(key: string): Promise<string | undefined> {
        return (await this.read(this.shardOf(key))).get(key)?.[1];
    }

    async remove(key: string, mark: string | undefined): Promise<void> {
        if (mark !== undefined) {
            await this.change(key, (shard) => shard.get(key)?.[1] === mark && shard.delete(key));
        }
    }

    /** Drops entries whose records no longer belong here, except young ones, whose records may not be written yet. */
    async dropStale(keys: readonly string[]): Promise<void> {
        const oldest = this.parts.clock.now() - YOUNG_MS;
        await Promise.all(
            keys.map((key) =>
                this.change(key, (shard) => (shard.get(key)?.[0] ?? oldest) < oldest && shard.delete(key)),
            ),
        );
    }

    /** Batches changes that arrive while the document is being written. */
    private change(key: string, change: Change): Promise<void> {
        const number = this.shardOf(key);
        const queued = this.queued.get(number);
        if (queued) {
            queued.changes.push(change);
            return queued.written;
        }
        const changes = [change];
        const written = this.turns.run(String(number), () => {
            this.queued.delete(number);
            return this.write(number, changes);
        });
        this.queued.set(number, {changes, written});
        return written;
    }

    private async write(number: number, changes: readonly Change[]): Promise<void> {
        const {kv, clock, believed} = this.parts;
        const attempt = async (stored: Buffer | undefined, swap: Swap): Promise<boolean> => {
            const shard = await this.parse(number, stored);
            for (const change of changes) {
                change(shard);
            }
            return swap(Buffer.from(JSON.stringify([...shard])));
        };
        const isStored = await changeValue(kv, clock, this.document(number), attempt, believed);
        if (!isStored) {
            throw new AppError('busy', 'Too many changes of open alerts at once; please try again.');
        }
    }

    private async read(number: number): Promise<Shard> {
        return this.parse(number, await this.parts.kv.get(this.document(number)));
    }

    private async parse(number: number, stored: Buffer | undefined): Promise<Shard> {
        try {
            return stored ? entriesIn(stored) : new Map();
        } catch {
            await this.parts.onLost();
            await this.parts.damage.setAside(this.document(number), stored ?? Buffer.alloc(0));
            return new Map();
        }
    }

    private document(number: number): string {
        return `${INDEX}${this.name}/${number}`;
    }

    private shardOf(key: string): number {
        let hash = 0;
        for (let at = 0; at < key.length; at += 1) {
            hash = (hash * 31 + key.charCodeAt(at)) >>> 0;
        }
        return hash % this.shards;
    }
}

/**
 * All versions so far store a list of entries. The index can be made again from the records, so that a version that stores
 * something else need not convert it.
 * @throws for anything else
 */
const entriesIn = (stored: Buffer): Shard => {
    const value: unknown = JSON.parse(stored.toString('utf8'));
    if (!Array.isArray(value) || !value.every(isEntry)) {
        throw new Error('not a document of the index');
    }
    return new Map(value);
};

const isEntry = (value: unknown): value is [string, Mark] =>
    Array.isArray(value) && typeof value[0] === 'string' && Array.isArray(value[1]) && typeof value[1][0] === 'number';
