import type {Agent, ClientRequest} from 'node:http';
import type {Socket} from 'node:net';
import {HttpProxyAgent} from 'http-proxy-agent';
import {HttpsProxyAgent} from 'https-proxy-agent';
import {NetFailure, netFailure} from './net_failure';

/** For the connections to the proxy and to the server behind it. */
interface ConnectOptions {
    readonly ca?: string[];
    readonly rejectUnauthorized: boolean;
    /** Ends the connection to the proxy, which does not belong to any request yet. */
    readonly signal: AbortSignal;
}

/** An agent for one request: https through a tunnel, http as a plain proxy request. */
export const proxyAgent = (protocol: string, proxy: URL, options: ConnectOptions): Agent =>
    protocol === 'https:' ? new Tunnel(proxy, options) : new Forwarding(proxy, options);

class Tunnel extends HttpsProxyAgent<string> {
    readonly #tls: Omit<ConnectOptions, 'signal'>;

    constructor(proxy: URL, options: ConnectOptions) {
        super(proxy, options);
        // Otherwise the library searches the stack for the module that opened the request.
        this.protocol = 'https:';
        this.defaultPort = 443;
        const {signal: _, ...tls} = options;
        this.#tls = tls;
    }

    /** The library would present the proxy's refusal as the server's answer. */
    override async connect(request: ClientRequest, options: Parameters<HttpsProxyAgent<string>['connect']>[1]) {
        let status = 0;
        request.once('proxyConnect', (answer: {statusCode: number}) => {
            status = answer.statusCode;
        });
        const socket = await super.connect(request, {...options, ...this.#tls}).catch(failAtProxy);
        if (status !== 200) {
            socket.destroy();
            throw new NetFailure('proxyRefused', `the proxy answered ${status}`, `proxy: ${status}`, {
                proxyStatus: status,
            });
        }
        return socket;
    }
}

class Forwarding extends HttpProxyAgent<string> {
    override connect(...to: Parameters<HttpProxyAgent<string>['connect']>): Promise<Socket> {
        return super.connect(...to).catch(failAtProxy);
    }
}

const failAtProxy = (error: unknown): never => {
    throw netFailure(error, {atProxy: true});
};
