import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync} from 'node:fs';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps, PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {logInAs, MattermostSite, type Person} from '../support/loop/mattermost_site';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle} from '../support/real/plugin_door';
import {logIn, SystemConsole} from '../support/real/system_console';
import {waitFor} from '../support/wait_for';

const {
    MATTERMOST_URL = '',
    MATTERMOST_ADMIN_TOKEN = '',
    MATTERMOST_ADMIN_LOGIN = '',
    MATTERMOST_RESTART = '',
} = process.env;
const bundle = builtBundle();
const ready =
    MATTERMOST_URL !== '' && MATTERMOST_ADMIN_LOGIN !== '' && chromiumPath() !== undefined && bundle !== undefined;
const NEEDS =
    'needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, MATTERMOST_ADMIN_LOGIN=name:password, Chromium and npm run dist';
const SHOTS = inRepository('test-results/screenshots');

describe.skipIf(!ready)(`upload, one settings page, acknowledge, in the real web client (${NEEDS})`, () => {
    const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
    const tls = (name: string) => readFileSync(inRepository(`test/fixtures/tls/${name}`), 'utf8');
    const base = `${MATTERMOST_URL}/plugins/${PLUGIN_ID}`;
    let monitoring: OpenitcockpitDouble;
    let site: MattermostSite;
    let jane: Person;
    let browser: Browser;
    let consolePage: SystemConsole;
    let channel: Page;
    let token = '';

    beforeAll(async () => {
        mkdirSync(SHOTS, {recursive: true});
        monitoring = await startOpenitcockpitDouble({
            commandDelayMs: 400,
            host: 'localhost',
            tls: {key: tls('server-key.pem'), cert: tls('server.pem')},
        });
        site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        jane = await site.person('jane', 'Jane Roe');
        browser = await launchChromium();
        const [name = '', ...password] = MATTERMOST_ADMIN_LOGIN.split(':');
        const admin = await logInAs(MATTERMOST_URL, name, password.join(':'));
        const page = await (await browser.newContext({viewport: {width: 1300, height: 1000}})).newPage();
        await logIn(page, MATTERMOST_URL, admin);
        consolePage = new SystemConsole(page, MATTERMOST_URL);
        channel = await (await browser.newContext({viewport: {width: 1200, height: 900}})).newPage();
        await logIn(channel, MATTERMOST_URL, jane);
        await plugins.remove(PLUGIN_ID).catch(() => undefined);
        await plugins.configure(PLUGIN_ID, {});
    });
    afterAll(async () => {
        await browser?.close();
        await monitoring?.stop();
        await plugins.remove(PLUGIN_ID).catch(() => undefined);
    });

    const notify = (serviceuuid: string, more: Record<string, unknown> = {}) =>
        fetch(`${base}/api/v1/notifications`, {
            method: 'POST',
            headers: {'Content-Type': 'application/json', 'Notification-Token': token},
            body: JSON.stringify({
                type: 'Service',
                notificationtype: 'PROBLEM',
                hostuuid: UUID.web01,
                serviceuuid,
                state: 2,
                output: 'CRITICAL - lost',
                ...more,
            }),
        });
    const postOf = (name: string): Locator =>
        channel
            .locator('.post')
            .filter({has: channel.getByRole('link', {name, exact: true})})
            .last();
    const button = (post: Locator, name: string) => post.getByRole('button', {name, exact: true});
    const health = async () =>
        (await (
            await fetch(`${base}/api/v1/health`, {headers: {Authorization: `Bearer ${MATTERMOST_ADMIN_TOKEN}`}})
        ).json()) as {status: string; reasons: string[]};

    it('uploads and enables the bundle; what is missing is said', async () => {
        await plugins.install(readFileSync(bundle ?? ''));
        await plugins.enable(PLUGIN_ID);
        await waitFor(async () => (await health()).status === 'misconfigured');
        expect((await health()).reasons.join(' ')).toContain('openITCOCKPIT URL');
    });

    it('is configured on its one System Console page', async () => {
        await consolePage.open();
        await consolePage.fill({
            OPENITCOCKPIT_URL: monitoring.url,
            OPENITCOCKPIT_API_KEY: 'wrong-key',
            DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
        });
        token = await consolePage.regenerate('NOTIFICATION_TOKEN');
        expect(token).toMatch(/^\S{20,}$/);
        await consolePage.save();
    });

    it('Save and test names a wrong certificate, a wrong key, a missing right, and then success', async () => {
        expect(await consolePage.testConnection()).toMatch(/Custom CA|certificate/i);
        await consolePage.fill({CUSTOM_CA: tls('ca.pem')});
        await consolePage.save();
        expect(await consolePage.testConnection()).toMatch(/API key/);
        await consolePage.page.screenshot({path: `${SHOTS}/console_wrong_key.png`});
        await consolePage.fill({OPENITCOCKPIT_API_KEY: monitoring.apiKeys.nocmd});
        await consolePage.save();
        expect(await consolePage.testConnection()).toMatch(/Cmd/);
        await consolePage.fill({OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot});
        await consolePage.save();
        const answer = await consolePage.testConnection();
        expect(answer).toMatch(/5\.3\.0/);
        await consolePage.testButton.scrollIntoViewIfNeeded();
        await consolePage.page.screenshot({path: `${SHOTS}/console_success.png`});
        await waitFor(async () => (await health()).status === 'up');
    });

    it('forgets the problems of an earlier run', async () => {
        for (const serviceuuid of [UUID.web01Ping, UUID.web01Shop, UUID.web01Disk]) {
            await notify(serviceuuid, {notificationtype: 'RECOVERY', state: 0});
        }
        await notify('', {type: 'Host', hostuuid: UUID.db01, serviceuuid: '', notificationtype: 'RECOVERY', state: 0});
    });

    it('acknowledges an alert in the web client, verified', async () => {
        await channel.goto(`${MATTERMOST_URL}/${site.team.name}/channels/${site.channel.name}`);
        monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
        expect((await notify(UUID.web01Ping)).status).toBe(201);
        const post = postOf('Ping');
        await button(post, 'Acknowledge').click();
        const dialog = channel.getByRole('dialog');
        await dialog.getByRole('textbox', {name: 'Comment'}).fill('replacing the disk');
        await channel.screenshot({path: `${SHOTS}/plugin_dialog.png`});
        await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
        await button(post, 'Remove acknowledgement').waitFor();
        await post.getByText('replacing the disk').first().waitFor();
        await channel.screenshot({path: `${SHOTS}/plugin_acknowledged.png`});
        expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(true);
    });

    it('takes a changed API key at once, without a restart', async () => {
        monitoring.world.setState(UUID.web01Shop, 2, '503');
        await notify(UUID.web01Shop);
        await consolePage.open();
        await consolePage.fill({OPENITCOCKPIT_API_KEY: 'revoked'});
        await consolePage.save();
        const post = postOf('HTTP shop');
        await button(post, 'Acknowledge').click();
        await channel.getByRole('dialog').getByRole('textbox', {name: 'Comment'}).fill('on it');
        await channel.getByRole('dialog').getByRole('textbox', {name: 'Comment'}).press('Control+Enter');
        await post
            .getByText(/rejected the API key/)
            .first()
            .waitFor();
        await consolePage.open();
        await consolePage.fill({OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot});
        await consolePage.save();
        await button(post, 'Retry').click();
        await button(post, 'Remove acknowledgement').waitFor();
    });

    it('answers /openitcockpit status', async () => {
        const listener = await site.listen(jane);
        await site.call(
            'POST',
            '/commands/execute',
            {channel_id: site.channel.id, command: '/openitcockpit status'},
            jane.token,
        );
        expect(await listener.ephemeral(0)).toContain('up');
        listener.close();
    });

    it('keeps alerts and buttons over an upgrade in place, and over disable and enable', async () => {
        monitoring.world.setState(UUID.web01Disk, 2, 'DISK CRITICAL');
        await notify(UUID.web01Disk);
        await plugins.install(readFileSync(bundle ?? ''));
        await plugins.disable(PLUGIN_ID);
        await plugins.enable(PLUGIN_ID);
        await waitFor(async () => (await health().catch(() => undefined))?.status === 'up');
        const [alert] = (await site.alerts()).slice(-1);
        await site.press(jane, alert?.id ?? '', ACTION.quickReason, 'Known issue');
        await waitFor(
            async () => ((await site.post(alert?.id ?? '')).props.oitc_alert as AlertProps).look === 'acknowledged',
        );
    });

    it.skipIf(MATTERMOST_RESTART === '')(
        'finishes an acknowledgement that a server restart interrupted (needs MATTERMOST_RESTART, a command)',
        async () => {
            monitoring.world.setState(UUID.db01, 1, 'host down');
            const answer = await notify('', {type: 'Host', hostuuid: UUID.db01, serviceuuid: '', state: 1});
            const {post_id} = (await answer.json()) as {post_id: string};
            monitoring.faults.set({slowMs: 1500});
            await site.press(jane, post_id, ACTION.quickReason, 'Planned work');
            expect(spawnSync('/bin/sh', ['-c', MATTERMOST_RESTART], {stdio: 'ignore'}).status).toBe(0);
            monitoring.faults.clear();
            const done = await waitFor(async () => {
                const post = await site.post(post_id).catch(() => undefined);
                return post && (post.props.oitc_alert as AlertProps).look === 'acknowledged' && post;
            });
            expect((done.props.oitc_alert as AlertProps).acknowledgement?.comment).toBe('Planned work');
            const commands = monitoring.commands.filter((command) => JSON.stringify(command).includes(UUID.db01));
            expect(commands).toHaveLength(1);
        },
        90_000,
    );
});
