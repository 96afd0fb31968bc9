import {mkdirSync} from 'node:fs';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {MattermostSite, type Person} from '../support/loop/mattermost_site';
import {type LoopService, startLoopService} from '../support/loop/service';
import {NO_SETTINGS} from '../support/no_settings';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PluginAdmin} from '../support/real/plugin_admin';
import {logIn} from '../support/real/system_console';
import {webappBundle} from '../support/real/webapp_bundle';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const ready = MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && chromiumPath() !== undefined;
const SHOTS = inRepository('test-results/screenshots');

describe.skipIf(!ready)(
    "our webapp in the real Mattermost's web client (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and Chromium)",
    () => {
        const plugins = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let service: LoopService;
        let jane: Person;
        let browser: Browser;
        let page: Page;

        beforeAll(async () => {
            mkdirSync(SHOTS, {recursive: true});
            await plugins.install(await webappBundle());
            await plugins.enable(PLUGIN_ID);
            monitoring = await startOpenitcockpitDouble({commandDelayMs: 300});
            site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            service = await startLoopService({
                MATTERMOST_URL,
                MATTERMOST_BOT_TOKEN: site.bot.token,
                OPENITCOCKPIT_URL: monitoring.url,
                OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                DEFAULT_CHANNEL: site.channel.id,
            });
            browser = await launchChromium();
            page = await browser.newPage({viewport: {width: 1200, height: 900}});
            await logIn(page, MATTERMOST_URL, jane);
            await page.goto(`${MATTERMOST_URL}/${site.team.name}/channels/${site.channel.name}`);
            await page.getByText('Alerts', {exact: true}).first().waitFor();
        });
        afterAll(async () => {
            await browser?.close();
            await service?.remove();
            await monitoring?.stop();
            await plugins.remove(PLUGIN_ID).catch(() => undefined);
        });

        const alert = async (serviceuuid: string, name: string): Promise<Locator> => {
            monitoring.world.setState(serviceuuid, 2, `CRITICAL - ${name} is broken`);
            await service.notify({
                type: 'Service',
                notificationtype: 'PROBLEM',
                hostuuid: UUID.web01,
                serviceuuid,
                state: 2,
                output: `CRITICAL - ${name} is broken`,
            });
            return page
                .locator('.post')
                .filter({has: page.getByRole('link', {name, exact: true})})
                .last();
        };
        const button = (post: Locator, name: string) => post.getByRole('button', {name, exact: true});

        it('draws the alert, opens our dialog, and shows the verified acknowledgement', async () => {
            const post = await alert(UUID.web01Ping, 'Ping');
            await button(post, 'Acknowledge').click();
            const dialog = page.getByRole('dialog');
            await dialog.getByRole('textbox', {name: 'Comment'}).fill('replacing the disk');
            await page.screenshot({path: `${SHOTS}/real_dialog.png`});
            expect(await page.locator('#interactiveDialogModalLabel, .modal-dialog').count()).toBe(0);
            await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
            await button(post, 'Remove acknowledgement').waitFor();
            await post.getByText('replacing the disk').first().waitFor();
            await page.screenshot({path: `${SHOTS}/real_acknowledged.png`});
            expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(true);
        });

        it('shows the field error of the server and closes after the second try', async () => {
            const post = await alert(UUID.web01Shop, 'HTTP shop');
            await button(post, 'Acknowledge').click();
            const dialog = page.getByRole('dialog');
            await dialog.getByRole('textbox', {name: 'Comment'}).fill('on');
            await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
            await dialog.getByRole('alert').first().waitFor();
            await dialog.getByRole('textbox', {name: 'Comment'}).fill('on it');
            await dialog.getByRole('textbox', {name: 'Comment'}).press('Control+Enter');
            await button(post, 'Remove acknowledgement').waitFor();
        });

        it('works through the native button of a webhook post, with the native dialog', async () => {
            const {runNotify} = await import('../../server-proxy/src/cli/notify');
            monitoring.world.setState(UUID.web01Disk, 2, 'DISK CRITICAL');
            const env = {...NO_SETTINGS, ...service.env, WEBHOOK_URL: await site.webhook(), PUBLIC_URL: service.url};
            const flags = ['--type', 'Service', '--notificationtype', 'PROBLEM', '--hostuuid', UUID.web01];
            const more = ['--serviceuuid', UUID.web01Disk, '--state', '2', '--output', 'DISK CRITICAL'];
            const out = {write: () => undefined};
            expect(await runNotify({argv: [...flags, ...more], env, stdout: out, stderr: out})).toBe(0);
            const post = page
                .locator('.post')
                .filter({has: page.getByRole('link', {name: 'Disk /', exact: true})})
                .last();
            await post.locator('.attachment').getByRole('button', {name: 'Acknowledge'}).click();
            const native = page.locator('.modal-dialog');
            await native.getByRole('textbox').first().fill('cleaning up');
            await page.screenshot({path: `${SHOTS}/real_native_dialog.png`});
            await native.getByRole('button', {name: 'Acknowledge'}).click();
            await waitFor(() => monitoring.world.get(UUID.web01Disk).visible.acknowledged);
            await post.getByText('cleaning up').first().waitFor();
            await page.screenshot({path: `${SHOTS}/real_webhook.png`});
        });
    },
);
