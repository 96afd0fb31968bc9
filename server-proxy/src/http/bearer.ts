import {createHash, timingSafeEqual} from 'node:crypto';
import type {Context} from 'hono';
import {AppError} from '../domain/errors';
import {addressOf} from './caller';
import type {WrongTokens} from './wrong_tokens';

/** Hashing gives both sides the length `timingSafeEqual` requires, and does not reveal that of the token. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The token of `Authorization: Bearer <token>`; undefined for anything else. */
const givenIn = (header: string | null | undefined): string | undefined =>
    /^Bearer\s+(\S+)\s*$/i.exec(header ?? '')?.[1];

/** Whether the header carries one of the accepted tokens. */
export const hasToken = (header: string | null | undefined, accepted: readonly string[]): boolean => {
    const given = givenIn(header);
    return given !== undefined && accepted.some((token) => timingSafeEqual(digest(token), digest(given)));
};

/**
 * Checks `Authorization: Bearer <token>` against the accepted tokens. The answer to a wrong one is slow.
 * @throws AppError `unauthorized` or `misconfigured`
 */
export const requireBearer = async (
    context: Context,
    accepted: readonly string[],
    wrongTokens: Pick<WrongTokens, 'slow'>,
): Promise<void> => {
    const header = context.req.header('authorization');
    if (accepted.length === 0) {
        throw new AppError('misconfigured', 'No notification token is configured: set NOTIFICATION_TOKEN.');
    }
    if (givenIn(header) === undefined) {
        throw new AppError('unauthorized', 'Send the notification token as "Authorization: Bearer <token>".');
    }
    if (!hasToken(header, accepted)) {
        await wrongTokens.slow(addressOf(context));
        throw new AppError('unauthorized', 'The notification token is wrong: compare it with NOTIFICATION_TOKEN.');
    }
};
