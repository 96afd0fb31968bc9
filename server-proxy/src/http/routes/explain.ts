import type {Context} from 'hono';
import * as z from 'zod';
import {AppError} from '../../domain/errors';
import {PLAIN} from '../../domain/explain/explanation_style';
import type {ExplainAccess, HttpDeps} from '../http_deps';
import {requireToken} from '../notification_token';
import {readJson} from '../read_body';

const LONGEST_NAME = 255;

const requestSchema = z.object({
    host: z.string().max(LONGEST_NAME),
    service: z.string().max(LONGEST_NAME).optional(),
    language: z.enum(['en', 'de']),
});

/** POST /api/v1/explain: for `server-proxy explain`, whose token only those have who can read the settings. */
export const explainRoute =
    ({application, wrongTokens}: HttpDeps, {tokens, timeZone, siteUrl}: ExplainAccess) =>
    async (context: Context): Promise<Response> => {
        await requireToken(context, tokens, wrongTokens);
        const request = requestSchema.safeParse(await readJson(context));
        if (!request.success) {
            const field = request.error.issues[0]?.path.join('.') || 'body';
            throw new AppError('bad_request', `This asks for no explanation: ${field} is missing or wrong.`);
        }
        const {host: typed, service, language} = request.data;
        const options = {reader: 'operator', language, timeZone, siteUrl, style: PLAIN} as const;
        return context.json({text: await application.explain({typed, service, ...options})});
    };
