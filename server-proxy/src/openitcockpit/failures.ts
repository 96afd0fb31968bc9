import {AppError, type ErrorCode} from '../domain/errors';
import type {Call, HttpAnswer} from './call';

/** One failed attempt: what to tell, and what the policies may make of it. */
export class AttemptFailure extends Error {
    constructor(
        readonly error: AppError,
        /** Repeating it cannot do anything twice, and may help. */
        readonly retrySafe: boolean,
        /** openITCOCKPIT as a whole is not there: counts for the circuit breaker. */
        readonly unavailable: boolean,
    ) {
        super(error.message);
        this.name = 'AttemptFailure';
    }
}

const failure = (
    code: ErrorCode,
    sentence: string,
    how: {retrySafe?: boolean; unavailable?: boolean; cause?: unknown} = {},
): AttemptFailure =>
    new AttemptFailure(
        new AppError(code, sentence, how.cause === undefined ? {} : {cause: how.cause}),
        how.retrySafe ?? false,
        how.unavailable ?? false,
    );

/** The answer in our words. Only its form is looked at: openITCOCKPIT translates its messages. */
export const failureOfAnswer = (call: Call, answer: HttpAnswer): AttemptFailure => {
    const {status} = answer;
    if (answer.fromProxy) {
        return proxyRefused(status);
    }
    if (status >= 300 && status < 400) {
        return redirected(answer);
    }
    const make = BY_STATUS[status];
    if (make) {
        return make(call, answer);
    }
    return failure(
        'openitcockpit_bad_answer',
        `openITCOCKPIT answered ${call.path} with the unexpected status ${status}.`,
    );
};

type Maker = (call: Call, answer: HttpAnswer) => AttemptFailure;

const keyRejected: Maker = () =>
    failure(
        'openitcockpit_key_rejected',
        'openITCOCKPIT rejected the API key: check the setting API key and that its user is active.',
    );

const forbidden: Maker = (call, {json}) => {
    if (json === undefined) {
        return failure(
            'openitcockpit_bad_answer',
            'Something in front of openITCOCKPIT refused the request (403): allow this server in that proxy or firewall.',
        );
    }
    // The short form without `code` comes from the container check, the long one from the role check.
    if ('statusText' in json) {
        return failure(
            'openitcockpit_right_missing',
            `The user of the API key may not see this ${call.object ?? 'object'}: ` +
                'give that user a container of the host in openITCOCKPIT.',
        );
    }
    return failure(
        'openitcockpit_right_missing',
        `The role of the API user in openITCOCKPIT lacks the right ${call.right}: add it to the role and save the role.`,
    );
};

const badRequest: Maker = (call) =>
    call.command
        ? failure(
              'openitcockpit_not_found',
              'openITCOCKPIT could not send the command: it does not know the host, or the role of the API user has ' +
                  'no rights at all.',
          )
        : failure(
              'openitcockpit_right_missing',
              'openITCOCKPIT refused the request (400): the role of the API user has no rights at all, save it once.',
          );

const notFound: Maker = (call, {json}) =>
    json !== undefined && call.object
        ? failure('openitcockpit_not_found', `openITCOCKPIT knows no such ${call.object}: it was deleted there.`)
        : failure(
              'openitcockpit_bad_answer',
              'The web server answered "not found" (404): check the setting openITCOCKPIT URL, it is not an openITCOCKPIT.',
          );

const blockedByFirewall: Maker = (call) =>
    failure(
        'openitcockpit_bad_answer',
        `A web application firewall in front of openITCOCKPIT blocked ${call.path} (406): allow that path there.`,
    );

const internalError: Maker = (call) =>
    call.command
        ? failure(
              'openitcockpit_queue_down',
              'openITCOCKPIT could not queue the command: its queue (gearman) is down, nothing was sent.',
              {retrySafe: true},
          )
        : failure(
              'openitcockpit_bad_answer',
              'openITCOCKPIT failed internally (500): its own log and its database need a look.',
          );

const gatewayFailed: Maker = (call, {status}) =>
    failure(
        'openitcockpit_unreachable',
        `The web server of openITCOCKPIT answers, but openITCOCKPIT behind it does not (${status}).`,
        {retrySafe: !call.command, unavailable: true},
    );

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

const proxyRefused = (status: number): AttemptFailure =>
    status === 407
        ? failure(
              'openitcockpit_proxy',
              'The proxy wants a login (407): put user and password into the setting proxy URL.',
          )
        : failure(
              'openitcockpit_proxy',
              `The proxy did not let the connection to openITCOCKPIT through (${status}): check the settings proxy URL ` +
                  'and no-proxy list.',
              {retrySafe: status >= 500, unavailable: status >= 500},
          );

const redirected = ({url, location}: HttpAnswer): AttemptFailure => {
    const to = location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (to && to.origin !== new URL(url).origin) {
        return failure(
            'openitcockpit_redirected',
            `The openITCOCKPIT URL redirects elsewhere: set openITCOCKPIT URL to ${to.origin}.`,
        );
    }
    return failure(
        'openitcockpit_redirected',
        `The openITCOCKPIT URL redirects to ${to?.pathname ?? 'another page'} instead of answering: set it to the address ` +
            'of openITCOCKPIT itself, without a login page in front.',
    );
};

/** A 200 that is not JSON. */
export const notJson = ({contentType}: HttpAnswer): AttemptFailure =>
    /html/i.test(contentType)
        ? failure(
              'openitcockpit_bad_answer',
              'The openITCOCKPIT URL answered with a web page instead of data: check the setting openITCOCKPIT URL and that ' +
                  'no login page sits in front.',
          )
        : failure(
              'openitcockpit_bad_answer',
              'openITCOCKPIT answered with broken JSON: check what sits between this server and openITCOCKPIT.',
          );

/** JSON, but not what this page of openITCOCKPIT answers. */
export const unexpectedShape = (path: string, detail: string): AppError =>
    new AppError(
        'openitcockpit_bad_answer',
        `openITCOCKPIT answered ${path} without ${detail}: check that its version is 4.6.4 or newer.`,
    );
