import type {Context} from 'hono';
import {PLAIN} from '../../domain/explain/explanation_style';
import type {ExplainAccess, HttpDeps} from '../http_deps';
import {objectRequest} from './object_request';

/** POST /api/v1/explain: for `server-proxy explain`, whose token only those have who can read the settings. */
export const explainRoute =
    (deps: HttpDeps, {tokens, timeZone, siteUrl}: ExplainAccess) =>
    async (context: Context): Promise<Response> => {
        const asked = await objectRequest(context, deps, tokens, 'explanation');
        const options = {reader: 'operator', timeZone, siteUrl, style: PLAIN} as const;
        return context.json({text: await deps.application.explain({...asked, ...options})});
    };
