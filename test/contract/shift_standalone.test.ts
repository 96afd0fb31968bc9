import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {SERVICE_ROUTE} from '#contract';
import {serviceTokens} from '../../server-proxy/src/cli/ask_service';
import {runShift, type ShiftWord} from '../../server-proxy/src/cli/shift';
import {problemOf} from '../support/loop/loop_suite';
import {MattermostSite} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, settingsOf, startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {askDirectly, outputOf} from '../support/service_command';
import {waitFor} from '../support/wait_for';

const LONG = 60_000;

const run = (word: ShiftWord, argv: readonly string[], env?: Readonly<Record<string, string>>) =>
    outputOf((call) => runShift(word, call), argv, env);

const start = async (more: Readonly<Record<string, string>> = {}) => {
    const mattermost = await startMattermostDouble({version: '11.6'});
    const monitoring = await startOpenitcockpitDouble();
    const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
    monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
    let service = await startLoopService({
        ...settingsOf(site, monitoring),
        MATTERMOST_URL: mattermost.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        RECONCILE_INTERVAL: '0',
        ...more,
    });
    onTestFinished(async () => {
        await service.remove();
        await monitoring.stop();
        await mattermost.stop();
    });
    return {
        site,
        monitoring,
        get service() {
            return service;
        },
        restart: async (meanwhile?: () => Promise<void>) => {
            service = await service.restart(meanwhile);
        },
    };
};

const hourly = (minute: number, channelId: string) => ({
    version: 1,
    subscriptions: [],
    handovers: [{channelId, cron: `${minute} * * * *`, timeZone: 'UTC', by: {userId: '', username: '', at: 0}}],
});

describe('server-proxy handover and report', {timeout: LONG}, () => {
    it('tell what the running service knows, also of what was over before a restart', async () => {
        const scene = await start();
        const shop = {serviceuuid: UUID.web01Shop, problemid: 'one'};
        await scene.service.notify(problemOf(shop));
        await scene.service.notify(problemOf({...shop, notificationtype: 'RECOVERY', state: '0', output: 'OK'}));
        await scene.service.notify(problemOf({problemid: 'two'}));
        await scene.restart();
        const {env} = scene.service;
        const handover = await run('handover', ['24h'], env);
        expect(handover).toMatchObject({code: 0, complained: ''});
        expect(handover.said).toContain('2 opened · 1 closed · 1 still open');
        expect(handover.said).not.toContain('**');
        const german = await run('report', ['--language', 'de'], env);
        expect(german.said).toContain('2 neu · 1 behoben · 1 noch offen');
        const csv = await run('report', ['--csv', '7d'], env);
        expect(csv.said.split('\r\n')).toHaveLength(4);
        expect(csv.said).toMatch(/^"host","service","state","opened"/);
        expect(await run('report', ['9y'], env)).toMatchObject({
            code: 1,
            complained: expect.stringContaining('Give a span like 24h, 7d or 4w'),
        });
    });

    it('answer nobody who cannot read the settings', async () => {
        const {service} = await start();
        const ask = (token: string, body: unknown) => askDirectly(service.url, SERVICE_ROUTE.shift, token, body);
        const body = {what: 'report', span: '7d', language: 'en'};
        const [explain = ''] = serviceTokens({SIGNING_SECRET: [SIGNING_SECRET]}, 'explain');
        for (const token of [NOTIFICATION_TOKEN, SIGNING_SECRET, 'x', explain]) {
            expect((await ask(token, body)).status).toBe(401);
        }
        const [token = ''] = serviceTokens({SIGNING_SECRET: [SIGNING_SECRET]}, 'shift');
        for (const wrong of [{}, {...body, what: 'all'}, {...body, span: 'x'.repeat(30)}, []]) {
            expect((await ask(token, wrong)).status).toBe(400);
        }
    });

    it('say so when the service does not run', async () => {
        const env = {LISTEN_ADDRESS: '127.0.0.1:9', SIGNING_SECRET: 'signing-secret-of-the-tests'};
        expect(await run('handover', [], env)).toMatchObject({
            code: 1,
            complained: expect.stringContaining('while it is not running, nothing is posted'),
        });
    });

    it.each([
        ['report', ['7d', 'more']],
        ['report', ['--language', 'fr']],
        ['handover', ['--csv']],
        ['handover', ['--what']],
    ] as const)('refuse the command line %s %j', async (word, argv) => {
        expect((await run(word, argv)).code).toBe(64);
    });

    it('print their help', async () => {
        expect((await run('report', ['--help'])).said).toContain('Usage: server-proxy report');
        expect((await run('handover', ['-h'])).said).toContain('Usage: server-proxy handover');
    });
});

it('a service makes up the hand-over that it missed while it was stopped, once over two restarts', {
    timeout: LONG,
}, async () => {
    const minute = new Date(Date.now() - 120_000).getUTCMinutes();
    const scene = await start();
    const file = join(scene.service.env.DATA_FOLDER ?? '', 'subscriptions.json');
    const shift = join(scene.service.env.DATA_FOLDER ?? '', 'shift.json');
    await scene.service.notify(problemOf({problemid: 'one'}));
    await writeFile(file, JSON.stringify(hourly(minute, scene.site.channel.id)));
    Object.assign(scene.service.env, {SUBSCRIPTIONS_FILE: file});
    await scene.restart(async () => {
        const hoursAgo = Math.floor(Date.now() / 1000) - 7200;
        const state = {version: 1, since: 5, channels: {[scene.site.channel.id]: {last: hoursAgo}}, handovers: []};
        await writeFile(shift, JSON.stringify(state));
    });
    const digests = async () => (await scene.site.posts()).filter(({message}) => message.startsWith('**Hand-over:'));
    const [digest] = await waitFor(async () => {
        const found = await digests();
        return found.length > 0 && found;
    });
    expect(digest?.message).toContain('still open');
    await waitFor(
        async () => JSON.parse(await readFile(shift, 'utf8')).channels[scene.site.channel.id].due === undefined,
    );
    await scene.restart();
    const {said} = await run('handover', [], scene.service.env);
    expect(said).toContain('1 still open');
    expect(await digests()).toHaveLength(1);
});
