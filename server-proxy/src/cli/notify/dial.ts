import {once} from 'node:events';
import {request} from 'node:http';
import {connect, isIP, type Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {hostAndPort} from '../../domain/no_proxy';
import type {Network} from './network';

/** The proxy did not let us through. */
export class ProxyRefusal extends Error {
    constructor(readonly status: number) {
        super(`The proxy answered ${status}`);
    }
}

/** Sockets opened for one request, so that all of them end with it. (An AbortSignal would do; it loads slower.) */
export class Connections {
    readonly #open: Duplex[] = [];

    add<T extends Duplex>(socket: T): T {
        // an error between two listeners (a reset just after connecting) must not end the process
        socket.on('error', () => undefined);
        this.#open.push(socket);
        return socket;
    }

    /** @param error what those who wait for a socket get */
    end(error?: Error): void {
        for (const socket of this.#open) {
            socket.destroy(error);
        }
    }
}

/**
 * A connection over which HTTP can be spoken to the server of `url` (for http through a proxy: to the proxy).
 * @throws ProxyRefusal, what `connections` was ended with, or the error of the socket (with Node's `code`)
 */
export const dial = async (url: URL, network: Network, connections: Connections): Promise<Duplex> => {
    const proxy = network.proxyFor(url);
    if (!proxy) {
        return connectTo(url, network, connections);
    }
    const toProxy = await connectTo(proxy, network, connections);
    return url.protocol === 'http:' ? toProxy : startTls(await tunnel(toProxy, proxy, url), url, network, connections);
};

const connectTo = async (url: URL, network: Network, connections: Connections): Promise<Duplex> => {
    const port = Number(hostAndPort(url).split(':').at(-1));
    const socket = connections.add(connect({host: bareHost(url), port}));
    await once(socket, 'connect');
    return url.protocol === 'http:' ? socket : startTls(socket, url, network, connections);
};

const startTls = async (socket: Socket, url: URL, network: Network, connections: Connections): Promise<Duplex> => {
    const {connect: connectTls, rootCertificates} = await import('node:tls');
    const host = bareHost(url);
    const secure = connections.add(
        connectTls({
            socket,
            host,
            ...(isIP(host) === 0 && {servername: host}),
            ...(network.customCa !== '' && {ca: [...rootCertificates, network.customCa]}),
            rejectUnauthorized: network.verifyTls,
        }),
    );
    await once(secure, 'secureConnect');
    return secure;
};

/** Asks the proxy for a connection to the server of `url`. */
const tunnel = async (toProxy: Duplex, proxy: URL, url: URL): Promise<Socket> => {
    const outgoing = request({
        method: 'CONNECT',
        path: hostAndPort(url),
        headers: {host: hostAndPort(url), ...proxyAuthorization(proxy)},
        createConnection: () => toProxy,
    });
    const answered = once(outgoing, 'connect');
    outgoing.end();
    const [response, socket] = await answered;
    if (response.statusCode !== 200) {
        throw new ProxyRefusal(response.statusCode ?? 0);
    }
    return socket;
};

/** Header of a proxy address with user and password. */
export const proxyAuthorization = (proxy: URL): Record<string, string> => {
    if (proxy.username === '') {
        return {};
    }
    const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
    return {'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}`};
};

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
