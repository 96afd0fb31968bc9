import http, {type IncomingMessage, type ServerResponse} from 'node:http';
import https from 'node:https';
import type {AddressInfo, Socket} from 'node:net';

export interface ListenOptions {
    readonly tls?: {readonly key: string; readonly cert: string};
    readonly port?: number;
    readonly host?: string;
}

/** An HTTP(S) server that closes at once, even with open connections. A handler that throws is a bug: 599. */
export const listen = async (
    handle: (message: IncomingMessage, response: ServerResponse) => Promise<void>,
    options: ListenOptions,
): Promise<{url: string; close: () => Promise<void>}> => {
    const listener = (message: IncomingMessage, response: ServerResponse): void => {
        handle(message, response).catch((error: unknown) => {
            response.writeHead(599, {'Content-Type': 'text/plain'});
            response.end(`the double failed: ${String(error)}`);
        });
    };
    const server = options.tls ? https.createServer(options.tls, listener) : http.createServer(listener);
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
    });
    const host = options.host ?? '127.0.0.1';
    await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port ?? 0, host, resolve);
    });
    const {port} = server.address() as AddressInfo;
    return {
        url: `${options.tls ? 'https' : 'http'}://${host}:${port}`,
        close: async () => {
            for (const socket of sockets) {
                socket.destroy();
            }
            await new Promise<void>((resolve) => server.close(() => resolve()));
        },
    };
};
