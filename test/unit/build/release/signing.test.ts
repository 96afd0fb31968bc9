import {describe, expect, test} from 'vitest';
import {DistError} from '../../../../build/release/cache';
import {assertSigned, openSigner} from '../../../../build/release/signing';
import {curveKey, rsaKey} from '../../../support/release/signing_keys';

const CONTENT = Buffer.from('the bundle');

describe('a signature', () => {
    test('is verified with the public key alone', async () => {
        const {privateKey, publicKey} = await rsaKey();
        const signer = await openSigner(privateKey, '');
        expect(signer.publicKey).toBe(publicKey);
        expect(signer.publicKey).toContain('BEGIN PGP PUBLIC KEY BLOCK');
        await assertSigned(CONTENT, await signer.sign(CONTENT), publicKey);
    });

    test('refuses content of which one byte was changed', async () => {
        const {privateKey, publicKey} = await rsaKey();
        const signature = await (await openSigner(privateKey, '')).sign(CONTENT);
        const changed = Buffer.from(CONTENT);
        changed[0] = (changed[0] ?? 0) ^ 1;
        await expect(assertSigned(changed, signature, publicKey)).rejects.toThrow('The signature does not fit');
    });

    test('of another key, an altered one and none are refused', async () => {
        const [mine, other] = [await rsaKey(), await rsaKey()];
        const signature = await (await openSigner(mine.privateKey, '')).sign(CONTENT);
        const altered = Buffer.from(signature);
        altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
        await expect(assertSigned(CONTENT, signature, other.publicKey)).rejects.toThrow(DistError);
        await expect(assertSigned(CONTENT, altered, mine.publicKey)).rejects.toThrow(DistError);
        await expect(assertSigned(CONTENT, Buffer.alloc(0), mine.publicKey)).rejects.toThrow(DistError);
    });
});

describe('the signing key', () => {
    test('may have a passphrase', async () => {
        const {privateKey, publicKey} = await rsaKey('open sesame');
        const signer = await openSigner(privateKey, 'open sesame');
        await assertSigned(CONTENT, await signer.sign(CONTENT), publicKey);
        await expect(openSigner(privateKey, 'wrong')).rejects.toThrow(
            'RELEASE_SIGNING_PASSPHRASE does not open the private key',
        );
    });

    test('may be of a NIST curve', async () => {
        const {privateKey, publicKey} = await curveKey('nistP256');
        await assertSigned(CONTENT, await (await openSigner(privateKey, '')).sign(CONTENT), publicKey);
    });

    test('of Curve25519 is refused, because Mattermost cannot verify what it signs', async () => {
        const {privateKey} = await curveKey('curve25519Legacy');
        await expect(openSigner(privateKey, '')).rejects.toThrow(
            'The signing key is of the kind eddsaLegacy, which Mattermost cannot verify: use an RSA key',
        );
    });

    test('that has expired is refused', async () => {
        const {privateKey} = await curveKey('nistP256', 60, new Date(Date.now() - 3_600_000));
        await expect(openSigner(privateKey, '')).rejects.toThrow(/^RELEASE_SIGNING_KEY cannot sign: .*expired/);
    });

    test('that is missing or none is named, and never shown', async () => {
        await expect(openSigner('', '')).rejects.toThrow(
            'RELEASE_SIGNING_KEY is not set: it must hold the private key',
        );
        const {publicKey} = await rsaKey();
        for (const wrong of ['hunter2', publicKey]) {
            const error = await openSigner(wrong, '').catch((thrown: unknown) => thrown);
            expect(error).toBeInstanceOf(DistError);
            expect(String(error)).toContain('RELEASE_SIGNING_KEY is not an OpenPGP private key');
            expect(String(error)).not.toContain(wrong);
        }
    });
});
