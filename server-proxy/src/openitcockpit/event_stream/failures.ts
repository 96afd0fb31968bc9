import {AppError, type ErrorCode} from '../../domain/errors';
import {says, type Texts} from '../../domain/texts';
import {isTls, netFailure} from '../../net/net_failure';
import {proxyFor} from '../../net/route';
import type {StreamAddress} from './settings';

const failure = (code: ErrorCode, pick: (texts: Texts['failures']) => string, cause?: unknown): AppError =>
    new AppError(
        code,
        says(({failures}) => pick(failures)),
        cause === undefined ? {} : {cause},
    );

const SETTING = 'Event stream URL';

/** No connection came about. */
export const failureOfOpening = (error: unknown, address: StreamAddress): AppError => {
    const {host} = address.httpUrl;
    const cause = netFailure(error);
    const {kind} = cause;
    if (kind === 'proxyRefused') {
        const {proxyStatus} = cause;
        return failure(
            'openitcockpit_proxy',
            (texts) => (proxyStatus === 407 ? texts.proxyLogin : texts.proxyRefused(proxyStatus)),
            cause,
        );
    }
    if (isTls(kind)) {
        return failure('openitcockpit_tls', (texts) => texts[kind](host, SETTING), cause);
    }
    if (cause.atProxy) {
        return failure('openitcockpit_proxy', (texts) => texts.proxyUnreachable, cause);
    }
    if (kind === 'unknownName') {
        return failure('openitcockpit_unreachable', (texts) => texts.nameUnknown(host, SETTING), cause);
    }
    const isThroughProxy = proxyFor(address, address.httpUrl) !== undefined;
    return failure(
        'openitcockpit_unreachable',
        (texts) => (isThroughProxy ? texts.nothingBehindProxy(host) : texts.nothingAnswers(host, SETTING)),
        cause,
    );
};

/** Something answered, but not with a WebSocket. */
export const failureOfAnswer = (status: number, {httpUrl: {host}}: StreamAddress): AppError => {
    if (status === 401 || status === 403) {
        return failure('openitcockpit_key_rejected', (texts) => texts.streamKeyRejected(status));
    }
    if (status === 404) {
        return failure('openitcockpit_not_found', (texts) => texts.streamNotFound(host));
    }
    return failure('openitcockpit_bad_answer', (texts) => texts.streamNoWebSocket(host, status));
};

/** It was there, and is not any more. */
export const brokeOff = (error: unknown, {httpUrl: {host}}: StreamAddress): AppError => {
    const isTooLarge = error instanceof RangeError;
    return failure(
        isTooLarge ? 'openitcockpit_bad_answer' : 'openitcockpit_unreachable',
        (texts) => (isTooLarge ? texts.streamFrameTooLarge(host) : texts.streamLost(host)),
        error,
    );
};

export const silent = (milliseconds: number): AppError =>
    failure('openitcockpit_timeout', (texts) => texts.streamSilent(Math.round(milliseconds / 1000)));
