import {mkdirSync, readFileSync} from 'node:fs';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {NAMES} from '../../server-proxy/src/app/setup/plan_setup';
import {consoleSettings} from '../support/console_settings';
import {logInAs, MattermostSite} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, SIGNING_SECRET} from '../support/loop/service';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle, healthy} from '../support/real/plugin_door';
import {logIn, SystemConsole} from '../support/real/system_console';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = '', MATTERMOST_ADMIN_LOGIN = ''} = process.env;
const bundle = builtBundle();
const ready =
    MATTERMOST_URL !== '' && MATTERMOST_ADMIN_LOGIN !== '' && chromiumPath() !== undefined && bundle !== undefined;
const NEEDS =
    'needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, MATTERMOST_ADMIN_LOGIN=name:password, Chromium and npm run dist';
const SHOTS = inRepository('test-results/screenshots');
const CHANNEL = 'monitoring';
/** The web client of a busy machine. */
const LONG = 120_000;
const EVERYTHING = [NAMES.hostCommand, NAMES.serviceCommand, NAMES.contact];

describe.skipIf(!ready)(
    `/openitcockpit setup, from nothing to undone, in the real web client (${NEEDS})`,
    {timeout: LONG},
    () => {
        const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let browser: Browser;
        let page: Page;

        const made = (): unknown[] => {
            const {commands, contacts} = monitoring.world.configuration;
            const ours = commands.map(({name}) => name).filter((name) => name.endsWith('-plugin'));
            return [...ours, ...contacts.map(({fields}) => fields.name)];
        };
        const message = (): Locator => page.locator('.post').filter({hasText: 'Set up openITCOCKPIT'}).last();
        const press = (name: string) => message().getByRole('button', {name, exact: true}).click();
        const channel = () => site.call('GET', `/teams/${site.team.id}/channels/name/${CHANNEL}?include_deleted=true`);

        beforeAll(async () => {
            mkdirSync(SHOTS, {recursive: true});
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
            await plugins.configure(
                PLUGIN_ID,
                consoleSettings({
                    OPENITCOCKPIT_URL: monitoring.url,
                    OPENITCOCKPIT_API_KEY: monitoring.apiKeys.admin,
                    DEFAULT_CHANNEL: `${site.team.name}/${CHANNEL}`,
                    NOTIFICATION_TOKEN,
                    SIGNING_SECRET,
                }),
            );
            await plugins.install(readFileSync(bundle ?? ''));
            await plugins.enable(PLUGIN_ID);
            await healthy(`${MATTERMOST_URL}/plugins/${PLUGIN_ID}`);
            browser = await launchChromium();
            page = await (await browser.newContext({viewport: {width: 1200, height: 1400}})).newPage();
            page.setDefaultTimeout(LONG / 2);
            const [name = '', ...password] = MATTERMOST_ADMIN_LOGIN.split(':');
            await logIn(page, MATTERMOST_URL, await logInAs(MATTERMOST_URL, name, password.join(':')));
        });
        afterAll(async () => {
            await browser?.close();
            await monitoring?.stop();
            await plugins.remove(PLUGIN_ID).catch(() => undefined);
            await plugins.configure(PLUGIN_ID, {}).catch(() => undefined);
        });

        it('writes the plan as a direct message, and makes nothing', async () => {
            await site.call('POST', '/commands/execute', {
                channel_id: site.channel.id,
                command: '/openitcockpit setup commands',
            });
            await page.goto(`${MATTERMOST_URL}/${site.team.name}/messages/@openitcockpit`);
            await message().getByText('will be created').first().waitFor();
            expect(await message().textContent()).toContain(`${site.team.name}/${CHANNEL}`);
            expect(made()).toEqual([]);
            await message().screenshot({path: `${SHOTS}/setup_plan.png`});
        });

        it('Apply makes channel, commands and contact, and the message shows them', async () => {
            await press('Apply');
            await message().getByText('the commands and the contact exist (read back)').waitFor();
            expect(made()).toEqual(EVERYTHING);
            const {id, type} = await channel();
            expect(type).toBe('O');
            const {user_id} = await site
                .call('GET', '/users/username/openitcockpit')
                .then(({id: botId}) => site.call('GET', `/channels/${String(id)}/members/${String(botId)}`));
            expect(user_id).toBeTruthy();
            await message().screenshot({path: `${SHOTS}/setup_applied.png`});
        });

        it('Export says that it was started', async () => {
            await press('Export');
            await message().getByText('The export has been started').waitFor();
            monitoring.world.configuration.exportRunning = false;
        });

        it('makes an incoming webhook in the System Console, that writes, and deletes it', async () => {
            const settings = new SystemConsole(page, MATTERMOST_URL);
            await settings.open();
            await settings.unfoldAll();
            const webhook = page.locator('.oitc-webhook');
            await webhook.getByRole('button', {name: 'Create…'}).click();
            await webhook.getByText(`${site.team.name}/${CHANNEL}, and only there?`).waitFor();
            await webhook.screenshot({path: `${SHOTS}/webhook_question.png`});
            await webhook.getByRole('button', {name: 'Create webhook'}).click();
            const address = webhook.getByLabel('Address of the incoming webhook');
            await address.waitFor();
            await webhook.screenshot({path: `${SHOTS}/webhook_made.png`});
            const url = await address.inputValue();
            const send = () => fetch(url, {method: 'POST', body: JSON.stringify({text: 'hello'})});
            expect((await send()).status).toBe(200);

            await webhook.getByRole('button', {name: 'Delete…'}).click();
            await webhook.getByRole('button', {name: 'Delete webhook'}).click();
            await webhook.getByText('The plugin has not created one.').waitFor();
            expect((await send()).status).toBe(400);
        });

        it('Undo keeps the channel as long as somebody’s words are in it, then archives it', async () => {
            await page.goto(`${MATTERMOST_URL}/${site.team.name}/messages/@openitcockpit`);
            await press('Undo');
            await message().getByText('stays, because somebody has written there').waitFor();
            expect(made()).toEqual([]);
            const {id} = await channel();
            for (const post of await site.posts(String(id))) {
                await site.call('DELETE', `/posts/${post.id}`);
            }
            await press('Undo');
            await message().getByText('was archived').waitFor();
            expect(Number((await channel()).delete_at)).toBeGreaterThan(0);
            await message().screenshot({path: `${SHOTS}/setup_undone.png`});
        });
    },
);
