import type {ErrorCode} from '../domain/errors';

/**
 * HTTP status for each error code. Mistakes of the caller are 4xx; failures of openITCOCKPIT or Mattermost are mostly
 * 502, 503 or 504, so that the sender of a notification knows a retry may help.
 */
export const HTTP_STATUS = {
    bad_request: 400,
    payload_too_large: 413,
    unsupported_media_type: 415,
    unauthorized: 401,
    bad_signature: 403,
    expired: 403,
    replayed: 409,
    forbidden: 403,
    two_way_off: 409,
    unknown_object: 404,
    unknown_post: 404,
    openitcockpit_key_rejected: 502,
    openitcockpit_right_missing: 502,
    openitcockpit_not_found: 404,
    openitcockpit_redirected: 502,
    openitcockpit_unreachable: 503,
    openitcockpit_timeout: 504,
    openitcockpit_tls: 502,
    openitcockpit_proxy: 502,
    openitcockpit_queue_down: 503,
    openitcockpit_bad_answer: 502,
    openitcockpit_failed: 502,
    openitcockpit_circuit_open: 503,
    openitcockpit_not_configured: 503,
    openitcockpit_export_running: 409,
    openitcockpit_refused: 409,
    mattermost_token_rejected: 502,
    mattermost_forbidden: 502,
    mattermost_not_found: 502,
    mattermost_unreachable: 503,
    mattermost_bad_answer: 502,
    mattermost_trigger_expired: 409,
    mattermost_channel_unknown: 422,
    mattermost_channel_archived: 422,
    misconfigured: 503,
    shutting_down: 503,
    busy: 503,
    internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** An error that arises before a request reaches the app. */
export const errorResponse = (
    code: ErrorCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
): Response => Response.json({error: {code, message}}, {status: HTTP_STATUS[code], headers});
