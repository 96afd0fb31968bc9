import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {connect} from 'node:net';
import {userInfo} from 'node:os';
import {waitFor} from '../wait_for';

/** A program that serves a loopback port until it is stopped. */
export class Daemon {
    private child: ChildProcess | undefined;
    private output = '';

    constructor(
        private readonly program: string,
        private readonly args: readonly string[],
        private readonly port: number,
    ) {}

    /** Resolves when its port answers. @throws Error with its last output when it ends instead */
    async start(): Promise<void> {
        const child = spawn(this.program, this.args, {stdio: ['ignore', 'pipe', 'pipe']});
        this.child = child;
        this.output = '';
        for (const stream of [child.stdout, child.stderr]) {
            stream?.on('data', (chunk) => {
                this.output = (this.output + chunk).slice(-20_000);
            });
        }
        child.on('error', (error) => {
            this.output += error.message;
        });
        await waitFor(() => {
            if (!this.isRunning) {
                throw new Error(`${this.program} ended: ${this.output.slice(-2000)}`);
            }
            return answers(this.port);
        });
    }

    get isRunning(): boolean {
        return this.child?.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
    }

    /** What it has written since it was started, its end. */
    get log(): string {
        return this.output;
    }

    signal(signal: NodeJS.Signals): void {
        this.child?.kill(signal);
    }

    /** Resolves when it has ended. */
    async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
        const {child} = this;
        if (child && this.isRunning) {
            const ended = once(child, 'exit');
            child.kill(signal);
            await ended;
        }
    }
}

/** Daemons that refuse to be started by root must be told that it is meant. */
export const asRoot = (): string[] => (userInfo().uid === 0 ? ['--user=root'] : []);

const answers = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
            socket.destroy();
            resolve(true);
        });
        socket.on('error', () => resolve(false));
    });
