import {AppError} from '../domain/errors';
import {says, type Texts} from '../domain/texts';
import {isTls, type NetFailure} from '../net/net_failure';
import type {Call} from './call';
import {AttemptFailure, proxyRefused} from './failures';
import type {Connection} from './settings';

/** Explains a failed connection: which setting or machine to look at, and whether a retry is safe. */
export const failureOfConnection = (call: Call, {base, timeoutMs}: Connection, cause: NetFailure): AttemptFailure => {
    const {kind} = cause;
    const {host} = new URL(base);
    const fail = (
        code: 'openitcockpit_tls' | 'openitcockpit_timeout' | 'openitcockpit_unreachable' | 'openitcockpit_proxy',
        pick: (texts: Texts['failures']) => string,
        retrySafe = cause.nothingSent,
    ) => {
        const sentence = says(({failures}) => pick(failures));
        return new AttemptFailure(new AppError(code, sentence, {cause}), retrySafe, true);
    };
    if (kind === 'proxyRefused') {
        return proxyRefused(cause.proxyStatus);
    }
    if (kind === 'timeout') {
        const seconds = Math.round(timeoutMs / 100) / 10;
        return fail('openitcockpit_timeout', (texts) =>
            call.command ? texts.commandTimeout(seconds) : texts.timeout(seconds),
        );
    }
    if (isTls(kind)) {
        return fail('openitcockpit_tls', (texts) => texts[kind](host), false);
    }
    if (cause.atProxy) {
        return fail('openitcockpit_proxy', (texts) => texts.proxyUnreachable);
    }
    if (kind === 'unknownName') {
        return fail('openitcockpit_unreachable', (texts) => texts.nameUnknown(host));
    }
    if (kind === 'notConnected') {
        return fail('openitcockpit_unreachable', (texts) => texts.nothingAnswers(host));
    }
    if (kind === 'tooLarge' || kind === 'tooMuch') {
        const sentence = says(({failures}) => (kind === 'tooLarge' ? failures.tooLarge : failures.tooMuch(call.path)));
        return new AttemptFailure(new AppError('openitcockpit_bad_answer', sentence, {cause}), false, false);
    }
    return fail('openitcockpit_unreachable', (texts) => texts.connectionLost(host), !call.command);
};
