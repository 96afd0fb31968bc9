import type {Context} from 'hono';
import {parseNotification} from '../../domain/alert/notification';
import {requireBearer} from '../bearer';
import type {HttpDeps} from '../http_app';
import {readJsonOrForm} from '../read_body';

/** POST /api/v1/notifications: openITCOCKPIT's notification command, or a plain curl line. */
export const notificationsRoute =
    ({application, notificationTokens}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        requireBearer(context.req.header('authorization'), notificationTokens);
        const alert = parseNotification(await readJsonOrForm(context));
        const {outcome, postId} = await application.receiveNotification(alert);
        return context.json({outcome, post_id: postId}, outcome === 'created' ? 201 : 200);
    };
