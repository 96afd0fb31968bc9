// What `npm run dist` publishes, unpacked and run as on a server.
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {
    chmodSync,
    copyFileSync,
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {readElf, SEGMENT} from '../../../build/release/elf_image';
import {executablePath, type Platform, PROGRAM_PATH} from '../../../build/release/platforms';

/** All parts of the C library in distroless "base". */
const GLIBC = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'librt.so.1'];

/** Why processes cannot be given another root here; empty if they can. */
export const cannotChangeRoot = (): string => {
    if (process.getuid?.() !== 0) return 'needs root, for chroot';
    const tried = spawnSync('unshare', ['--mount', 'true']);
    return tried.status === 0 ? '' : 'needs the right to mount, for /proc inside the root';
};

export interface GlibcRoot {
    /** Path of the plugin's executable seen from inside. */
    readonly executable: string;
    readonly folder: string;
    /** Runs a file of the root as the user of Mattermost's image. */
    run(file: string, ...argv: readonly string[]): {status: number | null; stdout: string; stderr: string};
    /** The same, without waiting for it to end. */
    start(file: string, env: Readonly<Record<string, string>>): ChildProcess;
    remove(): void;
}

/**
 * A root directory with this machine's C library and an unpacked plugin: no shell, no Node, no C++ runtime.
 * @param plugin the unpacked plugin
 */
export const glibcRoot = (platform: Platform, plugin: string): GlibcRoot => {
    const folder = mkdtempSync(join(tmpdir(), 'root-'));
    // Temporary folders are private, but the plugin runs as another user.
    chmodSync(folder, 0o755);
    const inside = (path: string): string => join('/plugins/openitcockpit', path);
    const executable = inside(executablePath(platform));
    const put = (path: string): void => {
        mkdirSync(dirname(join(folder, path)), {recursive: true});
        copyFileSync(path, join(folder, path));
    };
    cpSync(plugin, join(folder, 'plugins/openitcockpit'), {recursive: true});
    const loader = readElf(readFileSync(join(folder, inside(PROGRAM_PATH))))
        .contentOf(SEGMENT.interpreter)
        .toString()
        .slice(0, -1);
    put(loader);
    for (const name of GLIBC) {
        const at = platform.systemLibraries.map((each) => join(each, name)).find(existsSync);
        if (!at) throw new Error(`This machine has no ${name} in ${platform.systemLibraries.join(', ')}.`);
        put(at);
    }
    for (const directory of ['proc', 'dev', 'tmp']) mkdirSync(join(folder, directory));
    chmodSync(join(folder, 'tmp'), 0o1777);
    for (const device of ['null', 'urandom']) writeFileSync(join(folder, 'dev', device), '');
    const mounts = ['proc', 'dev/null', 'dev/urandom'].map((path) => `mount --bind /${path} "$root/${path}"`);
    const script = `root=$1; shift; ${mounts.join(' && ')} && exec chroot --userspec=2000:2000 "$root" "$@"`;
    // The mounts end with the process: they exist in its own mount namespace only.
    const command = (file: string, argv: readonly string[]): string[] => [
        ...['--mount', 'sh', '-c', script, 'sh', folder],
        file,
        ...argv,
    ];
    const path = {PATH: process.env.PATH ?? ''};
    return {
        folder,
        executable,
        run: (file, ...argv) => {
            const {status, stdout, stderr} = spawnSync('unshare', command(file, argv), {encoding: 'utf8', env: path});
            return {status, stdout, stderr};
        },
        start: (file, env) => spawn('unshare', command(file, []), {env: {...path, ...env}}),
        remove: () => rmSync(folder, {recursive: true, force: true}),
    };
};
