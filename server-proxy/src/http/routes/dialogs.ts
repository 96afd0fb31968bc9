import type {Context} from 'hono';
import * as z from 'zod';
import type {DialogSubmission} from '../../app/actions/submit_dialog';
import {AppError, asAppError} from '../../domain/errors';
import {asCaller} from '../caller';
import type {HttpDeps} from '../http_deps';
import {readJson} from '../read_body';

/** The part of Mattermost's SubmitDialogRequest that we use. */
const dialogSchema = z.object({
    type: z.literal('dialog_submission'),
    user_id: z.string().max(64),
    channel_id: z.string().max(64),
    state: z.unknown().optional(),
    submission: z.unknown().optional(),
    cancelled: z.boolean().optional(),
});

/** POST /api/v1/dialogs: a submitted dialog. Errors are shown in it, except for a forged one, which is rejected. */
export const dialogsRoute =
    ({application, subscribing, logger, metrics, userOf, languageOf}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const sent = parseDialog(await readJson(context));
        if (sent === 'cancelled') {
            return context.json({});
        }
        const submission = asCaller(sent, userOf?.(context.req.raw.headers));
        try {
            const answer =
                (await subscribing?.submitDialog(submission)) ?? (await application.submitDialog(submission));
            metrics.click('submit', answer.errors ? 'comment' : 'ok');
            return context.json(answer);
        } catch (error) {
            const known = asAppError(error);
            metrics.click('submit', known.code);
            if (known.code === 'bad_signature') {
                throw known;
            }
            logger.warn('Dialog refused', {user: submission.userId, error: known});
            return context.json({error: known.sentence(await languageOf(submission.userId))});
        }
    };

const parseDialog = (body: Record<string, unknown>): DialogSubmission | 'cancelled' => {
    const result = dialogSchema.safeParse(body);
    if (!result.success) {
        const field = result.error.issues[0]?.path.join('.') ?? 'body';
        throw new AppError('bad_request', `This is not a Mattermost dialog submission: ${field} is missing or wrong.`);
    }
    const {user_id, channel_id, state, submission, cancelled} = result.data;
    return cancelled ? 'cancelled' : {userId: user_id, channelId: channel_id, state, submission};
};
