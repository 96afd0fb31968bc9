/**
 * Exit codes of `server-proxy notify`, one for each kind of failure (numbers from sysexits.h). The monitoring core logs
 * them with the line on stderr, so both have to say where to look. docs/notification_commands.md lists them.
 */
export const EXIT = {
    ok: 0,
    /** The command line: unknown flag, missing UUID, unexpanded macro. */
    usage: 64,
    /** No answer on the network: refused, reset, unknown name, proxy down. */
    unreachable: 69,
    internal: 70,
    timeout: 75,
    /** Neither success nor a refused credential: other 4xx, 5xx, redirect. */
    badAnswer: 76,
    /** 401, 403 or an unknown webhook: the credential is wrong. */
    rejected: 77,
    /** The settings: missing, unreadable, contradictory. */
    config: 78,
    tls: 74,
} as const;

export type FailureKind = Exclude<keyof typeof EXIT, 'ok'>;

/**
 * Ends the command with the exit code of its kind; the message is one sentence for the administrator, without secrets.
 */
export class NotifyFailure extends Error {
    constructor(
        readonly kind: FailureKind,
        message: string,
        /** Milliseconds to wait before another try; undefined: retrying does not help. */
        readonly retryAfterMs?: number,
        options?: {cause?: unknown},
    ) {
        super(message, options);
        this.name = 'NotifyFailure';
    }
}
