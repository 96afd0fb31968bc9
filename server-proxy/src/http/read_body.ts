import type {Context} from 'hono';
import {AppError} from '../domain/errors';
import {exceeds, type JsonLimits} from '../net/json';

/** No request of openITCOCKPIT or Mattermost has a hundred values; a megabyte of them would take a while to parse. */
const REQUEST: JsonLimits = {values: 10_000, levels: 100};

const tooMuch = (): AppError =>
    new AppError(
        'bad_request',
        `The body has more than ${REQUEST.values} values, or is nested more than ${REQUEST.levels} levels deep.`,
    );

const mediaType = (context: Context): string =>
    (context.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/**
 * Reads a JSON object. A missing content type counts as JSON: Mattermost sends none when it calls a plugin itself.
 * @throws AppError `unsupported_media_type` or `bad_request`
 */
export const readJson = async (context: Context): Promise<Record<string, unknown>> => {
    if (!['application/json', ''].includes(mediaType(context))) {
        throw new AppError('unsupported_media_type', 'Send the body as application/json.');
    }
    const text = await context.req.text();
    if (exceeds(text, REQUEST)) {
        throw tooMuch();
    }
    try {
        const value: unknown = JSON.parse(text);
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
            return value as Record<string, unknown>;
        }
    } catch (cause) {
        throw new AppError('bad_request', 'The body is not valid JSON.', {cause});
    }
    throw new AppError('bad_request', 'The body must be a JSON object.');
};

/** Also reads a form, as sent by `curl --data-urlencode`. @throws AppError `unsupported_media_type` or `bad_request` */
export const readJsonOrForm = async (context: Context): Promise<Record<string, unknown>> => {
    if (mediaType(context) !== 'application/x-www-form-urlencoded') {
        return readJson(context).catch((error: unknown) => {
            if (error instanceof AppError && error.code === 'unsupported_media_type') {
                throw new AppError(
                    'unsupported_media_type',
                    'Send the body as application/json or application/x-www-form-urlencoded.',
                );
            }
            throw error;
        });
    }
    const text = await context.req.text();
    if (text.split('&', REQUEST.values + 1).length > REQUEST.values) {
        throw tooMuch();
    }
    return Object.fromEntries(new URLSearchParams(text));
};
