import {createServer, type IncomingMessage, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import {type WebSocket, WebSocketServer} from 'ws';

/**
 * Milliseconds. The worker pings every 54 s, drops a client that has not ponged for 60 s, and one to which a frame could
 * not be written within 10 s.
 */
interface Timing {
    readonly pingMs: number;
    readonly pongMs: number;
    readonly writeMs: number;
}

interface Options {
    readonly keys?: readonly string[];
    readonly timing?: Partial<Timing>;
}

interface Client {
    readonly socket: WebSocket;
    /** Empty: all. */
    topics: Set<string>;
    waiting: number;
    /** Ends it when no pong comes. */
    deadline: NodeJS.Timeout;
}

const TIMING: Timing = {pingMs: 54_000, pongMs: 60_000, writeMs: 10_000};

/** Frames kept for a client that does not read; further ones are dropped silently. */
const BUFFERED = 256;
const MAX_CONTROL_BYTES = 8192;
const UNAUTHORIZED = 'unauthorized\n';

/**
 * Double of the Statusengine Worker's event stream, as recorded in fixtures/openitcockpit/event_stream.json: keys, topics,
 * pings, limits, and no replay.
 */
export class EventStreamDouble {
    /** Refused upgrades and their reasons aside, whatever was requested: method and headers. */
    readonly requests: IncomingMessage[] = [];
    /** Frames that were dropped because a client did not read. */
    dropped = 0;
    private readonly clients = new Set<Client>();
    private readonly sockets = new WebSocketServer({noServer: true, maxPayload: MAX_CONTROL_BYTES});
    private readonly server: Server = createServer((_request, response) =>
        response.writeHead(404).end('404 page not found\n'),
    );
    private readonly timer: NodeJS.Timeout;
    private port = 0;

    private constructor(
        private readonly keys: readonly string[],
        private readonly timing: Timing,
    ) {
        this.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
            this.requests.push(request);
            // A client may be gone before it has read that it is refused.
            socket.on('error', () => undefined);
            this.upgrade(request, socket, head);
        });
        this.timer = setInterval(() => this.ping(), timing.pingMs);
    }

    static async start({keys = ['stream-key'], timing = {}}: Options = {}) {
        const double = new EventStreamDouble(keys, {...TIMING, ...timing});
        await double.listen(0);
        return double;
    }

    get url(): string {
        return `ws://127.0.0.1:${this.port}/ws`;
    }

    get connected(): number {
        return this.clients.size;
    }

    /** One job of the broker is one frame. @param topic without `statusngin_` */
    publish(topic: string, payload: readonly unknown[]): void {
        this.publishText(`statusngin_${topic}`, JSON.stringify({topic: `statusngin_${topic}`, payload}));
    }

    /** Whatever a peer may send instead. */
    publishText(topic: string, text: string): void {
        for (const client of this.clients) {
            if (client.topics.size === 0 || client.topics.has(topic)) {
                this.deliver(client, text);
            }
        }
    }

    /**
     * The worker is stopped: an empty close frame, and nobody listens. The real one often ends before the frame is written,
     * which looks like `kill`.
     */
    async stop(): Promise<void> {
        this.leave();
        await this.unlisten();
    }

    /** The empty close frame alone. */
    leave(): void {
        for (const {socket} of this.clients) {
            socket.close();
        }
    }

    /** kill -9. */
    async kill(): Promise<void> {
        this.cut();
        await this.unlisten();
    }

    /** The network breaks all connections; new ones are possible. */
    cut(): void {
        for (const {socket} of this.clients) {
            socket.terminate();
        }
        this.clients.clear();
    }

    /** On the same port. */
    restart(): Promise<void> {
        return this.listen(this.port);
    }

    async close(): Promise<void> {
        clearInterval(this.timer);
        await this.kill();
        this.sockets.close();
    }

    private listen(port: number): Promise<void> {
        return new Promise((resolve) => {
            this.server.listen(port, '127.0.0.1', () => {
                this.port = (this.server.address() as AddressInfo).port;
                resolve();
            });
        });
    }

    private unlisten(): Promise<void> {
        return new Promise((resolve) => {
            this.server.close(() => resolve());
            this.server.closeAllConnections();
        });
    }

    private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
        const url = new URL(request.url ?? '', 'http://double');
        if (url.pathname !== '/ws') {
            refuse(socket, '404 Not Found', '404 page not found\n');
            return;
        }
        if (!this.keys.includes(keyOf(request, url))) {
            refuse(socket, '401 Unauthorized', UNAUTHORIZED);
            return;
        }
        this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.accept(webSocket, url));
    }

    private accept(socket: WebSocket, url: URL): void {
        const topics = url.searchParams.get('topics');
        const client: Client = {
            socket,
            topics: new Set(topics ? topics.split(',') : []),
            waiting: 0,
            deadline: setTimeout(() => socket.terminate(), this.timing.pongMs),
        };
        this.clients.add(client);
        socket.on('pong', () => client.deadline.refresh());
        socket.on('message', (data) => subscribe(client, data.toString()));
        socket.on('close', () => {
            clearTimeout(client.deadline);
            this.clients.delete(client);
        });
        socket.on('error', () => undefined);
    }

    private ping(): void {
        for (const {socket} of this.clients) {
            socket.ping();
        }
    }

    private deliver(client: Client, text: string): void {
        if (client.waiting >= BUFFERED) {
            this.dropped += 1;
            return;
        }
        client.waiting += 1;
        const late = setTimeout(() => client.socket.terminate(), this.timing.writeMs);
        client.socket.send(text, () => {
            clearTimeout(late);
            client.waiting -= 1;
        });
    }
}

const keyOf = ({headers}: IncomingMessage, url: URL): string =>
    /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ??
    (typeof headers['x-api-key'] === 'string' ? headers['x-api-key'] : undefined) ??
    url.searchParams.get('api_key') ??
    '';

const refuse = (socket: Duplex, status: string, body: string): void => {
    const headers = `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close`;
    socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
};

/** No answer, whatever it says. */
const subscribe = (client: Client, text: string): void => {
    const {subscribe: more, unsubscribe: less} = requestIn(text);
    if (more || less) {
        client.topics = new Set([...client.topics, ...(more ?? [])].filter((topic) => !less?.includes(topic)));
    }
};

const requestIn = (text: string): {subscribe?: string[]; unsubscribe?: string[]} => {
    try {
        return JSON.parse(text) ?? {};
    } catch {
        return {};
    }
};
