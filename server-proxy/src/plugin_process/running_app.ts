import {PLUGIN_ID} from '#contract';
import {Background} from '../app/background';
import {createDoctor, type Doctor, requireAdministrator} from '../app/doctor/doctor';
import {NOTIFICATION_WAIT_MS} from '../app/doctor/doctor_context';
import {quietSeconds} from '../app/health/silence';
import {WebPartWatch} from '../app/health/web_parts';
import type {SetupGuide} from '../app/setup/guide';
import {ChannelWatch} from '../app/subscribing/channel_watch';
import type {Clock, Logger, Metrics} from '../app/telemetry';
import {compose, type Handler, type Made} from '../compose';
import {routeOf} from '../config/app_settings';
import type {Settings} from '../config/schema';
import {asAppError} from '../domain/errors';
import {previewSentences} from '../domain/subscription/preview_text';
import type {Language} from '../domain/texts';
import {AuditRecords} from '../mattermost/plugin_api/audit_records';
import {RpcChat} from '../mattermost/plugin_api/chat';
import {RpcMembers} from '../mattermost/plugin_api/members';
import {RpcSubscribedChannels} from '../mattermost/plugin_api/subscribed_channels';
import {RpcThreads} from '../mattermost/plugin_api/threads';
import {RpcWhispers} from '../mattermost/plugin_api/whispers';
import {postJson} from '../net/post_json';
import {createServiceSender} from '../net/service_sender';
import {isAdministrator} from '../plugin_api/administrators';
import type {PluginApi} from '../plugin_api/plugin_api';
import {KvAudit} from '../store/kv/audit';
import {KvBulk} from '../store/kv/bulk';
import {KvDamage} from '../store/kv/damage';
import {KvEpisodes} from '../store/kv/episodes';
import type {KeyValues} from '../store/kv/key_values';
import {KvKeyVault} from '../store/kv/key_vault';
import {KvShift} from '../store/kv/shift';
import {KvStore} from '../store/kv/store';
import {KvStorms} from '../store/kv/storms';
import {KvSubscriptions} from '../store/kv/subscriptions';
import {KvWatch} from '../store/kv/watch';
import {nonce} from '../telemetry/nonce';
import {createAuthority} from './authority';
import type {DetailsParts} from './details';
import {panelParts} from './panel';
import {createSetupGuide} from './setup_guide';
import {createSubscribing, type Subscribing, type SubscribingDeps} from './subscribing';
import {WebhookPosts} from './webhook_posts';

/** Mattermost sets this header itself and removes a caller's. */
export const USER_HEADER = 'Mattermost-User-Id';

/**
 * The app for one configuration, replaced whole when the settings change. What is under way in the previous one runs to
 * its end, so none of it is closed: unused connections end by themselves.
 */
export interface RunningApp extends Pick<Handler<object>, 'application' | 'health' | 'fetch' | 'start' | 'rest'> {
    readonly settings: Settings;
    /** IANA zone of times in texts. */
    readonly timeZone: string;
    readonly setup: SetupGuide;
    readonly subscribing: Subscribing;
    readonly tellDetails: DetailsParts['tellDetails'];
    /** Doctor as a direct message. @param host of a real notification; empty: none @throws AppError `forbidden` */
    readonly startDoctor: (userId: string, language: Language, host: string) => Promise<void>;
    readonly webhookPosts: WebhookPosts;
    /** Resolves when no background work is left. */
    idle(): Promise<void>;
    /** Releases this node's locks, so that others need not wait until they expire. */
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
    /** The machine's own time zone, if it is known without Intl. */
    readonly machineZone: string | undefined;
    /** Distinguishes this node from the others, across restarts. */
    readonly node: string;
    /** Why newer settings are not in use. */
    readonly wrongSettings: (language?: Language) => string | undefined;
}

export const createRunningApp = (settings: Settings, deps: RunningAppDeps): RunningApp => {
    const {api, botId, clock, logger} = deps;
    const chat = new RpcChat(api, botId, logger, settings.SIGNING_SECRET);
    const {damage, store, ...stores} = storesOf(deps);
    const {subscriptions, watchStore, audit} = stores;
    const panel = panelParts(settings, {...deps, chat, store});
    const authority = createAuthority(settings, {...deps, chat, store, subscriptions});
    const background = new Background(logger);
    const mayConfigure = (userId: string) => isAdministrator(api, userId);
    const webParts = new WebPartWatch({...deps, watchStore});
    const channels = new RpcSubscribedChannels(api, botId);
    const subscribed = new ChannelWatch({store: subscriptions, channels, clock, logger});
    const setupOf = ({monitoring: {provisioning}, settings: forApp}: Made, doctor: Doctor) =>
        createSetupGuide(settings, {...deps, chat, provisioning, store, damage, forApp, authority, doctor});
    const handler = compose(settings, {
        ...deps,
        ...stores,
        chat,
        ...portsOf(deps),
        store: panel.store,
        vault: new KvKeyVault(deps.kv, settings.ENCRYPTION_KEY),
        webParts,
        subscribed,
        authority,
        storage: damage,
        address: `/plugins/${PLUGIN_ID}`,
        // Another node may be working on what we find pending, so its whole deadline must pass before a command is sent again.
        readBack: {settleMs: settings.READ_BACK_DEADLINE * 1000 + 5000},
        doctor: (made) => doctorOf(settings, {...deps, chat, webParts, subscribed}, made),
        http: ({doctor, ...made}) => ({
            setup: setupOf(made, doctor),
            panel: {panel: panel.panelOf(made), ...panel.detailsOf(made)},
            ...subscribingOf(settings, {...deps, chat, channels, store: subscriptions, audit}, made, subscribed),
            authority,
            userOf: (headers) => headers.get(USER_HEADER) ?? '',
            genuine: {botId, isGenuine: (postId) => chat.isGenuine(postId)},
            doctorAccess: {doctor, isAdministrator: mayConfigure},
            webPart: {webParts, isAdministrator: mayConfigure},
        }),
    });
    const {doctor, settings: forApp} = handler;
    return {
        ...handler,
        start: () => {
            handler.start();
            background.start('Telling administrators which channels count', () => authority.tellOnce());
        },
        idle: async () => {
            await Promise.all([handler.idle(), background.idle()]);
        },
        settings,
        timeZone: forApp.timeZone,
        setup: handler.extras.setup,
        subscribing: handler.extras.subscriptions,
        tellDetails: handler.extras.panel.tellDetails,
        startDoctor: doctorStarter(doctor, mayConfigure, logger),
        webhookPosts: webhookPostsOf(settings, deps, handler),
        letGo: () => store.letGo(),
    };
};

const doctorStarter =
    (doctor: Doctor, mayConfigure: (userId: string) => Promise<boolean>, logger: Logger): RunningApp['startDoctor'] =>
    async (userId, language, host) => {
        requireAdministrator(await mayConfigure(userId), language);
        void doctor
            .tellPerson(userId, language, host)
            .catch((error: unknown) => logger.error('Doctor', {error: asAppError(error)}));
    };

/** What commands ask Mattermost, and what keeps their lists true. */
const portsOf = ({api, botId, clock}: RunningAppDeps) => ({
    members: new RpcMembers(api),
    threads: new RpcThreads(api),
    whispers: new RpcWhispers(api, botId, clock),
    hasOtherNodes: () => api.openChannels.hasOtherNodes,
});

const storesOf = ({api, kv, clock, logger}: RunningAppDeps) => {
    const damage = new KvDamage(kv, clock, logger);
    return {
        damage,
        store: new KvStore(kv, clock, undefined, damage),
        subscriptions: new KvSubscriptions(kv, clock),
        watchStore: new KvWatch(kv, clock, damage),
        audit: new AuditRecords(new KvAudit(kv, clock, damage), api, logger),
        bulkStore: new KvBulk(kv, clock, damage),
        storms: new KvStorms(kv, clock, damage),
        shift: {episodes: new KvEpisodes(kv, clock, damage), shifts: new KvShift(kv, clock, damage)},
    };
};

const subscribingOf = (
    settings: Settings,
    deps: Omit<SubscribingDeps, 'forApp' | 'onChange' | 'preview'>,
    {application, settings: forApp}: Made,
    subscribed: ChannelWatch,
) => {
    const subscriptions = createSubscribing(settings, {
        ...deps,
        forApp,
        preview: {
            preview: async (filter, language) => {
                const found = await application.previewSubscription(filter);
                return [...previewSentences(found, language), ...found.gaps.map((gap) => gap(language))];
            },
        },
        onChange: () => {
            application.subscriptionsChanged();
            subscribed.forget();
        },
    });
    return {subscriptions, subscribing: subscriptions.desk};
};

const webhookPostsOf = (
    settings: Settings,
    deps: RunningAppDeps,
    {application, settings: {signingSecrets}}: Pick<Made, 'application' | 'settings'>,
): WebhookPosts =>
    new WebhookPosts({
        ...deps,
        application,
        signingSecrets,
        adoptFrom: settings.ADOPT_BUILTIN_POSTS ? settings.OPENITCOCKPIT_URL : '',
    });

type DoctorDeps = Pick<RunningAppDeps, 'clock' | 'wrongSettings'> & {
    readonly chat: RpcChat;
    readonly webParts: WebPartWatch;
    readonly subscribed: ChannelWatch;
};

const doctorOf = (
    settings: Settings,
    {chat, clock, wrongSettings, webParts, subscribed}: DoctorDeps,
    made: Made,
): Doctor =>
    createDoctor({
        chat,
        monitoring: made.monitoring,
        stream: made.stream,
        streamQuietMinutes: async () => {
            const quiet = quietSeconds(made.application.streamed(), Math.floor(clock.now() / 1000));
            return quiet === undefined ? undefined : Math.floor(quiet / 60);
        },
        webParts,
        subscribed,
        settings: made.settings,
        readsSent: () => made.application.readsSent(),
        clock,
        addresses: {webhook: settings.WEBHOOK_URL || undefined},
        // Mattermost's own addresses: never through the proxy.
        post: postJson(createServiceSender({...routeOf(settings), proxy: undefined})),
        expectTest: (hostUuid, mark) => made.application.expectTest(hostUuid, mark),
        notificationWaitMs: NOTIFICATION_WAIT_MS,
        nonce,
        wrongSettings,
    });
