import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {finished, pipeline} from 'node:stream/promises';
import {Worker} from 'node:worker_threads';
import {createGunzip} from 'node:zlib';
import {extract, pack} from 'tar-stream';
import {inRepository} from '../paths';

export interface ArchiveFile {
    /** Relative, with forward slashes. */
    readonly path: string;
    readonly content: Buffer;
    readonly mode: number;
}

export const readTarGz = async (archive: Buffer, wanted: (path: string) => boolean): Promise<ArchiveFile[]> => {
    const files: ArchiveFile[] = [];
    const reader = extract();
    reader.on('entry', (header, stream, next) => {
        if (header.type !== 'file' || !wanted(header.name)) {
            stream.on('end', next).resume();
            return;
        }
        buffer(stream).then((content) => {
            files.push({path: header.name, content, mode: header.mode ?? 0o644});
            next();
        }, next);
    });
    await pipeline(Readable.from([archive]), createGunzip(), reader);
    return files;
};

/** A folder that is not root's alone, or has no files. */
export interface ArchiveFolder {
    /** Relative, with a slash at the end. */
    readonly path: string;
    readonly mode: number;
    readonly owner: number;
}

/**
 * A tar that depends on nothing but its arguments: sorted, owned by root, one date.
 * @param files folders are added, as Mattermost wants each before its content
 */
export const writeTar = async (
    files: readonly ArchiveFile[],
    mtime: Date,
    folders: readonly ArchiveFolder[] = [],
): Promise<Buffer> => {
    const writer = pack();
    const result = buffer(writer);
    for (const name of foldersOf(files)) {
        writer.entry({name, type: 'directory', mode: 0o755, mtime});
    }
    for (const {path, mode, owner} of folders) {
        writer.entry({name: path, type: 'directory', mode, uid: owner, gid: owner, mtime});
    }
    for (const {path, content, mode} of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
        const entry = writer.entry({name: path, mode, size: content.length, mtime});
        entry.end(content);
        await finished(entry);
    }
    writer.finalize();
    return result;
};

/** The same, compressed. @param files all in one folder */
export const writeTarGz = async (files: readonly ArchiveFile[], mtime: Date): Promise<Buffer> =>
    compressed(await writeTar(files, mtime));

const compressed = async (content: Buffer): Promise<Buffer> => {
    const worker = new Worker(inRepository('build/release/gzip_worker.mjs'), {workerData: content});
    // Rejects with what the worker throws.
    const [result] = (await Promise.race([once(worker, 'message'), once(worker, 'exit')])) as [Uint8Array | number];
    if (typeof result === 'number') {
        throw new Error(`The thread that compresses bundles ended with code ${result}.`);
    }
    return Buffer.from(result.buffer, result.byteOffset, result.byteLength);
};

const foldersOf = (files: readonly ArchiveFile[]): string[] => {
    const folders = files.flatMap(({path}) => {
        const parts = path.split('/').slice(0, -1);
        return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
    });
    return [...new Set(folders)].sort();
};

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
