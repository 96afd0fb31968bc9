import type {Delivery} from './deliver';
import {ProxyRefusal} from './dial';
import {type FailureKind, NotifyFailure} from './failure';
import {type Answer, TimeoutError} from './http_send';

/** Retry at once is fine: the back-off decides. */
const RETRY = 0;

/** What a failed connection means, as one sentence. */
export const socketFailure = (error: unknown, delivery: Delivery, proxy: URL | undefined): NotifyFailure => {
    const {code = '', message} = error as NodeJS.ErrnoException;
    const target = `${delivery.setting} (${delivery.url.host})`;
    const peer = proxy ? `${target} through the proxy ${proxy.host}` : target;
    const fail = (kind: FailureKind, sentence: string, retry?: number) =>
        new NotifyFailure(kind, sentence, retry, {cause: error});
    if (error instanceof TimeoutError) {
        return error.phase === 'connect'
            ? fail('timeout', `No connection to ${peer} in time.`, RETRY)
            : fail('timeout', `No answer from ${peer} in time; the notification may have arrived or not.`);
    }
    if (error instanceof ProxyRefusal && error.status === 407) {
        return proxyLogin(proxy);
    }
    if (error instanceof ProxyRefusal) {
        const retry = error.status >= 500 ? RETRY : undefined;
        const sentence = `The proxy ${proxy?.host} does not connect to ${target}: it answered ${error.status}.`;
        return fail('unreachable', sentence, retry);
    }
    if (isTls(code)) {
        const hint = code.includes('ALTNAME') ? 'write a host name that is in the certificate' : 'see CUSTOM_CA';
        return fail('tls', `No trusted TLS connection to ${peer}: ${message} (${code}); ${hint}.`);
    }
    if (code.startsWith('HPE_')) {
        return fail('badAnswer', `${peer} does not speak HTTP (${code}): check the address and its https://.`);
    }
    if (code === 'ENOTFOUND') {
        return fail('unreachable', `The host name of ${peer} is unknown (ENOTFOUND).`);
    }
    if (code === '') {
        return fail('internal', `Unexpected error while posting to ${peer}: ${message}`);
    }
    return fail('unreachable', `${peer} cannot be reached (${code}).`, RETRY);
};

const proxyLogin = (proxy: URL | undefined): NotifyFailure =>
    new NotifyFailure('rejected', `The proxy ${proxy?.host} wants a user and password: put them into PROXY_URL.`);

const isTls = (code: string): boolean =>
    /^ERR_(TLS|SSL|OSSL)|^EPROTO$|CERT|SIGNATURE|^SELF_SIGNED|^UNABLE_TO|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/.test(
        code,
    );

/** What an answer that is no success means. @returns undefined for a success */
export const answerFailure = (
    answer: Answer,
    delivery: Delivery,
    proxy: URL | undefined,
): NotifyFailure | undefined => {
    const {status} = answer;
    const target = `${delivery.setting} (${delivery.url.host})`;
    const said = sentenceOf(answer.body);
    if (status >= 200 && status < 300) {
        return /\bhtml\b/i.test(answer.headers['content-type'] ?? '')
            ? new NotifyFailure('badAnswer', `${target} answered with a web page: check the path of the address.`)
            : undefined;
    }
    if (status >= 300 && status < 400) {
        return new NotifyFailure(
            'badAnswer',
            `${target} redirects (${status}) to ${originOf(answer)}: write the final address.`,
        );
    }
    if (status === 407) {
        return proxyLogin(proxy);
    }
    if (status === 401 || status === 403 || isUnknownWebhook(answer)) {
        const setting = delivery.setting === 'WEBHOOK_URL' ? 'WEBHOOK_URL' : 'NOTIFICATION_TOKEN';
        return new NotifyFailure('rejected', `${target} refused us (${status})${said}: check ${setting}.`);
    }
    const passing = status >= 500 || status === 429;
    return new NotifyFailure(
        'badAnswer',
        `${target} answered ${status}${said}.`,
        passing ? retryAfter(answer) : undefined,
    );
};

/** Mattermost answers 400 for a webhook that was deleted or never existed. */
const isUnknownWebhook = ({status, body}: Answer): boolean =>
    status === 400 && /"web\.incoming_webhook\.invalid\.app_error"|Invalid webhook/.test(body);

const originOf = ({headers}: Answer): string =>
    URL.canParse(headers.location ?? '') ? new URL(headers.location ?? '').origin : 'another path';

/** Retry-After in seconds or as a date. */
const retryAfter = ({headers}: Answer): number => {
    const value = headers['retry-after'] ?? '';
    const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
    return milliseconds > 0 ? milliseconds : RETRY;
};

/** The reason in the answer: our own error object, Mattermost's, or the beginning of the text. */
const sentenceOf = (body: string): string => {
    const text = jsonReason(body) ?? (body.trimStart().startsWith('<') ? '' : body);
    const line = text.replace(/\s+/g, ' ').trim().slice(0, 300);
    return line === '' ? '' : `: ${line.replace(/\.$/, '')}`;
};

const jsonReason = (body: string): string | undefined => {
    try {
        const {error, message, detailed_error: details} = JSON.parse(body);
        return [error?.message ?? message, details].filter((part) => typeof part === 'string' && part !== '').join(' ');
    } catch {
        return undefined;
    }
};
