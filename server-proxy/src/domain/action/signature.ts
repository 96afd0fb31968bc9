import {createHmac, timingSafeEqual} from 'node:crypto';
import {AppError} from '../errors';
import {says} from '../texts';

/**
 * Signed tokens: `base64url(JSON).base64url(HMAC-SHA256)`. Mattermost does not sign what it sends to an integration, so
 * what comes back to us must carry our own proof.
 */
const mac = (body: string, secret: string): Buffer => createHmac('sha256', secret).update(`oitc1.${body}`).digest();

/** @param secret not empty; the first of the configured secrets */
export const signToken = (payload: object, secret: string): string => {
    const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
    return `${body}.${mac(body, secret).toString('base64url')}`;
};

/**
 * Checks the signature (any of the secrets, so that a secret can be rotated) and the expiry.
 * @param nowSeconds Unix seconds
 * @param longest characters
 * @throws AppError `bad_signature` or `expired`
 */
export const verifyToken = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
    longest = 20_000,
): Record<string, unknown> => {
    const [body, signature, rest] = typeof token === 'string' && token.length < longest ? token.split('.') : [];
    if (!body || !signature || rest !== undefined || !secrets.some((secret) => matches(body, signature, secret))) {
        throw new AppError('bad_signature', 'The request does not carry a valid signature of this handler.');
    }
    const payload: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
        throw new AppError('bad_signature', 'The signed content is not an object.');
    }
    const fields = payload as Record<string, unknown>;
    if (typeof fields.exp !== 'number' || fields.exp < nowSeconds) {
        throw new AppError(
            'expired',
            says(({alerts}) => alerts.buttonExpired),
        );
    }
    return fields;
};

const matches = (body: string, signature: string, secret: string): boolean => {
    if (secret === '') {
        return false;
    }
    const wanted = mac(body, secret);
    const given = Buffer.from(signature, 'base64url');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
};
