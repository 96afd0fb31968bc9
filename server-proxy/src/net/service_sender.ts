import type {IncomingHttpHeaders} from 'node:http';
import type {AxiosStatic} from 'axios';
import type {Route} from './route';
import {createSender, type Exchange, type HttpAnswer, type Sender} from './sender';

/** The largest recorded answer of openITCOCKPIT has 166 kB. */
const MAX_ANSWER_BYTES = 10_000_000;

/** For what runs long: connections are kept, compressed answers are unpacked; a larger answer than 10 MB is a failure. */
export const createServiceSender = (route: Route): Sender => createSender(route, {load: loadAxios, keepAlive: true});

/** With the first request: it is a third of what the plugin process would do to start. */
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
        data: body,
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
