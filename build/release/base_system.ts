// What an image needs below the program: the C library, from Debian's package for the platform, and nothing else.
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, realpathSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ArchiveFile} from './archive';
import {cached, DistError, isCached, withWorkFolder} from './cache';
import {aptFor} from './debian_packages';
import {readElf, SEGMENT} from './elf_image';
import type {Platform} from './platforms';

/** Debian's package. */
export const C_LIBRARY = 'libc6';

export interface BaseSystem {
    /** Paths without a slash at the start. */
    readonly files: readonly ArchiveFile[];
    /** Of Debian's package. */
    readonly version: string;
}

/** All that Node's executable is linked with; names are looked up by libc itself. */
const LIBRARIES = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'librt.so.1'];
const LOADER = 'loader';
const LICENSE = 'copyright';
const VERSION = 'version';
const INSTEAD = 'images are built on Debian 12';

const keyOf = (platform: Platform): string => `${C_LIBRARY}-${platform.name}`;

export const hasBaseSystem = (platform: Platform): boolean => isCached(keyOf(platform));

/**
 * @param node the executable; it names its loader
 * @throws DistError if Debian's package cannot be had
 */
export const baseSystem = async (platform: Platform, node: Buffer): Promise<BaseSystem> => {
    const loader = readElf(node)
        .contentOf(SEGMENT.interpreter)
        .toString()
        .replace(/^\/|\0$/g, '');
    const folder = await cached(keyOf(platform), (target) => fetchLibraries(platform, loader, target));
    const [libraries = ''] = platform.systemLibraries;
    const file = (path: string, from: string, mode = 0o644): ArchiveFile => ({
        path,
        content: readFileSync(join(folder, from)),
        mode,
    });
    const files = [
        file(loader, LOADER, 0o755),
        ...LIBRARIES.map((name) => file(`${libraries.slice(1)}/${name}`, name)),
        file(`usr/share/doc/${C_LIBRARY}/copyright`, LICENSE),
    ];
    return {files, version: readFileSync(join(folder, VERSION), 'utf8')};
};

const fetchLibraries = (platform: Platform, loader: string, target: string): Promise<void> =>
    withWorkFolder(async (work) => {
        const [libc] = aptFor(platform.debianArchitecture, work, INSTEAD).download([C_LIBRARY]);
        const root = join(work, 'root');
        execFileSync('dpkg-deb', ['-x', libc?.path ?? '', root]);
        // The link to the loader is absolute on some architectures, so the file is found by its name.
        for (const name of [...LIBRARIES, loader.replace(/^.*\//, '')]) {
            const saved = LIBRARIES.includes(name) ? name : LOADER;
            writeFileSync(join(target, saved), readFileSync(findFile(root, name)));
        }
        writeFileSync(join(target, VERSION), libc?.version ?? '');
        writeFileSync(join(target, LICENSE), readFileSync(join(root, 'usr/share/doc', C_LIBRARY, 'copyright')));
    });

const findFile = (root: string, name: string): string => {
    const found = readdirSync(root, {recursive: true, encoding: 'utf8'})
        .filter((path) => path.endsWith(`/${name}`))
        .map((path) => join(root, path))
        .find((path) => existsSync(path) && realpathSync(path).startsWith(realpathSync(root)));
    if (!found) throw new DistError(`Debian's package ${C_LIBRARY} does not hold ${name}: has it been renamed?`);
    return found;
};
