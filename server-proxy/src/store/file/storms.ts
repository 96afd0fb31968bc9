import {join} from 'node:path';
import {KeyedQueue} from '../../app/keyed_queue';
import type {StormStore} from '../../app/storms/storm_store';
import {readStorms} from '../../domain/storm/storm';
import type {Damage} from './damage';
import {readState} from './read_state';
import {replaceFile} from './replace_file';

const NAME = 'storms.json';

/**
 * StormStore of door 1: `storms.json` in DATA_FOLDER, always replaced whole. The caller holds the folder's lock.
 * @throws AppError `misconfigured` or `busy` naming DATA_FOLDER
 */
export const openFileStorms = async (folder: string, damage: Damage): Promise<StormStore> => {
    let state = await readState(folder, NAME, damage, readStorms);
    const turns = new KeyedQueue();
    return {
        read: async () => state,
        update: (change) =>
            turns.run('file', async () => {
                const next = change(state);
                if (next !== state) {
                    await (await replaceFile(join(folder, NAME), JSON.stringify(next))).close();
                    state = next;
                }
                return state;
            }),
    };
};
