// Detached OpenPGP signatures, as Mattermost's marketplace and `gpg --verify` want them.
import {
    createMessage,
    decryptKey,
    type PrivateKey,
    readKey,
    readPrivateKey,
    readSignature,
    sign,
    verify,
} from 'openpgp';
import {DistError} from './cache';

export interface Signer {
    /** What belongs into Mattermost's `PluginSettings.SignaturePublicKeyFiles`, armoured. */
    readonly publicKey: string;
    /** @returns the detached signature, binary */
    sign(content: Buffer): Promise<Buffer>;
}

/** The curves that Mattermost's OpenPGP library (golang.org/x/crypto/openpgp) knows. */
const CURVES = ['nistP256', 'nistP384', 'nistP521'];

/**
 * @param armoured the private key as `gpg --export-secret-keys --armor` writes it
 * @param passphrase empty if the key has none
 * @throws DistError if it cannot sign, or Mattermost could not verify what it signs
 */
export const openSigner = async (armoured: string, passphrase: string): Promise<Signer> => {
    const key = await unlocked(await privateKeyOf(armoured), passphrase);
    await assertVerifiable(key);
    return {
        publicKey: key.toPublic().armor(),
        sign: async (content) => {
            const message = await createMessage({binary: content});
            return Buffer.from(await sign({message, signingKeys: key, detached: true, format: 'binary'}));
        },
    };
};

const privateKeyOf = async (armoured: string): Promise<PrivateKey> => {
    if (armoured.trim() === '') {
        throw new DistError(
            'RELEASE_SIGNING_KEY is not set: it must hold the private key, as gpg --export-secret-keys --armor writes it. ' +
                'npm run dist builds without signing.',
        );
    }
    try {
        return await readPrivateKey({armoredKey: armoured});
    } catch {
        throw new DistError(
            'RELEASE_SIGNING_KEY is not an OpenPGP private key: gpg --export-secret-keys --armor writes one.',
        );
    }
};

const unlocked = async (key: PrivateKey, passphrase: string): Promise<PrivateKey> => {
    if (key.isDecrypted()) {
        return key;
    }
    try {
        return await decryptKey({privateKey: key, passphrase});
    } catch {
        throw new DistError(
            'RELEASE_SIGNING_PASSPHRASE does not open the private key: set it to the passphrase of RELEASE_SIGNING_KEY.',
        );
    }
};

/** Mattermost answers a signature of any other key with no more than that it is wrong. */
const assertVerifiable = async (key: PrivateKey): Promise<void> => {
    // The primary key too: Mattermost does not read a key ring whose primary key it does not know.
    for (const part of [key, await signingKeyOf(key)]) {
        const {algorithm, curve = ''} = part.getAlgorithmInfo();
        if (!algorithm.startsWith('rsa') && !(algorithm === 'ecdsa' && CURVES.includes(curve))) {
            throw new DistError(
                `The signing key is of the kind ${algorithm}, which Mattermost cannot verify: use an RSA key (3072 bits or more).`,
            );
        }
    }
};

const signingKeyOf = async (key: PrivateKey): ReturnType<PrivateKey['getSigningKey']> => {
    try {
        return await key.getSigningKey();
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new DistError(`RELEASE_SIGNING_KEY cannot sign: ${reason.replace(/\.$/, '')}.`);
    }
};

/**
 * @param publicKey armoured
 * @throws DistError if the signature is not this key's, or not of this content
 */
export const assertSigned = async (content: Buffer, signature: Buffer, publicKey: string): Promise<void> => {
    try {
        const {signatures} = await verify({
            message: await createMessage({binary: content}),
            signature: await readSignature({binarySignature: signature}),
            verificationKeys: await readKey({armoredKey: publicKey}),
        });
        await Promise.all(signatures.map(({verified}) => verified));
        if (signatures.length > 0) return;
    } catch {}
    throw new DistError('The signature does not fit: the file was changed, or another key has signed it.');
};
