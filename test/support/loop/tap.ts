import {connect, createServer, type Socket} from 'node:net';

/** A pass-through that records everything a client sent, as bytes on the wire. */
export interface Tap {
    /** Use this address instead of the target's. */
    readonly url: string;
    sent(): string;
    stop(): Promise<void>;
}

export const startTap = async (target: string): Promise<Tap> => {
    const {hostname, port} = new URL(target);
    const chunks: Buffer[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
        const upstream = connect(Number(port), hostname);
        for (const socket of [client, upstream]) {
            sockets.add(socket);
            socket.on('close', () => sockets.delete(socket));
            socket.on('error', () => socket.destroy());
        }
        client.on('data', (chunk) => chunks.push(chunk));
        client.pipe(upstream).pipe(client);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return {
        url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
        sent: () => Buffer.concat(chunks).toString(),
        stop: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                for (const socket of sockets) {
                    socket.destroy();
                }
            }),
    };
};
