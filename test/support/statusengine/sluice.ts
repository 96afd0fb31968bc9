import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Socket} from 'node:net';

/** A line to a worker that can be held: nothing more comes through it, as if whoever reads were busy. */
export interface Sluice {
    readonly url: string;
    hold(): void;
    release(): void;
    close(): void;
}

export const openSluice = async (target: string): Promise<Sluice> => {
    const {hostname, port, pathname} = new URL(target);
    /** To each client its connection to the worker. */
    const lines = new Map<Socket, Socket>();
    const server = createServer((client) => {
        const worker = connect(Number(port), hostname);
        lines.set(client, worker);
        const end = () => {
            lines.delete(client);
            client.destroy();
            worker.destroy();
        };
        for (const socket of [client, worker]) {
            socket.on('error', end).on('close', end);
        }
        client.pipe(worker).pipe(client);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
        url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
        hold: () => {
            for (const [client, worker] of lines) {
                worker.unpipe(client).pause();
            }
        },
        release: () => {
            for (const [client, worker] of lines) {
                worker.pipe(client);
            }
        },
        close: () => {
            server.close();
            for (const socket of lines.keys()) {
                socket.destroy();
            }
        },
    };
};
