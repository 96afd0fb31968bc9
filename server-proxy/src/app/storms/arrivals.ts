import {LRUCache} from 'lru-cache';
import {atMost} from '../../domain/at_most';
import type {Clock} from '../telemetry';

const WITHIN_MS = 60_000;
const MOST_CHANNELS = 1000;

/** Counts the new problems of each channel. Each node counts its own: a cluster may post that much more before a storm begins. */
export class Arrivals {
    private readonly times = new LRUCache<string, readonly number[]>(atMost(MOST_CHANNELS));

    constructor(
        private readonly limit: number,
        private readonly clock: Clock,
    ) {}

    /** @returns whether it is one too many within a minute */
    isTooMany(channelId: string): boolean {
        const now = this.clock.monotonic();
        const recent = (this.times.get(channelId) ?? []).filter((at) => at > now - WITHIN_MS);
        if (recent.length >= this.limit) {
            return true;
        }
        this.times.set(channelId, [...recent, now]);
        return false;
    }
}
