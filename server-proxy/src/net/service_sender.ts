import type {IncomingHttpHeaders} from 'node:http';
import type {AxiosStatic} from 'axios';
import type {Route} from './route';
import {createSender, type Exchange, type HttpAnswer, type Sender} from './sender';

/** openITCOCKPIT's largest recorded answer has 166 kB. */
const MAX_ANSWER_BYTES = 10_000_000;

/** For the long-running handler: keeps connections, decompresses answers, and fails on those over 10 MB. */
export const createServiceSender = (route: Route): Sender => createSender(route, {load: loadAxios, keepAlive: true});

/** On demand: it would be a third of the plugin process's start-up work. */
const loadAxios = async (): Promise<Exchange> => {
    const {default: axios} = await import('axios');
    return (...request) => exchangeOver(axios, ...request);
};

const exchangeOver = async (
    axios: AxiosStatic,
    ...[{method, url, headers, body}, agent, signal]: Parameters<Exchange>
): Promise<HttpAnswer> => {
    const response = await axios.request<string>({
        adapter: 'http',
        method,
        url: url.href,
        headers,
        // axios takes no other bytes.
        data: body === undefined || typeof body === 'string' ? body : Buffer.from(body),
        httpAgent: agent,
        httpsAgent: agent,
        proxy: false,
        signal,
        maxRedirects: 0,
        maxContentLength: MAX_ANSWER_BYTES,
        responseType: 'text',
        transformRequest: [],
        transformResponse: [],
        validateStatus: () => true,
    });
    return {status: response.status, headers: {...response.headers} as IncomingHttpHeaders, text: response.data};
};
