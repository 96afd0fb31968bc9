import {LRUCache} from 'lru-cache';
import type {CoreEvent} from '../../domain/alert/core_event';
import {atMost} from '../../domain/at_most';

type DowntimeEvent = Extract<CoreEvent, {kind: 'downtime'}>;

/** People wait for seconds. */
const DOWNTIMES_KEPT = 1000;
/** Of which the stream told; a problem that nobody is notified of is found a minute later. */
const PROBLEMS_KEPT = 20_000;

/** Lets whoever waits for an object know that something was heard of it, so that they need not ask. */
export class News {
    /** News can be counted on: the stream is open, on this node. */
    isLive = false;
    /** Events that must have been lost: what asking found although the stream was open. */
    missed = 0;
    private liveSince: number | undefined;
    private readonly problems = new LRUCache<string, true>(atMost(PROBLEMS_KEPT));
    private readonly downtimes = new LRUCache<string, DowntimeEvent>(atMost(DOWNTIMES_KEPT));
    private readonly waiting = new Map<string, Set<() => void>>();

    /** Called with the key of every alert that has just got a post here, or for which somebody waits. */
    whenFollowed: (key: string) => void = () => undefined;

    /** @param since Unix seconds on openITCOCKPIT's clock; undefined: the stream is away */
    live(since: number | undefined): void {
        this.isLive = since !== undefined;
        this.liveSince = since === undefined ? undefined : (this.liveSince ?? since);
    }

    /** Whatever happened at this time (on openITCOCKPIT's clock) or later should have come over the stream. */
    covers(time: number | undefined): boolean {
        return this.liveSince !== undefined && time !== undefined && time > this.liveSince;
    }

    problemTold(key: string): void {
        this.problems.set(key, true);
    }

    wasProblemTold(key: string): boolean {
        return this.problems.has(key);
    }

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
        // Its post may be another node's.
        this.whenFollowed(key);
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
