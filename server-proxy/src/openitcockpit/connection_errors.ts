import {AppError} from '../domain/errors';
import type {Call} from './call';
import {AttemptFailure} from './failures';
import type {Connection} from './settings';

/** What Node and axios tell about a connection that failed. */
interface Trouble {
    readonly code: string;
    readonly message: string;
    readonly syscall: string;
    readonly host: string;
    readonly port: string;
}

const troubleOf = (error: unknown): Trouble => {
    const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
    // axios wraps the socket's error and copies only its code and message.
    const inner = (typeof fields.cause === 'object' && fields.cause !== null ? fields.cause : fields) as typeof fields;
    const text = (key: string): string => String(inner[key] ?? fields[key] ?? '');
    return {
        code: text('code'),
        message: error instanceof Error ? error.message : String(error),
        syscall: text('syscall'),
        host: text('hostname') || text('address'),
        port: text('port'),
    };
};

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA']);
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);
const UNKNOWN_ISSUER = new Set([
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_SIGNATURE_FAILURE',
    'CERT_UNTRUSTED',
]);
const DATES = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** A connection that failed, in our words: which setting or machine to look at, and whether repeating is safe. */
export const failureOfConnection = (call: Call, connection: Connection, error: unknown): AttemptFailure => {
    const trouble = troubleOf(error);
    // Not the error itself: axios keeps the request with its headers, and so the key, in it.
    const cause = new Error(`${trouble.code} ${trouble.message}`.trim());
    const fail = (
        code: 'openitcockpit_tls' | 'openitcockpit_timeout' | 'openitcockpit_unreachable' | 'openitcockpit_proxy',
        sentence: string,
        retrySafe: boolean,
    ) => new AttemptFailure(new AppError(code, sentence, {cause}), retrySafe, true);

    const host = new URL(connection.base).host;
    if (trouble.code === 'ERR_CANCELED' || trouble.code === 'ECONNABORTED' || trouble.code === 'ETIMEDOUT') {
        return fail('openitcockpit_timeout', timeoutSentence(call, connection), false);
    }
    const tls = tlsSentence(trouble, host);
    if (tls) {
        return fail('openitcockpit_tls', tls, false);
    }
    if (isProxy(trouble, connection)) {
        const sentence = 'The proxy cannot be reached: check the setting proxy URL and that the proxy runs.';
        return fail('openitcockpit_proxy', sentence, true);
    }
    if (DNS.has(trouble.code)) {
        const sentence = `The name ${host} cannot be resolved: check the setting openITCOCKPIT URL and the name servers.`;
        return fail('openitcockpit_unreachable', sentence, true);
    }
    if (NEVER_CONNECTED.has(trouble.code) || beforeTls(trouble)) {
        const sentence = `Nothing answers at ${host}: check the setting openITCOCKPIT URL, openITCOCKPIT and the firewall.`;
        return fail('openitcockpit_unreachable', sentence, true);
    }
    if (/maxContentLength/.test(trouble.message)) {
        return new AttemptFailure(new AppError('openitcockpit_bad_answer', TOO_LARGE, {cause}), false, false);
    }
    const sentence = `The connection to ${host} broke off: check openITCOCKPIT and the network between.`;
    return fail('openitcockpit_unreachable', sentence, !call.command);
};

const TOO_LARGE = 'The openITCOCKPIT URL answered with more than 10 MB: check that it is an openITCOCKPIT.';

const timeoutSentence = (call: Call, {timeoutMs}: Connection): string => {
    const seconds = Math.round(timeoutMs / 100) / 10;
    return call.command
        ? `openITCOCKPIT did not answer within ${seconds} seconds; the command may still be executed.`
        : `openITCOCKPIT did not answer within ${seconds} seconds: it is overloaded or its queue hangs.`;
};

const tlsSentence = ({code, message}: Trouble, host: string): string | undefined => {
    if (UNKNOWN_ISSUER.has(code)) {
        return `The certificate of ${host} comes from an unknown authority: put that authority into the setting custom CA.`;
    }
    if (DATES.has(code)) {
        return `The certificate of ${host} is expired or not valid yet: renew it on the openITCOCKPIT server.`;
    }
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
        return `The certificate is not made for ${host}: use the certificate's name in the setting openITCOCKPIT URL.`;
    }
    if (code === 'EPROTO' || /^(ERR_SSL|ERR_TLS|CERT_)/.test(code) || /SSL routines/.test(message)) {
        return `There is no usable TLS at ${host}: check host and port in the setting openITCOCKPIT URL.`;
    }
    return undefined;
};

const beforeTls = ({message}: Trouble): boolean => /before secure TLS connection was established/.test(message);

const isProxy = ({host, port, message}: Trouble, {proxy}: Connection): boolean => {
    if (!proxy) {
        return false;
    }
    const proxyPort = proxy.url.port || (proxy.url.protocol === 'https:' ? '443' : '80');
    return host === proxy.url.hostname || port === proxyPort || /proxy/i.test(message);
};
