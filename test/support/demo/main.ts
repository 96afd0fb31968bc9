// `npm run demo`: builds, starts everything on loopback, prints one address. Ctrl-C ends it.
import {buildAll} from '../../../build/build_all';
import {hostReact} from '../mattermost/host_react';
import {REAL_TIMES} from '../openitcockpit/double';
import {playScenario} from './scenario';
import {startDemo} from './start_demo';

const {MATTERMOST_URL, MATTERMOST_BOT_TOKEN, OPENITCOCKPIT_URL, OPENITCOCKPIT_API_KEY, DEMO_PORT, DEFAULT_CHANNEL} =
    process.env;

const TO_TRY = `  Acknowledge an alert. The bell above the channel opens the panel: choose a problem for its details.
  Type /openitcockpit problems or /openitcockpit handover into the message box.
  Add &theme=dark or &locale=de to the address for the dark theme or German.
`;

const realMattermost = async () => {
    if (!MATTERMOST_URL || !MATTERMOST_BOT_TOKEN) {
        return undefined;
    }
    const url = MATTERMOST_URL.replace(/\/+$/, '');
    return {
        url,
        botToken: MATTERMOST_BOT_TOKEN,
        channel: DEFAULT_CHANNEL ?? (await firstChannel(url, MATTERMOST_BOT_TOKEN)),
    };
};

/** The bot's first channel that is not a default one, so that nobody has to look up an id. */
const firstChannel = async (url: string, token: string): Promise<string> => {
    const get = async (path: string) => {
        const response = await fetch(`${url}/api/v4${path}`, {headers: {Authorization: `Bearer ${token}`}});
        if (!response.ok) {
            throw new Error(
                `Mattermost answered ${response.status} to ${path}: check MATTERMOST_URL and MATTERMOST_BOT_TOKEN.`,
            );
        }
        return (await response.json()) as {id: string; name: string; type: string}[];
    };
    for (const team of await get('/users/me/teams')) {
        const channels = await get(`/users/me/teams/${team.id}/channels`);
        const channel = channels.find(({name, type}) => type !== 'D' && name !== 'town-square' && name !== 'off-topic');
        if (channel) {
            return channel.id;
        }
    }
    throw new Error('The bot is in no channel: add it to one, or set DEFAULT_CHANNEL=team/channel.');
};

const realMonitoring = () =>
    OPENITCOCKPIT_URL && OPENITCOCKPIT_API_KEY ? {url: OPENITCOCKPIT_URL, apiKey: OPENITCOCKPIT_API_KEY} : undefined;

const main = async (): Promise<void> => {
    const react = hostReact();
    console.log('Building …');
    await buildAll();
    const mattermost = await realMattermost();
    const openitcockpit = realMonitoring();
    const demo = await startDemo({
        port: Number(DEMO_PORT ?? 8080),
        double: REAL_TIMES,
        said: (line) => console.log(line),
        ...(mattermost ? {mattermost} : {}),
        ...(openitcockpit ? {openitcockpit} : {}),
    });
    const ending = new AbortController();
    const stop = new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) {
            process.once(signal, resolve);
        }
    });
    console.log(`\n  Open ${demo.page ?? `${mattermost?.url} (channel ${mattermost?.channel})`}\n`);
    if (demo.page) {
        console.log(TO_TRY);
        console.log(`  The page has React ${react}, as Mattermost ${react === 19 ? 12 : 11} has it.`);
    }
    console.log('  Ctrl-C ends the demo.\n');
    const playing = demo.monitoring && playScenario(demo.monitoring.world, ending.signal);
    await stop;
    console.log('\nCleaning up …');
    ending.abort();
    await playing;
    await demo.stop();
};

try {
    await main();
    process.exit(0);
} catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    console.error(code === 'EADDRINUSE' ? 'The port is taken: choose another with DEMO_PORT.' : message);
    process.exit(1);
}
