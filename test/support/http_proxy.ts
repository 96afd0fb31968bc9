import http, {type IncomingMessage, type ServerResponse} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';

export interface HttpProxy {
    readonly url: string;
    /** `host:port` of every tunnel requested. */
    readonly tunnels: readonly string[];
    /** Addresses requested without a tunnel. */
    readonly forwarded: readonly string[];
    /** Everything received in clear: what a curious proxy could read. */
    readonly seen: string;
    stop(): Promise<void>;
}

export interface HttpProxyOptions {
    /** `user:password`; requests without them get 407. */
    readonly credentials?: string;
    readonly refuse?: number;
}

/** A forward proxy as companies have them: CONNECT for https, absolute addresses for http. */
export const startHttpProxy = async (options: HttpProxyOptions = {}): Promise<HttpProxy> => {
    const tunnels: string[] = [];
    const forwarded: string[] = [];
    const seen: string[] = [];
    const sockets = new Set<Socket>();
    const wanted = options.credentials && `Basic ${Buffer.from(options.credentials).toString('base64')}`;

    const note = (message: IncomingMessage): void => {
        seen.push(`${message.method} ${message.url} ${JSON.stringify(message.headers)}`);
    };
    const refusal = (message: IncomingMessage): number | undefined => {
        if (wanted && message.headers['proxy-authorization'] !== wanted) {
            return 407;
        }
        return options.refuse;
    };
    const forward = (message: IncomingMessage, response: ServerResponse): void => {
        note(message);
        forwarded.push(message.url ?? '');
        response.writeHead(refusal(message) ?? 501, {'Content-Type': 'text/html'}).end('<html>proxy</html>');
    };
    const tunnel = (message: IncomingMessage, client: Socket, head: Buffer): void => {
        note(message);
        const target = message.url ?? '';
        tunnels.push(target);
        client.on('error', () => client.destroy());
        const status = refusal(message);
        if (status !== undefined) {
            const body = '<html>proxy</html>';
            client.end(
                `HTTP/1.1 ${status} Refused\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
            );
            return;
        }
        const [host, port] = target.split(':');
        const upstream = connect(Number(port), host, () => {
            client.write('HTTP/1.1 200 Connection established\r\n\r\n');
            upstream.write(head);
            upstream.pipe(client);
            client.pipe(upstream);
        });
        upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
        client.on('close', () => upstream.destroy());
        sockets.add(upstream);
    };

    const server = http.createServer(forward);
    server.on('connect', tunnel);
    server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        tunnels,
        forwarded,
        get seen() {
            return seen.join('\n');
        },
        stop: async () => {
            for (const socket of sockets) {
                socket.destroy();
            }
            await new Promise<void>((resolve) => server.close(() => resolve()));
        },
    };
};
