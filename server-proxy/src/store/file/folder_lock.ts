import {type FileHandle, mkdir, open, rename, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {AppError} from '../../domain/errors';
import {nonce} from '../../telemetry/nonce';
import {firstHolder, readHolder, stateOf, thisProcess} from './lock_holder';

/** How often a holder shows that it is alive, by a new time of change. */
const BEAT_MS = 1000;
/** A lock whose time has not changed for so long is stale. Whatever the clocks show: only changes count. */
const STALE_MS = 6000;
const TRIES = 5;

export interface FolderLock {
    /** Another handler took the folder over, because this process stood still for too long. */
    isLost(): boolean;
    release(): Promise<void>;
}

/**
 * Keeps a second handler out of a data folder: two would overwrite each other's alerts. The lock is a file that its holder
 * touches every second. It says which process that is: whether one on this machine still runs is known at once, so nobody
 * waits after a crash; for any other, in a container or on another machine, the touches tell. (Lock files of libraries are
 * judged by their age, so a clock that is put back keeps a dead one alive, and one put forward ends a living one.)
 * @param onLost called when another handler took it over
 * @throws AppError `busy` naming DATA_FOLDER while another handler holds it
 */
export const lockFolder = async (folder: string, onLost: () => void = () => undefined): Promise<FolderLock> => {
    await mkdir(folder, {recursive: true});
    const path = join(folder, 'handler.lock');
    for (let tries = 0; tries < TRIES; tries += 1) {
        const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
            if (error.code === 'EEXIST') {
                return undefined;
            }
            throw error;
        });
        if (file) {
            return hold(path, file, onLost);
        }
        await removeIfStale(folder, path);
    }
    throw inUse(folder, 'unknown');
};

const hold = async (path: string, file: FileHandle, onLost: () => void): Promise<FolderLock> => {
    // Without it, on a full disk, others have to wait and see.
    await file.writeFile(JSON.stringify(await thisProcess())).catch(() => undefined);
    let isOver = false;
    let isLost = false;
    const beat = async (): Promise<void> => {
        const isOurs = await isFile(path, file).catch(() => false);
        if (isOver) {
            return;
        }
        if (isOurs) {
            await file.utimes(new Date(), new Date()).catch(() => undefined);
            return;
        }
        isLost = true;
        await end();
        onLost();
    };
    const timer = setInterval(() => void beat(), BEAT_MS);
    timer.unref();
    const end = async (): Promise<void> => {
        clearInterval(timer);
        isOver = true;
        await file.close().catch(() => undefined);
    };
    return {
        isLost: () => isLost,
        release: async () => {
            if (isOver) {
                return;
            }
            const isOurs = await isFile(path, file).catch(() => false);
            await end();
            if (isOurs) {
                await rm(path, {force: true});
            }
        },
    };
};

/** @throws AppError `busy` if it is not */
const removeIfStale = async (folder: string, path: string): Promise<void> => {
    const file = await open(path, 'r').catch(() => undefined);
    if (!file) {
        return;
    }
    try {
        const holder = await livingHolder(file);
        if (holder !== undefined) {
            throw inUse(folder, holder);
        }
        // Another handler may have come first: then this is the new lock, and goes back.
        const aside = `${path}.${nonce()}`;
        await rename(path, aside).catch(() => undefined);
        const isStale = await isFile(aside, file).catch(() => true);
        await (isStale ? rm(aside, {force: true}) : rename(aside, path));
    } finally {
        await file.close();
    }
};

/** @returns what is known of it; undefined if there is none */
const livingHolder = async (file: FileHandle): Promise<string | undefined> => {
    const {mtimeMs} = await file.stat();
    const text = (await file.readFile('utf8')).trim();
    const first = await firstHolder(text, mtimeMs);
    if (first !== undefined) {
        return `process ${first}`;
    }
    const holder = readHolder(text);
    const state = holder ? await stateOf(holder) : 'unknown';
    if (state === 'dead' || state === 'us') {
        return undefined;
    }
    if (state === 'unknown' && !(await isTouched(file, mtimeMs))) {
        return undefined;
    }
    return holder ? `process ${holder.pid}${state === 'alive' ? '' : ` on ${holder.host}`}` : 'process unknown';
};

const isTouched = async (file: FileHandle, before: number): Promise<boolean> => {
    for (let waited = 0; waited < STALE_MS; waited += BEAT_MS / 4) {
        await sleep(BEAT_MS / 4);
        if ((await file.stat()).mtimeMs !== before) {
            return true;
        }
    }
    return false;
};

const isFile = async (path: string, file: FileHandle): Promise<boolean> => {
    const [there, ours] = await Promise.all([stat(path), file.stat()]);
    return there.ino === ours.ino && there.dev === ours.dev;
};

const inUse = (folder: string, holder: string): AppError =>
    new AppError('busy', `DATA_FOLDER ${folder} is in use by another handler (${holder}).`);
