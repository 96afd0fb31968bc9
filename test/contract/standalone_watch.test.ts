import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {runCheck} from '../../server-proxy/src/cli/check';
import {runSupport} from '../../server-proxy/src/cli/support';
import {MattermostSite} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, readHealth, SIGNING_SECRET, startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import type {Json} from '../support/mattermost/json';
import {NO_SETTINGS} from '../support/no_settings';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {waitFor} from '../support/wait_for';

const LONG = 60_000;

const start = async (env: Record<string, string> = {}) => {
    const mattermost = await startMattermostDouble({version: '11.6'});
    const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
    const monitoring = await startOpenitcockpitDouble();
    const service = await startLoopService(
        {
            MATTERMOST_URL: mattermost.url,
            MATTERMOST_BOT_TOKEN: site.bot.token,
            OPENITCOCKPIT_URL: monitoring.url,
            OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
            ALARM_CHANNEL: `${site.team.name}/${site.channel.name}`,
            TIME_ZONE: 'UTC',
            ...env,
        },
        {healthIntervalMs: 200},
    );
    onTestFinished(async () => {
        await service.remove();
        await monitoring.stop();
        await mattermost.stop();
    });
    const messages = async () => (await site.posts()).map(({message}) => message);
    return {site, monitoring, service, messages};
};

const output = () => {
    const text = {out: '', err: ''};
    return {
        text,
        stdout: {write: (part: string) => (text.out += part)},
        stderr: {write: (part: string) => (text.err += part)},
    };
};

it('serve warns in the alarm channel while openITCOCKPIT is away, over a restart, with one post', {
    timeout: LONG,
}, async () => {
    const {monitoring, service, messages} = await start();
    monitoring.faults.set({gateway: 502});
    const raised = await waitFor(async () => (await messages())[0]);
    expect(raised).toMatch(
        /^🚨 \*\*Mattermost has been unable to reach openITCOCKPIT\*\* since \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)\..*502/,
    );
    const again = await service.restart();
    await waitFor(async () => again.log.some((line) => line.includes('Health problem')));
    monitoring.faults.clear();
    await waitFor(async () => (await messages())[0]?.startsWith('✅ Mattermost can reach openITCOCKPIT again.'));
    expect(await messages()).toHaveLength(1);
});

it('serve takes heartbeats from the check plugin, and tells of them', {timeout: LONG}, async () => {
    const {service} = await start({HEARTBEAT_MINUTES: '5'});
    const {text, stdout} = output();
    const env = {...NO_SETTINGS, NOTIFICATION_URL: `${service.url}/api/v1/notifications`, NOTIFICATION_TOKEN};
    await waitFor(async () => (await readHealth(service.url)).openitcockpit_version);
    expect(await runCheck({argv: ['--heartbeat'], env, stdout})).toBe(0);
    expect(text.out).toMatch(/^OK - up, version test, no notification so far \| time=.* heartbeat_age=\ds;;;0/);
});

it('serve tells nothing heard apart from nothing wrong, over a restart', {timeout: LONG}, async () => {
    const {service} = await start();
    const before = await waitFor(async () => {
        const health = await readHealth(service.url);
        return health.status === 'up' && (health.heard as Json).reading !== null && health;
    });
    expect(before).toMatchObject({
        heard: {notification: null, event: null, reading: {at: expect.any(Number)}},
        posts_behind: {count: 0},
        unreadable_records: {count: 0},
    });
    await service.notify({
        type: 'Host',
        notificationtype: 'PROBLEM',
        hostuuid: UUID.web01,
        hostname: 'web01',
        state: 1,
    });
    const {heard} = await readHealth(service.url);
    expect(heard).toMatchObject({notification: {at: expect.any(Number)}});
    expect(await (await fetch(`${service.url}/metrics`)).text()).toContain('silence_seconds{of="notification"} ');
    await waitFor(async () =>
        (await readFile(join(service.env.DATA_FOLDER ?? '', 'watch.json'), 'utf8')).includes('notified'),
    );
    const again = await service.restart();
    onTestFinished(() => again.stop());
    expect(
        await waitFor(async () => ((await readHealth(again.url)).heard as Json).notification ?? undefined),
    ).toMatchObject({
        at: ((heard as Json).notification as Json).at,
    });
});

it('serve tells strangers whether it works and in its metrics how much it does, and never why or for whom', {
    timeout: LONG,
}, async () => {
    const {service, monitoring, site} = await start();
    monitoring.faults.set({gateway: 502});
    await waitFor(async () => (await readHealth(service.url)).status === 'degraded');
    expect(await (await fetch(`${service.url}/api/v1/health`)).json()).toEqual({status: 'degraded', version: 'test'});
    expect((await fetch(`${service.url}/api/v1/health`, {headers: {Authorization: 'Bearer wrong'}})).status).toBe(401);
    const refused = /"address":"127\.0\.0\.1".*wrong: compare it/;
    await waitFor(async () => service.log.some((line) => refused.test(line)));
    await service.notify({
        type: 'Host',
        notificationtype: 'PROBLEM',
        hostuuid: UUID.web01,
        hostname: 'web01',
        state: 1,
    });
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('openitcockpit_mattermost_upstream_errors_total{upstream="openitcockpit"');
    const names = [UUID.web01, 'web01', monitoring.url, site.url, site.team.name, site.bot.id, '127.0.0.1'];
    expect(names.filter((name) => metrics.includes(name))).toEqual([]);
});

it('server-proxy support prints what the running service knows, without secrets', {timeout: LONG}, async () => {
    const {service, monitoring, site} = await start({PROXY_URL: 'http://login:proxy-password@127.0.0.1:9'});
    monitoring.faults.set({gateway: 502});
    await waitFor(async () => service.log.some((line) => line.includes('Health problem')));
    const {text, ...streams} = output();
    const call = {argv: [], env: service.env, version: 'test', ...streams};
    expect(await runSupport(call)).toBe(0);
    expect(text.err).toBe('');
    const packet = JSON.parse(text.out) as {warnings: {'@message': string}[]};
    expect(packet).toMatchObject({
        versions: {door: 'service', mattermost: expect.stringMatching(/^11\.6/)},
        health: {status: 'degraded', reasons: expect.arrayContaining([expect.stringContaining('502')])},
        settings: {PROXY_URL: 'http://127.0.0.1:9/', SIGNING_SECRET: '(1 set)'},
    });
    expect(packet.warnings.map((line) => line['@message'])).toContain('Health problem');
    const secrets = [NOTIFICATION_TOKEN, SIGNING_SECRET, site.bot.token, monitoring.apiKeys.bot, 'proxy-password'];
    expect(secrets.filter((secret) => text.out.includes(secret))).toEqual([]);
});

it('server-proxy support says what it cannot know', async () => {
    const {text, ...streams} = output();
    const env = {LISTEN_ADDRESS: '127.0.0.1:1', SIGNING_SECRET, OPENITCOCKPIT_API_KEY: 'secret-key'};
    expect(await runSupport({argv: [], env, version: '1.2.3', ...streams})).toBe(0);
    expect(text.err).toBe(
        'support: The service at http://127.0.0.1:1 (LISTEN_ADDRESS) does not answer: its health and its log are not in the packet.\n',
    );
    expect(JSON.parse(text.out)).toMatchObject({settings: {OPENITCOCKPIT_API_KEY: '(set)'}, warnings: []});
    expect(text.out).not.toContain('secret-key');

    const wrong = output();
    expect(await runSupport({argv: [], env: {EMOJIS: 'perhaps'}, version: '', ...wrong})).toBe(0);
    expect(JSON.parse(wrong.text.out)).toMatchObject({settings: 'Wrong setting: EMOJIS must be true or false.'});
    expect(await runSupport({argv: ['--nonsense'], env: {}, version: '', ...output()})).toBe(64);
});
