import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {PLUGIN_ID} from '#contract';
import type {GobValue} from '../../server-proxy/src/wire';
import {consoleSettings} from '../support/console_settings';
import {freePort} from '../support/demo/free_port';
import {type ServerProcess, startServerProcess} from '../support/demo/server_process';
import {NOTIFICATION_TOKEN, SIGNING_SECRET} from '../support/loop/service';
import type {MattermostDouble} from '../support/mattermost/double';
import {InstalledPlugin} from '../support/plugin_host/installed_plugin';
import type {PluginHost} from '../support/plugin_host/plugin_host';
import {handlerProgram} from '../support/program';

export type DoorName = 'service' | 'plugin';

/** The handler as a process of its own behind one of the doors, which can be killed. */
export interface SoakHandler {
    /** Base address of /api/v1/…; the same after a restart. */
    readonly url: string;
    readonly pid: number;
    /** Milliseconds that Mattermost takes longer to answer the plugin; the service is slowed down over HTTP. */
    slowMs: number;
    /** kill -9, and starts it again. */
    kill(): Promise<void>;
    /** Ends it in order, and starts it again. */
    restart(): Promise<void>;
    remove(): Promise<void>;
    /** What it logged at level warn and above. */
    log(): string;
}

export interface HandlerPlace {
    readonly double: MattermostDouble;
    readonly botToken: string;
    /** Shared settings, by their names in the environment. */
    readonly settings: Readonly<Record<string, string>>;
}

export const startHandlerAt = (door: DoorName, place: HandlerPlace): Promise<SoakHandler> =>
    door === 'service' ? ServiceHandler.start(place) : PluginHandler.start(place);

const SECRETS = {NOTIFICATION_TOKEN, SIGNING_SECRET, LOG_LEVEL: 'warn'};

class ServiceHandler implements SoakHandler {
    slowMs = 0;
    private ended = '';

    private constructor(
        private readonly env: Readonly<Record<string, string>>,
        private running: ServerProcess,
    ) {}

    static async start({double, botToken, settings}: HandlerPlace): Promise<ServiceHandler> {
        const env = {
            ...settings,
            ...SECRETS,
            LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
            MATTERMOST_URL: double.url,
            MATTERMOST_BOT_TOKEN: botToken,
            DATA_FOLDER: await mkdtemp(join(tmpdir(), 'oitc-soak-')),
        };
        return new ServiceHandler(env, await startServerProcess(env, handlerProgram()));
    }

    get url(): string {
        return this.running.url;
    }

    get pid(): number {
        return this.running.process.pid ?? 0;
    }

    async kill(): Promise<void> {
        const ended = new Promise((resolve) => this.running.process.once('exit', resolve));
        this.running.process.kill('SIGKILL');
        await ended;
        await this.startAgain();
    }

    async restart(): Promise<void> {
        await this.running.stop();
        await this.startAgain();
    }

    async remove(): Promise<void> {
        await this.running.stop();
        await rm(this.env.DATA_FOLDER ?? '', {recursive: true, force: true});
    }

    log(): string {
        return this.ended + this.running.log();
    }

    private async startAgain(): Promise<void> {
        this.ended += this.running.log();
        this.running = await startServerProcess(this.env, handlerProgram());
    }
}

/** Calls that a slow Mattermost delays. */
const SLOW = new Set(['CreatePost', 'UpdatePost', 'OpenInteractiveDialog', 'SendEphemeralPost']);

class PluginHandler implements SoakHandler {
    slowMs = 0;
    readonly url: string;
    private readonly plugin: InstalledPlugin;
    /** The process that runs or, while the plugin is disabled, ran last. */
    private node: PluginHost | undefined;

    private constructor(double: MattermostDouble, settings: Readonly<Record<string, string>>) {
        this.url = `${double.url}/plugins/${PLUGIN_ID}`;
        this.plugin = new InstalledPlugin(double, consoleSettings({...settings, ...SECRETS}));
        this.plugin.beforeAnswer = (name: string, _argument: GobValue) =>
            SLOW.has(name) && this.slowMs > 0 ? sleep(this.slowMs) : Promise.resolve();
    }

    static async start({double, settings}: HandlerPlace): Promise<PluginHandler> {
        const handler = new PluginHandler(double, settings);
        await handler.enable();
        return handler;
    }

    get pid(): number {
        return this.node?.process.child.pid ?? 0;
    }

    /** Until the new process is active, the server answers 500, as for a plugin that has crashed. */
    async kill(): Promise<void> {
        const {host} = this.plugin;
        host.process.child.kill('SIGKILL');
        await host.ended;
        await host.kill();
        await this.enable();
    }

    async restart(): Promise<void> {
        await this.plugin.disable();
        await this.enable();
    }

    async remove(): Promise<void> {
        await this.plugin.kill();
    }

    log(): string {
        return this.plugin.log;
    }

    /** The host remembers the name of every call: more than a long run can hold. */
    forgetCalls(): void {
        this.node?.calls.splice(0);
    }

    private async enable(): Promise<void> {
        await this.plugin.enable();
        this.node = this.plugin.host;
    }
}

export const forgetCalls = (handler: SoakHandler): void => {
    if (handler instanceof PluginHandler) {
        handler.forgetCalls();
    }
};
