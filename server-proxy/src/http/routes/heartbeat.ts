import type {Context} from 'hono';
import {requireBearer} from '../bearer';
import type {HttpDeps} from '../http_app';

/** POST /api/v1/heartbeat: openITCOCKPIT lives and reaches us. The body does not matter. */
export const heartbeatRoute =
    ({watch, notificationTokens}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        requireBearer(context.req.header('authorization'), notificationTokens);
        const {expectedMinutes} = await watch.heartbeat();
        return context.json({outcome: 'recorded', expected_minutes: expectedMinutes});
    };
