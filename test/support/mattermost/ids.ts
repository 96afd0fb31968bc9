import {randomBytes} from 'node:crypto';

const ALPHABET = 'ybndrfg8ejkmcpqxot1uwisza345h769';

/** Mattermost's id: 26 characters of z-base-32. */
export const newId = (): string => {
    let id = '';
    for (const byte of randomBytes(26)) id += ALPHABET[byte & 31];
    return id;
};

export const isId = (text: string): boolean => /^[a-zA-Z0-9]{26}$/.test(text);
