import {join} from 'node:path';
import {KeyedQueue} from '../../app/keyed_queue';
import type {Damage} from './damage';
import {readState} from './read_state';
import {replaceFile} from './replace_file';

/** A value that is changed one change after the other. */
interface StateFile<T> {
    read(): Promise<T>;
    /** The same object leaves it as it is. */
    update(change: (current: T) => T): Promise<T>;
}

/**
 * JSON in a file of DATA_FOLDER, always replaced whole. The caller holds the folder's lock.
 * @param parse as for `readState`
 * @throws AppError `misconfigured` or `busy` naming DATA_FOLDER
 */
export const openStateFile = async <T>(
    folder: string,
    name: string,
    damage: Damage,
    parse: (text: string | undefined) => T,
): Promise<StateFile<T>> => {
    let state: T = await readState(folder, name, damage, parse);
    const turns = new KeyedQueue();
    return {
        read: async () => state,
        update: (change) =>
            turns.run('file', async () => {
                const next = change(state);
                if (next !== state) {
                    await (await replaceFile(join(folder, name), JSON.stringify(next))).close();
                    state = next;
                }
                return next;
            }),
    };
};
