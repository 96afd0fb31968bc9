import {execFileSync, spawnSync} from 'node:child_process';

/** Can a process be limited here? */
export const canLimit = (): boolean => spawnSync('prlimit', ['--version']).status === 0;

/**
 * Limits the size of the files that a process may write (RLIMIT_FSIZE). Like a full disk, it accepts part of a write and
 * then refuses the rest; Node gets EFBIG, because it ignores the signal.
 * @param bytes undefined: no limit any more
 */
export const limitFileSize = (pid: number, bytes?: number): void => {
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:`]);
};
