// Keys that exist for one run of a test only.
import {generateKey} from 'openpgp';

const PERSON = {userIDs: [{name: 'Release key of a test'}]} as const;

/** What a release is signed with; armoured. 2048 bits, as it takes seconds to make a larger one. */
export const rsaKey = async (passphrase = ''): Promise<{privateKey: string; publicKey: string}> =>
    generateKey({...PERSON, userIDs: [...PERSON.userIDs], type: 'rsa', rsaBits: 2048, passphrase});

export const curveKey = async (
    curve: 'curve25519Legacy' | 'nistP256',
    keyExpirationTime = 0,
    date = new Date(),
): Promise<{privateKey: string; publicKey: string}> =>
    generateKey({userIDs: [...PERSON.userIDs], type: 'ecc', curve, keyExpirationTime, date});
