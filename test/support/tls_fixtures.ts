import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const file = (name: string): string => resolve(fileURLToPath(new URL('../fixtures/tls', import.meta.url)), name);

/** Paths of PEM files: a private authority, and its certificates for one key. */
export const TLS = {
    ca: file('ca.pem'),
    key: file('server-key.pem'),
    certificate: file('server.pem'),
    otherName: file('other-name.pem'),
    /** For localhost, but only valid in January 2020; with its own authority. */
    expired: file('expired.pem'),
};
