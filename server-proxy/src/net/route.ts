import {isDirect} from './no_proxy';

/** How addresses are reached. Nothing is taken from the environment. */
export interface Route {
    /** PEM, trusted in addition to the well-known authorities; empty or missing: none. */
    readonly ca?: string | undefined;
    readonly skipTlsVerification: boolean;
    /** `url` may carry user and password; empty or missing: no proxy. `noProxy` as in `isDirect`. */
    readonly proxy?: {readonly url: string; readonly noProxy: readonly string[]} | undefined;
}

export const proxyFor = ({proxy}: Route, url: URL): URL | undefined =>
    proxy && proxy.url !== '' && !isDirect(url, proxy.noProxy) ? new URL(proxy.url) : undefined;
