import {describe, expect, it} from 'vitest';
import {signToken, verifyToken} from '../../../server-proxy/src/domain/signature';

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
        ['no expiry', signToken({}, 'new'), ['new'], 'expired'],
        ['an old one', signToken({exp: NOW - 1}, 'new'), ['new'], 'expired'],
        ['something else than text', {token}, ['new'], 'bad_signature'],
        ['a huge one', 'x'.repeat(100_000), ['new'], 'bad_signature'],
    ])('are refused: %s', (_what, given, secrets, code) => {
        expect(() => verifyToken(given, secrets, NOW)).toThrow(expect.objectContaining({code}));
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
