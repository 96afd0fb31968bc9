import {randomBytes} from 'node:crypto';
import type {AddressInfo} from 'node:net';
import {type ServerType, serve} from '@hono/node-server';
import {createApplication} from '../../app/application';
import {HealthMonitor} from '../../app/health/health_monitor';
import {Watch} from '../../app/health/watch';
import type {Logger} from '../../app/ports';
import {appSettings, openitcockpitSettings} from '../../config/app_settings';
import {environmentAndFile} from '../../config/file_source';
import {readSettings, requireSettings} from '../../config/read_settings';
import type {Settings} from '../../config/schema';
import {supportPacket} from '../../config/support_packet';
import {asAppError} from '../../domain/errors';
import {createHttpApp} from '../../http/http_app';
import {createRestChat} from '../../mattermost/rest/chat';
import {createOpenitcockpit} from '../../openitcockpit';
import {openFileAudit} from '../../store/file/audit';
import {openFileStore} from '../../store/file/store';
import {openFileWatch} from '../../store/file/watch';
import {systemClock} from '../../telemetry/clock';
import {createLogger} from '../../telemetry/logger';
import {createMetrics} from '../../telemetry/metrics';
import {mattermostSettings, publicUrl, standaloneDoctor} from '../doctor_ports';
import {supportTokens} from '../support';

export interface ServeCall {
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Settings file named on the command line. */
    readonly settingsFile?: string | undefined;
    readonly version: string;
    /** Receives log lines. */
    readonly log: (line: string) => void;
    /** Overrides for tests: shorter pauses while reading back, and between health checks. */
    readonly readBack?: {readonly firstDelayMs: number; readonly maxDelayMs: number; readonly settleMs: number};
    readonly healthIntervalMs?: number;
}

export interface RunningService {
    /** Where it listens, e.g. `http://127.0.0.1:8066`. */
    readonly url: string;
    /** Stops taking requests, finishes what is under way (at most `graceMs`), closes the store. */
    stop(graceMs?: number): Promise<void>;
}

const HEALTH_INTERVAL_MS = 60_000;
/** Longer than a read-back deadline; what is left after it is resumed at the next start. */
const GRACE_MS = 20_000;

/**
 * Door 1: the handler as a service of its own.
 * @throws AppError `misconfigured`
 */
export const startService = async (call: ServeCall): Promise<RunningService> => {
    const settings = readSettings(environmentAndFile(call.env, call.settingsFile));
    requireSettings(settings, ['MATTERMOST_URL', 'MATTERMOST_BOT_TOKEN', 'NOTIFICATION_TOKEN', 'SIGNING_SECRET']);
    const logger = createLogger(settings.LOG_LEVEL, call.log);
    warnAboutRisks(settings, logger);

    const metrics = createMetrics();
    const deps = {clock: systemClock, logger, metrics};
    const nowSeconds = () => Math.floor(systemClock.now() / 1000);
    const store = await openFileStore(settings.DATA_FOLDER, nowSeconds);
    const audit = await openFileAudit(settings.DATA_FOLDER, nowSeconds);
    const chat = createRestChat(mattermostSettings(settings), deps);
    const monitoring = createOpenitcockpit(openitcockpitSettings(settings), deps);
    const base = appSettings(settings, publicUrl(settings));
    const watch = new Watch({
        ...deps,
        chat,
        store,
        watchStore: await openFileWatch(settings.DATA_FOLDER),
        alarmChannel: settings.ALARM_CHANNEL,
        heartbeatMinutes: settings.HEARTBEAT_MINUTES,
        language: base.language,
        timeZone: base.timeZone,
        node: 'service',
    });
    const health = new HealthMonitor({
        monitoring,
        chat,
        logger,
        version: call.version,
        policy: base.actionPolicy,
        circuit: () => monitoring.circuit(),
        queuedActions: () => application.queuedActions(),
        reconciled: () => application.reconciled(),
        remarks: (weight, language) => application.remarks(weight, language),
        onMonitoringBack: () => application.resume(),
        watch,
    });
    const application = createApplication(
        {...base, readBack: {...base.readBack, ...call.readBack}},
        {
            ...deps,
            store,
            audit,
            chat,
            monitoring,
            nonce: () => randomBytes(12).toString('base64url'),
            detectedLinkStyle: () => health.linkStyle(),
            heard: (via) => watch.notified(via),
        },
    );
    const app = createHttpApp({
        ...deps,
        application,
        doctor: standaloneDoctor(settings, {monitoring, chat, clock: systemClock}),
        notificationTokens: settings.NOTIFICATION_TOKEN,
        watch,
        support: {
            tokens: supportTokens(settings),
            packet: async () => {
                const mattermost = await chat
                    .whoAmI()
                    .catch((error: unknown) => ({version: asAppError(error).message}));
                return supportPacket({
                    now: systemClock.now(),
                    door: 'service',
                    version: call.version,
                    mattermostVersion: mattermost.version,
                    health: health.report(),
                    settings,
                    warnings: logger.recent(),
                });
            },
        },
        health: () => health.report(),
        metricsText: async () => ({text: await metrics.text(), contentType: metrics.contentType}),
    });

    const server = await listen(app.fetch, settings.LISTEN_ADDRESS).catch(async (error: unknown) => {
        await Promise.all([store.close(), audit.close()]);
        throw error;
    });
    const url = urlOf(server);
    const timer = setInterval(() => void health.check(), call.healthIntervalMs ?? HEALTH_INTERVAL_MS);
    timer.unref();
    void health.check();
    application.resume();
    application.watch();
    logger.info('Listening', {url, version: call.version});

    return {
        url,
        stop: async (graceMs = GRACE_MS) => {
            clearInterval(timer);
            application.rest();
            await close(server);
            await atMost(graceMs, application.idle());
            await Promise.all([store.close(), audit.close()]);
            logger.info('Stopped');
        },
    };
};

/** The pause ends with the work, or it would keep the process alive. */
const atMost = async (milliseconds: number, work: Promise<void>): Promise<void> => {
    const over = new AbortController();
    const pause = systemClock.sleep(milliseconds, over.signal).catch(() => undefined);
    await Promise.race([work, pause]);
    over.abort();
};

const warnAboutRisks = (settings: Settings, logger: Logger): void => {
    if (settings.SKIP_TLS_VERIFICATION) {
        logger.warn('SKIP_TLS_VERIFICATION is on: anybody on the way can read the API key. Use CUSTOM_CA instead.');
    }
};

const listen = (fetch: (request: Request) => Response | Promise<Response>, address: string): Promise<ServerType> => {
    const split = address.lastIndexOf(':');
    const hostname = address.slice(0, split).replace(/^\[(.*)\]$/, '$1') || '0.0.0.0';
    return new Promise((resolve, reject) => {
        const server = serve({fetch, hostname, port: Number(address.slice(split + 1))}, () => resolve(server));
        server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(address, error)));
    });
};

const listenError = (address: string, error: NodeJS.ErrnoException): Error =>
    Object.assign(asAppError(error), {message: `LISTEN_ADDRESS ${address} cannot be used (${error.code}).`});

const urlOf = (server: ServerType): string => {
    const {address, family, port} = server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
};

const close = (server: ServerType): Promise<void> =>
    new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) {
            server.closeIdleConnections();
        }
    });
