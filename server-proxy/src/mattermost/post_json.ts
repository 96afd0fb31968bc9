import {Agent as HttpsAgent} from 'node:https';
import {rootCertificates} from 'node:tls';
import axios from 'axios';
import {axiosProxy} from '../config/axios_proxy';

export interface PostJsonSettings {
    /** PEM, in addition to the system's authorities. */
    readonly ca?: string | undefined;
    readonly skipTlsVerification: boolean;
    /** The proxy for this address; undefined: direct. */
    readonly proxyFor: (url: string) => string | undefined;
}

const TIMEOUT_MS = 10_000;

/** Sends JSON once, follows nothing. @throws Error with a `code` such as ECONNREFUSED when nothing answers */
export const createPostJson =
    ({ca, skipTlsVerification, proxyFor}: PostJsonSettings) =>
    async (url: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
        const proxy = proxyFor(url);
        const {status, data} = await axios.post<unknown>(url, body, {
            adapter: 'http',
            headers,
            timeout: TIMEOUT_MS,
            maxRedirects: 0,
            maxContentLength: 1_000_000,
            validateStatus: () => true,
            proxy: proxy ? axiosProxy(new URL(proxy)) : false,
            httpsAgent: new HttpsAgent({
                rejectUnauthorized: !skipTlsVerification,
                ...(ca ? {ca: [...rootCertificates, ca]} : {}),
            }),
        });
        const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
        return {status, json: isObject ? (data as Record<string, unknown>) : undefined};
    };
