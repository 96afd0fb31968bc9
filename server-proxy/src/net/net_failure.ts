/** `noTls`: no usable TLS at the other end. */
type TlsTrouble = 'unknownAuthority' | 'certificateDates' | 'certificateName' | 'noTls';

/** Why no answer came, as far as an administrator can do something about it. */
export type NetTrouble =
    | TlsTrouble
    | 'connectTimeout'
    | 'timeout'
    | 'unknownName'
    | 'notConnected'
    /** `proxyStatus` says why it opened no tunnel. */
    | 'proxyRefused'
    | 'notHttp'
    | 'tooLarge'
    | 'brokeOff'
    | 'unexpected';

interface Circumstances {
    /** It failed on the way to the proxy. */
    readonly atProxy?: boolean;
    readonly proxyStatus?: number;
}

/** No answer came. Holds nothing of the request, so no secret. */
export class NetFailure extends Error {
    readonly atProxy: boolean;
    readonly proxyStatus: number;

    constructor(
        readonly kind: NetTrouble,
        message: string,
        /** Node's, e.g. `ECONNREFUSED`; empty: none. */
        readonly code: string,
        {atProxy = false, proxyStatus = 0}: Circumstances = {},
    ) {
        super(message);
        this.name = 'NetFailure';
        this.atProxy = atProxy;
        this.proxyStatus = proxyStatus;
    }

    /** Nothing of the request left this machine, so it may be repeated. */
    get nothingSent(): boolean {
        return this.atProxy || NOTHING_SENT.has(this.kind);
    }
}

const NOTHING_SENT: ReadonlySet<NetTrouble> = new Set(['connectTimeout', 'unknownName', 'notConnected']);
const TLS: ReadonlySet<NetTrouble> = new Set(['unknownAuthority', 'certificateDates', 'certificateName', 'noTls']);

export const isTls = (kind: NetTrouble): kind is TlsTrouble => TLS.has(kind);

/** What Node, axios or an agent threw, as ours. */
export const netFailure = (error: unknown, circumstances?: Circumstances): NetFailure => {
    // axios wraps what it got.
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

const UNKNOWN_AUTHORITY = new Set([
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_SIGNATURE_FAILURE',
    'CERT_UNTRUSTED',
]);

/** In this order. */
const KINDS: readonly (readonly [NetTrouble, (code: string, message: string) => boolean])[] = [
    ['unknownAuthority', (code) => UNKNOWN_AUTHORITY.has(code)],
    ['certificateDates', (code) => code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID'],
    ['certificateName', (code) => code === 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
        'noTls',
        (code, message) =>
            /^ERR_(TLS|SSL|OSSL)|^EPROTO$|CERT|SIGNATURE|^UNABLE_TO|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/.test(
                code,
            ) || /SSL routines/.test(message),
    ],
    ['unknownName', (code) => /^ENOTFOUND$|^EAI_/.test(code)],
    [
        'notConnected',
        (code, message) =>
            /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/.test(code) ||
            /before secure TLS connection was established/.test(message),
    ],
    ['notHttp', (code) => code.startsWith('HPE_')],
    ['tooLarge', (_, message) => /maxContentLength/.test(message)],
    ['unexpected', (code) => code === ''],
];

const kindOf = (code: string, message: string): NetTrouble =>
    KINDS.find(([, fits]) => fits(code, message))?.[0] ?? 'brokeOff';
