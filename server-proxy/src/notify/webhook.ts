import {randomBytes} from 'node:crypto';
import {ALERT_POST_TYPE, ROUTE} from '#contract';
import {readSettings} from '../config/read_settings';
import type {Settings} from '../config/schema';
import type {Alert} from '../domain/alert';
import {type ActionOptions, type PostContent, renderAlertPost} from '../domain/alert_post';
import {applyNotification} from '../domain/transitions';
import type {Delivery} from './deliver';
import {httpUrl, type NotifySettings} from './settings';

type Warn = (sentence: string) => void;

/**
 * The alert as a finished post for Mattermost's incoming webhook.
 * @throws NotifyFailure or AppError `misconfigured`
 */
export const webhookDelivery = (alert: Alert, given: NotifySettings, warn: Warn): Delivery => {
    const settings = readSettings(given.raw);
    const nowSeconds = Math.floor(Date.now() / 1000);
    const {record} = applyNotification(undefined, alert, randomBytes(16).toString('base64url'), nowSeconds);
    const content = renderAlertPost(record, {
        openitcockpitUrl: settings.OPENITCOCKPIT_URL,
        linkStyle: settings.LINK_STYLE === 'v4' ? 'v4' : 'v5',
        language: settings.LANGUAGE,
        emojis: settings.EMOJIS,
        timeZone: settings.TIME_ZONE || Intl.DateTimeFormat().resolvedOptions().timeZone,
        actions: actionsOf(settings, nowSeconds, warn),
    });
    return {
        setting: 'WEBHOOK_URL',
        url: httpUrl(given, 'WEBHOOK_URL'),
        headers: {'content-type': 'application/json', accept: 'application/json'},
        body: JSON.stringify(payloadOf(content, alert.channel)),
    };
};

/** Top-level attachments make the post a `slack_attachment`, so our own post type has to travel in the props. */
const payloadOf = ({message, props}: PostContent, channel: string): Record<string, unknown> => {
    const {attachments, ...ours} = props;
    return {
        text: message,
        attachments,
        props: {...ours, type: ALERT_POST_TYPE},
        ...(channel !== '' && {channel}),
    };
};

/** A button needs an address and a signature; without them the alert is posted without buttons. */
const actionsOf = (settings: Settings, nowSeconds: number, warn: Warn): ActionOptions | undefined => {
    if (!settings.ENABLE_TWO_WAY) {
        return undefined;
    }
    const [secret] = settings.SIGNING_SECRET;
    if (secret === undefined || settings.PUBLIC_URL === '') {
        const missing = secret === undefined ? 'SIGNING_SECRET' : 'PUBLIC_URL';
        warn(`Setting ${missing} is missing: posted without buttons (ENABLE_TWO_WAY=false says that this is meant).`);
        return undefined;
    }
    return {
        url: `${settings.PUBLIC_URL.replace(/\/+$/, '')}${ROUTE.actions}`,
        secret,
        origin: 'webhook',
        quickReasons: settings.QUICK_REASONS,
        nowSeconds,
    };
};
