import {AppError, type ErrorCode} from '../domain/errors';
import {neutralize} from '../domain/text';
import {says, type Texts} from '../domain/texts';
import type {Call, HttpAnswer} from './call';

/** One failed attempt: what to report, and what the retry policy may do about it. */
export class AttemptFailure extends Error {
    constructor(
        readonly error: AppError,
        /** A retry may help and cannot do anything twice. */
        readonly retrySafe: boolean,
        /** openITCOCKPIT as a whole is down: counts for the circuit breaker. */
        readonly unavailable: boolean,
    ) {
        super(error.message);
        this.name = 'AttemptFailure';
    }
}

const failure = (
    code: ErrorCode,
    pick: (texts: Texts['failures']) => string,
    how: {retrySafe?: boolean; unavailable?: boolean; cause?: unknown} = {},
): AttemptFailure =>
    new AttemptFailure(
        new AppError(
            code,
            says(({failures}) => pick(failures)),
            how.cause === undefined ? {} : {cause: how.cause},
        ),
        how.retrySafe ?? false,
        how.unavailable ?? false,
    );

/** Explains an answer. Only its structure counts, because openITCOCKPIT translates its messages. */
export const failureOfAnswer = (call: Call, answer: HttpAnswer): AttemptFailure => {
    const {status} = answer;
    if (status >= 300 && status < 400) {
        return redirected(answer);
    }
    const make = BY_STATUS[status];
    if (make) {
        return make(call, answer);
    }
    return failure('openitcockpit_bad_answer', (texts) => texts.unexpectedStatus(call.path, status));
};

type Maker = (call: Call, answer: HttpAnswer) => AttemptFailure;

const keyRejected: Maker = () => failure('openitcockpit_key_rejected', (texts) => texts.keyRejected);

const forbidden: Maker = (call, {json}) => {
    if (json === undefined) {
        return failure('openitcockpit_bad_answer', (texts) => texts.refusedInFront);
    }
    // The short form without `code` comes from the container check, the long one from the role check.
    return failure('openitcockpit_right_missing', (texts) =>
        'statusText' in json ? texts.objectHidden(call.object ?? 'object') : texts.rightMissing(call.right),
    );
};

const badRequest: Maker = (call, {json}) =>
    call.changes !== undefined && json !== undefined && ('error' in json || 'usedBy' in json)
        ? refused(call.changes, json)
        : noRights(call);

/** A form that failed validation, or something that may not be deleted. The messages are in the API user's language. */
const refused = (
    what: NonNullable<Call['changes']>,
    {error, usedBy}: Readonly<Record<string, unknown>>,
): AttemptFailure => {
    const said = neutralize(textsIn(error).join(' ').slice(0, 300));
    return failure('openitcockpit_refused', (texts) =>
        usedBy ? texts.stillUsed(what) : texts.formRefused(what, said),
    );
};

const textsIn = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(textsIn)
        : typeof value === 'string'
          ? [value]
          : [];

const noRights = (call: Call): AttemptFailure =>
    call.command
        ? failure('openitcockpit_not_found', (texts) => texts.commandNotSent)
        : failure('openitcockpit_right_missing', (texts) => texts.roleWithoutRights);

const notFound: Maker = ({object}, {json}) =>
    json !== undefined && object
        ? failure('openitcockpit_not_found', (texts) => texts.objectUnknown(object))
        : failure('openitcockpit_bad_answer', (texts) => texts.notFound);

const blockedByFirewall: Maker = (call) => failure('openitcockpit_bad_answer', (texts) => texts.firewall(call.path));

const internalError: Maker = (call) =>
    call.command && call.changes === undefined
        ? failure('openitcockpit_queue_down', (texts) => texts.queueDown, {retrySafe: true})
        : failure('openitcockpit_failed', (texts) => texts.internalError);

const gatewayFailed: Maker = (call, {status}) =>
    failure('openitcockpit_unreachable', (texts) => texts.gateway(status), {
        retrySafe: !call.command,
        unavailable: true,
    });

const proxyLogin: Maker = () => proxyRefused(407);

const BY_STATUS: Readonly<Record<number, Maker>> = {
    400: badRequest,
    401: keyRejected,
    403: forbidden,
    404: notFound,
    406: blockedByFirewall,
    407: proxyLogin,
    500: internalError,
    502: gatewayFailed,
    503: gatewayFailed,
    504: gatewayFailed,
};

/** The proxy refused the tunnel; openITCOCKPIT never saw the request. */
export const proxyRefused = (status: number): AttemptFailure =>
    status === 407
        ? failure('openitcockpit_proxy', (texts) => texts.proxyLogin)
        : failure('openitcockpit_proxy', (texts) => texts.proxyRefused(status), {
              retrySafe: status >= 500,
              unavailable: status >= 500,
          });

const redirected = ({url, location}: HttpAnswer): AttemptFailure => {
    const to = location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
    return failure('openitcockpit_redirected', (texts) =>
        to && to.origin !== new URL(url).origin ? texts.redirectsElsewhere(to.origin) : texts.redirects(to?.pathname),
    );
};

export const notJson = ({contentType}: HttpAnswer): AttemptFailure =>
    failure('openitcockpit_bad_answer', (texts) => (/html/i.test(contentType) ? texts.webPage : texts.brokenJson));

/** JSON, but not what this page of openITCOCKPIT returns. */
export const unexpectedShape = (path: string, detail: string): AppError =>
    new AppError(
        'openitcockpit_bad_answer',
        says(({failures}) => failures.unexpectedShape(path, detail)),
    );
