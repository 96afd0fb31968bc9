import {signToken, verifyToken} from '../action/signature';
import type {Span} from './span';

/** What a button of a hand-over carries, signed. */
export type ShiftToken =
    /** Posts the hand-over in this channel, as everybody in it may see it. */
    | ({readonly does: 'post'; readonly channelId: string; readonly userId: string} & Span & {readonly until: number})
    /** Asks whom to hand over to. */
    | {readonly does: 'hand'}
    /** Opens the dialog for a downtime of one object. */
    | ({readonly does: 'downtime'} & ShiftObject)
    /** Answers somebody who wants to hand over. */
    | {readonly does: 'accept' | 'decline'; readonly id: string; readonly userId: string};

interface ShiftObject {
    readonly key: string;
    readonly host: string;
    readonly service?: string;
}

/** What the dialog that asks whom carries in its `state`. */
export interface HandDialogState {
    readonly userId: string;
    readonly channelId: string;
    readonly nonce: string;
}

/** A hand-over is out of date by the next shifts. */
const LIFETIME_SECONDS = 3 * 86_400;
const DIALOG_SECONDS = 3600;

export const signShift = (token: ShiftToken, secret: string, nowSeconds: number): string =>
    signToken({use: 'shift', ...token, exp: nowSeconds + LIFETIME_SECONDS}, secret);

/** @returns undefined when it is another button's @throws AppError `bad_signature` or `expired` */
export const verifyShift = (token: unknown, secrets: readonly string[], nowSeconds: number): ShiftToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'shift' ? (fields as unknown as ShiftToken) : undefined;
};

export const signHandDialog = (state: HandDialogState, secret: string, nowSeconds: number): string =>
    signToken({use: 'shift_dialog', ...state, exp: nowSeconds + DIALOG_SECONDS}, secret);

/** @returns undefined when it is another dialog's @throws AppError `bad_signature` or `expired` */
export const verifyHandDialog = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): HandDialogState | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'shift_dialog' ? (fields as unknown as HandDialogState) : undefined;
};
