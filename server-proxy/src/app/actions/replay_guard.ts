import {LRUCache} from 'lru-cache';
import {atMost} from '../../domain/at_most';
import {AppError} from '../../domain/errors';
import type {Clock} from '../telemetry';

const CAPACITY = 20_000;

/** Remembers what has been used for as long as it could be used again. Bounded: the oldest entries go first. */
export class ReplayGuard {
    private readonly used: LRUCache<string, true>;

    constructor(clock: Pick<Clock, 'monotonic'>, lifetimeMs: number) {
        const perf = {now: () => clock.monotonic()};
        this.used = new LRUCache({...atMost(CAPACITY), ttl: lifetimeMs, ttlResolution: 0, perf});
    }

    /** @throws AppError `replayed` */
    use(id: string): void {
        if (!this.claim(id)) {
            throw new AppError('replayed', 'This request was already handled once.');
        }
    }

    /** @returns false when it was used before */
    claim(id: string): boolean {
        return !this.isUsed(id) && this.used.set(id, true).has(id);
    }

    isUsed(id: string): boolean {
        return this.used.has(id);
    }
}
