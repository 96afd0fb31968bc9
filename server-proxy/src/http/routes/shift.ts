import type {Context} from 'hono';
import * as z from 'zod';
import {AppError, asAppError} from '../../domain/errors';
import {asCaller} from '../caller';
import {HTTP_STATUS} from '../error_answers';
import type {HttpDeps, ShiftAccess} from '../http_deps';
import {requireToken} from '../notification_token';
import {readJson} from '../read_body';

const requestSchema = z.object({
    what: z.enum(['handover', 'report', 'csv']),
    span: z.string().max(20),
    language: z.enum(['en', 'de']),
});

type ShiftRequest = z.infer<typeof requestSchema>;

/** POST /api/v1/shift: for `server-proxy handover` and `report`, whose token only those have who can read the settings. */
export const shiftRoute =
    ({application, wrongTokens}: HttpDeps, {tokens}: ShiftAccess) =>
    async (context: Context): Promise<Response> => {
        await requireToken(context, tokens, wrongTokens);
        const request = requestSchema.safeParse(await readJson(context));
        if (!request.success) {
            const field = request.error.issues[0]?.path.join('.') || 'body';
            throw new AppError('bad_request', `This asks for nothing about a shift: ${field} is missing or wrong.`);
        }
        return context.json({text: await answer(application, request.data)});
    };

const answer = async (application: HttpDeps['application'], {what, span, language}: ShiftRequest): Promise<string> => {
    if (what === 'handover') {
        return application.tellHandover(span, language);
    }
    const {text, csv} = await application.report({operator: language}, span);
    return what === 'csv' ? csv() : text;
};

/** GET /api/v1/report.csv: what this person may see of the span `span`, as a file. Errors are plain text: a browser shows them. */
export const reportCsvRoute =
    ({application, userOf, languageOf, logger}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const {userId} = asCaller({userId: ''}, userOf?.(context.req.raw.headers));
        try {
            const {csv} = await application.report({userId}, (context.req.query('span') ?? '').slice(0, 20));
            return context.body(csv(), 200, {
                'Content-Type': 'text/csv; charset=utf-8',
                'Content-Disposition': 'attachment; filename="openitcockpit-report.csv"',
                'Cache-Control': 'no-store',
                'X-Content-Type-Options': 'nosniff',
            });
        } catch (error) {
            const known = asAppError(error);
            logger.warn('A report was refused', {user: userId, error: known});
            return context.text(known.sentence(await languageOf(userId)), HTTP_STATUS[known.code]);
        }
    };
