import {onTestFinished} from 'vitest';
import {runDoctor} from '../../server-proxy/src/cli/doctor';
import {type LoopService, startLoopService} from './loop/service';
import type {DoubleUser} from './mattermost/double';
import {type MattermostDouble, startMattermostDouble} from './mattermost/double';
import type {Channel} from './mattermost/model';
import {openDouble} from './openitcockpit/client_harness';
import type {OpenitcockpitDouble} from './openitcockpit/double';

/** Door 1 fully set up: both neighbours, and a running handler. */
export interface DoctorSite {
    readonly openitcockpit: OpenitcockpitDouble;
    readonly mattermost: MattermostDouble;
    readonly bot: DoubleUser;
    readonly channel: Channel;
    readonly service: LoopService;
    /** Environment of the command line, for tests to break. */
    readonly env: Record<string, string>;
}

export const openDoctorSite = async (serveEnv: Record<string, string> = {}): Promise<DoctorSite> => {
    const openitcockpit = await openDouble();
    const mattermost = await startMattermostDouble();
    onTestFinished(() => mattermost.stop());
    const channel = mattermost.createChannel('alerts');
    const bot = mattermost.createBot('openitcockpit', {channels: [channel.id]});
    const service = await startLoopService({
        OPENITCOCKPIT_URL: openitcockpit.url,
        OPENITCOCKPIT_API_KEY: openitcockpit.apiKeys.bot,
        MATTERMOST_URL: mattermost.url,
        MATTERMOST_BOT_TOKEN: bot.token,
        DEFAULT_CHANNEL: `ops/${channel.name}`,
        ...serveEnv,
    });
    onTestFinished(() => service.remove());
    const webhook = mattermost.createWebhook({channel: channel.id});
    return {openitcockpit, mattermost, bot, channel, service, env: {...service.env, WEBHOOK_URL: webhook.url}};
};

export interface DoctorOutcome {
    readonly code: number;
    readonly output: string;
    /** One sign per step, in the report's order: ✓ ! ✗ –. */
    readonly signs: string;
    readonly failures: readonly string[];
    readonly notes: readonly string[];
}

export const doctorOf = async (
    env: Readonly<Record<string, string>>,
    ...argv: readonly string[]
): Promise<DoctorOutcome> => {
    let output = '';
    const stdout = {
        write: (text: string) => {
            output += text;
        },
    };
    const code = await runDoctor({argv, env, stdout, stderr: stdout});
    const lines = output.split('\n').filter((line) => /^[✓!✗–]/.test(line));
    return {
        code,
        output,
        signs: lines.map((line) => line[0]).join(''),
        failures: lines.filter((line) => line.startsWith('✗')),
        notes: lines.filter((line) => line.startsWith('!')),
    };
};
