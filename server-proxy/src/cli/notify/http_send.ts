import {type IncomingMessage, request} from 'node:http';
import {Connections, dial, proxyAuthorization} from './dial';
import type {Network} from './network';

export interface HttpMessage {
    readonly method: 'POST' | 'GET';
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}

export interface Answer {
    readonly status: number;
    readonly headers: IncomingMessage['headers'];
    /** The beginning of it: only a sentence is ever shown. */
    readonly body: string;
}

/** No connection, or no answer on it, within the time allowed. */
export class TimeoutError extends Error {
    constructor(readonly phase: 'connect' | 'answer') {
        super(phase === 'connect' ? 'no connection in time' : 'no answer in time');
    }
}

const MAX_ANSWER_BYTES = 64 * 1024;
/** A host that drops packets must not eat the time of the tries that follow. */
const CONNECT_TIMEOUT_MS = 5000;

/**
 * One request on a connection of its own; redirects are not followed.
 * @param timeoutMs for everything, up to the end of the answer
 * @throws TimeoutError, ProxyRefusal, or the error of the socket (with Node's `code`)
 */
export const send = async (message: HttpMessage, network: Network, timeoutMs: number): Promise<Answer> => {
    const connections = new Connections();
    const giveUp = (phase: 'connect' | 'answer') => connections.end(new TimeoutError(phase));
    const total = setTimeout(giveUp, timeoutMs, 'answer');
    const connecting = setTimeout(giveUp, Math.min(CONNECT_TIMEOUT_MS, timeoutMs - 1), 'connect');
    try {
        const connection = await dial(message.url, network, connections);
        clearTimeout(connecting);
        const proxy = network.proxyFor(message.url);
        const throughProxy = proxy && message.url.protocol === 'http:';
        const outgoing = request({
            method: message.method,
            path: throughProxy ? message.url.href : `${message.url.pathname}${message.url.search}`,
            headers: {
                ...message.headers,
                host: message.url.host,
                'content-length': Buffer.byteLength(message.body),
                connection: 'close',
                ...(throughProxy && proxyAuthorization(proxy)),
            },
            createConnection: () => connection,
        });
        return await new Promise<Answer>((resolve, reject) => {
            outgoing.on('response', (response) => resolve(readAnswer(response)));
            outgoing.on('error', reject);
            outgoing.end(message.body);
        });
    } finally {
        clearTimeout(total);
        clearTimeout(connecting);
        connections.end();
    }
};

/** Once the status is known, a connection that breaks takes nothing away from it. */
const readAnswer = (response: IncomingMessage): Promise<Answer> =>
    new Promise((resolve) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const done = () => {
            const body = Buffer.concat(chunks).toString('utf8', 0, MAX_ANSWER_BYTES);
            resolve({status: response.statusCode ?? 0, headers: response.headers, body});
        };
        response.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            size += chunk.length;
            if (size >= MAX_ANSWER_BYTES) {
                done();
            }
        });
        response.on('end', done);
        response.on('error', done);
        response.on('close', done);
    });
