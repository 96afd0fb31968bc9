import {ACTION, type ActionId} from '#contract';
import type {Alert} from '../alert/alert';
import {type AlertRecord, postOf} from '../alert/record';
import {AppError} from '../errors';
import {cut} from '../text';
import {signToken, verifyToken} from './signature';

/**
 * What a button carries, signed, in its `integration.context`. Clients never see it. It holds the alert itself, because
 * a post made through the webhook is not in the handler's store until it is first pressed.
 */
export interface ActionToken {
    readonly action: ActionId;
    readonly key: string;
    /** The nonce of the post the button was made for. */
    readonly nonce: string;
    readonly alert: Alert;
    /** `webhook`: the post's id was unknown when the button was made; `command`: it belongs to no post. */
    readonly origin: 'bot' | 'webhook' | 'command';
    /** `command`: for whom it was made, and Mattermost's address as they see it. */
    readonly userId?: string;
    readonly siteUrl?: string;
    /** Time of the acknowledgement that `removeacknowledgement` removes; 0 for the other actions. */
    readonly ackAt: number;
}

/** Long enough for a problem that drags on, not for a channel that nobody reads. */
const LIFETIME_SECONDS = 30 * 86_400;
/** The answer to a command disappears when the page is reloaded, and is out of date long before. */
const ANSWER_LIFETIME_SECONDS = 3600;

/** What carries the button: a post, or the answer to a command, which one person sees. */
export type ButtonOrigin = 'bot' | 'webhook' | {readonly userId: string; readonly siteUrl: string};

export const signAction = (
    action: ActionId,
    record: AlertRecord,
    origin: ButtonOrigin,
    secret: string,
    nowSeconds: number,
): string =>
    signToken(
        {
            use: 'action',
            action,
            key: record.key,
            nonce: postOf(record).nonce,
            alert: {...record.alert, output: cut(record.alert.output, 300), comment: '', author: ''},
            ackAt: action === ACTION.removeAcknowledgement ? (record.ack?.at ?? 0) : 0,
            ...(typeof origin === 'string'
                ? {origin, exp: nowSeconds + LIFETIME_SECONDS}
                : {origin: 'command', ...origin, exp: nowSeconds + ANSWER_LIFETIME_SECONDS}),
        },
        secret,
    );

/** @throws AppError `bad_signature` or `expired` */
export const verifyAction = (token: unknown, secrets: readonly string[], nowSeconds: number): ActionToken => {
    const fields = verifyToken(token, secrets, nowSeconds);
    if (fields.use !== 'action') {
        throw new AppError('bad_signature', 'The signature was made for something other than a button.');
    }
    return fields as unknown as ActionToken;
};

/** What the menu of a list of problems carries. What is picked is no part of it: it must be known here. */
export const signList = (secret: string, nowSeconds: number): string =>
    signToken({use: 'list', exp: nowSeconds + LIFETIME_SECONDS}, secret);

/** Is it the token of a list's menu? @throws AppError `bad_signature` or `expired` */
export const isListToken = (token: unknown, secrets: readonly string[], nowSeconds: number): boolean =>
    verifyToken(token, secrets, nowSeconds).use === 'list';

/** What a dialog carries in its `state`, bound to post, channel and user. The user's browser sees it. */
export interface DialogState {
    readonly key: string;
    readonly postId: string;
    readonly channelId: string;
    readonly userId: string;
    readonly nonce: string;
    /** What is asked for; absent from what an earlier version signed. */
    readonly dialog?: DialogKind;
}

export type DialogKind = 'acknowledge' | 'schedule_downtime' | 'cancel_downtime';

const DIALOG_LIFETIME_SECONDS = 3600;

export const signDialogState = (state: DialogState, secret: string, nowSeconds: number): string =>
    signToken({use: 'dialog', ...state, exp: nowSeconds + DIALOG_LIFETIME_SECONDS}, secret);

/** @throws AppError `bad_signature` or `expired` */
export const verifyDialogState = (token: unknown, secrets: readonly string[], nowSeconds: number): DialogState => {
    const fields = verifyToken(token, secrets, nowSeconds);
    if (fields.use !== 'dialog') {
        throw new AppError('bad_signature', 'The signature was made for something other than a dialog.');
    }
    return fields as unknown as DialogState;
};

/** A webhook post is adopted at once or not at all. */
const POST_LIFETIME_SECONDS = 300;

/** What `notify` adds to the alert of a webhook post: the notification itself, signed, usable once. */
export const signWebhookPost = (alert: Alert, nonce: string, secret: string, nowSeconds: number): string =>
    signToken({use: 'post', alert, nonce, exp: nowSeconds + POST_LIFETIME_SECONDS}, secret);

/** @throws AppError `bad_signature` or `expired` */
export const verifyWebhookPost = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): {readonly alert: Alert; readonly nonce: string} => {
    const fields = verifyToken(token, secrets, nowSeconds);
    if (fields.use !== 'post') {
        throw new AppError('bad_signature', 'The signature was made for something other than a post.');
    }
    return fields as unknown as {alert: Alert; nonce: string};
};
