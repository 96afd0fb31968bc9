import {randomBytes} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PLUGIN_ID} from '#contract';
import {inRepository} from '../../../build/paths';
import {consoleSettings} from '../console_settings';
import {type MattermostDouble, startMattermostDouble} from '../mattermost/double';
import {DETAILS_RIGHTS, FACTS_RIGHTS} from '../openitcockpit/access';
import type {Notification} from '../openitcockpit/core';
import {type DoubleOptions, type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {InstalledPlugin} from '../plugin_host/installed_plugin';
import {freePort} from './free_port';
import {runNotificationCommand} from './notification_command';
import {furnish} from './past';
import {startServerProcess} from './server_process';

/** All that the API key may have. */
const GRANTED = ['notifications.index', ...FACTS_RIGHTS, ...DETAILS_RIGHTS];

export interface DemoOptions {
    /** Port of the page; 0 = any free one. */
    readonly port: number;
    /** How openITCOCKPIT's double behaves, e.g. REAL_TIMES. */
    readonly double: DoubleOptions;
    /** Additional settings for the handler. */
    readonly settings?: Readonly<Record<string, string>>;
    /** Real systems to use instead of the doubles. */
    readonly mattermost?: {readonly url: string; readonly botToken: string; readonly channel: string};
    readonly openitcockpit?: {readonly url: string; readonly apiKey: string};
    /** Receives the output of notification commands, which are silent on success. */
    readonly said?: (line: string) => void;
}

export interface Demo {
    /** Opens the channel as Jane Roe; undefined on a real Mattermost. */
    readonly page?: string;
    readonly mattermost?: MattermostDouble;
    readonly monitoring?: OpenitcockpitDouble;
    readonly channelId?: string;
    /** Resolves once all notification commands have ended. */
    settled(): Promise<void>;
    stop(): Promise<void>;
}

interface Handler {
    readonly url: string;
    stop(): Promise<unknown>;
}

/**
 * The whole loop on this machine: doubles (or a real openITCOCKPIT), the built plugin, the command lines we ship. On a real
 * Mattermost the same handler is a service beside it, because a bot's token installs no plugin.
 */
export const startDemo = async (options: DemoOptions): Promise<Demo> => {
    const chat = options.mattermost ? undefined : await startChat(options.port);
    const monitoring = options.openitcockpit ? undefined : await startMonitoring(options.double);
    const token = randomBytes(16).toString('hex');
    const settings = {
        DEFAULT_CHANNEL: options.mattermost?.channel ?? 'ops/alerts',
        OPENITCOCKPIT_URL: options.openitcockpit?.url ?? monitoring?.url ?? '',
        OPENITCOCKPIT_API_KEY: options.openitcockpit?.apiKey ?? monitoring?.apiKeys.bot ?? '',
        NOTIFICATION_TOKEN: token,
        SIGNING_SECRET: randomBytes(32).toString('hex'),
        ...options.settings,
    };
    const handler = chat ? await startPlugin(chat.double, settings) : await startService(options.mattermost, settings);
    const commandEnv = {NOTIFICATION_URL: `${handler.url}/api/v1/notifications`, NOTIFICATION_TOKEN: token};
    const commands = new CommandRunner(commandEnv, options.said ?? (() => undefined));
    monitoring?.world.onNotification((notification) => commands.run(notification));
    return {
        ...(chat
            ? {
                  page: `${chat.double.url}/demo/login?user=jane&channel=alerts`,
                  mattermost: chat.double,
                  channelId: chat.channelId,
              }
            : {}),
        ...(monitoring ? {monitoring} : {}),
        settled: () => commands.settled(),
        stop: async () => {
            monitoring?.world.close();
            await commands.settled();
            await handler.stop();
            await monitoring?.stop();
            await chat?.double.stop();
        },
    };
};

/** One command at a time per object, as in the core. */
class CommandRunner {
    private tail: Promise<void> = Promise.resolve();

    constructor(
        private readonly env: Readonly<Record<string, string>>,
        private readonly say: (line: string) => void,
    ) {}

    run(notification: Notification): void {
        this.tail = this.tail.then(async () => {
            const {code, said} = await runNotificationCommand(notification, this.env);
            if (code !== 0 || said !== '') {
                this.say(`notification command ended with ${code}: ${said.trim()}`);
            }
        });
    }

    async settled(): Promise<void> {
        let seen: Promise<void> | undefined;
        while (seen !== this.tail) {
            seen = this.tail;
            await seen;
        }
    }
}

const startChat = async (port: number): Promise<{double: MattermostDouble; channelId: string}> => {
    const double = await startMattermostDouble({port, webBundle: inRepository('dist/webapp/main.js')});
    const channel = double.createChannel('alerts', {displayName: 'Alerts'});
    double.createUser('jane', {fullName: 'Jane Roe', channels: [channel.id]});
    double.createUser('sam', {fullName: 'Sam Lee', channels: [channel.id]});
    return {double, channelId: channel.id};
};

const startMonitoring = async (options: DoubleOptions): Promise<OpenitcockpitDouble> => {
    const double = await startOpenitcockpitDouble({granted: GRANTED, ...options});
    furnish(double.world);
    return double;
};

const startPlugin = async (double: MattermostDouble, settings: Readonly<Record<string, string>>): Promise<Handler> => {
    const plugin = new InstalledPlugin(double, consoleSettings(settings));
    await plugin.enable();
    return {url: `${double.url}/plugins/${PLUGIN_ID}`, stop: () => plugin.disable()};
};

const startService = async (
    mattermost: DemoOptions['mattermost'],
    settings: Readonly<Record<string, string>>,
): Promise<Handler> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-demo-'));
    const {url, stop} = await startServerProcess({
        LISTEN_ADDRESS: `127.0.0.1:${await freePort()}`,
        MATTERMOST_URL: mattermost?.url ?? '',
        MATTERMOST_BOT_TOKEN: mattermost?.botToken ?? '',
        DATA_FOLDER: folder,
        ...settings,
    });
    return {
        url,
        stop: async () => {
            await stop();
            await rm(folder, {recursive: true, force: true});
        },
    };
};
