import {LIST_SEPARATOR, listOf} from '../config/words';
import {httpUrl, isOn, type NotifySettings} from './settings';

/** How targets are reached. */
export interface Network {
    /** The proxy for this address; undefined: directly. */
    proxyFor(url: URL): URL | undefined;
    /** Certificate of a private authority (PEM), accepted besides the well-known ones; empty: none. */
    readonly customCa: string;
    readonly verifyTls: boolean;
}

/** @throws NotifyFailure (`config`) naming the setting */
export const networkOf = (settings: NotifySettings): Network => {
    const proxy = isOn(settings, 'USE_PROXY') ? httpUrl(settings, 'PROXY_URL') : undefined;
    const direct = listOf(settings.text.NO_PROXY_LIST.toLowerCase(), LIST_SEPARATOR);
    return {
        proxyFor: (url) => (proxy && !direct.some((entry) => matchesHost(entry, url)) ? proxy : undefined),
        customCa: settings.text.CUSTOM_CA,
        verifyTls: !isOn(settings, 'SKIP_TLS_VERIFICATION'),
    };
};

/** `*`, `host`, `host:port`, `.domain` and `*.domain` (the domain itself included). */
const matchesHost = (entry: string, url: URL): boolean => {
    const name = entry.replace(/^\*\./, '.');
    const hosts = [url.hostname, hostAndPort(url)];
    return (
        entry === '*' ||
        hosts.includes(entry) ||
        (name.startsWith('.') && hosts.some((host) => host.endsWith(name) || host === name.slice(1)))
    );
};

/** `host:port` with the port always written, as CONNECT and no-proxy lists want it. */
export const hostAndPort = (url: URL): string =>
    `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
