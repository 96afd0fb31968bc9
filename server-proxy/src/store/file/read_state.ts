import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Damage} from './damage';
import {diskError} from './disk_error';

/**
 * What a file of DATA_FOLDER holds. One that cannot be read is set aside.
 * @param parse takes its text, undefined if there is none; throws for what is damaged, or written by a newer version
 * @throws AppError `misconfigured` or `busy` naming DATA_FOLDER
 */
export const readState = async <T>(
    folder: string,
    name: string,
    damage: Damage,
    parse: (text: string | undefined) => T,
): Promise<T> => {
    try {
        const bytes = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
            if (error.code === 'ENOENT') {
                return undefined;
            }
            throw error;
        });
        try {
            return parse(bytes?.toString('utf8'));
        } catch {
            await damage.setAside(name, [bytes ?? Buffer.alloc(0)]);
            await rm(join(folder, name));
            return parse(undefined);
        }
    } catch (cause) {
        throw diskError(folder, cause, name);
    }
};
