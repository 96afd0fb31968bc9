import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type RequestListener, type ServerResponse} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {TLS} from './tls_fixtures';

interface Received {
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
    /** JSON or form body, by content type. */
    readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * How the target answers one request; `hang` never answers, `reset` closes the connection. Without headers, a 401 names the one that
 * it misses, as our handler does since 0.2.
 */
export type Reply =
    | {readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>>}
    | 'hang'
    | 'reset';

export interface NotifyTarget {
    /** `http(s)://127.0.0.1:port` */
    readonly origin: string;
    readonly received: readonly Received[];
    close(): Promise<void>;
}

const CHALLENGE = {'www-authenticate': 'Notification-Token'};

const ACCEPTED: Reply = {status: 202, body: '{"status":"accepted"}'};

interface TargetOptions {
    readonly replies?: readonly Reply[];
    /** Path of the certificate; default: plain HTTP. */
    readonly certificate?: string;
    readonly port?: number;
}

/**
 * A real server that `notify` posts to and that keeps what it receives.
 * @param replies answers in order; after the last one, notifications are accepted
 */
export const startNotifyTarget = async (options: TargetOptions = {}): Promise<NotifyTarget> => {
    const replies = [...(options.replies ?? [])];
    const received: Received[] = [];
    const listener: RequestListener = (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
            received.push(record(request, Buffer.concat(chunks).toString()));
            answer(response, replies.shift() ?? ACCEPTED);
        });
    };
    const server = options.certificate
        ? createTlsServer({cert: readFileSync(options.certificate), key: readFileSync(TLS.key)}, listener)
        : createServer(listener);
    server.listen(options.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
    return {
        origin: `${options.certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
        received,
        close: async () => {
            if (server.listening) {
                server.closeAllConnections();
                server.close();
                await once(server, 'close');
            }
        },
    };
};

const record = (request: IncomingMessage, body: string): Received => {
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
    const fields = isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body || '{}');
    return {path: request.url ?? '', headers: request.headers, body, fields};
};

const answer = (response: ServerResponse, reply: Reply): void => {
    if (reply === 'hang') {
        return;
    }
    if (reply === 'reset') {
        response.socket?.resetAndDestroy();
        return;
    }
    const {status, headers = status === 401 ? CHALLENGE : {}} = reply;
    response.writeHead(status, {'content-type': 'application/json', ...headers}).end(reply.body ?? '');
};
