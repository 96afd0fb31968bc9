import {readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {WatchStore} from '../../app/health/watch_store';
import {KeyedQueue} from '../../app/keyed_queue';
import {parseWatchState, type WatchState} from '../../domain/watch_state';

/** WatchStore of door 1: `watch.json` in DATA_FOLDER, always replaced whole. The caller holds the folder's lock. */
export const openFileWatch = async (folder: string): Promise<WatchStore> => {
    const path = join(folder, 'watch.json');
    let state: WatchState = parseWatchState(await readFile(path, 'utf8').catch(() => undefined));
    const turns = new KeyedQueue();
    return {
        read: async () => state,
        update: (change) =>
            turns.run('file', async () => {
                const text = JSON.stringify(change(state));
                if (text !== JSON.stringify(state)) {
                    await writeFile(`${path}.new`, text, {mode: 0o600});
                    await rename(`${path}.new`, path);
                    state = parseWatchState(text);
                }
                return state;
            }),
    };
};
