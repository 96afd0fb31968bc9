import {LRUCache} from 'lru-cache';

const MOST_BYTES = 3_000_000;
/** What an entry costs besides its value. */
const ENTRY_BYTES = 200;

/**
 * What this node read or wrote last. Another node may have changed it since, so it only serves to try a compare-and-set without
 * reading first: Mattermost refuses that if the value is another one by now.
 */
export class Believed {
    private readonly values = new LRUCache<string, {readonly value: Buffer | undefined}>({
        maxSize: MOST_BYTES,
        sizeCalculation: ({value}) => ENTRY_BYTES + (value?.length ?? 0),
    });

    /** @returns `value` undefined: there was none */
    of(key: string): {readonly value: Buffer | undefined} | undefined {
        return this.values.get(key);
    }

    /** Reads a value, and remembers it unless it was written meanwhile. */
    async read(key: string, get: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
        const before = this.of(key);
        const value = await get();
        if (this.of(key) === before) {
            this.remember(key, value);
        }
        return value;
    }

    remember(key: string, value: Buffer | undefined): void {
        this.values.set(key, {value});
    }

    forget(key: string): void {
        this.values.delete(key);
    }
}
