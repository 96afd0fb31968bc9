import type {Context} from 'hono';
import {requireBearer} from '../bearer';
import type {SupportDoor} from '../http_app';

/** GET /api/v1/support: the support packet, for `server-proxy support` on the same machine. */
export const supportRoute =
    ({tokens, packet}: SupportDoor) =>
    async (context: Context): Promise<Response> => {
        requireBearer(context.req.header('authorization'), tokens);
        return context.body(await packet(), 200, {'Content-Type': 'application/json'});
    };
