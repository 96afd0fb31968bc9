import {randomBytes} from 'node:crypto';
import pMap, {pMapSkip} from 'p-map';
import type {AlertStore} from '../../app/posts/alert_store';
import type {Clock} from '../../app/telemetry';
import {isEarlierKey} from '../../domain/alert/alert_key';
import {type AlertRecord, isFollowed, isOpen, isPending, isSpent, isUnshown} from '../../domain/alert/record';
import {revised} from '../../domain/alert/revision';
import {upgraded} from '../../domain/alert/versions';
import {AppError} from '../../domain/errors';
import {KvIndex} from './alert_index';
import {changeValue, type Swap} from './change';
import type {KeyValues} from './key_values';

const ALERT = 'alert/';
const LOCK = 'lock/';
/** Set once the index of followed alerts contains closed ones as well. */
const COMPLETE = 'index/open/complete';
/** Set once the index of unshown alerts contains what was stored before there was one. */
const UNSHOWN_COMPLETE = 'index/unshown/complete';

/** So that a late click still finds its post. */
const KEEP_CLOSED_SECONDS = 7 * 86_400;
const KEEP_SPENT_SECONDS = 60;
/** With 50 000 open alerts, a document has about 80 kB. */
const FOLLOWED_SHARDS = 64;
const PENDING_SHARDS = 8;
const UNSHOWN_SHARDS = 8;
/** Enough to keep Mattermost busy without delaying its requests to us. */
const READS_AT_ONCE = 16;
/** Short, so that a node that dies holding a lock does not block its alert for long. A live node renews it. */
const LOCK_SECONDS = 10;
const RENEW_MS = 3000;
const LOCK_WAIT_MS = 15_000;
const LOCK_PAUSE_MS = 50;

type Belongs = (record: AlertRecord) => boolean;

/** AlertStore of door 2: the plugin's key-value table with compare-and-set, so that several app nodes agree. */
export class KvStore implements AlertStore {
    private readonly held = new Map<string, Buffer>();
    private readonly followedKeys: KvIndex;
    private readonly pendingKeys: KvIndex;
    private readonly unshownKeys: KvIndex;
    /** By the mark that says so in the table. */
    private readonly complete = new Map<string, Promise<void>>();

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        private readonly renewMs = RENEW_MS,
    ) {
        // `open`, because it once held only open alerts.
        this.followedKeys = new KvIndex(kv, clock, 'open', FOLLOWED_SHARDS);
        this.pendingKeys = new KvIndex(kv, clock, 'pending', PENDING_SHARDS);
        this.unshownKeys = new KvIndex(kv, clock, 'unshown', UNSHOWN_SHARDS);
    }

    async get(key: string): Promise<AlertRecord | undefined> {
        return parse(await this.kv.get(ALERT + key));
    }

    async followed(): Promise<readonly string[]> {
        await this.completed(COMPLETE, this.followedKeys, (record) => isFollowed(record, this.nowSeconds()));
        return this.followedKeys.keys();
    }

    async unshown(): Promise<readonly AlertRecord[]> {
        await this.completed(UNSHOWN_COMPLETE, this.unshownKeys, isUnshown);
        return this.readIndexed(this.unshownKeys, await this.unshownKeys.keys(), isUnshown);
    }

    readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]> {
        const now = this.nowSeconds();
        return this.readIndexed(this.followedKeys, keys, (record) => isFollowed(record, now));
    }

    async pending(): Promise<readonly AlertRecord[]> {
        return this.readIndexed(this.pendingKeys, await this.pendingKeys.keys(), isPending);
    }

    async update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined> {
        let result: AlertRecord | undefined;
        const isStored = await changeValue(this.kv, this.clock, ALERT + key, async (stored, swap) => {
            const current = parse(stored);
            const changed = change(current);
            if (changed === undefined || changed === current) {
                result = current;
                return true;
            }
            result = revised(current, changed);
            return this.write(current, result, swap);
        });
        if (!isStored) {
            throw new AppError('internal', 'The alert changes too often to be stored; please try again.');
        }
        return result;
    }

    async exclusively<T>(key: string, task: () => Promise<T>): Promise<T> {
        const lock = LOCK + key;
        const ours = randomBytes(16);
        const end = this.clock.now() + LOCK_WAIT_MS;
        while (!(await this.take(lock, ours))) {
            if (this.clock.now() > end) {
                throw new AppError('busy', 'Another node has held this alert for too long; please try again.');
            }
            await this.clock.sleep(LOCK_PAUSE_MS);
        }
        return this.holding(lock, ours, task);
    }

    async unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds = 0): Promise<T | undefined> {
        const lock = LOCK + key;
        const ours = randomBytes(16);
        if (!(await this.take(lock, ours))) {
            return undefined;
        }
        const restUntil = this.clock.now() + restSeconds * 1000;
        return this.holding(lock, ours, task, restUntil);
    }

    /** Releases all locks on shutdown, so that other nodes (or the next process) need not wait for them to expire. */
    async letGo(): Promise<void> {
        await Promise.all([...this.held].map(([lock, ours]) => this.kv.remove(lock, ours)));
    }

    /** Earlier versions did not index all of what belongs here: adds it, once for all nodes. */
    private completed(mark: string, index: KvIndex, belongs: Belongs): Promise<void> {
        const known =
            this.complete.get(mark) ??
            this.completeIndex(mark, index, belongs).catch((error: unknown) => {
                this.complete.delete(mark);
                throw error;
            });
        this.complete.set(mark, known);
        return known;
    }

    private async completeIndex(mark: string, index: KvIndex, belongs: Belongs): Promise<void> {
        if (await this.kv.get(mark)) {
            return;
        }
        const known = new Set(await index.keys());
        const stored = (await this.kv.keys())
            .filter((key) => key.startsWith(ALERT))
            .map((key) => key.slice(ALERT.length));
        const others = stored.filter((key) => !known.has(key) && !(index === this.followedKeys && isEarlierKey(key)));
        const addIfMissing = async (key: string): Promise<void> => {
            const record = await this.get(key);
            if (record && belongs(record)) {
                await index.add(key);
            }
        };
        await pMap(others, addIfMissing, {concurrency: READS_AT_ONCE});
        await this.kv.set(mark, Buffer.from('1'));
    }

    private nowSeconds(): number {
        return Math.floor(this.clock.now() / 1000);
    }

    private take(lock: string, ours: Buffer): Promise<boolean> {
        return this.kv.swap(lock, undefined, ours, LOCK_SECONDS);
    }

    private async holding<T>(lock: string, ours: Buffer, task: () => Promise<T>, restUntil = 0): Promise<T> {
        this.held.set(lock, ours);
        const renewing = setInterval(() => void this.renew(lock, ours), this.renewMs);
        try {
            return await task();
        } finally {
            clearInterval(renewing);
            this.held.delete(lock);
            const rest = Math.ceil((restUntil - this.clock.now()) / 1000);
            // Only our own lock: it may have expired and been taken by another node.
            await (rest > 0 ? this.kv.swap(lock, ours, ours, rest) : this.kv.remove(lock, ours));
        }
    }

    /** If that fails, the lock may expire and another node repeat the work: better than never. */
    private async renew(lock: string, ours: Buffer): Promise<void> {
        await this.kv.swap(lock, ours, ours, LOCK_SECONDS).catch(() => false);
    }

    private async readIndexed(
        index: KvIndex,
        keys: readonly string[],
        belongs: Belongs,
    ): Promise<readonly AlertRecord[]> {
        const stale: string[] = [];
        const read = async (key: string): Promise<AlertRecord | typeof pMapSkip> => {
            const record = await this.get(key);
            if (record && belongs(record)) {
                return record;
            }
            stale.push(key);
            return pMapSkip;
        };
        const found = await pMap(keys, read, {concurrency: READS_AT_ONCE});
        await index.dropStale(stale);
        return found;
    }

    /** Index entries are added before the record is stored, and removed after it. */
    private async write(current: AlertRecord | undefined, next: AlertRecord, swap: Swap): Promise<boolean> {
        const {key} = next;
        const leaves: (() => Promise<void>)[] = [];
        // A node whose clock is ahead may have removed the entry, so reopening always adds it again.
        const opens = isOpen(next) && !(current && isOpen(current));
        for (const [index, belongs] of [
            [this.followedKeys, (record: AlertRecord) => isFollowed(record, this.nowSeconds())],
            [this.pendingKeys, isPending],
        ] as const) {
            const before = current !== undefined && belongs(current);
            if (belongs(next) && (opens || !before)) {
                await index.add(key);
            } else if (before && !belongs(next)) {
                // Only this entry: the next problem may be starting on another node.
                const mark = await index.markOf(key);
                leaves.push(() => index.remove(key, mark));
            }
        }
        // Left by its next reader, some minutes later: a post is soon up to date, and soon behind again.
        if (isUnshown(next) && !(current && isUnshown(current))) {
            await this.unshownKeys.add(key);
        }
        const value = Buffer.from(JSON.stringify(next));
        if (!(await swap(value, secondsToKeep(next)))) {
            return false;
        }
        // The record is stored: a leftover entry is dropped by the next reader.
        await Promise.allSettled(leaves.map((leave) => leave()));
        return true;
    }
}

/** 0 = for ever. */
const secondsToKeep = (record: AlertRecord): number => {
    if (isSpent(record)) {
        return KEEP_SPENT_SECONDS;
    }
    return isOpen(record) ? 0 : KEEP_CLOSED_SECONDS;
};

const parse = (stored: Buffer | undefined): AlertRecord | undefined => {
    if (!stored) {
        return undefined;
    }
    try {
        return upgraded(JSON.parse(stored.toString('utf8')) as Parameters<typeof upgraded>[0]);
    } catch {
        return undefined;
    }
};
