import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {ROUTE, SERVICE_ROUTE} from '#contract';
import {AppError, asAppError} from '../domain/errors';
import {addressOf} from './caller';
import {HTTP_STATUS} from './error_answers';
import type {HttpDeps, PanelAccess} from './http_deps';
import {requireToken} from './notification_token';
import {actionsRoute} from './routes/actions';
import {completionsRoute} from './routes/completions';
import {detailsRoute} from './routes/details';
import {dialogsRoute} from './routes/dialogs';
import {doctorRoute} from './routes/doctor';
import {explainRoute} from './routes/explain';
import {genuineRoute} from './routes/genuine';
import {healthRoute} from './routes/health';
import {heartbeatRoute, notificationsRoute, testNotificationRoute} from './routes/notifications';
import {panelActionsRoute, panelCurvesRoute, panelDetailsRoute, panelProgressRoute, panelRoute} from './routes/panel';
import {reportCsvRoute, shiftRoute} from './routes/shift';
import {subscriptionsRoute} from './routes/subscriptions';
import {webPartRoute} from './routes/web_part';
import {wordsRoute} from './routes/words';

/** Larger than any plugin output, too small to do harm. */
export const MAX_BODY_BYTES = 1_048_576;

/** All routes and middleware. Both doors call its `fetch(Request) → Response`. */
export const createHttpApp = (deps: HttpDeps): Hono => {
    const app = new Hono();

    app.use(async (context, next) => {
        const started = deps.clock.monotonic();
        await next();
        const seconds = (deps.clock.monotonic() - started) / 1000;
        deps.metrics.requestSeconds(routeLabel(context.req.path), context.res.status, seconds);
    });
    const limit = bodyLimit({
        maxSize: MAX_BODY_BYTES,
        onError: () => {
            throw new AppError('payload_too_large', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
        },
    });
    app.use((context, next) => (saysSmall(context.req.raw.headers) ? next() : limit(context, next)));

    app.post(ROUTE.notifications, notificationsRoute(deps));
    app.post(ROUTE.testNotification, testNotificationRoute(deps));
    app.post(ROUTE.heartbeat, heartbeatRoute(deps));
    app.post(ROUTE.actions, actionsRoute(deps));
    app.post(ROUTE.dialogs, dialogsRoute(deps));
    routesOfWebapp(app, deps);
    app.get(ROUTE.health, healthRoute(deps));
    routesOfService(app, deps);
    app.get(ROUTE.metrics, async (context) => {
        const metrics = await deps.metricsText?.();
        return metrics ? context.body(metrics.text, 200, {'Content-Type': metrics.contentType}) : context.notFound();
    });

    answerErrors(app, deps);
    return app;
};

/** What the webapp part and Mattermost ask the plugin for. */
const routesOfWebapp = (app: Hono, deps: HttpDeps): void => {
    if (deps.doctorAccess) {
        app.post(ROUTE.doctor, doctorRoute(deps, deps.doctorAccess));
    }
    if (deps.subscriptions) {
        app.post(ROUTE.subscriptions, subscriptionsRoute(deps, deps.subscriptions));
    }
    if (deps.genuine) {
        app.post(ROUTE.genuine, genuineRoute(deps, deps.genuine));
    }
    if (deps.webPart) {
        app.post(ROUTE.webPart, webPartRoute(deps, deps.webPart));
    }
    if (deps.panel) {
        routesOfPanel(app, deps, deps.panel);
    }
    if (deps.userOf) {
        app.post(ROUTE.words, wordsRoute(deps));
        app.get(ROUTE.completions, completionsRoute(deps));
        app.get(ROUTE.reportCsv, reportCsvRoute(deps));
    }
};

/** What only whoever can read the settings of the service may ask. */
const routesOfService = (app: Hono, deps: HttpDeps): void => {
    const {support} = deps;
    if (support) {
        app.get(SERVICE_ROUTE.support, async (context) => {
            await requireToken(context, support.tokens, deps.wrongTokens);
            return context.body(await support.packet(), 200, {'Content-Type': 'application/json'});
        });
    }
    if (deps.explain) {
        app.post(SERVICE_ROUTE.explain, explainRoute(deps, deps.explain));
    }
    if (deps.details) {
        app.post(SERVICE_ROUTE.details, detailsRoute(deps, deps.details));
    }
    if (deps.shift) {
        app.post(SERVICE_ROUTE.shift, shiftRoute(deps, deps.shift));
    }
};

const routesOfPanel = (app: Hono, deps: HttpDeps, access: PanelAccess): void => {
    app.get(ROUTE.panel, panelRoute(deps, access));
    app.get(ROUTE.panelActions, panelProgressRoute(deps));
    app.post(ROUTE.panelActions, panelActionsRoute(deps));
    app.get(ROUTE.panelDetails, panelDetailsRoute(deps, access));
    app.get(ROUTE.panelCurves, panelCurvesRoute(deps, access));
};

const answerErrors = (app: Hono, deps: Pick<HttpDeps, 'logger'>): void => {
    app.notFound((context) => {
        const known = app.routes.some(({path}) => path === context.req.path);
        const message = known
            ? `${context.req.path} does not accept ${context.req.method}.`
            : 'There is nothing at this address.';
        return context.json({error: {code: 'bad_request', message}}, known ? 405 : 404);
    });
    app.onError((error, context) => {
        const known = asAppError(error);
        const status = HTTP_STATUS[known.code];
        // Whoever guesses tokens can be shut out by their address.
        const sender = known.code === 'unauthorized' ? {address: addressOf(context)} : {};
        const facts = {route: routeLabel(context.req.path), ...sender, error: known};
        if (status >= 500) {
            deps.logger.error('Request failed', facts);
        } else {
            deps.logger.warn('Request refused', facts);
        }
        return context.json({error: {code: known.code, message: known.message}}, status);
    });
};

/** Whether the body limit can be skipped, which is worthwhile because enforcing it turns every body into a stream. */
const saysSmall = (headers: Headers): boolean => {
    const length = headers.get('Content-Length');
    return length !== null && Number(length) <= MAX_BODY_BYTES && !headers.has('Transfer-Encoding');
};

/** Only known paths become label values, or else a scanner could flood the metrics. */
const routeLabel = (path: string): string =>
    [...Object.values(ROUTE), ...Object.values(SERVICE_ROUTE)].find((route) => route === path) ?? 'other';
