import {BlockList, isIP} from 'node:net';

/**
 * Whether an address is reached without the proxy. Entries as in the variable `no_proxy`: `*`, a host name with its
 * subdomains (a leading `.` or `*.` is allowed), an address or a range of addresses (`10.0.0.0/8`); names and addresses
 * may carry `:port`.
 */
export const isDirect = (url: URL, noProxy: readonly string[]): boolean => {
    const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    return noProxy.some((entry) => matches(entry.trim().toLowerCase(), host, portOf(url)));
};

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

const matches = (entry: string, host: string, port: string): boolean => {
    if (entry === '*') {
        return true;
    }
    if (entry.includes('/')) {
        return inRange(entry, host);
    }
    const bare = isIP(entry) === 6 ? [entry, undefined] : splitPort(entry);
    const [name = '', entryPort] = bare;
    if (name === '' || (entryPort !== undefined && entryPort !== port)) {
        return false;
    }
    const domain = name.replace(/^\*?\./, '');
    return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
};

/** `[::1]:8080` and `host:8080` → name and port. */
const splitPort = (entry: string): [string | undefined, string | undefined] => {
    const match = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry);
    return [match?.[1], match?.[2]];
};

const inRange = (entry: string, host: string): boolean => {
    const [network = '', prefix = ''] = entry.split('/');
    const family = isIP(host);
    const bits = Number(prefix);
    if (family === 0 || isIP(network) !== family || !/^\d+$/.test(prefix) || bits > (family === 4 ? 32 : 128)) {
        return false;
    }
    const range = new BlockList();
    const type = family === 4 ? 'ipv4' : 'ipv6';
    range.addSubnet(network, bits, type);
    return range.check(host, type);
};
