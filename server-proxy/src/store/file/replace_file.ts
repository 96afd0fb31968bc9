import {type FileHandle, open, rename, rm, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

/**
 * Replaces a file as a whole: after a crash it holds the old contents or the new ones, and after a failure, such as a full
 * disk, the old ones. Only its owner may read it.
 * @returns the new file, open for appending
 */
export const replaceFile = async (path: string, contents: string | Buffer | Iterable<string>): Promise<FileHandle> => {
    const next = `${path}.new`;
    await rm(next, {force: true});
    const file = await open(next, 'ax', 0o600);
    try {
        await writeFile(file, contents);
        await file.sync();
        await rename(next, path);
    } catch (error) {
        await file.close();
        // It would take up the space that the next attempt needs.
        await rm(next, {force: true}).catch(() => undefined);
        throw error;
    }
    await syncFolder(dirname(path));
    return file;
};

/** A file that was created or renamed is only there after a power failure if its folder was flushed as well. */
export const syncFolder = async (folder: string): Promise<void> => {
    const handle = await open(folder, 'r').catch(() => undefined);
    // Some file systems cannot flush a folder, and need not.
    await handle?.sync().catch(() => undefined);
    await handle?.close();
};
