import {setTimeout as sleep} from 'node:timers/promises';
import {Hono} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import {ApiError, sessionExpired} from './api_error';
import {type DoubleContext, type DoubleEnv, sessionOfRequest} from './auth';
import type {FaultEffect} from './faults';
import {ServerPanic} from './posts';
import {channelRoutes} from './routes/channel_routes';
import {fileRoutes} from './routes/file_routes';
import {hookRoutes, integrationRoutes} from './routes/integration_routes';
import {postRoutes} from './routes/post_routes';
import {systemRoutes} from './routes/system_routes';
import {teamRoutes} from './routes/team_routes';
import {userRoutes} from './routes/user_routes';
import type {DoubleServer} from './server';
import {webPages} from './web_pages';

export interface AppOptions {
    readonly latencyMs?: number;
    readonly webBundle?: string;
}

/** Everything the double answers over HTTP: faults first, then the API, webhooks and mounted plugins. */
export const createDoubleApp = (server: DoubleServer, options: AppOptions): Hono<DoubleEnv> => {
    const latencyMs = options.latencyMs ?? 0;
    const app = new Hono<DoubleEnv>();
    app.onError((error, c) => answerError(error, c));
    app.notFound((c) => notFound(c));
    app.use('/api/*', (c, next) => withFaults(server, latencyMs, c, next));
    app.use('/hooks/*', (c, next) => withFaults(server, latencyMs, c, next));
    app.use('/api/*', async (c, next) => {
        c.set('session', sessionOfRequest(c, server.directory));
        await next();
        c.header('X-Version-Id', `${server.rules.serverVersion}.${server.rules.serverVersion}.double.false`);
    });
    webPages(app, server, options.webBundle);
    app.route('/api/v4', apiRoutes(server));
    hookRoutes(app, server);
    pluginRoutes(app, server);
    return app;
};

const apiRoutes = (server: DoubleServer): Hono<DoubleEnv> => {
    const api = new Hono<DoubleEnv>();
    for (const add of [
        systemRoutes,
        userRoutes,
        teamRoutes,
        channelRoutes,
        postRoutes,
        fileRoutes,
        integrationRoutes,
    ]) {
        add(api, server);
    }
    return api;
};

/** `/plugins/<id>/…` from outside: the plugin sees an authenticated user id, never the session. */
const pluginRoutes = (app: Hono<DoubleEnv>, server: DoubleServer): void => {
    app.all('/plugins/:plugin_id/*', async (c) => {
        const plugin = server.integrations.plugins.get(c.req.param('plugin_id'));
        if (!plugin) return c.text('404 page not found\n', 404);
        const session = sessionOfRequest(c, server.directory);
        const headers = new Headers(c.req.raw.headers);
        for (const name of ['cookie', 'referer', 'mattermost-user-id']) headers.delete(name);
        if (session) {
            headers.delete('authorization');
            headers.set('mattermost-user-id', session.userId);
        }
        const {pathname, search} = new URL(c.req.url);
        const path = pathname.replace(/^\/plugins\/[^/]+/, '');
        const hasBody = c.req.method !== 'GET' && c.req.method !== 'HEAD';
        const init = {method: c.req.method, headers, ...(hasBody ? {body: await c.req.arrayBuffer()} : {})};
        return plugin(new Request(`http://plugin${path}${search}`, init), 'client');
    });
};

const withFaults = async (
    server: DoubleServer,
    latencyMs: number,
    c: DoubleContext,
    next: () => Promise<void>,
): Promise<Response | undefined> => {
    if (latencyMs > 0) await sleep(latencyMs);
    const effects = server.faults.take(c.req.method, c.req.path);
    for (const effect of effects) {
        const answer = await suffer(effect, c);
        if (answer) return answer;
    }
    await next();
    if (effects.some(({kind}) => kind === 'answer_lost')) c.env.incoming.socket.destroy();
    return undefined;
};

const suffer = async (effect: FaultEffect, c: DoubleContext): Promise<Response | undefined> => {
    switch (effect.kind) {
        case 'slow':
            await sleep(effect.milliseconds);
            return undefined;
        case 'status':
            throw new ApiError(effect.status, 'api.double.fault.app_error', 'The server met an unexpected condition.');
        case 'token_rejected':
            throw sessionExpired();
        case 'rate_limit':
            return c.text('limit exceeded\n', 429, {
                'Retry-After': String(effect.retryAfterSeconds),
                'X-Ratelimit-Limit': '101',
                'X-Ratelimit-Remaining': '0',
                'X-Ratelimit-Reset': String(effect.retryAfterSeconds),
            });
        case 'hang_up':
            c.env.incoming.socket.destroy();
            return c.body(null, 500);
        case 'answer_lost':
            return undefined;
    }
};

const answerError = (error: Error, c: DoubleContext): Response => {
    if (error instanceof ApiError) return c.json(error.toJson(), error.status as ContentfulStatusCode);
    if (error instanceof ServerPanic) {
        c.env.incoming.socket.destroy();
        return c.body(null, 500);
    }
    const internal = new ApiError(500, 'api.double.internal.app_error', 'Error in the double.', error.stack ?? '');
    return c.json(internal.toJson(), 500);
};

/** Unknown API addresses answer without a request id, as recorded. */
const notFound = (c: DoubleContext): Response =>
    c.req.path.startsWith('/api/')
        ? c.json(
              {
                  id: 'api.context.404.app_error',
                  message: 'Sorry, we could not find the page.',
                  detailed_error: `There doesn't appear to be an api call for the url='${c.req.path}'.  Typo? are you missing a team_id or user_id as part of the url?`,
                  status_code: 404,
              },
              404,
          )
        : c.text('404 page not found\n', 404);
