import {AppError} from '../domain/errors';
import {says, type Texts} from '../domain/texts';
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
        pick: (texts: Texts['failures']) => string,
        retrySafe: boolean,
    ) =>
        new AttemptFailure(
            new AppError(
                code,
                says(({failures}) => pick(failures)),
                {cause},
            ),
            retrySafe,
            true,
        );

    const host = new URL(connection.base).host;
    if (trouble.code === 'ERR_CANCELED' || trouble.code === 'ECONNABORTED' || trouble.code === 'ETIMEDOUT') {
        const seconds = Math.round(connection.timeoutMs / 100) / 10;
        const pick = (texts: Texts['failures']) =>
            call.command ? texts.commandTimeout(seconds) : texts.timeout(seconds);
        return fail('openitcockpit_timeout', pick, false);
    }
    const tls = tlsTrouble(trouble);
    if (tls) {
        return fail('openitcockpit_tls', (texts) => texts[tls](host), false);
    }
    if (isProxy(trouble, connection)) {
        return fail('openitcockpit_proxy', (texts) => texts.proxyUnreachable, true);
    }
    if (DNS.has(trouble.code)) {
        return fail('openitcockpit_unreachable', (texts) => texts.nameUnknown(host), true);
    }
    if (NEVER_CONNECTED.has(trouble.code) || beforeTls(trouble)) {
        return fail('openitcockpit_unreachable', (texts) => texts.nothingAnswers(host), true);
    }
    if (/maxContentLength/.test(trouble.message)) {
        const tooLarge = says(({failures}) => failures.tooLarge);
        return new AttemptFailure(new AppError('openitcockpit_bad_answer', tooLarge, {cause}), false, false);
    }
    return fail('openitcockpit_unreachable', (texts) => texts.brokeOff(host), !call.command);
};

type TlsTrouble = 'unknownAuthority' | 'certificateDates' | 'certificateName' | 'noTls';

const tlsTrouble = ({code, message}: Trouble): TlsTrouble | undefined => {
    if (UNKNOWN_ISSUER.has(code)) {
        return 'unknownAuthority';
    }
    if (DATES.has(code)) {
        return 'certificateDates';
    }
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
        return 'certificateName';
    }
    return code === 'EPROTO' || /^(ERR_SSL|ERR_TLS|CERT_)/.test(code) || /SSL routines/.test(message)
        ? 'noTls'
        : undefined;
};

const beforeTls = ({message}: Trouble): boolean => /before secure TLS connection was established/.test(message);

const isProxy = ({host, port, message}: Trouble, {proxy}: Connection): boolean => {
    if (!proxy) {
        return false;
    }
    const proxyPort = proxy.url.port || (proxy.url.protocol === 'https:' ? '443' : '80');
    return host === proxy.url.hostname || port === proxyPort || /proxy/i.test(message);
};
