import {spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A file system of its own that can be filled to the last byte. */
export interface SmallDisk {
    readonly folder: string;
    fill(): Promise<void>;
    empty(): Promise<void>;
    remove(): Promise<void>;
}

/** @returns undefined where this user may not mount one */
export const mountSmallDisk = async (): Promise<SmallDisk | undefined> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
    if (mounted.status !== 0) {
        await rm(folder, {recursive: true});
        return undefined;
    }
    const ballast = join(folder, 'ballast');
    return {
        folder,
        fill: async () => {
            for (const bytes of [65_536, 4096, 512, 1]) {
                while (await writes(ballast, bytes));
            }
        },
        empty: () => rm(ballast),
        remove: async () => {
            spawnSync('umount', ['-l', folder]);
            await rm(folder, {recursive: true, force: true});
        },
    };
};

const writes = (file: string, bytes: number): Promise<boolean> =>
    writeFile(file, Buffer.alloc(bytes), {flag: 'a'}).then(
        () => true,
        () => false,
    );
