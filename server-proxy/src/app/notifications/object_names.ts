import {LRUCache} from 'lru-cache';
import type {TargetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import type {ReadingsPort} from '../catch_up/readings_port';

type Names = Awaited<ReturnType<ReadingsPort['lookup']>>;

const OBJECTS_KEPT = 20_000;
/** It may have just been created. */
const UNKNOWN_MS = 30_000;
/** A new name shows with the next comparison anyway. */
const KEPT_MS = 600_000;

/** Names of hosts and services, looked up once in a while: the event stream and notifications may bring UUIDs only. */
export class ObjectNames {
    private readonly known = new LRUCache<string, Promise<Names>>({...atMost(OBJECTS_KEPT), ttl: KEPT_MS});

    constructor(private readonly monitoring: Pick<ReadingsPort, 'lookup'>) {}

    /** @throws AppError `openitcockpit_*`; the next call tries again */
    of(target: TargetIds): Promise<Names> {
        const key = alertKey(target);
        const known = this.known.get(key);
        if (known) {
            return known;
        }
        const asked = this.monitoring.lookup(target);
        this.known.set(key, asked);
        asked.catch((error: unknown) => {
            if (asAppError(error).code === 'openitcockpit_not_found') {
                // A stream that tells of many unknown objects must not ask for each of them twice.
                this.known.set(key, asked, {ttl: UNKNOWN_MS});
            } else {
                this.known.delete(key);
            }
        });
        return asked;
    }
}
