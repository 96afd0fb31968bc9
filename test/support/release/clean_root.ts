// A system to install into: this machine's, seen through an overlay, so that what a test installs, changes or removes is
// gone with the test.
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export interface CleanRoot {
    /** Runs a shell script inside, as root. */
    run(script: string): {status: number | null; stdout: string; stderr: string};
    remove(): Promise<void>;
}

const MOUNT = `
set -e
mount -t tmpfs none "$1"
mkdir "$1/upper" "$1/scratch" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/scratch" "$1/root"
mount --bind "$2" "$1/root/mnt"
mount --bind /proc "$1/root/proc"
mount -t tmpfs none "$1/root/run"
mount --bind /dev "$1/root/dev"
echo ready
exec sleep infinity`;

/** Why there is none on this machine; empty if there is. */
export const cleanRootMissing = (): string => {
    if (process.getuid?.() !== 0) return 'needs root, for a root directory of its own';
    if (spawnSync('dpkg-deb', ['--version']).status !== 0) return 'dpkg-deb is not installed';
    const script =
        'mount -t tmpfs none /mnt && mkdir /mnt/u /mnt/w /mnt/r && mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w /mnt/r';
    const tried = spawnSync('unshare', ['--mount', 'sh', '-c', script]);
    return tried.status === 0 ? '' : 'needs the right to mount an overlay';
};

/** @param packages a folder, found inside as /mnt */
export const cleanRoot = async (packages: string): Promise<CleanRoot> => {
    const folder = mkdtempSync(join(tmpdir(), 'clean-root-'));
    const env = {PATH: process.env.PATH ?? ''};
    // The mounts exist in this process's mount namespace only, and end with it.
    const holder = spawn('unshare', ['--mount', 'sh', '-c', MOUNT, 'sh', folder, packages], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit');
    const ready = await Promise.race([once(holder.stdout, 'data'), ended]);
    if (String(ready[0]).trim() !== 'ready') throw new Error('The overlay could not be mounted.');
    return {
        run: (script) => {
            const into = [
                '--mount',
                '--target',
                String(holder.pid),
                'chroot',
                join(folder, 'root'),
                'sh',
                '-c',
                script,
            ];
            const {status, stdout, stderr} = spawnSync('nsenter', into, {encoding: 'utf8', env});
            return {status, stdout, stderr};
        },
        remove: async () => {
            holder.kill('SIGKILL');
            await ended;
            rmSync(folder, {recursive: true});
        },
    };
};
