// An image as a container engine runs it with --read-only and --cap-drop=all, by crun, without the engine.
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {sha256} from '../../../build/release/archive';
import {waitFor} from '../wait_for';

/** crun in a mount namespace that shows it control groups of one kind: it refuses a system that mixes both. */
const INSIDE = `
umount -R /sys/fs/cgroup 2>/dev/null
mount -t cgroup2 none /sys/fs/cgroup || exit 1
exec crun --cgroup-manager=disabled "$@"`;

const crunOf = (...argv: readonly string[]): string[] => ['--mount', 'sh', '-c', INSIDE, 'crun', ...argv];

interface ImageConfig {
    readonly config: {
        readonly User: string;
        readonly Env: readonly string[];
        readonly Entrypoint: readonly string[];
        readonly Cmd: readonly string[];
        readonly WorkingDir: string;
    };
    readonly rootfs: {readonly diff_ids: readonly string[]};
}

export interface Container {
    readonly user: {readonly uid: number; readonly gid: number};
    /** Address of the handler, once it says so. */
    listening(): Promise<string>;
    exec(...argv: readonly string[]): {status: number | null; stdout: string};
    /** What Linux says of the process (/proc/…/status). */
    status(): Readonly<Record<string, string>>;
    /** Files in its data folder. */
    written(): string[];
    /** @returns the exit code after SIGTERM */
    stop(): Promise<number | null>;
    remove(): Promise<void>;
}

/** Why no container can be run on this machine; empty if one can. */
export const crunMissing = (): string => {
    if (spawnSync('crun', ['--version']).status !== 0) return 'crun is not installed';
    if (process.getuid?.() !== 0) return 'needs root';
    return spawnSync('unshare', crunOf('--version')).status === 0 ? '' : 'needs the right to mount control groups';
};

/** Unpacks the one layer of an image layout, checking every digest on the way. */
const unpack = (image: string, folder: string): ImageConfig => {
    const layout = join(folder, 'layout');
    mkdirSync(layout);
    mkdirSync(join(folder, 'rootfs'));
    execFileSync('tar', ['-xf', image, '-C', layout]);
    const blob = (digest: string): Buffer => {
        const content = readFileSync(join(layout, 'blobs', digest.replace(':', '/')));
        if (`sha256:${sha256(content)}` !== digest) throw new Error(`${digest} is the digest of something else.`);
        return content;
    };
    const document = (content: Buffer) => JSON.parse(content.toString());
    const index = document(readFileSync(join(layout, 'index.json')));
    const manifest = document(blob(index.manifests[0].digest));
    const [layer] = manifest.layers as readonly {digest: string}[];
    blob(layer?.digest ?? '');
    const tarball = join(layout, 'blobs', (layer?.digest ?? '').replace(':', '/'));
    execFileSync('tar', ['-xzf', tarball, '-C', join(folder, 'rootfs'), '--same-owner', '--numeric-owner']);
    return document(blob(manifest.config.digest)) as ImageConfig;
};

const specOf = ({config}: ImageConfig, env: Readonly<Record<string, string>>, data: string): object => {
    const [uid = 0, gid = 0] = config.User.split(':').map(Number);
    return {
        ociVersion: '1.0.2',
        process: {
            user: {uid, gid},
            args: [...config.Entrypoint, ...config.Cmd],
            env: [...config.Env, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
            cwd: config.WorkingDir,
            capabilities: {},
            noNewPrivileges: true,
        },
        root: {path: 'rootfs', readonly: true},
        mounts: [
            {destination: '/proc', type: 'proc', source: 'proc'},
            {destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755']},
            {destination: '/data', type: 'bind', source: data, options: ['rbind', 'rw']},
        ],
        // The network is this machine's: the test asks over loopback.
        linux: {namespaces: ['pid', 'ipc', 'uts', 'mount'].map((type) => ({type}))},
    };
};

/** @param image an OCI image layout in a tar @param env besides the image's */
export const startContainer = async (image: string, env: Readonly<Record<string, string>>): Promise<Container> => {
    const folder = mkdtempSync(join(tmpdir(), 'container-'));
    const id = basename(folder);
    const [data, state] = [join(folder, 'data'), join(folder, 'state')];
    const config = unpack(image, folder);
    const [uid = 0, gid = 0] = config.config.User.split(':').map(Number);
    mkdirSync(data, {mode: 0o700});
    chownSync(data, uid, gid);
    writeFileSync(join(folder, 'config.json'), JSON.stringify(specOf(config, env, data)));
    const crun = (...argv: readonly string[]): string[] => crunOf('--root', state, ...argv);
    const running = spawn('unshare', crun('run', '--bundle', folder, id), {stdio: ['ignore', 'pipe', 'pipe']});
    const ended = once(running, 'exit') as Promise<[number | null]>;
    let said = '';
    for (const stream of [running.stdout, running.stderr]) {
        stream.on('data', (chunk) => {
            said += chunk;
        });
    }
    const pid = (): number => JSON.parse(execFileSync('unshare', crun('state', id), {encoding: 'utf8'})).pid;
    return {
        user: {uid, gid},
        listening: () =>
            waitFor(() => {
                if (running.exitCode !== null) throw new Error(`The container ended: ${said}`);
                return /"url":"(http[^"]+)"/.exec(said)?.[1];
            }),
        exec: (...argv) => {
            const {status, stdout} = spawnSync('unshare', crun('exec', id, ...argv), {encoding: 'utf8'});
            return {status, stdout};
        },
        status: () =>
            Object.fromEntries(
                readFileSync(`/proc/${pid()}/status`, 'utf8')
                    .split('\n')
                    .map((line) => line.split(/:\t(.*)/, 2)),
            ),
        written: () => readdirSync(data),
        stop: async () => {
            execFileSync('unshare', crun('kill', id, 'TERM'));
            return (await ended)[0];
        },
        remove: async () => {
            if (running.exitCode === null) {
                spawnSync('unshare', crun('delete', '--force', id));
                await ended;
            }
            rmSync(folder, {recursive: true, force: true});
        },
    };
};
