import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {WatchStore} from '../../app/health/watch_store';
import {KeyedQueue} from '../../app/keyed_queue';
import {parseWatchState, readWatchState, storedWatchState, type WatchState} from '../../domain/watch_state';
import {Damage} from './damage';
import {readState} from './read_state';
import {replaceFile} from './replace_file';

const NAME = 'watch.json';

/**
 * WatchStore of door 1: `watch.json` in DATA_FOLDER, always replaced whole. The caller holds the folder's lock.
 * @throws AppError `misconfigured` or `busy` naming DATA_FOLDER
 */
export const openFileWatch = async (
    folder: string,
    damage = new Damage(folder, () => Math.floor(Date.now() / 1000)),
): Promise<WatchStore> => {
    const path = join(folder, NAME);
    let state = await readState(folder, NAME, damage, readWatchState);
    const turns = new KeyedQueue();
    return {
        read: async () => state,
        update: (change) =>
            turns.run('file', async () => {
                const text = storedWatchState(change(state));
                if (text !== storedWatchState(state)) {
                    await (await replaceFile(path, text)).close();
                    state = parseWatchState(text);
                }
                return state;
            }),
    };
};

/** What is stored in a folder that another process may hold; empty where nothing can be read. */
export const peekWatch = async (folder: string): Promise<WatchState> =>
    parseWatchState(await readFile(join(folder, NAME), 'utf8').catch(() => undefined));
