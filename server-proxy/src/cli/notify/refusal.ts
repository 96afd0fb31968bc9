import {PLUGIN_ID} from '#contract';
import {isTls, type NetFailure} from '../../net/net_failure';
import type {HttpAnswer, HttpRequest} from '../../net/sender';
import {type FailureKind, NotifyFailure} from './failure';

export interface Delivery extends Omit<HttpRequest, 'timeoutMs'> {
    readonly body: string;
    /** What messages call the target: its setting, or the flag that named it. */
    readonly setting: 'NOTIFICATION_URL' | 'WEBHOOK_URL' | '--url';
}

/** No pause beyond the back-off. */
const RETRY = 0;

export const socketFailure = (error: NetFailure, delivery: Delivery, proxy: URL | undefined): NotifyFailure => {
    const {kind, code, message, proxyStatus} = error;
    const target = `${delivery.setting} (${delivery.url.host})`;
    const peer = proxy ? `${target} through the proxy ${proxy.host}` : target;
    const fail = (failure: FailureKind, sentence: string, retry?: number) =>
        new NotifyFailure(failure, sentence, retry, {cause: error});
    if (isTls(kind)) {
        const hint = kind === 'certificateName' ? 'use a host name that is in the certificate' : 'see CUSTOM_CA';
        return fail('tls', `No trusted TLS connection to ${peer}: ${message} (${code}); ${hint}.`);
    }
    switch (kind) {
        case 'connectTimeout':
            return fail('timeout', `No connection to ${peer} in time.`, RETRY);
        case 'timeout':
            return fail('timeout', `No answer from ${peer} in time; the notification may or may not have arrived.`);
        case 'proxyRefused':
            return proxyStatus === 407
                ? proxyLogin(proxy)
                : fail(
                      'unreachable',
                      `The proxy ${proxy?.host} does not connect to ${target}: it answered ${proxyStatus}.`,
                      proxyStatus >= 500 ? RETRY : undefined,
                  );
        case 'notHttp':
            return fail('badAnswer', `${peer} does not speak HTTP (${code}): check the address and its https://.`);
        case 'unexpected':
            return fail('internal', `Unexpected error while posting to ${peer}: ${message}`);
        default:
            return code === 'ENOTFOUND'
                ? fail('unreachable', `The host name of ${peer} is unknown (ENOTFOUND).`)
                : fail('unreachable', `${peer} cannot be reached (${code}).`, RETRY);
    }
};

const proxyLogin = (proxy: URL | undefined): NotifyFailure =>
    new NotifyFailure(
        'rejected',
        `The proxy ${proxy?.host} requires a login: put a user name and password into PROXY_URL.`,
    );

/** Explains an unsuccessful answer. @returns undefined for a successful one */
export const answerFailure = (
    answer: HttpAnswer,
    delivery: Delivery,
    proxy: URL | undefined,
): NotifyFailure | undefined => {
    const {status} = answer;
    const target = `${delivery.setting} (${delivery.url.host})`;
    const said = sentenceOf(answer.text);
    if (status >= 200 && status < 300) {
        return /\bhtml\b/i.test(answer.headers['content-type'] ?? '')
            ? new NotifyFailure('badAnswer', `${target} answered with a web page: check the path of the address.`)
            : undefined;
    }
    if (status >= 300 && status < 400) {
        return new NotifyFailure(
            'badAnswer',
            `${target} redirects (${status}) to ${originOf(answer)}: use the final address.`,
        );
    }
    if (status === 407) {
        return proxyLogin(proxy);
    }
    if (status === 401 || status === 403 || isUnknownWebhook(answer)) {
        const setting = delivery.setting === 'WEBHOOK_URL' ? 'WEBHOOK_URL' : 'NOTIFICATION_TOKEN';
        return new NotifyFailure('rejected', `${target} refused the request (${status})${said}: check ${setting}.`);
    }
    if (isMissingPlugin(answer, delivery)) {
        return new NotifyFailure(
            'badAnswer',
            `${target} leads to Mattermost (404), but the plugin is not running: enable it under Plugin Management.`,
            RETRY,
        );
    }
    const passing = status >= 500 || status === 429;
    return new NotifyFailure(
        'badAnswer',
        `${target} answered ${status}${said}.`,
        passing ? retryAfter(answer) : undefined,
    );
};

/** Mattermost answers 400 for a webhook that was deleted or never existed. */
const isUnknownWebhook = ({status, text}: HttpAnswer): boolean =>
    status === 400 && /"web\.incoming_webhook\.invalid\.app_error"|Invalid webhook/.test(text);

/**
 * Go's plain answer, which Mattermost gives below the address of our plugin while it is disabled, starting or being
 * replaced. Everybody else who answers there writes JSON or HTML, and for a wrong address so does Mattermost.
 */
const isMissingPlugin = ({status, text}: HttpAnswer, {url}: Delivery): boolean =>
    status === 404 && url.pathname.includes(`/plugins/${PLUGIN_ID}/`) && text.trim() === '404 page not found';

const originOf = ({headers}: HttpAnswer): string =>
    URL.canParse(headers.location ?? '') ? new URL(headers.location ?? '').origin : 'another path';

/** Retry-After is in seconds or a date. */
const retryAfter = ({headers}: HttpAnswer): number => {
    const value = headers['retry-after'] ?? '';
    const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
    return milliseconds > 0 ? milliseconds : RETRY;
};

/** The reason given: our own error object, Mattermost's, or the beginning of the text. */
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
