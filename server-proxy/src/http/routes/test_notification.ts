import type {Context} from 'hono';
import * as z from 'zod';
import {AppError} from '../../domain/errors';
import {requireBearer} from '../bearer';
import type {HttpDeps} from '../http_app';
import {readJson} from '../read_body';

const bodySchema = z.object({
    hostuuid: z.string().regex(/^[0-9a-f-]{36}$/),
    mark: z.string().regex(/^[\w-]{8,64}$/),
});

/** POST /api/v1/notifications/test: Doctor of another process says what it waits for, and asks whether it has come. */
export const testNotificationRoute =
    ({application, notificationTokens}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        requireBearer(context.req.header('authorization'), notificationTokens);
        const body = bodySchema.safeParse(await readJson(context));
        if (!body.success) {
            throw new AppError('bad_request', 'A test needs hostuuid and mark.');
        }
        const {hostuuid, mark} = body.data;
        return context.json({arrived: await application.expectTest(hostuuid, mark)});
    };
