import {hostname} from 'node:os';
import {ROUTE} from '#contract';
import {type HealthReport, publicHealth} from '../app/health/health_monitor';
import {KeyedQueue} from '../app/keyed_queue';
import {languageOf} from '../app/people/language_of';
import type {Clock, Metrics} from '../app/telemetry';
import {packetName, supportPacket} from '../config/support_packet';
import {AppError, asAppError} from '../domain/errors';
import {type Language, textsOf} from '../domain/texts';
import type {Connection} from '../http/caller';
import {errorResponse} from '../http/error_answers';
import {hasToken, isTokenTried} from '../http/notification_token';
import {completionItems} from '../http/routes/completions';
import {WrongTokens} from '../http/wrong_tokens';
import {RpcChat} from '../mattermost/plugin_api/chat';
import {isAdministrator} from '../plugin_api/administrators';
import {BOT, COMMAND, REGISTRY} from '../plugin_api/mattermost_types';
import {CHANNEL_ARCHIVED} from '../plugin_api/open_channels';
import {PluginApi} from '../plugin_api/plugin_api';
import {AloneKeyValues} from '../store/kv/alone_key_values';
import {KeyValues} from '../store/kv/key_values';
import type {LevelledLogger} from '../telemetry/logger';
import type {MetricsOnDemand} from '../telemetry/metrics_on_demand';
import {type GobStruct, type GobValue, gob, type MuxBroker, RpcClient} from '../wire';
import {numberOf, stringOf, structOf} from '../wire/go_values';
import {isAlone} from './alone';
import {giveBotPicture} from './bot_picture';
import {loadSettings, tokensAmong} from './plugin_settings';
import {createRunningApp, type RunningApp, type RunningAppDeps, USER_HEADER} from './running_app';
import {answerCommand, commandDefinition, type TypedCommand} from './slash_command';
import {sendSupportMessage} from './support_message';
import {tellAnswer} from './tell_answer';

const ENSURE_BOT = gob.struct('Z_Args', {A: BOT});
const REGISTER_COMMAND = gob.struct('Z_Args', {A: COMMAND});

const OUR_BOT = {
    Username: 'openitcockpit',
    DisplayName: 'openITCOCKPIT',
    Description: 'Posts openITCOCKPIT alerts and acknowledges them',
};

/** Whatever is unfinished then stays in the store and is resumed at the next start. */
const FINISH_MS = 1500;

export interface LifeDeps extends Pick<RunningAppDeps, 'version' | 'machineZone'> {
    readonly clock: Clock;
    readonly logger: LevelledLogger;
    readonly metrics: Metrics;
    readonly readMetrics: MetricsOnDemand['read'];
    /** The API connection was lost; the host restarts us when we exit. */
    readonly onApiLost: () => void;
}

interface SupportFile {
    readonly name: string;
    readonly text: string;
}

/** Activation, settings and deactivation: decides which app is running, if any. */
export class PluginLife {
    app: RunningApp | undefined;
    private running: RunningAppDeps | undefined;
    /** Why the newest settings are not in use. */
    private wrongSettings: AppError | undefined;
    /** The notification tokens, while there is no app to check them. */
    private tokens: readonly string[] = [];
    private readonly wrongTokens: WrongTokens;
    /** The language the command was registered in. */
    private offered: Language | undefined;
    /** Mattermost waits for the answer to its activation, and the administrator for Mattermost. */
    private isActivating = true;
    /** Applies settings in the order in which they were saved. */
    private readonly changes = new KeyedQueue();

    constructor(
        private readonly broker: MuxBroker,
        private readonly deps: LifeDeps,
    ) {
        this.wrongTokens = new WrongTokens(deps.clock);
    }

    async activate(argument: GobValue): Promise<void> {
        const {APIMuxId, DriverMuxId} = structOf(argument);
        // The host waits 5 s for both; its database driver is meant for plugins written in Go.
        const [stream] = await Promise.all([
            this.broker.dial(numberOf(APIMuxId)),
            this.broker.dial(numberOf(DriverMuxId)).catch(() => undefined),
        ]);
        const rpc = new RpcClient(stream, {registry: REGISTRY});
        void rpc.closed.then(() => this.deps.onApiLost());
        const {clock, metrics} = this.deps;
        const api = new PluginApi(rpc, metrics, clock);
        const [bot, alone] = await Promise.all([
            api.call('EnsureBotUser', ENSURE_BOT, {A: OUR_BOT}),
            isAlone(api).catch((error: unknown) => this.nodesUnknown(error)),
        ]);
        if (alone) {
            api.openChannels.alone();
        }
        this.running = {
            ...this.deps,
            api,
            kv: alone ? new AloneKeyValues(api) : new KeyValues(api),
            botId: stringOf(bot.A),
            node: hostname(),
            wrongSettings: (language = 'en') => this.wrongSettings?.sentence(language),
        };
        await this.configure().catch((error: unknown) =>
            this.deps.logger.error('Settings', {error: asAppError(error)}),
        );
        await this.offerCommand(this.running);
        void giveBotPicture(api, this.running.botId).catch((error: unknown) =>
            this.deps.logger.warn('The bot has no picture', {error: asAppError(error)}),
        );
        this.isActivating = false;
        setImmediate(() => this.app?.start());
    }

    /**
     * Applies the current settings. If one is wrong, the previous configuration stays in use.
     * @throws AppError `misconfigured` naming it
     */
    async configure(): Promise<void> {
        const {running} = this;
        if (running) {
            await this.changes.run('settings', () => this.useSettings(running));
        }
    }

    private async useSettings(running: RunningAppDeps): Promise<void> {
        try {
            const settings = await loadSettings(running.api, running.kv);
            this.deps.logger.setLevel(settings.LOG_LEVEL);
            const before = this.app;
            this.app = createRunningApp(settings, running);
            this.wrongSettings = undefined;
            before?.rest();
            if (!this.isActivating) {
                this.app.start();
            }
            if (this.offered !== undefined && this.offered !== settings.LANGUAGE) {
                await this.offerCommand(running);
            }
            this.deps.logger.info('Settings are in use');
        } catch (error) {
            this.wrongSettings = asAppError(error);
            this.tokens = await tokensAmong(running.api);
            throw this.wrongSettings;
        }
    }

    /** Mattermost's autocompletion has one language for everybody. */
    private async offerCommand({api}: RunningAppDeps): Promise<void> {
        this.offered = this.app?.settings.LANGUAGE ?? 'en';
        await api.call('RegisterCommand', REGISTER_COMMAND, {A: commandDefinition(this.offered)});
    }

    /** Mattermost asks about an update of this post: is it ours? */
    isUpdating(postId: string): boolean {
        const own = this.running?.api.ownUpdates;
        const isOurs = own?.isUnderWay(postId) ?? false;
        if (isOurs) {
            own?.asked();
        }
        return isOurs;
    }

    /** Mattermost is about to store this post. */
    posting({Type, ChannelId}: GobStruct): void {
        if (Type === CHANNEL_ARCHIVED) {
            this.running?.api.openChannels.closed(stringOf(ChannelId));
        }
    }

    /** Somebody else changes a post: it may be getting files, which our next update has to name. */
    edited(postId: string): void {
        this.running?.api.ownUpdates.forget(postId);
    }

    async deactivate(): Promise<void> {
        this.wrongTokens.release();
        this.app?.rest();
        const idle = this.app?.idle() ?? Promise.resolve();
        await Promise.race([idle, this.deps.clock.sleep(FINISH_MS)]);
        await this.app?.letGo();
        await this.running?.kv.flush();
    }

    private nodesUnknown(error: unknown): boolean {
        this.deps.logger.warn('Whether Mattermost has other nodes is not known', {error: asAppError(error)});
        return false;
    }

    async fetch(request: Request, connection: Connection): Promise<Response> {
        if (this.app) {
            return this.app.fetch(request, connection);
        }
        const isTold = await this.mayKnowWhy(request.headers, connection);
        const {pathname, searchParams} = new URL(request.url);
        if (pathname === ROUTE.completions) {
            return Response.json(await completionItems(Object.fromEntries(searchParams), 'en', async () => []));
        }
        // Administrators turn to the health page when nothing else works, so it must always answer.
        if (pathname === ROUTE.health) {
            return Response.json(isTold ? this.health() : publicHealth(this.health()));
        }
        const message = isTold || !this.running ? this.whyNoApp() : textsOf('en').commands.notNow;
        return errorResponse('misconfigured', message);
    }

    /** For the server's metrics port. */
    async metrics(): Promise<Response> {
        const {text, contentType} = await this.deps.readMetrics();
        return new Response(text, {headers: {'Content-Type': contentType}});
    }

    /** As on the health page of a running app: for the notification token, and for an administrator's session. */
    private async mayKnowWhy(headers: Headers, {address}: Connection): Promise<boolean> {
        const {running} = this;
        const userId = headers.get(USER_HEADER) ?? '';
        if (!running || userId === '') {
            const isRight = hasToken(headers, this.tokens);
            if (!isRight && isTokenTried(headers) && this.tokens.length > 0) {
                await this.wrongTokens.slow(address);
            }
            return isRight;
        }
        return isAdministrator(running.api, userId).catch(() => false);
    }

    health(language: Language = 'en'): HealthReport {
        return (
            this.app?.health.report(language) ?? {
                status: 'misconfigured',
                version: this.deps.version,
                reasons: [this.whyNoApp()],
            }
        );
    }

    /** @returns Markdown for the person who typed it; empty when they have already had their answer */
    async answerCommand(
        typed: Pick<TypedCommand, 'line' | 'userId' | 'channelId' | 'teamId' | 'rootId' | 'triggerId' | 'siteUrl'>,
    ) {
        const {app, running} = this;
        const chat = running && new RpcChat(running.api, running.botId, running.logger);
        const otherwise = app?.settings.LANGUAGE ?? 'en';
        const language = chat ? await languageOf({...this.deps, chat}, typed.userId, otherwise) : otherwise;
        const answer = await answerCommand({
            ...typed,
            health: this.health(language),
            language,
            timeZone: app?.timeZone ?? 'UTC',
            person: chat && (() => chat.user(typed.userId)),
            sendSupport: running && ((userId, spoken) => this.sendSupport(running, userId, spoken)),
            application: app && {
                ...app.application,
                setup: app.setup,
                subscribing: app.subscribing,
                tellDetails: app.tellDetails,
                startDoctor: app.startDoctor,
            },
        });
        const shown = typeof answer === 'string' ? {text: answer, attachments: []} : answer;
        return running && answer !== '' ? tellAnswer({...running, app}, typed, shown) : shown.text;
    }

    private async sendSupport(running: RunningAppDeps, userId: string, language: Language): Promise<void> {
        if (!(await isAdministrator(running.api, userId))) {
            throw new AppError('forbidden', textsOf(language).commands.supportForAdministrators);
        }
        await sendSupportMessage(running, userId, language, await this.supportPacket(running));
    }

    /** For the server's own support packet. @returns undefined before the plugin is activated */
    async supportFile(): Promise<SupportFile | undefined> {
        const {running} = this;
        const name = packetName(this.deps.clock.now());
        return running && {name, text: await this.supportPacket(running)};
    }

    private async supportPacket(running: RunningAppDeps): Promise<string> {
        return supportPacket({
            now: this.deps.clock.now(),
            door: 'plugin',
            version: this.deps.version,
            mattermostVersion: stringOf((await running.api.ask('GetServerVersion')).A),
            health: this.health(),
            settings: this.app?.settings ?? this.whyNoApp(),
            warnings: this.deps.logger.recent(),
        });
    }

    private whyNoApp(): string {
        return this.wrongSettings?.message ?? 'The plugin is not activated yet; try again in a moment.';
    }
}
