import {type ChildProcess, spawn} from 'node:child_process';
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

/** Starts the built executable; resolves when it listens. @throws when it ends instead, with what it said */
export const startServerProcess = (env: Readonly<Record<string, string>>): Promise<ServerProcess> => {
    const child = spawn(process.execPath, [inRepository('dist/server/main.js'), 'serve'], {
        env: {PATH: process.env.PATH ?? '', ...env},
        stdio: ['ignore', 'inherit', 'pipe'],
    });
    let log = '';
    const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
    return new Promise((resolve, reject) => {
        child.stderr.on('data', (chunk) => {
            log += chunk;
            const url = /"url":"(http:[^"]+)".*"Listening"/.exec(log)?.[1];
            if (url) {
                resolve({
                    url,
                    process: child,
                    log: () => log,
                    stop: async () => {
                        child.kill('SIGTERM');
                        return ended;
                    },
                });
            }
        });
        void ended.then((code) => reject(new Error(`server-proxy serve ended with ${code}: ${log}`)));
    });
};
