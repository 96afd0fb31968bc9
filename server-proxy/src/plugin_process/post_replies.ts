import {ALERT_PROP, SIGNATURE_PROP} from '#contract';
import {type AlertRecord, postOf} from '../domain/alert/record';
import type {PostContent} from '../domain/post/alert_post';
import {type SealedPlace, sealed} from '../domain/post/seal';

/** The hook's answer: `A` is merged into the post; keys can be overwritten, never removed. */
export interface WillBePosted {
    readonly A?: {
        readonly Message?: string;
        readonly Type?: string;
        readonly Props?: Record<string, unknown>;
        readonly DeleteAt?: number;
    };
}

export const UNCHANGED: WillBePosted = {};
/** Marks an adopted post until its id is known: its nonce and its alert's key. */
export const BIND_PROP = 'oitc_bind';
/** No push, no mail, no desktop notification for a post of this type. */
const UNNOTICED_TYPE = 'system_generic';
/** Nothing to draw and nothing to press. */
export const PLAIN_PROPS = {[ALERT_PROP]: '', [SIGNATURE_PROP]: '', attachments: [], type: ''};

/** The post becomes that of the alert. */
export const adopted = (
    record: AlertRecord,
    {message, type, props}: PostContent,
    place: SealedPlace,
    secret: string,
): WillBePosted => ({
    A: {
        Message: message,
        Type: type,
        Props: {
            ...sealed(props, place, secret),
            [SIGNATURE_PROP]: '',
            type: '',
            [BIND_PROP]: `${postOf(record).nonce} ${record.key}`,
        },
    },
});

/**
 * Mattermost stores the post as deleted: nobody sees or is notified of it, and its sender gets 200. The documented way to
 * dismiss a post makes the webhook answer 500 without a reason, and Mattermost log an error (app/webhook.go).
 * @param now milliseconds
 */
export const unseen = (now: number): WillBePosted => ({
    A: {Message: 'This is shown in the post of its alert.', Type: UNNOTICED_TYPE, Props: PLAIN_PROPS, DeleteAt: now},
});
