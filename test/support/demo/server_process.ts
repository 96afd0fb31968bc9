import {type ChildProcess, spawn} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {ROUTE} from '#contract';
import {inRepository} from '../../../build/paths';

/** `server-proxy serve` as its own process, as it runs in production. */
export interface ServerProcess {
    readonly url: string;
    readonly process: ChildProcess;
    /** Everything it logged. */
    log(): string;
    /** SIGTERM, then waits. @returns exit code */
    stop(): Promise<number>;
}

/** Program and its first arguments. */
type Program = readonly [string, ...string[]];

/**
 * Starts the built executable; resolves when it answers.
 * @param env needs LISTEN_ADDRESS
 * @throws when it ends instead, with what it said
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
