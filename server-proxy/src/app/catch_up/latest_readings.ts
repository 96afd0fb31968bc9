import {LRUCache} from 'lru-cache';
import {isAfter} from '../../domain/alert/moment';
import {reading, type Seen} from '../../domain/alert/observation';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {atMost} from '../../domain/at_most';

/** It only saves what the next comparison reads again, so it must not grow for ever. */
const OBJECTS_KEPT = 20_000;

interface Latest {
    readonly seen: Seen;
    readonly askedAt: number;
}

/**
 * The youngest reading of each object that this node has made. A notification may come later than a reading that is younger:
 * what is not in the record (nobody stores that an alert is still what it was) is put in again then.
 */
export class LatestReadings {
    private readonly byKey = new LRUCache<string, Latest>(atMost(OBJECTS_KEPT));
    private readonly touched = new LRUCache<string, number>(atMost(OBJECTS_KEPT));
    private count = 0;

    /** Something else changes the alert: a reading that is under way may be about a record that is no more. */
    touch(key: string): void {
        this.count += 1;
        this.touched.set(key, this.count);
    }

    /** For `isTouched`, before a record is read. */
    mark(): number {
        return this.count;
    }

    isTouched(key: string, mark: number): boolean {
        return (this.touched.get(key) ?? 0) > mark;
    }

    /** @param askedAt Unix seconds on openITCOCKPIT's clock */
    remember(key: string, seen: Seen | 'deleted', askedAt: number): void {
        if (seen !== 'deleted' && !isAfter(this.byKey.get(key)?.seen.freshAt, seen.freshAt)) {
            this.byKey.set(key, {seen, askedAt});
        }
    }

    /** @param now Unix seconds on openITCOCKPIT's clock @returns the record with what is known of its object besides */
    putInto(key: string, record: AlertRecord, now: number): AlertRecord {
        const latest = this.byKey.get(key);
        return latest ? observe(record, reading(latest.seen, latest.askedAt, now)) : record;
    }
}
