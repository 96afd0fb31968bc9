import {mkdirSync} from 'node:fs';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AlertProps, PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {consoleSettings} from '../support/console_settings';
import {type Listener, MattermostSite, type Person, type SitePost} from '../support/loop/mattermost_site';
import {type LoopHandler, NOTIFICATION_TOKEN, SIGNING_SECRET} from '../support/loop/service';
import {settle} from '../support/loop/settle';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {logIn} from '../support/real/system_console';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();
const ready = MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && bundle !== undefined;
const SHOTS = inRepository('test-results/screenshots');

interface Shown extends SitePost {
    readonly create_at: number;
    readonly props: SitePost['props'] & {
        attachments?: {title?: string; text?: string; actions?: {id: string; name: string; cookie?: string}[]}[];
    };
}

describe.skipIf(!ready)(
    'slash commands on a real Mattermost (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and npm run dist)',
    () => {
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let handler: LoopHandler;
        let settings: Record<string, string>;
        let jane: Person;
        let bob: Person;
        let listener: Listener;

        beforeAll(async () => {
            mkdirSync(SHOTS, {recursive: true});
            monitoring = await startOpenitcockpitDouble({commandDelayMs: 300});
            site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            bob = await site.person('bob', 'Bob Smith');
            listener = await site.listen(jane);
            settings = {
                OPENITCOCKPIT_URL: monitoring.url,
                OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
            };
            const mattermost = {url: MATTERMOST_URL, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined};
            handler = await pluginDoor(bundle ?? '').start({mattermost, site, settings});
            await settle(handler);
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - rta nan, lost 100%');
            monitoring.world.setState(UUID.web01Shop, 1, 'HTTP WARNING: 200 OK in 3.2 s');
        });
        afterAll(async () => {
            listener?.close();
            await handler?.remove();
            await monitoring?.stop();
        });

        const command = (line: string, person = jane) =>
            site.call(
                'POST',
                '/commands/execute',
                {channel_id: site.channel.id, team_id: site.team.id, command: line},
                person.token,
            );

        /** Types a command as jane's client does. @returns what only she is shown; words about a press are in its thread */
        const typed = async (line: string): Promise<Shown> => {
            // The API shows a change only after its lag.
            await monitoring.world.settled();
            const from = listener.events.length;
            await command(line);
            const postOf = ({data}: (typeof listener.events)[number]) => JSON.parse(String(data?.post)) as Shown;
            return postOf(
                await listener.next((told) => told.event === 'ephemeral_message' && postOf(told).root_id === '', from),
            );
        };

        const press = (person: Person, shown: Shown, at: number, button = 0) => {
            const {id = '', cookie = ''} = shown.props.attachments?.[at]?.actions?.[button] ?? {};
            return site.call('POST', `/posts/${shown.id}/actions/${id}`, {selected_option: '', cookie}, person.token);
        };

        const inLook = (look: string, about: string): Promise<SitePost> =>
            waitFor(async () => {
                const alerts = await site.alerts();
                return alerts.findLast(({props}) => {
                    const alert = props.oitc_alert as AlertProps;
                    return alert.look === look && (alert.service ?? alert.host).name === about;
                });
            });

        it('problems: a press in the answer, which is stored nowhere, acknowledges on the living post', async () => {
            const {post_id} = (await (
                await handler.notify({
                    type: 'Service',
                    notificationtype: 'PROBLEM',
                    hostuuid: UUID.web01,
                    serviceuuid: UUID.web01Ping,
                    state: 2,
                    output: 'CRITICAL - rta nan, lost 100%',
                })
            ).json()) as {post_id: string};
            const shown = await typed('/openitcockpit problems');
            expect(shown.message).toBe('**2 unhandled problems**');
            expect(shown.props.attachments?.map(({title}) => title)).toEqual([
                'CRITICAL · Ping on web01',
                'WARNING · HTTP shop on web01',
            ]);
            expect(shown.props.attachments?.[0]?.text).toContain(`/_redirect/pl/${post_id}`);
            expect(shown.props.attachments?.[0]?.actions?.[0]?.cookie).toMatch(/.{20,}/);

            const from = listener.events.length;
            await press(jane, shown, 0);
            const dialog = await listener.dialog(from);
            await site.submit(jane, dialog, {comment: 'replacing the disk'});
            expect((await inLook('acknowledged', 'Ping')).id).toBe(post_id);
            // The list that jane is shown stays true.
            const {data} = await listener.next(({event, data: told}) => {
                const post = event === 'post_edited' ? (JSON.parse(String(told?.post)) as Shown) : undefined;
                return post?.id === shown.id && (post.props.attachments?.[0]?.text?.startsWith('✓') ?? false);
            }, from);
            const {create_at, type} = JSON.parse(String(data?.post)) as Record<string, unknown>;
            expect({create_at, type}).toEqual({create_at: shown.create_at, type: 'system_ephemeral'});
            expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(true);
            expect((await typed('/openitcockpit problems')).message).toBe('**1 unhandled problem**');
        });

        it('problems: one that was never notified gets its post; somebody else cannot press', async () => {
            const shown = await typed('/openitcockpit problems shop');
            // Mattermost hides from clients what a plugin answers but 200.
            const before = (await site.alerts()).length;
            await press(bob, shown, 0);
            expect(await site.alerts()).toHaveLength(before);
            const from = listener.events.length;
            await press(jane, shown, 0);
            await site.submit(jane, await listener.dialog(from), {comment: 'known'});
            await inLook('acknowledged', 'HTTP shop');
            expect(await listener.ephemeral(from, /has a \[post\]/)).toContain('/_redirect/pl/');
        });

        it('host and service show all that is known', async () => {
            const host = await typed('/openitcockpit host WEB01');
            expect(host.props.attachments).toMatchObject([{title: 'UP · web01'}]);
            const ping = await typed('/openitcockpit service ping on web01');
            expect(JSON.stringify(ping.props.attachments)).toContain('replacing the disk');
            expect(ping.props.attachments?.[0]?.actions?.map(({name}) => name)).toContain('Remove acknowledgement');
        });

        it('offers words and names while somebody types', async () => {
            const offered = async (line: string, person = jane): Promise<string[]> => {
                const query = new URLSearchParams({user_input: line, channel_id: site.channel.id});
                const found = (await site.call(
                    'GET',
                    `/teams/${site.team.id}/commands/autocomplete_suggestions?${query}`,
                    undefined,
                    person.token,
                )) as unknown as {Complete: string}[];
                return found.map(({Complete}) => Complete);
            };
            expect(await offered('openitcockpit ')).toContain('openitcockpit problems');
            expect(await offered('openitcockpit host we')).toEqual(['openitcockpit host web01']);
            expect(await offered('openitcockpit service ping o')).toContain('openitcockpit service Ping on web01');
            expect(await offered('openitcockpit doctor db')).toEqual(['openitcockpit doctor db01']);
            await site.call('DELETE', `/channels/${site.channel.id}/members/${bob.id}`);
            expect(await offered('openitcockpit host we', bob)).toEqual([]);
        });

        it('help fits a screen', async () => {
            const {message} = await typed('/openitcockpit help');
            expect(message.split('\n').length).toBeLessThanOrEqual(24);
            expect(message).toContain('`/openitcockpit problems [name] [state] [page 2]`');
        });

        describe.skipIf(chromiumPath() === undefined)('in the web client (needs Chromium)', () => {
            let browser: Browser;
            let page: Page;

            beforeAll(async () => {
                browser = await launchChromium();
                page = await browser.newPage({viewport: {width: 1000, height: 800}});
                await logIn(page, MATTERMOST_URL, jane);
                await page.goto(`${MATTERMOST_URL}/${site.team.name}/channels/${site.channel.name}`);
                await page.locator('#post_textbox').waitFor();
            });
            afterAll(async () => {
                await browser?.close();
            });

            it('lists the problems and acknowledges one of them', async () => {
                monitoring.world.setState(UUID.db01, 1, 'PING CRITICAL - Packet loss = 100%');
                monitoring.world.setState(UUID.web01Disk, 1, 'DISK WARNING - free space: / 812 MiB (4%)');
                await monitoring.world.settled();
                await page.locator('#post_textbox').fill('/openitcockpit problems');
                await page.getByTestId('SendMessageButton').click();
                const answer = page.locator('.post').filter({hasText: 'unhandled problems'}).last();
                await answer.getByRole('button', {name: 'Acknowledge'}).first().waitFor();
                await page.screenshot({path: `${SHOTS}/commands_problems.png`});
                await answer.getByRole('button', {name: 'Acknowledge'}).first().click();
                const dialog = page.getByRole('dialog');
                await dialog.getByRole('textbox').first().fill('power is out, on the way');
                await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
                await inLook('acknowledged', 'db01');
                expect(monitoring.world.get(UUID.db01).visible.acknowledged).toBe(true);
            });
        });

        it('answers and help are German for whoever has chosen it, and what Mattermost offers where the setting is', async () => {
            await site.call('PUT', `/users/${jane.id}/patch`, {locale: 'de'});
            const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
            const german = {...settings, NOTIFICATION_TOKEN, SIGNING_SECRET, LANGUAGE: 'de'};
            await plugins.configure(PLUGIN_ID, consoleSettings(german));
            await waitFor(async () => {
                const {message} = await typed('/openitcockpit help');
                return message.includes('unbehandelte Probleme');
            });
            const load = monitoring.world.addService('web01', {name: 'Load'});
            monitoring.world.setState(load, 2, 'load 40');
            const {message, props} = await typed('/openitcockpit problems kritisch');
            expect(message).toMatch(/unbehandelte/);
            expect(JSON.stringify(props.attachments)).toContain('Bestätigen');
            const query = new URLSearchParams({user_input: 'openitcockpit prob', channel_id: site.channel.id});
            const offered = await site.call(
                'GET',
                `/teams/${site.team.id}/commands/autocomplete_suggestions?${query}`,
                undefined,
                jane.token,
            );
            expect(JSON.stringify(offered)).toContain('unbehandelte Probleme');
        });
    },
);
