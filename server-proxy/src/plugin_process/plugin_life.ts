import {ROUTE} from '#contract';
import type {HealthReport} from '../app/health_monitor';
import {KeyedQueue} from '../app/keyed_queue';
import type {Clock, Metrics} from '../app/ports';
import {type AppError, asAppError} from '../domain/errors';
import {HTTP_STATUS} from '../http/error_answers';
import type {LevelledLogger} from '../telemetry/logger';
import {numberOf, stringOf, structOf} from './go_values';
import {KeyValues} from './kv';
import {BOT, COMMAND, REGISTRY} from './mattermost_types';
import {PluginApi} from './plugin_api';
import {loadSettings} from './plugin_settings';
import {createRunningApp, type RunningApp, type RunningAppDeps} from './running_app';
import {answerCommand, commandDefinition, type TypedCommand} from './slash_command';
import {tellAnswer} from './tell_answer';
import {type GobValue, gob, type MuxBroker, RpcClient} from './wire';

const ENSURE_BOT = gob.struct('Z_Args', {A: BOT});
const REGISTER_COMMAND = gob.struct('Z_Args', {A: COMMAND});

const OUR_BOT = {
    Username: 'openitcockpit',
    DisplayName: 'openITCOCKPIT',
    Description: 'Posts alerts of openITCOCKPIT and acknowledges them',
};

const HEALTH_INTERVAL_MS = 60_000;
/** What is left after it stays in the store and is resumed at the next start. */
const FINISH_MS = 1500;

export interface LifeDeps {
    readonly clock: Clock;
    readonly logger: LevelledLogger;
    readonly metrics: Metrics;
    readonly version: string;
    /** The API connection was lost: the host will start us anew when we end. */
    readonly onApiLost: () => void;
}

/** Activation, settings and deactivation: which app is running now, if any. */
export class PluginLife {
    app: RunningApp | undefined;
    private running: RunningAppDeps | undefined;
    /** Why the newest settings are not in use. */
    private wrongSettings: AppError | undefined;
    private timer: NodeJS.Timeout | undefined;
    /** Settings are used in the order they were saved. */
    private readonly changes = new KeyedQueue();

    constructor(
        private readonly broker: MuxBroker,
        private readonly deps: LifeDeps,
    ) {}

    async activate(argument: GobValue): Promise<void> {
        const {APIMuxId, DriverMuxId} = structOf(argument);
        // The host waits 5 s for both; the database driver is for plugins in Go.
        const [stream] = await Promise.all([
            this.broker.dial(numberOf(APIMuxId)),
            this.broker.dial(numberOf(DriverMuxId)).catch(() => undefined),
        ]);
        const rpc = new RpcClient(stream, {registry: REGISTRY});
        void rpc.closed.then(() => this.deps.onApiLost());
        const {clock, metrics} = this.deps;
        const api = new PluginApi(rpc, metrics, clock);
        const bot = await api.call('EnsureBotUser', ENSURE_BOT, {A: OUR_BOT});
        this.running = {
            ...this.deps,
            api,
            kv: new KeyValues(api),
            botId: stringOf(bot.A),
            wrongSettings: () => this.wrongSettings?.message,
        };
        await this.configure().catch((error: unknown) =>
            this.deps.logger.error('Settings', {error: asAppError(error)}),
        );
        await api.call('RegisterCommand', REGISTER_COMMAND, {
            A: commandDefinition(this.app?.settings.LANGUAGE ?? 'en'),
        });
        this.timer = setInterval(() => void this.app?.health.check(), HEALTH_INTERVAL_MS);
        this.timer.unref();
    }

    /**
     * Puts the current settings into use. A wrong one keeps the previous configuration.
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
            void this.app.health.check();
            before?.application.rest();
            this.app.application.resume();
            this.app.application.watch();
            this.deps.logger.info('Settings are in use');
        } catch (error) {
            this.wrongSettings = asAppError(error);
            throw this.wrongSettings;
        }
    }

    async deactivate(): Promise<void> {
        clearInterval(this.timer);
        this.app?.application.rest();
        const idle = this.app?.application.idle() ?? Promise.resolve();
        await Promise.race([idle, this.deps.clock.sleep(FINISH_MS)]);
        await this.app?.letGo();
    }

    async fetch(request: Request): Promise<Response> {
        if (this.app) {
            return this.app.http.fetch(request);
        }
        // Health is what an administrator looks at when nothing else works.
        if (new URL(request.url).pathname === ROUTE.health) {
            return Response.json(this.health());
        }
        const message = this.whyNoApp();
        return Response.json({error: {code: 'misconfigured', message}}, {status: HTTP_STATUS.misconfigured});
    }

    health(): HealthReport {
        return (
            this.app?.health.report() ?? {
                status: 'misconfigured',
                version: this.deps.version,
                reasons: [this.whyNoApp()],
            }
        );
    }

    /** @returns Markdown for the person who typed it; empty when they have been told already */
    async answerCommand(typed: Pick<TypedCommand, 'line' | 'userId' | 'channelId' | 'teamId' | 'rootId' | 'siteUrl'>) {
        const {app, running} = this;
        const answer = await answerCommand({
            ...typed,
            health: this.health(),
            language: app?.settings.LANGUAGE ?? 'en',
            timeZone: app?.timeZone ?? 'UTC',
            application: app && {...app.application, setupDoor: app.setupDoor, startDoctor: app.startDoctor},
        });
        return typeof answer === 'string' || !running ? String(answer) : tellAnswer(running, typed, answer);
    }

    private whyNoApp(): string {
        return this.wrongSettings?.message ?? 'The plugin is not activated yet; try again in a moment.';
    }
}
