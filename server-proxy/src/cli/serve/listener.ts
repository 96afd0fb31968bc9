import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type Http2Bindings, type HttpBindings, serve} from '@hono/node-server';
import {asAppError} from '../../domain/errors';
import {systemClock} from '../../telemetry/clock';

/**
 * Clients that send slowly, or not at all, must not take up connections for ever. All of ours send small requests at once,
 * and no answer takes longer than Mattermost's 30 s.
 */
const TIMES_MS = {
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 15_000,
    connectionsCheckingInterval: 2000,
};
/** Without any traffic, e.g. because the client does not read its answer. */
const SILENCE_MS = 60_000;

/** @param from address of whoever is connected */
type Fetch = (request: Request, from: {readonly address: string}) => Response | Promise<Response>;

/** @param address as in the setting LISTEN_ADDRESS @throws naming it */
export const listen = (fetch: Fetch, address: string): Promise<Server> => {
    const split = address.lastIndexOf(':');
    const hostname = address.slice(0, split).replace(/^\[(.*)\]$/, '$1') || '0.0.0.0';
    return new Promise((resolve, reject) => {
        const answer = (request: Request, {incoming}: HttpBindings | Http2Bindings) =>
            fetch(request, {address: incoming.socket.remoteAddress ?? ''});
        const options = {fetch: answer, hostname, port: Number(address.slice(split + 1)), serverOptions: TIMES_MS};
        const server = serve(options, () => resolve(server)) as Server;
        server.setTimeout(SILENCE_MS);
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(address, error)));
    });
};

const listenError = (address: string, error: NodeJS.ErrnoException): Error =>
    Object.assign(asAppError(error), {message: `LISTEN_ADDRESS ${address} cannot be used (${error.code}).`});

export const urlOf = (server: Server): string => {
    const {address, family, port} = server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
};

/** Lets requests in progress end, for at most so long, and closes all other connections. */
export const stopListening = async (server: Server, milliseconds: number): Promise<void> => {
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
    server.closeIdleConnections();
    await atMost(milliseconds, closed);
    server.closeAllConnections();
    await closed;
};

/** The timer ends with the work, or it would keep the process alive. */
export const atMost = async (milliseconds: number, work: Promise<void>): Promise<void> => {
    const over = new AbortController();
    const pause = systemClock.sleep(milliseconds, over.signal).catch(() => undefined);
    await Promise.race([work, pause]);
    over.abort();
};
