// Outgoing HTTP for the whole program: proxies, certificates, timeouts, and failures an administrator can act on.
import type {Agent, IncomingHttpHeaders} from 'node:http';
import {createAgents} from './agents';
import {NetFailure, netFailure} from './net_failure';
import {proxyFor, type Route} from './route';

export interface HttpRequest {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array | undefined;
    /** Milliseconds in all, up to the end of the answer. */
    readonly timeoutMs: number;
}

export interface HttpAnswer {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly text: string;
}

/** Everything this program sends over HTTP goes through one of these: `createServiceSender`, `createCommandSender`. */
export interface Sender {
    /** One attempt; redirects are not followed, and any status is an answer. @throws NetFailure if none came */
    send(request: HttpRequest): Promise<HttpAnswer>;
    /** The proxy for this address; undefined: directly. */
    proxyFor(url: URL): URL | undefined;
    close(): void;
}

/** One request and its answer. Ends with `signal`; calls `sent` once the whole request has been handed over. */
export type Exchange = (
    request: HttpRequest,
    agent: Agent,
    signal: AbortSignal,
    sent: () => void,
) => Promise<HttpAnswer>;

interface Manner {
    /** Loading does not count towards a request's time. */
    readonly load: () => Promise<Exchange>;
    readonly keepAlive: boolean;
    /** So that a host which drops packets leaves time for further attempts. Missing: only the total counts. */
    readonly connectTimeoutMs?: number;
}

export const createSender = (route: Route, manner: Manner): Sender => {
    const agents = createAgents(route, manner.keepAlive);
    return {
        send: async (request) => {
            const [exchange, agentFor] = await Promise.all([manner.load(), agents.load(request.url)]);
            const time = startTime(request.timeoutMs, manner.connectTimeoutMs);
            try {
                return await exchange(request, agentFor(time.signal), time.signal, time.sent);
            } catch (error) {
                throw time.signal.aborted ? time.signal.reason : netFailure(error);
            } finally {
                time.end();
            }
        },
        proxyFor: (url) => proxyFor(route, url),
        close: agents.close,
    };
};

const startTime = (timeoutMs: number, connectTimeoutMs?: number) => {
    const giveUp = new AbortController();
    const after = (ms: number, kind: 'timeout' | 'connectTimeout'): NodeJS.Timeout =>
        setTimeout(() => giveUp.abort(new NetFailure(kind, 'not in time', 'ETIMEDOUT')), ms);
    const total = after(timeoutMs, 'timeout');
    // Aborts before the total timeout does, so that the connection is known to be at fault.
    const connecting =
        connectTimeoutMs === undefined ? undefined : after(Math.min(connectTimeoutMs, timeoutMs - 1), 'connectTimeout');
    const sent = (): void => clearTimeout(connecting);
    const end = (): void => {
        sent();
        clearTimeout(total);
    };
    return {signal: giveUp.signal, sent, end};
};
