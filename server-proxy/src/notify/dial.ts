import {once} from 'node:events';
import {request} from 'node:http';
import {connect, isIP, type Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {hostAndPort, type Network} from './network';

/** The proxy did not let us through. */
export class ProxyRefusal extends Error {
    constructor(readonly status: number) {
        super(`The proxy answered ${status}`);
    }
}

/**
 * A connection over which HTTP can be spoken to the server of `url` (for http through a proxy: to the proxy). Ends with
 * the signal, whose reason is then the error.
 * @throws ProxyRefusal, the signal's reason, or the error of the socket (with Node's `code`)
 */
export const dial = async (url: URL, network: Network, signal: AbortSignal): Promise<Duplex> => {
    const proxy = network.proxyFor(url);
    if (!proxy) {
        return connectTo(url, network, signal);
    }
    const toProxy = await connectTo(proxy, network, signal);
    return url.protocol === 'http:' ? toProxy : startTls(await tunnel(toProxy, proxy, url), url, network, signal);
};

const connectTo = async (url: URL, network: Network, signal: AbortSignal): Promise<Duplex> => {
    const port = Number(hostAndPort(url).split(':').at(-1));
    const socket = endWith(signal, connect({host: bareHost(url), port}));
    await once(socket, 'connect');
    return url.protocol === 'http:' ? socket : startTls(socket, url, network, signal);
};

const startTls = async (socket: Socket, url: URL, network: Network, signal: AbortSignal): Promise<Duplex> => {
    const {connect: connectTls, rootCertificates} = await import('node:tls');
    const host = bareHost(url);
    const secure = endWith(
        signal,
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

/** An error between two listeners (a reset just after connecting) must not end the process. */
const endWith = <T extends Duplex>(signal: AbortSignal, socket: T): T => {
    socket.on('error', () => undefined);
    signal.addEventListener('abort', () => socket.destroy(signal.reason), {once: true});
    return socket;
};
