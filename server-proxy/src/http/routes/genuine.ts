import type {Context} from 'hono';
import * as z from 'zod';
import {type GenuineAnswer, MOST_JUDGED} from '#contract';
import {AppError} from '../../domain/errors';
import {asCaller} from '../caller';
import type {GenuineAccess, HttpDeps} from '../http_deps';
import {readJson} from '../read_body';

const schema = z.object({post_ids: z.array(z.string().max(26)).max(MOST_JUDGED)});

/** POST /api/v1/posts/genuine: which of these posts the webapp may draw as alerts. */
export const genuineRoute =
    ({userOf}: HttpDeps, {botId, isGenuine}: GenuineAccess) =>
    async (context: Context): Promise<Response> => {
        asCaller({userId: ''}, userOf?.(context.req.raw.headers));
        const asked = schema.safeParse(await readJson(context));
        if (!asked.success) {
            throw new AppError('bad_request', `Expected {"post_ids": […]}, with at most ${MOST_JUDGED} ids.`);
        }
        const genuine: string[] = [];
        for (const id of asked.data.post_ids) {
            if (await isGenuine(id)) {
                genuine.push(id);
            }
        }
        return context.json({bot_id: botId, genuine} satisfies GenuineAnswer);
    };
