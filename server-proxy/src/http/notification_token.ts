import {createHash, timingSafeEqual} from 'node:crypto';
import type {Context} from 'hono';
import {NOTIFICATION_TOKEN_HEADER} from '#contract';
import {AppError} from '../domain/errors';
import {addressOf} from './caller';
import type {WrongTokens} from './wrong_tokens';

/** Hashing gives both sides the length `timingSafeEqual` requires, and does not reveal that of the token. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The token of `Notification-Token: <token>` or, as version 0.1.0 asked for it, of `Authorization: Bearer <token>`, which Mattermost
 * takes for one of its own and looks up before the plugin gets the request. Undefined for anything else.
 */
export const givenToken = (headers: Headers): string | undefined => {
    const own = headers.get(NOTIFICATION_TOKEN_HEADER);
    const pattern = own === null ? /^Bearer\s+(\S+)\s*$/i : /^(\S+)$/;
    return pattern.exec(own ?? headers.get('Authorization') ?? '')?.[1];
};

/** Whether a token was meant, right or wrong. */
export const isTokenTried = (headers: Headers): boolean =>
    headers.has(NOTIFICATION_TOKEN_HEADER) || headers.has('Authorization');

/** Whether the headers carry one of the accepted tokens. */
export const hasToken = (headers: Headers, accepted: readonly string[]): boolean => {
    const given = givenToken(headers);
    return given !== undefined && accepted.some((token) => timingSafeEqual(digest(token), digest(given)));
};

/**
 * Checks the token against the accepted ones. The answer to a wrong one is slow.
 * @throws AppError `unauthorized` or `misconfigured`
 */
export const requireToken = async (
    context: Context,
    accepted: readonly string[],
    wrongTokens: Pick<WrongTokens, 'slow'>,
): Promise<void> => {
    const {headers} = context.req.raw;
    if (accepted.length === 0) {
        throw new AppError('misconfigured', 'No notification token is configured: set NOTIFICATION_TOKEN.');
    }
    if (givenToken(headers) === undefined) {
        refuse(context);
        throw new AppError('unauthorized', 'Send the notification token as "Notification-Token: <token>".');
    }
    if (!hasToken(headers, accepted)) {
        await wrongTokens.slow(addressOf(context));
        refuse(context);
        throw new AppError('unauthorized', 'The notification token is wrong: compare it with NOTIFICATION_TOKEN.');
    }
};

/** By which `notify` knows that the handler has looked for its header, and need not send the one of version 0.1.0. */
const refuse = (context: Context): void => context.header('WWW-Authenticate', NOTIFICATION_TOKEN_HEADER);
