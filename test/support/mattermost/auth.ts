import type {HttpBindings} from '@hono/node-server';
import type {Context} from 'hono';
import {ApiError, permissionDenied, sessionExpired} from './api_error';
import type {Directory} from './directory';
import {isObject, type Json} from './json';
import type {Session} from './model';

export interface DoubleEnv {
    Bindings: HttpBindings;
    Variables: {session: Session | undefined};
}

export type DoubleContext = Context<DoubleEnv>;

export const cookieValue = (header: string, name: string): string => {
    for (const part of header.split(';')) {
        const [key, value] = part.trim().split('=');
        if (key === name) return value ?? '';
    }
    return '';
};

/**
 * The session of a request: from the Authorization header, or from the MMAUTHTOKEN cookie, which on writes needs
 * X-CSRF-Token (or the XMLHttpRequest header that old clients send).
 * @throws ApiError 401 for a forged cross-site request
 */
export const sessionOfRequest = (c: DoubleContext, directory: Directory): Session | undefined => {
    const header = c.req.header('authorization');
    if (header) return directory.session(header.replace(/^(bearer|token) /i, ''));
    const token = cookieValue(c.req.header('cookie') ?? '', 'MMAUTHTOKEN');
    const session = token === '' ? undefined : directory.session(token);
    if (!session || c.req.method === 'GET') return session;
    const proven =
        c.req.header('x-csrf-token') === session.csrf || c.req.header('x-requested-with') === 'XMLHttpRequest';
    if (!proven) throw sessionExpired(`token=${token} Appears to be a CSRF attempt`);
    return session;
};

export const requireSession = (c: DoubleContext): Session => {
    const session = c.get('session');
    if (!session) throw sessionExpired();
    return session;
};

export const requireSystemAdmin = (c: DoubleContext, directory: Directory, permission: string): Session => {
    const session = requireSession(c);
    if (!directory.isSystemAdmin(session.userId)) throw permissionDenied(directory.rules, session.userId, permission);
    return session;
};

/** @throws ApiError 400 if the body is not a JSON object, 413 if it is too large for this version */
export const jsonBody = async (c: DoubleContext, directory: Directory, name = 'body'): Promise<Json> => {
    const text = await limitedText(c, directory);
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        value = undefined;
    }
    if (isObject(value)) return value;
    throw new ApiError(
        400,
        'api.context.invalid_body_param.app_error',
        `Invalid or missing ${name} parameter in request body.`,
    );
};

export const limitedText = async (c: DoubleContext, directory: Directory): Promise<string> => {
    const text = await c.req.text();
    const limit = directory.rules.maxPayloadBytes;
    if (limit !== undefined && Buffer.byteLength(text) > limit) {
        throw new ApiError(413, 'api.context.request_body_too_large.app_error', 'Request body is too large.');
    }
    return text;
};
