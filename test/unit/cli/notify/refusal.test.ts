import {describe, expect, it} from 'vitest';
import {socketFailure} from '../../../../server-proxy/src/cli/notify/refusal';
import {netFailure} from '../../../../server-proxy/src/net/net_failure';

const delivery = {
    setting: 'WEBHOOK_URL',
    method: 'POST',
    url: new URL('https://chat.example.org/hooks/h00k1d'),
    headers: {},
    body: '',
} as const;

/** Errors that a test cannot cause on every machine. */
describe('a connection that failed', () => {
    it.each([
        ['ENOTFOUND', 'unreachable', false],
        ['EAI_AGAIN', 'unreachable', true],
        ['EHOSTUNREACH', 'unreachable', true],
        ['ECONNRESET', 'unreachable', true],
        ['CERT_HAS_EXPIRED', 'tls', false],
        ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false],
        ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', false],
        ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', false],
        ['EPROTO', 'tls', false],
        ['HPE_INVALID_CONSTANT', 'badAnswer', false],
        ['', 'internal', false],
    ])('with %j is %s, tried again: %s', (code, kind, again) => {
        const failure = socketFailure(netFailure(Object.assign(new Error('reason'), {code})), delivery, undefined);
        expect(failure.kind).toBe(kind);
        expect(failure.retryAfterMs !== undefined).toBe(again);
        expect(failure.message).toContain('WEBHOOK_URL (chat.example.org)');
        expect(failure.message).not.toContain('h00k1d');
    });
});
