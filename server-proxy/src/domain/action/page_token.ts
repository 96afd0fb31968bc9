import {signToken, verifyToken} from './signature';

/** What the button *Next page* below a list carries, signed: the list is asked for anew. */
export interface PageToken {
    readonly list: 'problems' | 'acknowledged';
    /** What was typed after the command, without a page. */
    readonly typed: string;
    readonly page: number;
    /** For whom it was made, and Mattermost's address as they see it. */
    readonly userId: string;
    readonly siteUrl: string;
}

/** A list is out of date long before. */
const BUTTON_SECONDS = 3600;

export const signPage = (token: PageToken, secret: string, nowSeconds: number): string =>
    signToken({use: 'page', ...token, exp: nowSeconds + BUTTON_SECONDS}, secret);

/** @returns undefined when it is another button's @throws AppError `bad_signature` or `expired` */
export const verifyPage = (token: unknown, secrets: readonly string[], nowSeconds: number): PageToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'page' ? (fields as unknown as PageToken) : undefined;
};
