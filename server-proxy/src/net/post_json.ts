import {axiosProxy} from './axios_proxy';

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
        // Loaded when they are needed: most processes never do, and the plugin has to start fast.
        const [{default: axios}, {Agent}, {rootCertificates}] = await Promise.all([
            import('axios'),
            import('node:https'),
            import('node:tls'),
        ]);
        const proxy = proxyFor(url);
        const {status, data} = await axios.post<unknown>(url, body, {
            adapter: 'http',
            headers,
            timeout: TIMEOUT_MS,
            maxRedirects: 0,
            maxContentLength: 1_000_000,
            validateStatus: () => true,
            proxy: proxy ? axiosProxy(new URL(proxy)) : false,
            httpsAgent: new Agent({
                rejectUnauthorized: !skipTlsVerification,
                ...(ca ? {ca: [...rootCertificates, ca]} : {}),
            }),
        });
        const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
        return {status, json: isObject ? (data as Record<string, unknown>) : undefined};
    };
