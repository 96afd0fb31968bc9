import {LRUCache} from 'lru-cache';
import {isAfter} from '../../domain/alert/moment';
import {reading, type Seen} from '../../domain/alert/observation';
import type {AlertRecord} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {atMost} from '../../domain/at_most';

/** The next comparison reads everything again anyway, so this is bounded. */
const OBJECTS_KEPT = 20_000;

interface Latest {
    readonly seen: Seen;
    readonly askedAt: number;
}

/**
 * This node's youngest reading of each object. A notification may arrive after a reading that is younger than it: readings
 * without news are not stored in the record, so the reading is applied again then.
 */
export class LatestReadings {
    private readonly byKey = new LRUCache<string, Latest>(atMost(OBJECTS_KEPT));
    private readonly touched = new LRUCache<string, number>(atMost(OBJECTS_KEPT));
    private count = 0;

    /** Something else is changing the alert: a reading under way may refer to an outdated record. */
    touch(key: string): void {
        this.count += 1;
        this.touched.set(key, this.count);
    }

    /** For `isTouched`; to be taken before a record is read. */
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

    of(key: string): Latest | undefined {
        return this.byKey.get(key);
    }

    /** @param now Unix seconds on openITCOCKPIT's clock @returns the record with the youngest reading of its object applied */
    putInto(key: string, record: AlertRecord, now: number): AlertRecord {
        const latest = this.byKey.get(key);
        return latest ? observe(record, reading(latest.seen, latest.askedAt, now)) : record;
    }
}
