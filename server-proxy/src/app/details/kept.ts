import {LRUCache} from 'lru-cache';
import {atMost} from '../../domain/at_most';
import type {Clock} from '../telemetry';

const KEPT_MS = 30_000;

/** What was read is kept for half a minute, for everybody; what could not be read is not. */
export class Kept<T> {
    private readonly values: LRUCache<string, {readonly until: number; readonly value: Promise<T>}>;

    constructor(
        private readonly clock: Pick<Clock, 'monotonic'>,
        most: number,
    ) {
        this.values = new LRUCache(atMost(most));
    }

    of(key: string, read: () => Promise<T>): Promise<T> {
        const now = this.clock.monotonic();
        const known = this.values.get(key);
        if (known && known.until > now) {
            return known.value;
        }
        const value = read();
        this.values.set(key, {until: now + KEPT_MS, value});
        value.catch(() => this.values.delete(key));
        return value;
    }
}
