import type {Clock} from '../../app/telemetry';
import type {KeyValues} from './key_values';

const MAX_TRIES = 50;

/**
 * Changes a value that other nodes change as well, with compare-and-set.
 * @param change may be called again when somebody else was faster
 * @returns false when somebody else always was
 */
export const changeValue = async (
    kv: KeyValues,
    clock: Clock,
    key: string,
    change: (stored: Buffer | undefined) => Buffer,
): Promise<boolean> => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const stored = await kv.get(key);
        const next = change(stored);
        if (stored?.equals(next) || (await kv.swap(key, stored, next))) {
            return true;
        }
        await clock.sleep(Math.random() * 10 * tries);
    }
    return false;
};
