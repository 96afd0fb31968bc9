import {randomBytes} from 'node:crypto';

/** Random text of 96 bits, for URLs too. */
export const nonce = (): string => randomBytes(12).toString('base64url');
