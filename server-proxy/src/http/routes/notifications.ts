import type {Context} from 'hono';
import * as z from 'zod';
import type {Alert} from '../../domain/alert/alert';
import {parseNotification} from '../../domain/alert/notification';
import {AppError, asAppError} from '../../domain/errors';
import type {HttpDeps} from '../http_deps';
import {requireToken} from '../notification_token';
import {readJson, readJsonOrForm} from '../read_body';

/** POST /api/v1/notifications: from openITCOCKPIT's notification command, or plain curl. */
export const notificationsRoute =
    ({application, watch, notificationTokens, wrongTokens}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const alert = await alertIn(context, {application, notificationTokens, wrongTokens});
        watch.notified('endpoint');
        const {outcome, postId} = await application.receiveNotification(alert);
        return context.json({outcome, post_id: postId}, outcome === 'created' ? 201 : 200);
    };

/** What cannot be read cannot be explained by its object, so it is noted by itself. */
const alertIn = async (
    context: Context,
    {
        application,
        notificationTokens,
        wrongTokens,
    }: Pick<HttpDeps, 'application' | 'notificationTokens' | 'wrongTokens'>,
): Promise<Alert> => {
    try {
        await requireToken(context, notificationTokens, wrongTokens);
        return parseNotification(await readJsonOrForm(context));
    } catch (error) {
        application.notificationRefused(asAppError(error).code);
        throw error;
    }
};

const testSchema = z.object({
    hostuuid: z.string().regex(/^[0-9a-f-]{36}$/),
    mark: z.string().regex(/^[\w-]{8,64}$/),
});

/** POST /api/v1/notifications/test: Doctor, in another process, announces a notification and polls for its arrival. */
export const testNotificationRoute =
    ({application, notificationTokens, wrongTokens}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        await requireToken(context, notificationTokens, wrongTokens);
        const body = testSchema.safeParse(await readJson(context));
        if (!body.success) {
            throw new AppError('bad_request', 'A test needs hostuuid and mark.');
        }
        const {hostuuid, mark} = body.data;
        return context.json({arrived: await application.expectTest(hostuuid, mark)});
    };

/** POST /api/v1/heartbeat: openITCOCKPIT is alive and can reach us. The body is ignored. */
export const heartbeatRoute =
    ({watch, notificationTokens, wrongTokens}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        await requireToken(context, notificationTokens, wrongTokens);
        const {expectedMinutes} = await watch.heartbeat();
        return context.json({outcome: 'recorded', expected_minutes: expectedMinutes});
    };
