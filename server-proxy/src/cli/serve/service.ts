import type {HealthMonitor} from '../../app/health/health_monitor';
import type {AlertStore} from '../../app/posts/alert_store';
import type {ChatPort} from '../../app/posts/chat_port';
import type {Logger} from '../../app/telemetry';
import {compose, type Made} from '../../compose';
import {environmentAndFile} from '../../config/file_source';
import {readSettings, requireSettings} from '../../config/read_settings';
import type {Settings} from '../../config/schema';
import {supportPacket} from '../../config/support_packet';
import {AppError, asAppError} from '../../domain/errors';
import {createRestChat} from '../../mattermost/rest/chat';
import {openFileAudit} from '../../store/file/audit';
import {openFileBulk} from '../../store/file/bulk';
import {Damage} from '../../store/file/damage';
import {openFileEpisodes} from '../../store/file/episodes';
import {openFileShift} from '../../store/file/shift';
import {openFileStore} from '../../store/file/store';
import {openFileStorms} from '../../store/file/storms';
import {openSubscriptionsFile} from '../../store/file/subscriptions';
import {openFileWatch} from '../../store/file/watch';
import {systemClock} from '../../telemetry/clock';
import {createLogger, type LevelledLogger} from '../../telemetry/logger';
import {createMetrics} from '../../telemetry/metrics';
import {serviceTokens} from '../ask_service';
import {mattermostSettings, publicUrl, standaloneDoctor} from '../doctor_ports';
import {supportTokens} from '../support';
import {operatorDetails} from './details';
import {atMost, listen, stopListening, urlOf} from './listener';

export interface ServeCall {
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Given on the command line. */
    readonly settingsFile?: string | undefined;
    readonly version: string;
    readonly log: (line: string) => void;
    /** For tests: shorter pauses while reading back, and between health checks. */
    readonly readBack?: {readonly firstDelayMs: number; readonly maxDelayMs: number; readonly settleMs: number};
    readonly healthIntervalMs?: number;
}

export interface RunningService {
    /** Where it listens, e.g. `http://127.0.0.1:8066`. */
    readonly url: string;
    /** Aborted when another handler took over DATA_FOLDER. */
    readonly lost: AbortSignal;
    /** Stops accepting requests, finishes those in progress and then (in at most `graceMs`) what they began, closes the store. */
    stop(graceMs?: number): Promise<void>;
}

/** Requests in progress, then work behind them: together less than the 10 s that Docker allows. The rest is resumed. */
const ANSWER_MS = 3000;
const GRACE_MS = 4000;

/** @throws AppError `misconfigured` */
export const startService = async (call: ServeCall): Promise<RunningService> => {
    const settings = readSettings(environmentAndFile(call.env, call.settingsFile));
    requireSettings(settings, ['MATTERMOST_URL', 'MATTERMOST_BOT_TOKEN', 'NOTIFICATION_TOKEN', 'SIGNING_SECRET']);
    refusePluginOnly(settings);
    const logger = createLogger(settings.LOG_LEVEL, call.log);
    warnAboutRisks(settings, logger);

    const subscriptions = await openSubscriptionsFile(settings.SUBSCRIPTIONS_FILE);
    const metrics = createMetrics();
    const nowSeconds = () => Math.floor(systemClock.now() / 1000);
    const lost = new AbortController();
    const opening = {nowSeconds, logger, onLost: () => lost.abort()};
    const stores = await openStores(settings.DATA_FOLDER, opening);
    const {store} = stores;
    const chat = createRestChat(mattermostSettings(settings), {clock: systemClock, logger, metrics});
    const handler = compose(settings, {
        ...stores,
        chat,
        subscriptions,
        storage: store,
        clock: systemClock,
        logger,
        metrics,
        version: call.version,
        node: 'service',
        address: publicUrl(settings),
        readBack: call.readBack,
        healthIntervalMs: call.healthIntervalMs,
        doctor: ({monitoring, application: {readsSent}}) =>
            standaloneDoctor(settings, {monitoring, chat, clock: systemClock, readsSent}),
        http: (made) => ({
            support: {
                tokens: supportTokens(settings),
                packet: () => packetOf(settings, {version: call.version, chat, health: made.health, logger}),
            },
            ...questionsTo(settings, made, store),
            metricsText: async () => ({text: await metrics.text(), contentType: metrics.contentType}),
        }),
    });
    const server = await listen(handler.fetch, settings.LISTEN_ADDRESS).catch(async (error: unknown) => {
        await stores.close();
        throw error;
    });
    const url = urlOf(server);
    handler.start();
    logger.info('Listening', {url, version: call.version});

    return {
        url,
        lost: lost.signal,
        stop: async (graceMs = GRACE_MS) => {
            handler.rest();
            await stopListening(server, ANSWER_MS);
            await atMost(graceMs, handler.idle());
            await stores.close();
            logger.info('Stopped');
        },
    };
};

/** What whoever can read the settings may ask. */
const questionsTo = (settings: Settings, made: Made, store: AlertStore) => {
    const {timeZone} = made.settings;
    return {
        explain: {tokens: serviceTokens(settings, 'explain'), timeZone, siteUrl: settings.MATTERMOST_URL},
        details: {
            tokens: serviceTokens(settings, 'details'),
            tell: operatorDetails(made, {store, clock: systemClock}),
        },
        shift: {tokens: serviceTokens(settings, 'shift')},
    };
};

/** The first of them takes the folder's lock, which lasts until it is closed. @throws AppError naming DATA_FOLDER */
const openStores = async (
    folder: string,
    {nowSeconds, logger, onLost}: {nowSeconds: () => number; logger: Logger; onLost: () => void},
) => {
    const damage = new Damage(folder, nowSeconds, logger);
    const store = await openFileStore(folder, nowSeconds, damage, onLost);
    try {
        const watchStore = await openFileWatch(folder, damage);
        const audit = await openFileAudit(folder, nowSeconds, undefined, damage);
        const bulkStore = await openFileBulk(folder, nowSeconds, damage);
        const storms = await openFileStorms(folder, damage);
        const episodes = await openFileEpisodes(folder, nowSeconds, damage);
        const shift = {episodes, shifts: await openFileShift(folder, damage)};
        const close = () => Promise.all([store.close(), audit.close(), bulkStore.close(), episodes.close()]);
        return {store, audit, bulkStore, watchStore, storms, shift, close};
    } catch (error) {
        await store.close();
        throw error;
    }
};

const packetOf = async (
    settings: Settings,
    {version, chat, health, logger}: {version: string; chat: ChatPort; health: HealthMonitor; logger: LevelledLogger},
): Promise<string> => {
    const mattermost = await chat.whoAmI().catch((error: unknown) => ({version: asAppError(error).message}));
    return supportPacket({
        now: systemClock.now(),
        door: 'service',
        version,
        mattermostVersion: mattermost.version,
        health: health.report(),
        settings,
        warnings: logger.recent(),
    });
};

/** Nobody can connect here: Mattermost offers commands to plugins only. */
const refusePluginOnly = ({ACTION_POLICY}: Settings): void => {
    if (ACTION_POLICY === 'connected') {
        throw new AppError(
            'misconfigured',
            'Wrong setting: ACTION_POLICY is connected, which works in the plugin only: choose another policy.',
        );
    }
};

const warnAboutRisks = (settings: Settings, logger: Logger): void => {
    if (settings.SKIP_TLS_VERIFICATION) {
        logger.warn(
            'SKIP_TLS_VERIFICATION is on: anyone on the way to openITCOCKPIT can read the API key. Use CUSTOM_CA instead.',
        );
    }
};
