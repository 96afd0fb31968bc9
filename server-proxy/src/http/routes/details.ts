import type {Context} from 'hono';
import type {DetailsAccess, HttpDeps} from '../http_deps';
import {objectRequest} from './object_request';

/** POST /api/v1/details: for `server-proxy details`, whose token only those have who can read the settings. */
export const detailsRoute =
    (deps: HttpDeps, {tokens, tell}: DetailsAccess) =>
    async (context: Context): Promise<Response> => {
        const {language, ...question} = await objectRequest(context, deps, tokens, 'details');
        return context.json({text: await tell(question, language)});
    };
