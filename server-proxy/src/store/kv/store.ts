import {randomBytes} from 'node:crypto';
import pMap, {pMapSkip} from 'p-map';
import type {AlertStore} from '../../app/posts/alert_store';
import type {Clock} from '../../app/telemetry';
import {type AlertRecord, isEnding, isFollowed, isOpen, isPending, isUnshown} from '../../domain/alert/record';
import {revised} from '../../domain/alert/revision';
import {readRecord} from '../../domain/alert/versions';
import {isWaiting} from '../../domain/alert/waiting';
import {AppError} from '../../domain/errors';
import {KvIndex} from './alert_index';
import {Believed} from './believed';
import {changeValue, type Swap} from './change';
import {KvDamage} from './damage';
import {secondsToKeep} from './keep';
import type {KeyValues} from './key_values';
import {KvLocks} from './locks';
import {INDEX_COMPLETE, RECORD} from './places';

/** Other than 1, with which an earlier state marked an index of followed alerts only. */
const IS_COMPLETE = Buffer.from('2');

/** With 50 000 open alerts, a document has about 80 kB. */
const FOLLOWED_SHARDS = 64;
const PENDING_SHARDS = 8;
const UNSHOWN_SHARDS = 8;
const ENDING_SHARDS = 4;
const WAITING_SHARDS = 4;
/** Enough to keep Mattermost busy without delaying its requests to us. */
const READS_AT_ONCE = 16;

type Belongs = (record: AlertRecord) => boolean;

/** AlertStore of door 2: the plugin's key-value table with compare-and-set, so that several app nodes agree. */
export class KvStore implements AlertStore {
    private readonly locks: KvLocks;
    private readonly believed = new Believed();
    private readonly followedKeys: KvIndex;
    private readonly pendingKeys: KvIndex;
    private readonly unshownKeys: KvIndex;
    private readonly endingKeys: KvIndex;
    private readonly waitingKeys: KvIndex;
    private completing: Promise<void> | undefined;
    /** How often a document of the index could not be read. */
    private losses = 0;

    constructor(
        private readonly kv: KeyValues,
        private readonly clock: Clock,
        renewMs?: number,
        private readonly damage = new KvDamage(kv, clock),
    ) {
        this.locks = new KvLocks(kv, clock, renewMs);
        const onLost = async () => {
            this.losses += 1;
            // Unlike the one before, so that it is seen while the index is being completed.
            await kv.set(INDEX_COMPLETE, Buffer.from(`lost ${randomBytes(6).toString('base64url')}`));
        };
        const parts = {kv, clock, damage, onLost};
        const {believed} = this;
        // `open`, because it once held only open alerts.
        this.followedKeys = new KvIndex({...parts, believed}, 'open', FOLLOWED_SHARDS);
        this.pendingKeys = new KvIndex(parts, 'pending', PENDING_SHARDS);
        this.unshownKeys = new KvIndex({...parts, believed}, 'unshown', UNSHOWN_SHARDS);
        this.endingKeys = new KvIndex(parts, 'ending', ENDING_SHARDS);
        this.waitingKeys = new KvIndex(parts, 'waiting', WAITING_SHARDS);
    }

    async get(key: string): Promise<AlertRecord | undefined> {
        const stored = await this.believed.read(RECORD + key, () => this.kv.get(RECORD + key));
        return this.parse(key, stored);
    }

    async known(key: string): Promise<AlertRecord | undefined> {
        const value = this.believed.of(RECORD + key)?.value;
        return value ? this.parse(key, value) : this.get(key);
    }

    followed(): Promise<readonly string[]> {
        return this.keysOf(this.followedKeys);
    }

    async leftBehind(): Promise<readonly AlertRecord[]> {
        const read = async (key: string): Promise<AlertRecord | typeof pMapSkip> => {
            const record = await this.get(key);
            return record && isUnshown(record) ? record : pMapSkip;
        };
        return pMap(await this.keysOf(this.followedKeys), read, {concurrency: READS_AT_ONCE});
    }

    notShown(key: string): Promise<void> {
        return this.unshownKeys.add(key);
    }

    async unshown(): Promise<readonly AlertRecord[]> {
        return this.readIndexed(this.unshownKeys, await this.keysOf(this.unshownKeys), isUnshown);
    }

    readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]> {
        const now = this.nowSeconds();
        return this.readIndexed(this.followedKeys, keys, (record) => isFollowed(record, now));
    }

    async pending(): Promise<readonly AlertRecord[]> {
        return this.readIndexed(this.pendingKeys, await this.keysOf(this.pendingKeys), isPending);
    }

    async ending(): Promise<readonly AlertRecord[]> {
        return this.readIndexed(this.endingKeys, await this.keysOf(this.endingKeys), isEnding);
    }

    async waiting(): Promise<readonly AlertRecord[]> {
        return this.readIndexed(this.waitingKeys, await this.keysOf(this.waitingKeys), isWaiting);
    }

    async update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
        isShownAtOnce = false,
    ): Promise<AlertRecord | undefined> {
        let result: AlertRecord | undefined;
        const attempt = async (stored: Buffer | undefined, swap: Swap): Promise<boolean> => {
            const current = await this.parse(key, stored);
            const changed = change(current);
            if (changed === undefined || changed === current) {
                result = current;
                return true;
            }
            result = revised(current, changed);
            return this.write(current, result, swap, isShownAtOnce);
        };
        const isStored = await changeValue(this.kv, this.clock, RECORD + key, attempt, this.believed);
        if (!isStored) {
            throw new AppError('internal', 'The alert changes too often to be stored; please try again.');
        }
        return result;
    }

    exclusively<T>(key: string, task: () => Promise<T>): Promise<T> {
        return this.locks.exclusively(key, task);
    }

    unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds?: number): Promise<T | undefined> {
        return this.locks.unlessBusy(key, task, restSeconds);
    }

    letGo(): Promise<void> {
        return this.locks.letGo();
    }

    private async keysOf(index: KvIndex): Promise<readonly string[]> {
        await this.complete();
        const before = this.losses;
        const keys = await index.keys();
        if (this.losses === before) {
            return keys;
        }
        await this.complete();
        return index.keys();
    }

    private complete(): Promise<void> {
        this.completing ??= this.completeIndex().finally(() => {
            this.completing = undefined;
        });
        return this.completing;
    }

    /** Adds what is missing in the index, once for all nodes. */
    private async completeIndex(): Promise<void> {
        const state = await this.kv.get(INDEX_COMPLETE);
        if (state?.equals(IS_COMPLETE)) {
            return;
        }
        const stored = (await this.kv.keys())
            .filter((key) => key.startsWith(RECORD))
            .map((key) => key.slice(RECORD.length));
        const indexes = this.indexes();
        const add = async (key: string): Promise<void> => {
            const record = await this.get(key);
            for (const [index, belongs] of record ? indexes : []) {
                if (record && belongs(record)) {
                    await index.add(key);
                }
            }
        };
        await pMap(stored, add, {concurrency: READS_AT_ONCE});
        await this.kv.swap(INDEX_COMPLETE, state, IS_COMPLETE);
    }

    private parse(key: string, stored: Buffer | undefined): Promise<AlertRecord | undefined> {
        return this.damage.read(RECORD + key, stored, (text) => readRecord(JSON.parse(text)));
    }

    private indexes(): readonly (readonly [KvIndex, Belongs])[] {
        return [
            [this.followedKeys, (record) => isFollowed(record, this.nowSeconds())],
            [this.pendingKeys, isPending],
            [this.unshownKeys, isUnshown],
            [this.endingKeys, isEnding],
            [this.waitingKeys, isWaiting],
        ];
    }

    private nowSeconds(): number {
        return Math.floor(this.clock.now() / 1000);
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
            // What a crash left behind is found by its entry (see `leftBehind`).
            if (!record || !isUnshown(record) || index !== this.followedKeys) {
                stale.push(key);
            }
            return pMapSkip;
        };
        const found = await pMap(keys, read, {concurrency: READS_AT_ONCE});
        await index.dropStale(stale);
        return found;
    }

    /** Index entries are added before the record is stored, and removed after it. */
    private async write(
        current: AlertRecord | undefined,
        next: AlertRecord,
        swap: Swap,
        isShownAtOnce: boolean,
    ): Promise<boolean> {
        const {key} = next;
        const leaves: (() => Promise<void>)[] = [];
        // A node whose clock is ahead may have removed the entry, so reopening always adds it again.
        const opens = isOpen(next) && !(current && isOpen(current));
        for (const [index, belongs] of this.indexes().filter(([index]) => index !== this.unshownKeys)) {
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
        if (isUnshown(next) && !(current && isUnshown(current)) && !isShownAtOnce) {
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
