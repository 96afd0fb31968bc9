import {resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const file = (name: string): string => resolve(fileURLToPath(new URL('../fixtures/tls', import.meta.url)), name);

/** Paths of a private authority and of a certificate it gave to 127.0.0.1, ::1 and localhost (PEM). */
export const TLS = {ca: file('ca.pem'), certificate: file('server.pem'), key: file('server-key.pem')};
