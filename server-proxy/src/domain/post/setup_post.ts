import {signToken, verifyToken} from '../action/signature';
import {type Language, type Texts, textsOf} from '../texts';

import type {PostContent} from './alert_post';

/** What a button of set-up's direct message does. */
export type SetupAct = keyof Texts['setupChat']['button'];

/** What such a button carries, signed. Clients never see it. */
export interface SetupToken {
    readonly act: SetupAct;
    /** Mattermost's address as they see it. */
    readonly siteUrl: string;
}

/** A set-up may be left over the holidays. */
const LIFETIME_SECONDS = 30 * 86_400;

export const signSetup = (token: SetupToken, secret: string, nowSeconds: number): string =>
    signToken({use: 'setup', ...token, exp: nowSeconds + LIFETIME_SECONDS}, secret);

/** @returns undefined for a token of another use @throws AppError `bad_signature` or `expired` */
export const verifySetup = (token: unknown, secrets: readonly string[], nowSeconds: number): SetupToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'setup' ? (fields as unknown as SetupToken) : undefined;
};

export interface SetupPostOptions extends Omit<SetupToken, 'act'> {
    readonly actionsUrl: string;
    readonly secret: string;
    readonly nowSeconds: number;
    readonly language: Language;
}

const STYLES: Readonly<Partial<Record<SetupAct, string>>> = {
    channel: 'primary',
    test: 'primary',
    apply: 'primary',
    replace: 'danger',
    undo: 'danger',
};

/** The direct message: how things stand, and below it what can be done now. */
export const setupPost = (
    message: string,
    acts: readonly SetupAct[],
    {actionsUrl, secret, nowSeconds, language, siteUrl}: SetupPostOptions,
): PostContent => {
    const actions = acts.map((act) => ({
        id: `setup${act}`,
        name: textsOf(language).setupChat.button[act],
        type: 'button',
        style: STYLES[act] ?? 'default',
        integration: {url: actionsUrl, context: {token: signSetup({act, siteUrl}, secret, nowSeconds)}},
    }));
    return {message, type: '', props: {attachments: acts.length === 0 ? [] : [{text: '', actions}]}};
};
