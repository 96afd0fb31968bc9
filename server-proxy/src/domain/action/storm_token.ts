import {signToken, verifyToken} from './signature';

/** What a button of a storm's post, or of its list, carries, signed. */
export interface StormToken {
    readonly does: 'acknowledge' | 'list';
    /** Of the storm. */
    readonly id: string;
    /** `list`: from 1. */
    readonly page?: number;
}

/** What its dialog carries in its `state`. */
export interface StormDialogState {
    readonly id: string;
    readonly channelId: string;
    readonly userId: string;
    readonly nonce: string;
}

const BUTTON_SECONDS = 30 * 86_400;
const DIALOG_SECONDS = 3600;

export const signStorm = (token: StormToken, secret: string, nowSeconds: number): string =>
    signToken({use: 'storm', ...token, exp: nowSeconds + BUTTON_SECONDS}, secret);

/** @returns undefined when it is another button's @throws AppError `bad_signature` or `expired` */
export const verifyStorm = (token: unknown, secrets: readonly string[], nowSeconds: number): StormToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'storm' ? (fields as unknown as StormToken) : undefined;
};

export const signStormDialog = (state: StormDialogState, secret: string, nowSeconds: number): string =>
    signToken({use: 'storm_dialog', ...state, exp: nowSeconds + DIALOG_SECONDS}, secret);

/** @returns undefined when it is another dialog's @throws AppError `bad_signature` or `expired` */
export const verifyStormDialog = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): StormDialogState | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'storm_dialog' ? (fields as unknown as StormDialogState) : undefined;
};
