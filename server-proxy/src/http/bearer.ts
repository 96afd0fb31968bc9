import {createHash, timingSafeEqual} from 'node:crypto';
import {AppError} from '../domain/errors';

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
 * Checks `Authorization: Bearer <token>` against the accepted tokens.
 * @throws AppError `unauthorized` or `misconfigured`
 */
export const requireBearer = (header: string | undefined, accepted: readonly string[]): void => {
    if (accepted.length === 0) {
        throw new AppError('misconfigured', 'No notification token is configured: set NOTIFICATION_TOKEN.');
    }
    if (givenIn(header) === undefined) {
        throw new AppError('unauthorized', 'Send the notification token as "Authorization: Bearer <token>".');
    }
    if (!hasToken(header, accepted)) {
        throw new AppError('unauthorized', 'The notification token is wrong: compare it with NOTIFICATION_TOKEN.');
    }
};
