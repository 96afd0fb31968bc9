import type {Agent, IncomingHttpHeaders} from 'node:http';
import {createAgents} from './agents';
import {NetFailure, netFailure} from './net_failure';
import {proxyFor, type Route} from './route';

export interface HttpRequest {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
    /** Milliseconds for everything, up to the end of the answer. */
    readonly timeoutMs: number;
}

export interface HttpAnswer {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly text: string;
}

/** Everything this program sends over HTTP goes through one of these: `createServiceSender`, `createCommandSender`. */
export interface Sender {
    /** One attempt; redirects are not followed, and every status is an answer. @throws NetFailure when none came */
    send(request: HttpRequest): Promise<HttpAnswer>;
    /** The proxy for this address; undefined: directly. */
    proxyFor(url: URL): URL | undefined;
    /** Closes idle connections. */
    close(): void;
}

/** One request and its answer over the agent's connections. Ends with `signal`; calls `sent` when all of it is on its way. */
export type Exchange = (
    request: HttpRequest,
    agent: Agent,
    signal: AbortSignal,
    sent: () => void,
) => Promise<HttpAnswer>;

interface Manner {
    /** Loading takes none of a request's time. */
    readonly load: () => Promise<Exchange>;
    readonly keepAlive: boolean;
    /** A host that drops packets must not eat the time of the tries that follow. Missing: only the whole time counts. */
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
    // Before the other one, so that it is known to be the connection's fault.
    const connecting =
        connectTimeoutMs === undefined ? undefined : after(Math.min(connectTimeoutMs, timeoutMs - 1), 'connectTimeout');
    const sent = (): void => clearTimeout(connecting);
    const end = (): void => {
        sent();
        clearTimeout(total);
    };
    return {signal: giveUp.signal, sent, end};
};
