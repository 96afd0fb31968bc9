import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {ROUTE} from '#contract';
import type {Application} from '../app/application';
import type {Doctor} from '../app/doctor/doctor';
import type {HealthReport} from '../app/health/health_monitor';
import type {Watch} from '../app/health/watch';
import type {Clock, Logger, Metrics} from '../app/ports';
import type {SetupGuide} from '../app/setup/guide';
import {AppError, asAppError} from '../domain/errors';
import {HTTP_STATUS} from './error_answers';
import {actionsRoute} from './routes/actions';
import {dialogsRoute} from './routes/dialogs';
import {doctorRoute} from './routes/doctor';
import {heartbeatRoute} from './routes/heartbeat';
import {namesRoute} from './routes/names';
import {notificationsRoute} from './routes/notifications';
import {supportRoute} from './routes/support';
import {testNotificationRoute} from './routes/test_notification';

export interface HttpDeps {
    readonly application: Application;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly clock: Clock;
    /** Accepted bearer tokens of /api/v1/notifications and /api/v1/heartbeat. */
    readonly notificationTokens: readonly string[];
    readonly watch: Pick<Watch, 'heartbeat'>;
    readonly health: () => HealthReport;
    /**
     * The caller's Mattermost user id, where the door knows it for sure; undefined where it does not (door 1: there the
     * signatures prove who it is). An empty text = nobody is logged in.
     */
    readonly userOf?: ((headers: Headers) => string) | undefined;
    /** Answers presses of Doctor's test alerts. */
    readonly doctor?: Pick<Doctor, 'answerPress'> | undefined;
    /** Answers presses of set-up's direct message. Absent where nobody is led (door 1). */
    readonly setup?: Pick<SetupGuide, 'answerPress'> | undefined;
    /** Doctor over HTTP. Absent where the door has no administrators (door 1). */
    readonly doctorDoor?: DoctorDoor | undefined;
    /** The support packet. Absent where the door has a command for it (door 2). */
    readonly support?: SupportDoor | undefined;
    /** Prometheus text; undefined where the door offers no metrics. */
    readonly metricsText?: (() => Promise<{text: string; contentType: string}>) | undefined;
}

export interface DoctorDoor {
    readonly doctor: Pick<Doctor, 'examine'>;
    readonly isAdministrator: (userId: string) => Promise<boolean>;
}

export interface SupportDoor {
    /** Accepted bearer tokens. */
    readonly tokens: readonly string[];
    readonly packet: () => Promise<string>;
}

/** Larger than any plugin output; smaller than what could hurt. */
export const MAX_BODY_BYTES = 1_048_576;

/** All routes and middleware, in reading order. `fetch(Request) → Response` is what both doors call. */
export const createHttpApp = (deps: HttpDeps): Hono => {
    const app = new Hono();

    app.use(async (context, next) => {
        const started = deps.clock.now();
        await next();
        const seconds = (deps.clock.now() - started) / 1000;
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
    if (deps.doctorDoor) {
        app.post(ROUTE.doctor, doctorRoute(deps, deps.doctorDoor));
    }
    if (deps.userOf) {
        app.get(ROUTE.hostNames, namesRoute(deps, 'hosts'));
        app.get(ROUTE.serviceNames, namesRoute(deps, 'services'));
    }
    app.get(ROUTE.health, (context) => context.json(deps.health()));
    if (deps.support) {
        app.get(ROUTE.support, supportRoute(deps.support));
    }
    app.get(ROUTE.metrics, async (context) => {
        const metrics = await deps.metricsText?.();
        return metrics ? context.body(metrics.text, 200, {'Content-Type': metrics.contentType}) : context.notFound();
    });

    app.notFound((context) => {
        const known = app.routes.some(({path}) => path === context.req.path);
        const message = known
            ? `${context.req.path} does not take ${context.req.method}.`
            : 'There is nothing at this address.';
        return context.json({error: {code: 'bad_request', message}}, known ? 405 : 404);
    });
    app.onError((error, context) => {
        const known = asAppError(error);
        const status = HTTP_STATUS[known.code];
        const facts = {route: routeLabel(context.req.path), error: known};
        if (status >= 500) {
            deps.logger.error('Request failed', facts);
        } else {
            deps.logger.warn('Request refused', facts);
        }
        return context.json({error: {code: known.code, message: known.message}}, status);
    });
    return app;
};

/** Whether the limit on bodies can be spared, which begins with making a stream of every body. */
const saysSmall = (headers: Headers): boolean => {
    const length = headers.get('Content-Length');
    return length !== null && Number(length) <= MAX_BODY_BYTES && !headers.has('Transfer-Encoding');
};

/** Only known paths become label values, or a scanner could fill the metrics. */
const routeLabel = (path: string): string => Object.values(ROUTE).find((route) => route === path) ?? 'other';
