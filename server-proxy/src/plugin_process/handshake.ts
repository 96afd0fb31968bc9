import {randomBytes} from 'node:crypto';
import {unlink} from 'node:fs/promises';
import {createServer, type Server, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** What Mattermost puts into a plugin's environment; without it, we were started by hand. */
const COOKIE = 'Securely message teams, anywhere.';

export const isPluginEnvironment = (env: Readonly<Record<string, string | undefined>>): boolean =>
    env.MATTERMOST_PLUGIN === COOKIE;

export interface Listening {
    /** The one line the host waits for on our stdout (go-plugin: core | app | network | address | protocol | cert). */
    readonly line: string;
    /** The host's only connection. */
    readonly socket: Promise<Socket>;
    close(): Promise<void>;
}

/** Listens on a Unix socket, or on loopback where those do not exist. The host dials once. */
export const listenForHost = async (
    env: Readonly<Record<string, string | undefined>>,
    platform: NodeJS.Platform,
): Promise<Listening> => {
    const server = createServer();
    const socket = new Promise<Socket>((resolve) => {
        server.once('connection', (connection) => {
            server.close();
            connection.setNoDelay(true);
            resolve(connection);
        });
    });
    const [network, address] = platform === 'win32' ? await tcp(server) : await unixSocket(server, env);
    return {
        line: `1|1|${network}|${address}|netrpc|\n`,
        socket,
        close: async () => {
            server.close();
            if (network === 'unix') {
                await unlink(address).catch(() => undefined);
            }
        },
    };
};

const unixSocket = async (
    server: Server,
    env: Readonly<Record<string, string | undefined>>,
): Promise<['unix', string]> => {
    const path = join(env.PLUGIN_UNIX_SOCKET_DIR || tmpdir(), `oitc-${randomBytes(8).toString('hex')}`);
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
    return ['unix', path];
};

const tcp = async (server: Server): Promise<['tcp', string]> => {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return ['tcp', `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`];
};
