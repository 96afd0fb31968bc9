import type {Context} from 'hono';
import * as z from 'zod';
import type {ActionPress} from '../../app/actions/press_action';
import {AppError, asAppError, type ErrorCode} from '../../domain/errors';
import {asCaller} from '../caller';
import type {HttpDeps} from '../http_deps';
import {readJson} from '../read_body';

/** The part of Mattermost's PostActionIntegrationRequest that we use. */
const actionSchema = z.object({
    user_id: z.string().max(64),
    post_id: z.string().max(64),
    channel_id: z.string().max(64),
    trigger_id: z.string().min(1).max(2000),
    context: z.object({token: z.unknown().optional(), selected_option: z.string().max(1000).optional()}),
});

/**
 * POST /api/v1/actions: a button or select of a post of ours. Errors that concern the user are answered with 200 and an
 * ephemeral text, because Mattermost shows nothing for any other status. Forged and replayed presses are rejected.
 */
export const actionsRoute =
    ({application, subscribing, doctor, setup, authority, logger, metrics, userOf, languageOf}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const press = asCaller(parsePress(await readJson(context)), userOf?.(context.req.raw.headers));
        try {
            const {ephemeralText} =
                // Before the others: its drafts are longer than their tokens may be.
                (await subscribing?.answerPress(press)) ??
                (await doctor?.answerPress(press)) ??
                (await setup?.answerPress(press)) ??
                (await authority?.answerPress(press)) ??
                (await application.pressAction(press));
            return context.json(ephemeralText === '' ? {} : {ephemeral_text: ephemeralText});
        } catch (error) {
            const known = asAppError(error);
            metrics.click('any', known.code);
            if (NOT_OURS.has(known.code)) {
                throw known;
            }
            logger.warn('Press refused', {post: press.postId, user: press.userId, error: known});
            const message = known.sentence(await languageOf(press.userId));
            return context.json({ephemeral_text: message, error: {code: known.code, message}});
        }
    };

const NOT_OURS: ReadonlySet<ErrorCode> = new Set(['bad_signature', 'replayed']);

const parsePress = (body: Record<string, unknown>): ActionPress => {
    const result = actionSchema.safeParse(body);
    if (!result.success) {
        const field = result.error.issues[0]?.path.join('.') ?? 'body';
        throw new AppError('bad_request', `This is not a Mattermost action: ${field} is missing or wrong.`);
    }
    const {user_id, post_id, channel_id, trigger_id, context} = result.data;
    return {
        userId: user_id,
        postId: post_id,
        channelId: channel_id,
        triggerId: trigger_id,
        token: context.token,
        selectedOption: context.selected_option ?? '',
    };
};
