/** `host:port` with the port always written, as CONNECT and no-proxy lists want it. */
export const hostAndPort = (url: URL): string =>
    `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;

/**
 * Is this address reached without the proxy? Entries: `*`, `host`, `host:port`, `.domain` and `*.domain` (the domain
 * itself included).
 */
export const isDirect = (url: URL, noProxy: readonly string[]): boolean =>
    noProxy.some((entry) => matchesHost(entry.toLowerCase(), url));

const matchesHost = (entry: string, url: URL): boolean => {
    const name = entry.replace(/^\*\./, '.');
    const hosts = [url.hostname, hostAndPort(url)];
    return (
        entry === '*' ||
        hosts.includes(entry) ||
        (name.startsWith('.') && hosts.some((host) => host.endsWith(name) || host === name.slice(1)))
    );
};
