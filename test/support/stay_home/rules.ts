import {isIP} from 'node:net';
import {basename, resolve, sep} from 'node:path';

/** Folders that belong to the test run: the clone and the temporary folder. Absolute. */
export type Homes = readonly string[];

/** Files that Node and the libraries read about the system itself, not a program's settings. */
const OF_THE_SYSTEM =
    /^\/etc\/(hosts|resolv\.conf|localtime|timezone|os-release|passwd|group|mime\.types|ssl|pki)(\/|$)/;

const PRODUCT = 'openitcockpit-mattermost';

/**
 * Whether a path is somebody's settings outside the clone and the temporary folder: anything in a folder `etc` or in
 * one of the product's, and any file `….env`. Programs, libraries and certificates of the machine are not.
 */
export const isForeignSettings = (path: string, homes: Homes): boolean => {
    const absolute = resolve(path);
    if (homes.some((home) => absolute === home || absolute.startsWith(home + sep)) || OF_THE_SYSTEM.test(absolute)) {
        return false;
    }
    const folders = absolute.split(sep);
    return folders.slice(0, -1).includes('etc') || folders.includes(PRODUCT) || basename(absolute).endsWith('.env');
};

/**
 * Whether a connection to an address or a name stays on this machine. Connecting to `0.0.0.0` or `::` means loopback.
 */
export const isLoopback = (host: string): boolean => {
    const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
    if (isIP(bare) === 4) {
        return bare.startsWith('127.') || bare === '0.0.0.0';
    }
    if (isIP(bare) === 6) {
        return bare === '::1' || bare === '::' || bare.startsWith('::ffff:127.') || bare.startsWith('::ffff:7f');
    }
    return bare === '' || bare === 'localhost' || bare.endsWith('.localhost');
};

/** RFC 6761: such names never exist, so no resolver is asked. */
export const neverExists = (name: string): boolean => /\.invalid\.?$/i.test(name);
