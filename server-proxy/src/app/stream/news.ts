import {LRUCache} from 'lru-cache';
import type {CoreEvent} from '../../domain/alert/core_event';
import {atMost} from '../../domain/at_most';

type DowntimeEvent = Extract<CoreEvent, {kind: 'downtime'}>;

/** People wait for seconds. */
const DOWNTIMES_KEPT = 1000;

/** Lets whoever waits for an object know that something was heard of it, so that they need not ask. */
export class News {
    /** News can be counted on: the stream is open, on this node. */
    isLive = false;
    private readonly downtimes = new LRUCache<string, DowntimeEvent>(atMost(DOWNTIMES_KEPT));
    private readonly waiting = new Map<string, Set<() => void>>();

    /** @returns the newest downtime of the object that has begun */
    begunDowntime(key: string): DowntimeEvent | undefined {
        return this.downtimes.get(key);
    }

    downtimeBegan(key: string, event: DowntimeEvent): void {
        this.downtimes.set(key, event);
    }

    tell(key: string): void {
        for (const wake of this.waiting.get(key) ?? []) {
            wake();
        }
    }

    /** @returns what ends it */
    onNews(key: string, wake: () => void): () => void {
        const wakes = this.waiting.get(key) ?? new Set();
        this.waiting.set(key, wakes.add(wake));
        return () => {
            wakes.delete(wake);
            if (wakes.size === 0) {
                this.waiting.delete(key);
            }
        };
    }
}
