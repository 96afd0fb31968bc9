import {X509Certificate} from 'node:crypto';
import {isIPv4} from 'node:net';
import {withoutEndSlashes} from '../domain/address';
import {AppError} from '../domain/errors';
import {says} from '../domain/texts';
import type {Route} from '../net/route';

export interface OpenitcockpitSettings extends Route {
    /** e.g. `https://monitoring.example.org`; http only for this machine itself. */
    readonly url: string;
    readonly apiKey: string;
    /** Nobody acts from Mattermost, so the rights for that are not missed. */
    readonly readsOnly?: boolean;
    /** Milliseconds for one request; default 8 s, below our own response time and Mattermost's 30 s. */
    readonly timeoutMs?: number;
}

export interface Connection extends Route {
    /** Scheme, host, port and path prefix, without a trailing slash. */
    readonly base: string;
    readonly apiKey: string;
    readonly timeoutMs: number;
}

const DEFAULT_TIMEOUT_MS = 8000;

/** @throws AppError `openitcockpit_not_configured` or `misconfigured`, naming the setting */
export const checkSettings = (settings: OpenitcockpitSettings): Connection => {
    const {ca, skipTlsVerification, proxy} = settings;
    const base = checkUrl(settings.url.trim());
    return {
        base,
        apiKey: checkApiKey(settings.apiKey.trim()),
        ca: ca?.trim() ? checkCa(ca) : undefined,
        skipTlsVerification,
        // Plain http never leaves this machine, so it never uses a proxy either.
        proxy: proxy && base.startsWith('https:') ? {...proxy, url: checkProxyUrl(proxy.url)} : undefined,
        timeoutMs: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    };
};

export const isLoopback = (hostname: string): boolean =>
    hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));

const checkUrl = (text: string): string => {
    if (text === '') {
        throw new AppError(
            'openitcockpit_not_configured',
            says(({failures}) => failures.urlEmpty),
        );
    }
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol)) {
        throw new AppError(
            'misconfigured',
            says(({failures}) => failures.urlInvalid),
        );
    }
    if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
        throw new AppError(
            'misconfigured',
            says(({failures}) => failures.urlNotHttps),
        );
    }
    if (url.username !== '' || url.password !== '') {
        throw new AppError(
            'misconfigured',
            says(({failures}) => failures.urlWithUser),
        );
    }
    return `${url.origin}${withoutEndSlashes(url.pathname)}`;
};

/** @throws AppError `openitcockpit_not_configured` or `misconfigured` for what cannot be sent in a header */
export const checkApiKey = (key: string): string => {
    if (key === '') {
        throw new AppError(
            'openitcockpit_not_configured',
            says(({failures}) => failures.keyEmpty),
        );
    }
    if (!/^[\x21-\x7e]+$/.test(key)) {
        throw new AppError(
            'misconfigured',
            says(({failures}) => failures.keyInvalid),
        );
    }
    return key;
};

const checkCa = (pem: string): string => {
    try {
        new X509Certificate(pem);
        return pem;
    } catch (error) {
        throw new AppError(
            'misconfigured',
            says(({failures}) => failures.caInvalid),
            {cause: error},
        );
    }
};

const checkProxyUrl = (text: string): string => {
    if (!URL.canParse(text) || !['http:', 'https:'].includes(new URL(text).protocol)) {
        throw new AppError(
            'misconfigured',
            says(({failures}) => failures.proxyInvalid),
        );
    }
    return text;
};
