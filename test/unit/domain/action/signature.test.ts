import {describe, expect, it} from 'vitest';
import {signToken, verifyToken} from '../../../../server-proxy/src/domain/action/signature';

const NOW = 1000;
const token = signToken({a: 1, exp: NOW + 10}, 'new');

describe('signed tokens', () => {
    it('come back as they were, with any accepted secret', () => {
        expect(verifyToken(token, ['other', 'new'], NOW)).toEqual({a: 1, exp: NOW + 10});
    });

    it.each([
        ['another secret', token, ['old'], 'bad_signature'],
        ['an empty secret', signToken({exp: NOW + 10}, ''), [''], 'bad_signature'],
        ['no secret at all', token, [], 'bad_signature'],
        ['a changed body', `x${token}`, ['new'], 'bad_signature'],
        ['a cut signature', token.slice(0, -4), ['new'], 'bad_signature'],
        ['a third part', `${token}.x`, ['new'], 'bad_signature'],
        ['a token that is no object', signToken([] as object, 'new'), ['new'], 'bad_signature'],
        ['a token that is a number', signToken(7 as unknown as object, 'new'), ['new'], 'bad_signature'],
        ['a token that is nothing', signToken(null as unknown as object, 'new'), ['new'], 'bad_signature'],
        ['a text without a signature', 'abc', ['new'], 'bad_signature'],
        ['no token at all', undefined, ['new'], 'bad_signature'],
        ['no expiry', signToken({}, 'new'), ['new'], 'expired'],
        ['an old one', signToken({exp: NOW - 1}, 'new'), ['new'], 'expired'],
        ['something else than text', {token}, ['new'], 'bad_signature'],
        ['a huge one', 'x'.repeat(100_000), ['new'], 'bad_signature'],
    ])('are refused: %s', (_what, given, secrets, code) => {
        expect(() => verifyToken(given, secrets, NOW)).toThrow(expect.objectContaining({code}));
    });

    it('are not even looked at from 20 000 characters on', () => {
        const ofLength = (most: number): string => {
            const made = (length: number) => signToken({a: 'x'.repeat(length), exp: NOW}, 'new');
            let length = 14_000;
            while (made(length + 1).length <= most) {
                length += 1;
            }
            return made(length);
        };
        expect(ofLength(20_000)).toHaveLength(20_000);
        expect(() => verifyToken(ofLength(20_000), ['new'], NOW)).toThrow(/valid signature/);
        expect(verifyToken(ofLength(19_999), ['new'], NOW)).toMatchObject({exp: NOW});
    });

    it('cannot be altered at any place', () => {
        for (let at = 0; at < token.length; at += 1) {
            const other = token[at] === 'A' ? 'B' : 'A';
            const altered = token.slice(0, at) + other + token.slice(at + 1);
            // The last character of base64url carries unused bits: skip what decodes to the same bytes.
            if (
                Buffer.from(altered.split('.')[1] ?? '', 'base64url').equals(
                    Buffer.from(token.split('.')[1] ?? '', 'base64url'),
                ) &&
                altered.split('.')[0] === token.split('.')[0]
            ) {
                continue;
            }
            expect(() => verifyToken(altered, ['new'], NOW)).toThrow();
        }
    });
});
