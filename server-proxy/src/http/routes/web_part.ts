import type {Context} from 'hono';
import * as z from 'zod';
import {WEB_PART_NEEDS, type WebPartAnswer} from '#contract';
import {AppError} from '../../domain/errors';
import {asCaller} from '../caller';
import type {HttpDeps, WebPartAccess} from '../http_deps';
import {readJson} from '../read_body';

const version = z.string().regex(/^[\w.+-]{1,40}$/);
const schema = z.object({version, react: version, lacking: z.array(z.enum(WEB_PART_NEEDS)).max(WEB_PART_NEEDS.length)});

/** POST /api/v1/web_part: the webapp in somebody's browser reports itself alive, and learns the handler's version. */
export const webPartRoute =
    ({userOf, logger}: HttpDeps, access: WebPartAccess) =>
    async (context: Context): Promise<Response> => {
        const {userId} = asCaller({userId: ''}, userOf?.(context.req.raw.headers));
        const report = schema.safeParse(await readJson(context));
        if (!report.success) {
            throw new AppError(
                'bad_request',
                'This is not a report of the web part: expected {"version": …, "react": …, "lacking": […]}.',
            );
        }
        const {lacking} = report.data;
        const isAdministrator = lacking.length > 0 && (await access.isAdministrator(userId).catch(() => false));
        logger.debug('The web part reports itself alive', {...report.data});
        await access.webParts.heard({...report.data, lacking: [...new Set(lacking)]}, isAdministrator);
        return context.json({version: access.webParts.version} satisfies WebPartAnswer);
    };
