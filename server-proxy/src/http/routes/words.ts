import type {Context} from 'hono';
import * as z from 'zod';
import {AppError} from '../../domain/errors';
import {asCaller} from '../caller';
import type {HttpDeps} from '../http_deps';
import {readJson} from '../read_body';

const schema = z.object({post_id: z.string().regex(/^[a-z0-9]{26}$/)});

/** POST /api/v1/words: saves the words of this reply to openITCOCKPIT. Why not is told below the reply. */
export const wordsRoute =
    ({userOf, application}: HttpDeps) =>
    async (context: Context): Promise<Response> => {
        const {userId} = asCaller({userId: ''}, userOf?.(context.req.raw.headers));
        const asked = schema.safeParse(await readJson(context));
        if (!asked.success) {
            throw new AppError('bad_request', 'Expected {"post_id": "…"}, with the id of a post.');
        }
        await application.saveWords({userId, postId: asked.data.post_id});
        return context.json({});
    };
