import type {IncomingHttpHeaders} from 'node:http';
import type {Route} from './route';
import {createSender, type Exchange, type Sender} from './sender';

/** The largest recorded answer of openITCOCKPIT has 166 kB. */
const MAX_ANSWER_BYTES = 10_000_000;

/** For what runs long: connections are kept, compressed answers are unpacked; a larger answer than 10 MB is a failure. */
export const createServiceSender = (route: Route): Sender =>
    createSender(route, {exchange: axiosExchange, keepAlive: true});

const axiosExchange: Exchange = async ({method, url, headers, body}, agent, signal) => {
    // A third of what the plugin process would do to start.
    const {default: axios} = await import('axios');
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
