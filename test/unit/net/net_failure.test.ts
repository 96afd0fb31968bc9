import {expect, it} from 'vitest';
import {netFailure} from '../../../server-proxy/src/net/net_failure';

/** Errors that a test cannot cause on every machine. */
it.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'x', 'unknownAuthority'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'x', 'unknownAuthority'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'x', 'unknownAuthority'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'x', 'unknownAuthority'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'x', 'unknownAuthority'],
    ['CERT_SIGNATURE_FAILURE', 'x', 'unknownAuthority'],
    ['CERT_UNTRUSTED', 'x', 'unknownAuthority'],
    ['CERT_HAS_EXPIRED', 'x', 'certificateDates'],
    ['CERT_NOT_YET_VALID', 'x', 'certificateDates'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'x', 'certificateName'],
    ['EPROTO', 'x', 'noTls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'x', 'noTls'],
    ['CERT_REVOKED', 'x', 'noTls'],
    ['UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'x', 'noTls'],
    ['INVALID_PURPOSE', 'x', 'noTls'],
    ['', 'error:SSL routines:', 'noTls'],
    ['ENOTFOUND', 'x', 'unknownName'],
    ['EAI_AGAIN', 'x', 'unknownName'],
    ['ECONNREFUSED', '', 'notConnected'],
    ['ENETDOWN', 'x', 'notConnected'],
    ['ECONNRESET', 'Client network socket disconnected before secure TLS connection was established', 'notConnected'],
    ['ECONNRESET', 'read ECONNRESET from CERT', 'brokeOff'],
    ['HPE_INVALID_CONSTANT', 'x', 'notHttp'],
    ['ERR_BAD_RESPONSE', 'maxContentLength size of 5 exceeded', 'tooLarge'],
    ['', 'x', 'unexpected'],
])('%s %j is %s', (code, message, kind) => {
    const error = Object.assign(new Error(message), code === '' ? {} : {code});
    expect(netFailure(error)).toMatchObject({kind, code, message});
    // As axios gives it out.
    expect(netFailure(new Error('wrapped', {cause: error}))).toMatchObject({kind, code, message});
});

it('a proxy agent that throws without a code was hung up on', () => {
    expect(netFailure(new Error('ended'), {atProxy: true})).toMatchObject({
        kind: 'brokeOff',
        code: 'ECONNRESET',
        nothingSent: true,
    });
});
