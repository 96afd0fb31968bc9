import {signToken, verifyToken} from '../action/signature';
import {neutralize} from '../text';
import {type Language, textsOf} from '../texts';
import type {PostContent} from './alert_post';

export type AuthorityAct = 'authorise' | 'withdraw';

/** What a button of the message about channels carries, signed. Clients never see it. */
export interface AuthorityToken {
    readonly act: AuthorityAct;
    readonly channelId: string;
    /** For whom the message was written. */
    readonly userId: string;
}

/** An administrator may be away over the holidays. */
const LIFETIME_SECONDS = 30 * 86_400;

export const signAuthority = (token: AuthorityToken, secret: string, nowSeconds: number): string =>
    signToken({use: 'authority', ...token, exp: nowSeconds + LIFETIME_SECONDS}, secret);

/** @returns undefined for a token of another use @throws AppError `bad_signature` or `expired` */
export const verifyAuthority = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): AuthorityToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'authority' ? (fields as unknown as AuthorityToken) : undefined;
};

export interface ListedChannel {
    readonly channelId: string;
    /** `team/channel`. */
    readonly address: string;
    /** User name of the webhook's owner. */
    readonly owner: string;
    readonly isAuthorised: boolean;
}

export interface AuthorityPostOptions {
    readonly actionsUrl: string;
    readonly secret: string;
    readonly nowSeconds: number;
    readonly language: Language;
    readonly userId: string;
}

/** The direct message: the channels, each with the button that authorises it or withdraws that. */
export const authorityPost = (
    channels: readonly ListedChannel[],
    {actionsUrl, secret, nowSeconds, language, userId}: AuthorityPostOptions,
): PostContent => {
    const texts = textsOf(language).authority;
    const lines = channels.map(({address, owner, isAuthorised}) =>
        texts.line(neutralize(address), neutralize(owner), isAuthorised),
    );
    const attachments = channels.map(({channelId, address, isAuthorised}, index) => {
        const act: AuthorityAct = isAuthorised ? 'withdraw' : 'authorise';
        return {
            text: neutralize(address),
            actions: [
                {
                    id: `authority${act}${index}`,
                    name: texts.button[act],
                    type: 'button',
                    style: isAuthorised ? 'danger' : 'default',
                    integration: {
                        url: actionsUrl,
                        context: {token: signAuthority({act, channelId, userId}, secret, nowSeconds)},
                    },
                },
            ],
        };
    });
    return {message: [texts.intro, ...lines].join('\n'), type: '', props: {attachments}};
};
