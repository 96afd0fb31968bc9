import {type SubscriptionPress, signSubscription} from '../subscription/press_token';
import type {Language} from '../texts';
import {type Texts, textsOf} from '../texts';
import type {PostContent} from './alert_post';

export interface AnswerOptions {
    readonly actionsUrl: string;
    readonly secret: string;
    readonly nowSeconds: number;
    readonly language: Language;
}

type Act = SubscriptionPress['act'];

const NAMES: Readonly<Record<Act, (texts: Texts['subscribing']) => string>> = {
    save: ({preview}) => preview.save,
    which: ({preview}) => preview.change,
    loud: ({preview}) => preview.loudness,
    cancel: ({preview}) => preview.cancel,
    edit: ({list}) => list.edit,
    ask: ({list}) => list.remove,
    remove: ({list}) => list.removeNow,
    keep: ({list}) => list.keep,
    add: ({list}) => list.add,
};

const STYLES: Readonly<Partial<Record<Act, string>>> = {save: 'primary', remove: 'danger'};

/** A part of an answer: a text, and below it the buttons. */
export interface AnswerPart {
    readonly text: string;
    readonly presses: readonly SubscriptionPress[];
}

/** What one person sees: a message, and parts with buttons. */
export const subscriptionAnswer = (
    message: string,
    parts: readonly AnswerPart[],
    {actionsUrl, secret, nowSeconds, language}: AnswerOptions,
): PostContent => {
    const texts = textsOf(language).subscribing;
    const attachments = parts.map(({text, presses}, at) => ({
        text,
        actions: presses.map((press) => ({
            id: `subscription${press.act}${at}`,
            name: NAMES[press.act](texts),
            type: 'button',
            style: STYLES[press.act] ?? 'default',
            integration: {url: actionsUrl, context: {token: signSubscription(press, secret, nowSeconds)}},
        })),
    }));
    return {message, type: '', props: {attachments}};
};
