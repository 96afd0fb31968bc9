/** `noTls`: the other end does not speak usable TLS. */
type TlsTrouble = 'unknownAuthority' | 'certificateDates' | 'certificateName' | 'noTls';

/** Why no answer came, as far as an administrator can act on it. */
export type NetTrouble =
    | TlsTrouble
    | 'connectTimeout'
    | 'timeout'
    | 'unknownName'
    | 'notConnected'
    /** `proxyStatus` is the proxy's answer to CONNECT. */
    | 'proxyRefused'
    | 'notHttp'
    | 'tooLarge'
    /** Of a permitted size, but with too many values or levels. */
    | 'tooMuch'
    | 'brokeOff'
    | 'unexpected';

interface Circumstances {
    /** Whether the connection to the proxy itself failed. */
    readonly atProxy?: boolean;
    readonly proxyStatus?: number;
}

/** No answer came. Holds nothing of the request, so no secrets. */
export class NetFailure extends Error {
    readonly atProxy: boolean;
    readonly proxyStatus: number;

    constructor(
        readonly kind: NetTrouble,
        message: string,
        /** Node's, e.g. `ECONNREFUSED`; may be empty. */
        readonly code: string,
        {atProxy = false, proxyStatus = 0}: Circumstances = {},
    ) {
        super(message);
        this.name = 'NetFailure';
        this.atProxy = atProxy;
        this.proxyStatus = proxyStatus;
    }

    /** Nothing left this machine, so a retry is safe. */
    get nothingSent(): boolean {
        return this.atProxy || NOTHING_SENT.has(this.kind);
    }
}

const NOTHING_SENT: ReadonlySet<NetTrouble> = new Set(['connectTimeout', 'unknownName', 'notConnected']);
const TLS: ReadonlySet<NetTrouble> = new Set(['unknownAuthority', 'certificateDates', 'certificateName', 'noTls']);

export const isTls = (kind: NetTrouble): kind is TlsTrouble => TLS.has(kind);

export const netFailure = (error: unknown, circumstances?: Circumstances): NetFailure => {
    // axios wraps the original error.
    const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (inner instanceof NetFailure) {
        return inner;
    }
    const {code: inside, message = String(inner)} = (inner ?? {}) as Partial<NodeJS.ErrnoException>;
    const {code: outside} = (error ?? {}) as Partial<NodeJS.ErrnoException>;
    // The proxy agent's own error has no code: the proxy hung up.
    const code = inside ?? outside ?? (circumstances?.atProxy ? 'ECONNRESET' : '');
    return new NetFailure(kindOf(code, message), message, code, circumstances);
};

/** Matched against code and message with a space between them; the first match wins. */
const KINDS: readonly (readonly [NetTrouble, RegExp])[] = [
    [
        'unknownAuthority',
        /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|(DEPTH_ZERO_)?SELF_SIGNED_CERT(_IN_CHAIN)?) /,
    ],
    ['unknownAuthority', /^CERT_(SIGNATURE_FAILURE|UNTRUSTED) /],
    ['certificateDates', /^CERT_(HAS_EXPIRED|NOT_YET_VALID) /],
    ['certificateName', /^ERR_TLS_CERT_ALTNAME_INVALID /],
    ['noTls', /^(ERR_(TLS|SSL|OSSL)|\w*(CERT|SIGNATURE)|UNABLE_TO|(EPROTO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)) )/],
    ['noTls', /SSL routines/],
    ['unknownName', /^(ENOTFOUND|EAI_\w+) /],
    ['notConnected', /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL) /],
    ['notConnected', /before secure TLS connection was established/],
    ['notHttp', /^HPE_/],
    ['tooLarge', /maxContentLength/],
    ['unexpected', /^ /],
];

const kindOf = (code: string, message: string): NetTrouble =>
    KINDS.find(([, pattern]) => pattern.test(`${code} ${message}`))?.[0] ?? 'brokeOff';
