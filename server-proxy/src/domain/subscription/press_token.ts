import {signToken, verifyToken} from '../action/signature';
import type {Draft} from './draft';

/** What a button of an answer about subscriptions carries, signed. Clients never see it. */
export type SubscriptionPress = {
    /** For whom the answer was made, and the channel that is subscribed. */
    readonly userId: string;
    readonly channelId: string;
    /** Once used, the button does nothing more. */
    readonly nonce: string;
} & (
    | {readonly act: 'save' | 'which' | 'loud'; readonly draft: Draft}
    | {readonly act: 'edit' | 'ask' | 'remove'; readonly id: string; readonly revision: number}
    | {readonly act: 'cancel' | 'keep' | 'add'}
);

/** The answer disappears when the page is reloaded, and is out of date long before. */
const LIFETIME_SECONDS = 3600;
/** A draft may hold many names. */
const LONGEST = 120_000;

export const signSubscription = (press: SubscriptionPress, secret: string, nowSeconds: number): string =>
    signToken({use: 'subscription', ...press, exp: nowSeconds + LIFETIME_SECONDS}, secret);

/** @returns undefined for a token of another use @throws AppError `bad_signature` or `expired` */
export const verifySubscription = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): SubscriptionPress | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds, LONGEST);
    return fields.use === 'subscription' ? (fields as unknown as SubscriptionPress) : undefined;
};
