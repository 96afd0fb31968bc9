// AlertStore, AuditLog, WatchStore and SetupStore of door 2, in the plugin's key-value table, which all nodes share.
import type {Clock} from '../../app/telemetry';
import type {KeyValues} from './key_values';

const MAX_TRIES = 50;

/**
 * Does nothing if that value is already stored. @param expireInSeconds 0 = never @returns false if another node was
 * faster
 */
export type Swap = (next: Buffer, expireInSeconds?: number) => Promise<boolean>;

/**
 * Changes a value with compare-and-set, as other nodes may change it too.
 * @param attempt one try; false if another node was faster
 * @returns false if that was so every time
 */
export const changeValue = async (
    kv: KeyValues,
    clock: Clock,
    key: string,
    attempt: (stored: Buffer | undefined, swap: Swap) => Promise<boolean>,
): Promise<boolean> => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const stored = await kv.get(key);
        const swap: Swap = async (next, expireInSeconds) =>
            stored?.equals(next) === true || kv.swap(key, stored, next, expireInSeconds);
        if (await attempt(stored, swap)) {
            return true;
        }
        await clock.sleep(Math.random() * 10 * tries);
    }
    return false;
};
