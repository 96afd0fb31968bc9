import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {gob, MuxBroker, RpcClient, YamuxSession} from '../../../server-proxy/src/wire';
import {handlerProgram} from '../program';
import {INTERFACE_CONTENTS} from './go_types';

export const COOKIE = 'Securely message teams, anywhere.';

export interface Ended {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
}

/** Our executable, started as Mattermost starts a plugin: no arguments, a cookie in the environment. */
export class PluginProcess {
    stdout = '';
    stderr = '';
    readonly ended: Promise<Ended>;
    private readonly firstLine: Promise<string>;

    constructor(readonly child: ChildProcess) {
        child.stdout?.setEncoding('utf8');
        child.stderr?.setEncoding('utf8').on('data', (text: string) => {
            this.stderr += text;
        });
        // unlike `exit`, `close` comes after the end of both pipes, which the host waits for
        this.ended = once(child, 'close').then(([code, signal]) => ({code, signal}));
        this.firstLine = new Promise((resolve, reject) => {
            child.stdout?.on('data', (text: string) => {
                this.stdout += text;
                if (this.stdout.includes('\n')) {
                    resolve(this.stdout.slice(0, this.stdout.indexOf('\n')));
                }
            });
            void this.ended.then(() => reject(new Error(`it ended before its handshake: ${this.stderr}`)));
        });
        this.firstLine.catch(() => undefined);
    }

    static start(env: Readonly<Record<string, string>> = {}): PluginProcess {
        const [program, ...args] = handlerProgram();
        const child = spawn(program, args, {
            env: {
                PATH: process.env.PATH ?? '',
                MATTERMOST_PLUGIN: COOKIE,
                PLUGIN_PROTOCOL_VERSIONS: '1',
                PLUGIN_MIN_PORT: '10000',
                PLUGIN_MAX_PORT: '25000',
                ...env,
            },
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        return new PluginProcess(child);
    }

    /** The socket it listens on. @throws if its handshake is not go-plugin's */
    async address(): Promise<string> {
        const line = await this.firstLine;
        const [core, app, network, address, protocol] = line.split('|');
        if (core !== '1' || app !== '1' || network !== 'unix' || !address || protocol !== 'netrpc') {
            throw new Error(`not a handshake: ${line}`);
        }
        return address;
    }

    async dial(): Promise<HostSession> {
        const socket = connect(await this.address());
        await once(socket, 'connect');
        return HostSession.open(socket);
    }
}

/** The host's end of the only connection: three permanent streams, and the stream of the hooks. */
export class HostSession {
    private constructor(
        readonly socket: Socket,
        readonly session: YamuxSession,
        readonly broker: MuxBroker,
        readonly control: RpcClient,
        readonly hooks: RpcClient,
    ) {}

    static async open(socket: Socket): Promise<HostSession> {
        const session = new YamuxSession(socket, {role: 'client'});
        const control = new RpcClient(session.open());
        session.open(); // stdout
        session.open(); // stderr
        const broker = new MuxBroker(session);
        const id = Number(await control.call('Dispenser.Dispense', gob.string, 'hooks'));
        return new HostSession(
            socket,
            session,
            broker,
            control,
            new RpcClient(await broker.dial(id), {registry: INTERFACE_CONTENTS}),
        );
    }

    close(): void {
        this.session.close();
    }
}
