import type {Clock} from '../../app/telemetry';
import type {KeyValues} from './key_values';

const MAX_TRIES = 50;

/** Writes nothing when that is stored already. @param expireInSeconds 0 = never @returns false when somebody else was faster */
export type Swap = (next: Buffer, expireInSeconds?: number) => Promise<boolean>;

/**
 * Changes a value that other nodes change as well, with compare-and-set.
 * @param attempt one try; false when somebody else was faster
 * @returns false when somebody else always was faster
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
