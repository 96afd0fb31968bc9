import type {Language} from './texts';

/**
 * Every failure a person can meet, by code. The HTTP answer to each code is in http/error_answers.ts; its sentence is
 * written where the cause is known, so that it can name the setting, right or address to fix.
 */
export type ErrorCode =
    // what the caller sent
    | 'bad_request'
    | 'payload_too_large'
    | 'unsupported_media_type'
    | 'unauthorized'
    | 'bad_signature'
    | 'expired'
    | 'replayed'
    | 'forbidden'
    | 'two_way_off'
    | 'unknown_object'
    | 'unknown_post'
    // openITCOCKPIT
    | 'openitcockpit_key_rejected'
    | 'openitcockpit_right_missing'
    | 'openitcockpit_not_found'
    | 'openitcockpit_redirected'
    | 'openitcockpit_unreachable'
    | 'openitcockpit_timeout'
    | 'openitcockpit_tls'
    | 'openitcockpit_proxy'
    | 'openitcockpit_queue_down'
    | 'openitcockpit_bad_answer'
    /** 500 in place of data: its database is down, for example. */
    | 'openitcockpit_failed'
    | 'openitcockpit_circuit_open'
    | 'openitcockpit_not_configured'
    | 'openitcockpit_export_running'
    | 'openitcockpit_refused'
    // Mattermost
    | 'mattermost_token_rejected'
    | 'mattermost_forbidden'
    | 'mattermost_not_found'
    | 'mattermost_unreachable'
    | 'mattermost_bad_answer'
    | 'mattermost_trigger_expired'
    | 'mattermost_channel_unknown'
    | 'mattermost_channel_archived'
    // ours
    | 'misconfigured'
    | 'shutting_down'
    | 'busy'
    | 'internal';

/**
 * The one error class: a code, a sentence for the person who sees it, and the cause for the log.
 * The sentence never holds a secret.
 */
export class AppError extends Error {
    /** For a command: it certainly did not arrive. For a post: Mattermost refused what it was to hold. */
    readonly nothingSent: boolean;
    private readonly said: (language: Language) => string;

    /** @param message the sentence; a function where it is told in the reader's language */
    constructor(
        readonly code: ErrorCode,
        message: string | ((language: Language) => string),
        options: {cause?: unknown; nothingSent?: boolean} = {},
    ) {
        const said = typeof message === 'string' ? () => message : message;
        super(said('en'), 'cause' in options ? {cause: options.cause} : {});
        this.name = 'AppError';
        this.said = said;
        this.nothingSent = options.nothingSent ?? false;
    }

    /** The sentence; in English if there is no other. */
    sentence(language: Language): string {
        return this.said(language);
    }

    /** A copy with more to it, e.g. that nothing was sent. */
    with(options: {code?: ErrorCode; nothingSent?: boolean}): AppError {
        const {cause} = this;
        return new AppError(options.code ?? this.code, this.said, {
            ...(cause === undefined ? {} : {cause}),
            nothingSent: options.nothingSent ?? this.nothingSent,
        });
    }
}

/** Wraps anything thrown; an AppError stays itself. */
export const asAppError = (error: unknown): AppError =>
    error instanceof AppError
        ? error
        : new AppError('internal', 'Unexpected error in the handler: check its log.', {cause: error});
