import {randomBytes} from 'node:crypto';
import type {Hono} from 'hono';
import {PLUGIN_ID} from '#contract';
import {type Application, createApplication} from '../app/application';
import type {SetupDoor} from '../app/commands/setup';
import {createDoctor, requireAdministrator} from '../app/doctor/doctor';
import {NOTIFICATION_WAIT_MS} from '../app/doctor/doctor_context';
import {HealthMonitor} from '../app/health/health_monitor';
import {Watch} from '../app/health/watch';
import type {Clock, Logger, Metrics} from '../app/ports';
import {appSettings, openitcockpitSettings} from '../config/app_settings';
import type {Settings} from '../config/schema';
import {asAppError} from '../domain/errors';
import type {Language} from '../domain/texts';
import {createHttpApp} from '../http/http_app';
import {RpcChat} from '../mattermost/plugin_api/chat';
import {createPostJson} from '../net/post_json';
import {createOpenitcockpit} from '../openitcockpit';
import {isAdministrator} from '../plugin_api/administrators';
import type {PluginApi} from '../plugin_api/plugin_api';
import {KvAudit} from '../store/kv/audit';
import type {KeyValues} from '../store/kv/key_values';
import {KvStore} from '../store/kv/store';
import {KvWatch} from '../store/kv/watch';
import {createSetupDoor} from './setup_door';
import {WebhookPosts} from './webhook_posts';

/**
 * The app as one configuration makes it; replaced whole when the settings change. What is under way in the one before goes
 * on to its end, so nothing of it is closed: connections that nobody uses end by themselves.
 */
export interface RunningApp {
    readonly settings: Settings;
    /** Of times in texts. */
    readonly timeZone: string;
    readonly application: Application;
    readonly setupDoor: SetupDoor;
    /** Doctor as a direct message. @param host of a real notification; empty: none @throws AppError `forbidden` */
    readonly startDoctor: (userId: string, language: Language, host: string) => Promise<void>;
    readonly http: Hono;
    readonly health: HealthMonitor;
    readonly webhookPosts: WebhookPosts;
    /** Leaves what is still under way to others. */
    letGo(): Promise<void>;
}

export interface RunningAppDeps {
    readonly api: PluginApi;
    readonly kv: KeyValues;
    readonly botId: string;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly version: string;
    /** Tells this node from the others, also after a restart. */
    readonly node: string;
    /** Why newer settings are not in use. */
    readonly wrongSettings: (language?: Language) => string | undefined;
}

const nonce = (): string => randomBytes(12).toString('base64url');

export const createRunningApp = (settings: Settings, deps: RunningAppDeps): RunningApp => {
    const {api, kv, botId, clock, logger, metrics, version, node, wrongSettings} = deps;
    const chat = new RpcChat(api, botId, logger);
    const monitoring = createOpenitcockpit(openitcockpitSettings(settings), {clock, logger, metrics});
    const forApp = pluginAppSettings(settings);
    const store = new KvStore(kv, clock);
    const watch = new Watch({
        chat,
        store,
        watchStore: new KvWatch(kv, clock),
        clock,
        logger,
        alarmChannel: settings.ALARM_CHANNEL,
        heartbeatMinutes: settings.HEARTBEAT_MINUTES,
        language: forApp.language,
        timeZone: forApp.timeZone,
        node,
    });
    const health = new HealthMonitor({
        monitoring,
        chat,
        logger,
        version,
        wrongSettings,
        policy: forApp.actionPolicy,
        circuit: () => monitoring.circuit(),
        queuedActions: () => application.queuedActions(),
        reconciled: () => application.reconciled(),
        remarks: (weight, language) => application.remarks(weight, language),
        onMonitoringBack: () => application.resume(),
        watch,
    });
    const application = createApplication(forApp, {
        chat,
        monitoring,
        store,
        audit: new KvAudit(kv, clock),
        clock,
        logger,
        metrics,
        nonce,
        detectedLinkStyle: () => health.linkStyle(),
        heard: (via) => watch.notified(via),
    });
    const doctor = createDoctor({
        chat,
        monitoring,
        settings: forApp,
        clock,
        addresses: {webhook: settings.WEBHOOK_URL || undefined},
        post: createPostJson({
            ca: settings.CUSTOM_CA || undefined,
            skipTlsVerification: settings.SKIP_TLS_VERIFICATION,
            proxyFor: () => undefined,
        }),
        expectTest: (hostUuid, mark) => application.expectTest(hostUuid, mark),
        notificationWaitMs: NOTIFICATION_WAIT_MS,
        nonce,
        wrongSettings,
    });
    const setupDoor = createSetupDoor(settings, {
        ...deps,
        chat,
        provisioning: monitoring.provisioning,
        store,
        forApp,
    });
    const http = createHttpApp({
        application,
        doctor,
        setup: setupDoor.guide,
        logger,
        metrics,
        clock,
        notificationTokens: settings.NOTIFICATION_TOKEN,
        watch,
        health: () => health.report(),
        // Mattermost sets this header itself and removes what a caller sent.
        userOf: (headers) => headers.get('Mattermost-User-Id') ?? '',
        doctorDoor: {
            doctor,
            isAdministrator: (userId) => isAdministrator(api, userId),
        },
    });
    return {
        settings,
        timeZone: forApp.timeZone,
        application,
        setupDoor,
        startDoctor: async (userId, language, host) => {
            requireAdministrator(await isAdministrator(api, userId), language);
            void doctor
                .tellPerson(userId, language, host)
                .catch((error: unknown) => logger.error('Doctor', {error: asAppError(error)}));
        },
        http,
        health,
        webhookPosts: new WebhookPosts({
            application,
            botId,
            signingSecrets: forApp.signingSecrets,
            adoptFrom: settings.ADOPT_BUILTIN_POSTS ? settings.OPENITCOCKPIT_URL : '',
            clock,
            logger,
        }),
        letGo: () => store.letGo(),
    };
};

/** Another node may be at work on what we find pending: its whole deadline must pass before a command is sent again. */
const pluginAppSettings = (settings: Settings) => {
    const base = appSettings(settings, `/plugins/${PLUGIN_ID}`);
    return {...base, readBack: {...base.readBack, settleMs: base.readBack.deadlineMs + 5000}};
};
