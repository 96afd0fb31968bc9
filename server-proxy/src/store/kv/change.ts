// AlertStore, AuditLog, WatchStore and SetupStore of door 2, in the plugin's key-value table, which all nodes share.
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import type {Believed} from './believed';
import type {KeyValues} from './key_values';

const MAX_TRIES = 50;

/** One value of the table, kept as JSON. */
interface StoredValue<T> {
    readonly kv: KeyValues;
    readonly clock: Clock;
    readonly key: string;
    readonly parse: (stored: Buffer | undefined) => T | Promise<T>;
    /** Said when other nodes were faster every time. */
    readonly busy: string;
}

/** Changes it; the same object leaves it as it is. @throws AppError `busy` */
export const changeStored = async <T>(
    {kv, clock, key, parse, busy}: StoredValue<T>,
    change: (current: T) => T,
): Promise<T> => {
    let changed: {readonly next: T} | undefined;
    const isStored = await changeValue(kv, clock, key, async (stored, swap) => {
        const current = await parse(stored);
        const next = change(current);
        changed = {next};
        return next === current || swap(Buffer.from(JSON.stringify(next)));
    });
    if (!isStored || !changed) {
        throw new AppError('busy', busy);
    }
    return changed.next;
};

/**
 * Does nothing if that value is already stored. @param expireInSeconds 0 = never @returns false if another node was
 * faster
 */
export type Swap = (next: Buffer, expireInSeconds?: number) => Promise<boolean>;

/**
 * Changes a value with compare-and-set, as other nodes may change it too.
 * @param attempt one try; false if another node was faster
 * @param believed what this node knows of it, so that it need not be read first. Only a change counts: an attempt that changes
 *     nothing is made again with what is stored
 * @returns false if another node was faster every time
 */
export const changeValue = async (
    kv: KeyValues,
    clock: Clock,
    key: string,
    attempt: (stored: Buffer | undefined, swap: Swap) => Promise<boolean>,
    believed?: Believed,
): Promise<boolean> => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const known = tries === 0 ? believed?.of(key) : undefined;
        const read = (): Promise<Buffer | undefined> => believed?.read(key, () => kv.get(key)) ?? kv.get(key);
        const stored = known ? known.value : await read();
        let isSwapped = false;
        const swap: Swap = async (next, expireInSeconds) => {
            if (stored?.equals(next)) {
                return true;
            }
            believed?.forget(key);
            isSwapped = await kv.swap(key, stored, next, expireInSeconds);
            if (isSwapped) {
                believed?.remember(key, next);
            }
            return isSwapped;
        };
        const isDone = await attempt(stored, swap);
        if (isDone && (isSwapped || !known)) {
            return true;
        }
        if (!known) {
            await clock.sleep(Math.random() * 10 * tries);
        }
    }
    return false;
};
