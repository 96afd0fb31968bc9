import type {Context} from 'hono';
import * as z from 'zod';
import type {SubscriptionsRequest} from '#contract';
import {AppError} from '../../domain/errors';
import {asCaller} from '../caller';
import type {HttpDeps, SubscriptionsAccess} from '../http_deps';
import {readJson} from '../read_body';

const language = z.enum(['en', 'de']);
const id = z.string().max(64);
const revision = z.number().int().min(0);
const schema = z.discriminatedUnion('act', [
    z.object({act: z.enum(['list', 'export']), language}),
    z.object({act: z.literal('form'), language, id}),
    z.object({act: z.literal('remove'), language, id, revision}),
    z.object({
        act: z.enum(['check', 'save']),
        language,
        id,
        revision,
        fields: z.record(z.string().max(40), z.string().max(40_000)),
    }),
    z.object({act: z.literal('import'), language, file: z.string()}),
]);

/** POST /api/v1/subscriptions: all subscriptions, for the System Console. System administrators only. */
export const subscriptionsRoute =
    ({userOf, logger}: HttpDeps, {console: subscriptions}: SubscriptionsAccess) =>
    async (context: Context): Promise<Response> => {
        const {userId} = asCaller({userId: ''}, userOf?.(context.req.raw.headers));
        const request = schema.safeParse(await readJson(context));
        if (!request.success) {
            const field = request.error.issues[0]?.path.join('.') || 'body';
            throw new AppError(
                'bad_request',
                `This is not a request about subscriptions: ${field} is missing or wrong.`,
            );
        }
        const answer = await subscriptions.answer(request.data as SubscriptionsRequest, userId);
        if (answer.refusal !== undefined) {
            logger.warn('A change of subscriptions was refused', {user: userId, act: request.data.act});
        }
        return context.json(answer);
    };
