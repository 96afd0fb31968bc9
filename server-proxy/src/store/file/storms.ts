import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {KeyedQueue} from '../../app/keyed_queue';
import type {StormStore} from '../../app/storms/storm_store';
import {readStorms, type Storms} from '../../domain/storm/storm';
import type {Damage} from './damage';
import {diskError} from './disk_error';
import {replaceFile} from './replace_file';

const NAME = 'storms.json';

/**
 * StormStore of door 1: `storms.json` in DATA_FOLDER, always replaced whole. The caller holds the folder's lock.
 * @throws AppError `misconfigured` or `busy` naming DATA_FOLDER
 */
export const openFileStorms = async (folder: string, damage: Damage): Promise<StormStore> => {
    let state = await readOrSetAside(folder, damage).catch((cause: unknown) => {
        throw diskError(folder, cause, NAME);
    });
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

const readOrSetAside = async (folder: string, damage: Damage): Promise<Storms> => {
    const bytes = await readFile(join(folder, NAME)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
            return undefined;
        }
        throw error;
    });
    try {
        return readStorms(bytes?.toString('utf8'));
    } catch {
        await damage.setAside(NAME, [bytes ?? Buffer.alloc(0)]);
        await rm(join(folder, NAME));
        return readStorms(undefined);
    }
};
