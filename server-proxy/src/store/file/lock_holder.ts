import {readFile, readlink} from 'node:fs/promises';
import {hostname} from 'node:os';

/** Who holds a lock. A process id alone names nobody: containers and reboots use the same ones again. */
export interface LockHolder {
    readonly pid: number;
    readonly host: string;
    /** Id of the boot, and of the namespace in which `pid` counts; empty where there is no /proc. */
    readonly boot: string;
    readonly namespace: string;
    /** When the process started, in ticks since the boot. */
    readonly started: string;
}

export const thisProcess = async (): Promise<LockHolder> => ({
    pid: process.pid,
    host: hostname(),
    boot: (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim(),
    namespace: await readlink('/proc/self/ns/pid').catch(() => ''),
    started: (await startOf(process.pid)) ?? '',
});

/** @returns undefined for what is no lock of this version, perhaps because its holder is still writing it */
export const readHolder = (text: string): LockHolder | undefined => {
    try {
        const value = JSON.parse(text) as LockHolder;
        return typeof value.pid === 'number' && typeof value.started === 'string' ? value : undefined;
    } catch {
        return undefined;
    }
};

/**
 * Does the holder still run?
 * @returns `unknown` if it cannot be told from here: it runs in another container, or on another machine
 */
export const stateOf = async (holder: LockHolder): Promise<'alive' | 'dead' | 'unknown' | 'us'> => {
    const us = await thisProcess();
    if (us.boot === '' || us.namespace === '' || holder.boot !== us.boot || holder.namespace !== us.namespace) {
        return 'unknown';
    }
    const started = await startOf(holder.pid);
    if (started !== holder.started) {
        return 'dead';
    }
    return holder.pid === us.pid ? 'us' : 'alive';
};

/**
 * 0.1.0 wrote a process id and nothing else.
 * @param lockedAt when, in milliseconds since the epoch
 * @returns the id, if such a process runs here that is as old as the lock
 */
export const firstHolder = async (text: string, lockedAt: number): Promise<number | undefined> => {
    const pid = /^\d+$/.test(text) ? Number(text) : 0;
    const started = pid === 0 || pid === process.pid ? undefined : await startOf(pid);
    if (started === undefined) {
        return undefined;
    }
    const uptime = Number((await readFile('/proc/uptime', 'utf8').catch(() => '')).split(' ')[0]);
    const startedAt = Date.now() - uptime * 1000 + (Number(started) / TICKS_A_SECOND) * 1000;
    return startedAt <= lockedAt + ROUNDING_MS ? pid : undefined;
};

/** The same on all Linux systems. */
const TICKS_A_SECOND = 100;
const ROUNDING_MS = 1000;

/** @returns undefined if there is no such process */
const startOf = async (pid: number): Promise<string | undefined> => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    // The name of the program comes second, in brackets, and may contain anything.
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
};
