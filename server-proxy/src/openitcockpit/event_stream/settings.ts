import {AppError} from '../../domain/errors';
import {says, type Texts} from '../../domain/texts';
import type {Route} from '../../net/route';
import {isLoopback} from '../settings';

export interface EventStreamSettings extends Route {
    /** e.g. `wss://monitoring.example.org/eventstream`; `ws` only for this machine itself. */
    readonly url: string;
    /** Another key than the API's. */
    readonly key: string;
}

export interface StreamAddress extends Route {
    readonly url: string;
    readonly key: string;
    /** The same address for those who only know HTTP: agents and proxies. */
    readonly httpUrl: URL;
}

/** @throws AppError `misconfigured`, naming the setting */
export const checkStreamSettings = ({url: text, key: rawKey, ...route}: EventStreamSettings): StreamAddress => {
    const key = rawKey.trim();
    const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
    if (!url || !['ws:', 'wss:'].includes(url.protocol) || url.search !== '' || url.hash !== '') {
        throw wrong((texts) => texts.streamUrlInvalid);
    }
    if (url.protocol === 'ws:' && !isLoopback(url.hostname)) {
        throw wrong((texts) => texts.streamUrlNotWss);
    }
    if (url.username !== '' || url.password !== '') {
        throw wrong((texts) => texts.streamUrlWithUser);
    }
    if (!/^[\x21-\x7e]+$/.test(key)) {
        throw wrong((texts) => (key === '' ? texts.streamKeyEmpty : texts.streamKeyInvalid));
    }
    const httpUrl = new URL(url.href.replace(/^ws/, 'http'));
    // Plain connections never leave this machine, so they never use a proxy either.
    const proxy = url.protocol === 'wss:' ? route.proxy : undefined;
    return {...route, proxy, url: url.href, key, httpUrl};
};

const wrong = (pick: (texts: Texts['failures']) => string): AppError =>
    new AppError(
        'misconfigured',
        says(({failures}) => pick(failures)),
    );
