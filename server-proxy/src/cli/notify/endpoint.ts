import {LIMIT, NOTIFICATION_TOKEN_HEADER} from '#contract';
import {LIST_SEPARATOR, listOf} from '../../config/words';
import {NotifyFailure} from './failure';
import type {Delivery} from './refusal';
import {httpUrl, type NotifySettings} from './settings';

/** The handler reads no further than this. */
const LONGEST_FIELD = LIMIT.output * 8;

/**
 * The notification for our own endpoint: the fields as they were given.
 * @throws NotifyFailure (`config`)
 */
export const endpointDelivery = (fields: Readonly<Record<string, string>>, settings: NotifySettings): Delivery => {
    const [token] = listOf(settings.NOTIFICATION_TOKEN, LIST_SEPARATOR);
    if (token === undefined) {
        throw new NotifyFailure('config', 'Setting NOTIFICATION_TOKEN is missing: the endpoint asks for it.');
    }
    const short = Object.entries(fields).map(([name, value]) => [name, value.slice(0, LONGEST_FIELD)]);
    return {
        setting: 'NOTIFICATION_URL',
        method: 'POST',
        url: httpUrl(settings, 'NOTIFICATION_URL'),
        headers: {[NOTIFICATION_TOKEN_HEADER]: token, 'content-type': 'application/json'},
        body: JSON.stringify(Object.fromEntries(short)),
    };
};
