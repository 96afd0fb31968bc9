import {AppError} from '../errors';
import {signToken, verifyToken} from './signature';

/** What a button of a bulk action carries, signed. */
export interface BulkToken {
    /** `confirm`: what was shown to one person; `retry`: what was not confirmed, for whoever may act. */
    readonly does: 'confirm' | 'retry';
    readonly id: string;
    /** `confirm`: of what was shown, and to whom. */
    readonly nonce?: string;
    readonly userId?: string;
    /** Mattermost's address as that person sees it. */
    readonly siteUrl?: string;
}

/** What its dialog carries in its `state`. */
export interface BulkDialogState extends Required<Omit<BulkToken, 'does'>> {
    readonly channelId: string;
}

/** What was shown is out of date long before. */
const SHOWN_SECONDS = 3600;
/** As long as the bulk action itself is kept. */
const RETRY_SECONDS = 7 * 86_400;

export const signBulk = (token: BulkToken, secret: string, nowSeconds: number): string =>
    signToken(
        {use: 'bulk', ...token, exp: nowSeconds + (token.does === 'confirm' ? SHOWN_SECONDS : RETRY_SECONDS)},
        secret,
    );

/** @returns undefined when it is another button's @throws AppError `bad_signature` or `expired` */
export const verifyBulk = (token: unknown, secrets: readonly string[], nowSeconds: number): BulkToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'bulk' ? (fields as unknown as BulkToken) : undefined;
};

export const signBulkDialog = (state: BulkDialogState, secret: string, nowSeconds: number): string =>
    signToken({use: 'bulk_dialog', ...state, exp: nowSeconds + SHOWN_SECONDS}, secret);

/** @returns undefined when it is another dialog's @throws AppError `bad_signature` or `expired` */
export const verifyBulkDialog = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): BulkDialogState | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'bulk_dialog' ? (fields as unknown as BulkDialogState) : undefined;
};

/** @throws AppError `bad_signature` for anybody but the person it was made for */
export const requireSamePerson = (madeFor: string | undefined, userId: string): void => {
    if (madeFor !== userId) {
        throw new AppError('bad_signature', 'This was made for another person.');
    }
};
