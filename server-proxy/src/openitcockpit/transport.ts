import http from 'node:http';
import https from 'node:https';
import {rootCertificates, TLSSocket} from 'node:tls';
import axios, {type AxiosResponse} from 'axios';
import {axiosProxy} from '../net/axios_proxy';
import {isDirect} from '../domain/no_proxy';
import type {Call, HttpAnswer} from './call';
import {failureOfConnection} from './connection_errors';

import type {Connection} from './settings';

export interface Transport {
    /** One attempt. @throws AttemptFailure when no answer came */
    send(call: Call): Promise<HttpAnswer>;
    close(): void;
}

/** Shorter than any web server keeps an idle connection: a command must not meet one that just closed. */
const IDLE_MS = 4000;
/** What only helps to judge others must not hold them up. */
const ASIDE_MS = 3000;
/** The largest recorded answer has 166 kB. */
const MAX_ANSWER_BYTES = 10_000_000;

/** HTTP to openITCOCKPIT: our key, our CA, our proxy, nothing from the environment, no cookies, no redirects. */
export const createTransport = (connection: Connection): Transport => {
    const target = new URL(connection.base);
    const {proxy} = connection;
    const viaProxy = proxy && !isDirect(target, proxy.noProxy) ? proxy : undefined;
    const httpsAgent = new https.Agent({
        keepAlive: true,
        timeout: IDLE_MS,
        rejectUnauthorized: !connection.skipTlsVerification,
        ...(connection.ca === undefined ? {} : {ca: [...rootCertificates, connection.ca]}),
    });
    const httpAgent = new http.Agent({keepAlive: true, timeout: IDLE_MS});
    const client = axios.create({
        adapter: 'http',
        baseURL: connection.base,
        httpAgent,
        httpsAgent,
        proxy: viaProxy ? axiosProxy(viaProxy.url) : false,
        maxRedirects: 0,
        maxContentLength: MAX_ANSWER_BYTES,
        responseType: 'text',
        transformResponse: [],
        validateStatus: () => true,
    });
    const send = async (call: Call): Promise<HttpAnswer> => {
        try {
            const response = await client.request<string>({
                url: call.path,
                method: call.body === undefined ? 'GET' : 'POST',
                params: {...(call.angular ? {angular: 'true'} : {}), ...call.query},
                data: call.body === undefined ? undefined : JSON.stringify(call.body),
                headers: {
                    Accept: 'application/json',
                    'Content-Type': 'application/json',
                    Authorization: `X-OITC-API ${connection.apiKey}`,
                    'User-Agent': 'openitcockpit-for-mattermost',
                },
                signal: AbortSignal.timeout(
                    call.aside ? Math.min(ASIDE_MS, connection.timeoutMs) : connection.timeoutMs,
                ),
            });
            return answerOf(response, `${connection.base}${call.path}`, viaProxy !== undefined);
        } catch (error) {
            throw failureOfConnection(call, viaProxy ? connection : {...connection, proxy: undefined}, error);
        }
    };
    return {
        send,
        close: () => {
            httpsAgent.destroy();
            httpAgent.destroy();
        },
    };
};

const answerOf = (response: AxiosResponse<string>, url: string, viaProxy: boolean): HttpAnswer => ({
    status: response.status,
    url,
    contentType: String(response.headers['content-type'] ?? ''),
    location: response.headers.location === undefined ? undefined : String(response.headers.location),
    // A refused tunnel is answered on a socket that never spoke TLS.
    fromProxy: viaProxy && !(socketOf(response.request) instanceof TLSSocket),
    json: parseObject(response.data),
});

const socketOf = (request: unknown): unknown =>
    typeof request === 'object' && request !== null && 'socket' in request ? request.socket : undefined;

const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
    } catch {
        return undefined;
    }
};
