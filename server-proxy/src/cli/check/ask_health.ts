import {NOTIFICATION_TOKEN_HEADER} from '#contract';
import {LIST_SEPARATOR, listOf} from '../../config/words';
import {hasReadableLogin, withoutEndSlashes} from '../../domain/address';
import {createCommandSender} from '../../net/command_sender';
import {asBefore, ask} from '../notify/deliver';
import {NotifyFailure} from '../notify/failure';
import type {Delivery} from '../notify/refusal';
import {httpUrl, type NotifySettings, routeOf} from '../notify/settings';
import {isForAnybody, type Verdict, verdictOf} from './verdict';

export interface HealthRequest {
    /** Address of the health page; undefined: the one beside NOTIFICATION_URL. */
    readonly url: string | undefined;
    /** Whether to send openITCOCKPIT's heartbeat first. */
    readonly heartbeat: boolean;
    readonly timeoutMs: number;
}

/** @throws NotifyFailure, of which only `usage` and `config` are not the handler's fault */
export const askHealth = async (
    {url, heartbeat, timeoutMs}: HealthRequest,
    settings: NotifySettings,
): Promise<Verdict> => {
    const started = performance.now();
    const left = () => Math.max(1, started + timeoutMs - performance.now());
    const headers = authorized(settings, heartbeat);
    const health: Delivery = {...targetOf(url, settings), method: 'GET', headers, body: ''};
    if (heartbeat) {
        await askInTime({...beside(health, 'heartbeat'), method: 'POST'}, settings, left());
    }
    const asked = performance.now();
    const first = await askInTime(health, settings, left());
    const older = asBefore(health);
    // Version 0.1.0 does not know our header, and tells us no more than anybody.
    const body = older !== health && isForAnybody(first) ? await askInTime(older, settings, left()) : first;
    const verdict = verdictOf(body, (performance.now() - asked) / 1000);
    if (!verdict) {
        throw new NotifyFailure(
            'badAnswer',
            `${health.setting} (${health.url.host}) is not a health page of the handler.`,
        );
    }
    return verdict;
};

/** The health page tells why only to those who have the token; that something is wrong it tells anybody. */
const authorized = ({NOTIFICATION_TOKEN}: NotifySettings, isNeeded: boolean): Record<string, string> => {
    const [token] = listOf(NOTIFICATION_TOKEN, LIST_SEPARATOR);
    if (token === undefined && isNeeded) {
        throw new NotifyFailure('config', 'Setting NOTIFICATION_TOKEN is missing: a heartbeat needs it.');
    }
    return token === undefined ? {} : {[NOTIFICATION_TOKEN_HEADER]: token};
};

type Target = Pick<Delivery, 'setting' | 'url'>;

const targetOf = (url: string | undefined, settings: NotifySettings): Target => {
    if (url !== undefined) {
        if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
            throw new NotifyFailure('usage', '--url is not an http:// or https:// address.');
        }
        if (!hasReadableLogin(new URL(url))) {
            throw new NotifyFailure('usage', '--url has a bare % in its user name or password: write it as %25.');
        }
        return {setting: '--url', url: new URL(url)};
    }
    if (settings.NOTIFICATION_URL === '') {
        throw new NotifyFailure('usage', 'No target: give --url, or the setting NOTIFICATION_URL.');
    }
    return beside({setting: 'NOTIFICATION_URL', url: httpUrl(settings, 'NOTIFICATION_URL')}, 'health');
};

/** The same address with a different last segment, e.g. `…/api/v1/health` for `…/api/v1/notifications`. */
const beside = <T extends Target>(target: T, word: string): T => {
    const url = new URL(target.url);
    const path = withoutEndSlashes(url.pathname);
    url.pathname = `${path.slice(0, path.lastIndexOf('/') + 1)}${word}`;
    return {...target, url};
};

/** @returns the body of a successful answer */
const askInTime = async (request: Delivery, settings: NotifySettings, timeoutMs: number): Promise<string> => {
    try {
        return await ask(request, createCommandSender(routeOf(settings)), timeoutMs);
    } catch (error) {
        throw error instanceof NotifyFailure && error.kind === 'timeout'
            ? new NotifyFailure('timeout', `No answer from ${request.setting} (${request.url.host}) in time.`)
            : error;
    }
};
