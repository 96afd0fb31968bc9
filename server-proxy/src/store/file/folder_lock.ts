import {mkdir, readFile, unlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {AppError} from '../../domain/errors';

/**
 * Keeps a second handler out of a data folder: two would overwrite each other's alerts. A lock whose process is gone
 * (crash, reboot) is ignored.
 * @returns releases the folder
 * @throws AppError `misconfigured` naming DATA_FOLDER
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
    await mkdir(folder, {recursive: true});
    const file = join(folder, 'handler.lock');
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder !== process.pid && isAlive(holder)) {
        throw new AppError('misconfigured', `DATA_FOLDER ${folder} is in use by another handler (process ${holder}).`);
    }
    await writeFile(file, String(process.pid));
    return () => unlink(file).catch(() => undefined);
};

const isAlive = (pid: number): boolean => {
    try {
        return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
};
