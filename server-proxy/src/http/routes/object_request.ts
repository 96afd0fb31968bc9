import type {Context} from 'hono';
import * as z from 'zod';
import {AppError} from '../../domain/errors';
import type {Language} from '../../domain/texts';
import type {HttpDeps} from '../http_deps';
import {requireToken} from '../notification_token';
import {readJson} from '../read_body';

const LONGEST_NAME = 255;

const schema = z.object({
    host: z.string().max(LONGEST_NAME),
    service: z.string().max(LONGEST_NAME).optional(),
    language: z.enum(['en', 'de']),
});

interface ObjectRequest {
    /** A host; or host and service. */
    readonly typed: string;
    readonly service: string | undefined;
    readonly language: Language;
}

/**
 * What somebody on the machine of the service asks about one object.
 * @param what is asked for, e.g. `explanation`
 * @throws AppError `unauthorized`, `bad_request`
 */
export const objectRequest = async (
    context: Context,
    {wrongTokens}: Pick<HttpDeps, 'wrongTokens'>,
    tokens: readonly string[],
    what: string,
): Promise<ObjectRequest> => {
    await requireToken(context, tokens, wrongTokens);
    const request = schema.safeParse(await readJson(context));
    if (!request.success) {
        const field = request.error.issues[0]?.path.join('.') || 'body';
        throw new AppError('bad_request', `This asks for no ${what}: ${field} is missing or wrong.`);
    }
    const {host: typed, service, language} = request.data;
    return {typed, service, language};
};
