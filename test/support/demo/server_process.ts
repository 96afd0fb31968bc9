import {type ChildProcess, spawn} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {ROUTE} from '#contract';
import {inRepository} from '../../../build/paths';

/** `server-proxy serve` as a process of its own, as in production. */
export interface ServerProcess {
    readonly url: string;
    readonly process: ChildProcess;
    log(): string;
    /** SIGTERM, then waits. @returns exit code */
    stop(): Promise<number>;
}

type Program = readonly [string, ...string[]];

/**
 * Starts the built executable; resolves once it answers.
 * @param env needs LISTEN_ADDRESS
 * @throws with its output if it ends instead
 */
export const startServerProcess = async (
    env: Readonly<Record<string, string>>,
    [program, ...args]: Program = [process.execPath, inRepository('dist/server/main.js')],
): Promise<ServerProcess> => {
    const child = spawn(program, [...args, 'serve'], {
        env: {PATH: process.env.PATH ?? '', ...env},
        stdio: ['ignore', 'inherit', 'pipe'],
    });
    let log = '';
    child.stderr.on('data', (chunk) => {
        log += chunk;
    });
    const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
    const url = `http://${env.LISTEN_ADDRESS}`;
    while (!(await answers(url))) {
        if (child.exitCode !== null) {
            throw new Error(`server-proxy serve ended with ${child.exitCode}: ${log}`);
        }
        await sleep(20);
    }
    return {
        url,
        process: child,
        log: () => log,
        stop: async () => {
            child.kill('SIGTERM');
            return ended;
        },
    };
};

const answers = (url: string): Promise<boolean> =>
    fetch(`${url}${ROUTE.health}`).then(
        ({ok}) => ok,
        () => false,
    );
