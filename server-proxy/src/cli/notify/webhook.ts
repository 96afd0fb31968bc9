import {randomBytes} from 'node:crypto';
import {ALERT_POST_TYPE, ROUTE, SIGNATURE_PROP} from '#contract';
import {DEFAULT_QUICK_REASONS, LIST_SEPARATOR, listOf, SENTENCE_SEPARATOR} from '../../config/words';
import {signWebhookPost} from '../../domain/action/action_token';
import {withoutEndSlashes} from '../../domain/address';
import type {Alert} from '../../domain/alert/alert';
import {newRecord} from '../../domain/alert/reducer';
import {type PostContent, renderAlertPost, timeFormat} from '../../domain/post/alert_post';
import type {ActionOptions} from '../../domain/post/post_actions';
import {NotifyFailure} from './failure';
import {withNames} from './names';
import type {Delivery} from './refusal';
import {httpUrl, isOn, type NotifySettings} from './settings';

type Warn = (sentence: string) => void;

/**
 * The alert as a complete post for Mattermost's incoming webhook.
 * @throws NotifyFailure (`config`; `usage` for a channel that no webhook can post to)
 */
export const webhookDelivery = async (alert: Alert, settings: NotifySettings, warn: Warn): Promise<Delivery> => {
    const {OPENITCOCKPIT_URL, LINK_STYLE, LANGUAGE} = settings;
    const url = httpUrl(settings, 'WEBHOOK_URL');
    if (alert.channel.includes('/')) {
        throw new NotifyFailure(
            'usage',
            `--channel "${alert.channel}" names a team, but a webhook posts only in its own team: give the name of the channel alone.`,
        );
    }
    const nowSeconds = Math.floor(Date.now() / 1000);
    const named = await withNames(alert, settings, warn);
    const nonce = randomBytes(16).toString('base64url');
    const record = newRecord(named, nonce, nowSeconds);
    const [secret] = listOf(settings.SIGNING_SECRET, LIST_SEPARATOR);
    const language = LANGUAGE.toLowerCase() === 'de' ? 'de' : 'en';
    const content = renderAlertPost(record, {
        openitcockpitUrl: OPENITCOCKPIT_URL,
        linkStyle: LINK_STYLE.toLowerCase() === 'v4' ? 'v4' : 'v5',
        language,
        emojis: isOn(settings, 'EMOJIS', true),
        formatTime: timeFormat(language, timeZoneOf(settings)),
        actions: actionsOf(settings, nowSeconds, warn),
    });
    return {
        setting: 'WEBHOOK_URL',
        method: 'POST',
        url,
        headers: {'content-type': 'application/json', accept: 'application/json'},
        body: JSON.stringify(
            payloadOf(content, alert.channel, secret && signWebhookPost(named, nonce, secret, nowSeconds)),
        ),
    };
};

/** @throws NotifyFailure (`config`) for a zone that does not exist */
const timeZoneOf = ({TIME_ZONE}: NotifySettings): string => {
    try {
        return new Intl.DateTimeFormat('en', TIME_ZONE === '' ? {} : {timeZone: TIME_ZONE}).resolvedOptions().timeZone;
    } catch {
        throw new NotifyFailure('config', 'Setting TIME_ZONE must be a time zone like Europe/Berlin.');
    }
};

/** Top-level attachments make the post a `slack_attachment`, so our own post type has to go into the props. */
const payloadOf = (
    {message, props}: PostContent,
    channel: string,
    signature: string | undefined,
): Record<string, unknown> => {
    const {attachments, ...ours} = props;
    return {
        text: message,
        attachments,
        props: {...ours, type: ALERT_POST_TYPE, ...(signature !== undefined && {[SIGNATURE_PROP]: signature})},
        ...(channel !== '' && {channel}),
    };
};

/** Buttons need an address and a signature; without them the alert is posted without buttons. */
const actionsOf = (settings: NotifySettings, nowSeconds: number, warn: Warn): ActionOptions | undefined => {
    if (!isOn(settings, 'ENABLE_TWO_WAY', true)) {
        return undefined;
    }
    const {SIGNING_SECRET, PUBLIC_URL, QUICK_REASONS} = settings;
    const [secret] = listOf(SIGNING_SECRET, LIST_SEPARATOR);
    if (secret === undefined || PUBLIC_URL === '') {
        const missing = secret === undefined ? 'SIGNING_SECRET' : 'PUBLIC_URL';
        warn(`Setting ${missing} is missing: posted without buttons (set ENABLE_TWO_WAY=false if that is intended).`);
        return undefined;
    }
    return {
        url: `${withoutEndSlashes(PUBLIC_URL)}${ROUTE.actions}`,
        secret,
        origin: 'webhook',
        quickReasons: listOf(QUICK_REASONS, SENTENCE_SEPARATOR, DEFAULT_QUICK_REASONS),
        nowSeconds,
    };
};
