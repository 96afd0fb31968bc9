import {existsSync, mkdirSync, mkdtempSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {inRepository} from '../paths';

const CACHE = 'node_modules/.cache/openitcockpit-dist';

/** A build cannot continue; the message is one sentence that says what to do. */
export class DistError extends Error {
    override readonly name = 'DistError';
}

export const isCached = (key: string): boolean => existsSync(inRepository(CACHE, key));

/**
 * A folder that is filled once and kept under node_modules/.cache. Two builds may run at the same time: each fills a
 * folder of its own, and the first to finish renames it.
 * @param key file name, with the versions of everything that determines the content
 */
export const cached = async (key: string, fill: (folder: string) => Promise<void> | void): Promise<string> => {
    const folder = inRepository(CACHE, key);
    if (existsSync(folder)) {
        return folder;
    }
    await withWorkFolder(async (work) => {
        const filled = join(work, 'filled');
        mkdirSync(filled);
        await fill(filled);
        try {
            renameSync(filled, folder);
        } catch (error) {
            if (!existsSync(folder)) throw error;
        }
    });
    return folder;
};

/** A temporary folder on the same file system as the cache. */
export const withWorkFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
    mkdirSync(inRepository(CACHE), {recursive: true});
    const folder = mkdtempSync(inRepository(CACHE, 'work-'));
    try {
        return await use(folder);
    } finally {
        rmSync(folder, {recursive: true, force: true});
    }
};
