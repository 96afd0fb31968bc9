import type {ThreadsPort} from './app/actions/threads_port';
import type {AppSettings, ReadBack} from './app/app_context';
import {createApplication} from './app/application';
import type {BulkStore} from './app/bulk/bulk_store';
import type {Doctor} from './app/doctor/doctor';
import {HealthMonitor} from './app/health/health_monitor';
import {type Backlog, NO_BACKLOG} from './app/health/signs';
import type {StorageHealth} from './app/health/storage_health';
import {Watch} from './app/health/watch';
import type {WatchStore} from './app/health/watch_store';
import type {WebPartWatch} from './app/health/web_parts';
import type {AuthorityPort} from './app/notifications/authority_port';
import type {AuditLog} from './app/people/audit_log';
import type {KeyVault} from './app/people/key_vault';
import {languageOf} from './app/people/language_of';
import type {AlertStore} from './app/posts/alert_store';
import type {ChatPort} from './app/posts/chat_port';
import type {SubscriptionStore} from './app/routing/subscription_store';
import {ownCommands} from './app/setup/own_commands';
import type {ShiftMemory} from './app/shift/forgetful';
import type {MembersPort} from './app/shift/members_port';
import type {StormStore} from './app/storms/storm_store';
import type {EventStreamPort} from './app/stream/stream_port';
import type {ChannelWatch} from './app/subscribing/channel_watch';
import type {WhispersPort} from './app/subscribing/channels_port';
import type {Clock, Logger, Metrics} from './app/telemetry';
import type {Application} from './app/use_cases';
import {appSettings, eventStreamSettings, openitcockpitSettings} from './config/app_settings';
import type {Settings} from './config/schema';
import type {Language} from './domain/texts';
import type {Connection} from './http/caller';
import {createHttpApp} from './http/http_app';
import type {HttpDeps} from './http/http_deps';
import {WrongTokens} from './http/wrong_tokens';
import {createEventStream, createOpenitcockpit} from './openitcockpit';
import {nonce} from './telemetry/nonce';

/** What differs between the doors: the ports, and what only one of them offers. */
export interface Door<Extras extends Partial<HttpDeps>> {
    readonly chat: ChatPort;
    readonly store: AlertStore;
    readonly subscriptions?: SubscriptionStore | undefined;
    readonly storms?: StormStore | undefined;
    readonly shift: ShiftMemory;
    readonly audit: AuditLog;
    readonly bulkStore: BulkStore;
    /** People's own API keys; absent where nobody can connect. */
    readonly vault?: KeyVault | undefined;
    /** These two are absent for door 1, where nobody types commands. */
    readonly members?: MembersPort | undefined;
    readonly threads?: ThreadsPort | undefined;
    readonly watchStore: WatchStore;
    readonly storage: StorageHealth;
    /** Absent where the webapp cannot reach us. */
    readonly webParts?: WebPartWatch;
    /** Absent for door 1: Mattermost's REST API cannot replace what one person was shown. */
    readonly whispers?: Pick<WhispersPort, 'replace'>;
    /** May other nodes change what is stored? Absent for door 1, which has none. */
    readonly hasOtherNodes?: () => boolean;
    /** Absent for door 1, whose bot is told by Mattermost. */
    readonly subscribed?: ChannelWatch;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly version: string;
    /** Distinguishes this node from the others, across restarts. */
    readonly node: string;
    /** Where Mattermost reaches the routes: the service's address, or the plugin's path. */
    readonly address: string;
    /** The machine's own time zone, if it is known without Intl. */
    readonly machineZone?: string | undefined;
    readonly readBack?: Partial<ReadBack> | undefined;
    readonly healthIntervalMs?: number | undefined;
    /** Which channels count; only where unsigned posts are taken. */
    readonly authority?: AuthorityPort;
    /** Why newer settings are not in use. */
    readonly wrongSettings?: (language?: Language) => string | undefined;
    readonly doctor: (made: Made) => Doctor;
    readonly http: (made: Made & {readonly doctor: Doctor}) => Extras;
}

/** What is the same behind both doors. */
export interface Made {
    readonly application: Application;
    readonly monitoring: ReturnType<typeof createOpenitcockpit>;
    readonly health: HealthMonitor;
    readonly settings: AppSettings;
    /** Absent where none is set. */
    readonly stream: EventStreamPort | undefined;
}

/** A handler for one configuration. */
export interface Handler<Extras extends Partial<HttpDeps>> extends Made {
    readonly doctor: Doctor;
    /** What the door's `http` returned. */
    readonly extras: Extras;
    readonly fetch: (request: Request, connection: Connection) => Response | Promise<Response>;
    /** Resumes what is pending, and from now on keeps posts and health up to date. */
    start(): void;
    rest(): void;
    /** Resolves when no background work is left. */
    idle(): Promise<void>;
}

const HEALTH_INTERVAL_MS = 60_000;

/** The one place where settings and ports become a handler. */
export const compose = <Extras extends Partial<HttpDeps>>(settings: Settings, door: Door<Extras>): Handler<Extras> => {
    const made = makeApplication(settings, door);
    const {application, health, watch, settings: forApp} = made;
    const doctor = door.doctor(made);
    const extras = door.http({...made, doctor});
    const wrongTokens = new WrongTokens(door.clock);
    const http = createHttpApp({
        application,
        doctor,
        logger: door.logger,
        metrics: door.metrics,
        clock: door.clock,
        notificationTokens: settings.NOTIFICATION_TOKEN,
        wrongTokens,
        watch,
        health: () => health.report(),
        languageOf: (userId) => languageOf(door, userId, forApp.language),
        ...extras,
    });
    let timer: NodeJS.Timeout | undefined;
    let checking = Promise.resolve();
    const check = (): void => {
        checking = health.check();
    };
    return {
        ...made,
        doctor,
        extras,
        fetch: http.fetch,
        start: () => {
            // Before anything slow, or a restart would look as if nothing had ever been heard.
            checking = watch
                .recall()
                .then(() => application.prepare())
                .then(() => health.check());
            timer = setInterval(check, door.healthIntervalMs ?? HEALTH_INTERVAL_MS);
            timer.unref();
            application.resume();
            application.watch();
        },
        rest: () => {
            clearInterval(timer);
            wrongTokens.release();
            application.rest();
        },
        idle: async () => {
            await Promise.all([application.idle(), checking]);
        },
    };
};

const makeApplication = (
    settings: Settings,
    door: Omit<Door<object>, 'doctor' | 'http'>,
): Made & {readonly watch: Watch} => {
    const {clock, logger, metrics} = door;
    const monitoring = createOpenitcockpit(openitcockpitSettings(settings), {clock, logger, metrics});
    const stream = streamOf(settings, clock);
    const base = appSettings(settings, door.address, door.machineZone);
    const forApp = {...base, readBack: {...base.readBack, ...door.readBack}};
    const watch = makeWatch(settings, door, forApp, () => application);
    metrics.signs(() => watch.signs());
    const health = new HealthMonitor({
        ...door,
        monitoring,
        policy: forApp.actionPolicy,
        circuit: () => monitoring.circuit(),
        queuedActions: () => application.queuedActions(),
        reconciled: () => application.reconciled(),
        findings: (weight, spoken) => application.findings(weight, spoken),
        onMonitoringBack: () => {
            application.resume();
            application.missed();
        },
        watch,
        signs: () => watch.signs(),
        streamed: () => application.streamed(),
    });
    const application = createApplication(forApp, {
        ...door,
        monitoring,
        stream,
        nonce,
        detectedLinkStyle: () => health.linkStyle(),
        heard: (via) => watch.notified(via),
        hasRead: () => watch.read(),
        // Without a token nothing is accepted, so no command is in use.
        ownCommands: settings.NOTIFICATION_TOKEN.length > 0 ? () => ownCommands(monitoring.provisioning) : undefined,
        onCommandNews: () => health.check(),
    });
    return {application, monitoring, health, settings: forApp, stream, watch};
};

const makeWatch = (
    {ALARM_CHANNEL: alarmChannel, HEARTBEAT_MINUTES: heartbeatMinutes, EVENT_STREAM_URL: streamUrl}: Settings,
    {chat, store, watchStore, clock, logger, node, storage}: Omit<Door<object>, 'doctor' | 'http'>,
    {language, timeZone}: AppSettings,
    application: () => Application,
): Watch =>
    new Watch({
        chat,
        store,
        watchStore,
        clock,
        logger,
        alarmChannel,
        heartbeatMinutes,
        language,
        timeZone,
        node,
        compared: () => application().reconciled(),
        postsBehind: () => application().postsBehind(),
        streamed: () => application().streamed(),
        hasStream: streamUrl !== '',
        unreadable: () => recordsSetAside(storage),
    });

const streamOf = (settings: Settings, clock: Clock) =>
    settings.EVENT_STREAM_URL === ''
        ? undefined
        : createEventStream(eventStreamSettings(settings), {clock, random: Math.random});

/** Stored records that cannot be read. */
const recordsSetAside = (storage: StorageHealth): Backlog => {
    const found = storage.damaged();
    return found ? {count: found.count, since: found.newest} : NO_BACKLOG;
};
