import {randomBytes} from 'node:crypto';
import {LRUCache} from 'lru-cache';
import {KeyValues} from './key_values';
import {INDEX, INDEX_COMPLETE, LOCK, RECORD} from './places';

const MOST_BYTES = 3_000_000;
/** What an entry costs besides its value. */
const ENTRY_BYTES = 200;

interface Lock {
    readonly value: Buffer;
    /** Milliseconds on the monotonic clock. */
    readonly until: number;
}

/**
 * The table where Mattermost has one node, so that nobody else writes it: what is there is known without asking, locks need not
 * be stored, and the documents of the index are stored at the end. The records themselves are stored at once, with
 * compare-and-set. After a crash, the index is made again from them.
 */
export class AloneKeyValues extends KeyValues {
    private readonly values = new LRUCache<string, Buffer>({
        maxSize: MOST_BYTES,
        sizeCalculation: (value) => ENTRY_BYTES + value.length,
    });
    private readonly locks = new Map<string, Lock>();
    /** Documents of the index as they are now; undefined: there is none. */
    private readonly index = new Map<string, Buffer | undefined>();
    private readonly unstored = new Set<string>();
    /** Before the first change of the index. */
    private marking: Promise<void> | undefined;
    /** Hashes of the keys of records: one that is not among them has none. */
    private present: Promise<Set<number>> | undefined;

    override async get(key: string): Promise<Buffer | undefined> {
        if (key.startsWith(LOCK)) {
            return this.locks.get(key)?.value;
        }
        if (key.startsWith(INDEX)) {
            return this.readIndex(key);
        }
        if (!key.startsWith(RECORD)) {
            return super.get(key);
        }
        const known = this.values.get(key);
        if (known || !(await this.isPresent(key))) {
            return known;
        }
        const value = await super.get(key);
        if (value && !this.values.has(key)) {
            this.values.set(key, value);
        }
        return value;
    }

    override async set(key: string, value: Buffer, expireInSeconds = 0): Promise<void> {
        if (key.startsWith(INDEX)) {
            await this.markIndex();
            this.changeIndex(key, value);
        } else {
            this.values.delete(key);
            await super.set(key, value, expireInSeconds);
        }
    }

    override async swap(key: string, old: Buffer | undefined, value: Buffer, expireInSeconds = 0): Promise<boolean> {
        if (key.startsWith(LOCK)) {
            return this.swapLock(key, old, value, expireInSeconds);
        }
        if (key.startsWith(INDEX)) {
            await this.markIndex();
            const isAsKnown = isSame(await this.readIndex(key), old);
            if (isAsKnown) {
                this.changeIndex(key, value);
            }
            return isAsKnown;
        }
        if (!key.startsWith(RECORD)) {
            return super.swap(key, old, value, expireInSeconds);
        }
        const present = await this.presentKeys();
        this.values.delete(key);
        const isSwapped = await super.swap(key, old, value, expireInSeconds);
        // Also where it was there after all, which the next reader then finds.
        present.add(hashOf(key));
        if (isSwapped) {
            this.values.set(key, value);
        }
        return isSwapped;
    }

    override async delete(key: string): Promise<void> {
        this.values.delete(key);
        await super.delete(key);
    }

    override async remove(key: string, value: Buffer): Promise<void> {
        if (!key.startsWith(LOCK)) {
            this.values.delete(key);
            await super.remove(key, value);
        } else if (isSame(this.locks.get(key)?.value, value)) {
            this.locks.delete(key);
        }
    }

    /** Stores the index, so that the next process need not make it again. */
    override async flush(): Promise<void> {
        if (this.marking === undefined) {
            return;
        }
        await this.marking;
        for (const key of [...this.unstored].filter((name) => name !== INDEX_COMPLETE)) {
            const value = this.index.get(key);
            this.unstored.delete(key);
            await (value === undefined ? super.delete(key) : super.set(key, value));
        }
        const state = this.index.get(INDEX_COMPLETE);
        if (state !== undefined && this.unstored.size <= 1) {
            await super.set(INDEX_COMPLETE, state);
            this.marking = undefined;
        }
    }

    private swapLock(key: string, old: Buffer | undefined, value: Buffer, seconds: number): boolean {
        const now = performance.now();
        const found = this.locks.get(key);
        const held = found && found.until > now ? found.value : undefined;
        if (!isSame(held, old)) {
            return false;
        }
        this.locks.set(key, {value, until: seconds === 0 ? Number.POSITIVE_INFINITY : now + seconds * 1000});
        return true;
    }

    private async readIndex(key: string): Promise<Buffer | undefined> {
        if (!this.index.has(key)) {
            const value = await super.get(key);
            // A change may have been faster.
            if (!this.index.has(key)) {
                this.index.set(key, value);
            }
        }
        return this.index.get(key);
    }

    private changeIndex(key: string, value: Buffer): void {
        this.index.set(key, value);
        this.unstored.add(key);
    }

    /** What is stored of the index is out of date from now on. */
    private async markIndex(): Promise<void> {
        await this.readIndex(INDEX_COMPLETE);
        this.marking ??= super
            .set(INDEX_COMPLETE, Buffer.from(`open ${randomBytes(6).toString('base64url')}`))
            .catch((error: unknown) => {
                this.marking = undefined;
                throw error;
            });
        await this.marking;
    }

    private async isPresent(key: string): Promise<boolean> {
        return (await this.presentKeys()).has(hashOf(key));
    }

    private presentKeys(): Promise<Set<number>> {
        this.present ??= super.keys().then(
            (keys) => new Set(keys.filter((key) => key.startsWith(RECORD)).map(hashOf)),
            (error: unknown) => {
                this.present = undefined;
                throw error;
            },
        );
        return this.present;
    }
}

const isSame = (one: Buffer | undefined, other: Buffer | undefined): boolean =>
    one === undefined || other === undefined ? one === other : one.equals(other);

/** Of two keys with the same hash, the absent one is asked for. */
const hashOf = (key: string): number => {
    let hash = 0x811c9dc5;
    for (let at = 0; at < key.length; at += 1) {
        hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    }
    return hash >>> 0;
};
