import {mkdirSync} from 'node:fs';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {freePort} from '../support/demo/free_port';
import {MattermostSite, type Person} from '../support/loop/mattermost_site';
import {type LoopHandler, settingsOf} from '../support/loop/service';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {logIn} from '../support/real/system_console';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();
const ready = MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && chromiumPath() !== undefined && bundle;
const NEEDS = 'needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, Chromium and npm run dist';
const SHOTS = inRepository('test-results/screenshots');

describe.skipIf(!ready)(`the plugin at home in a real Mattermost (${NEEDS})`, () => {
    let monitoring: OpenitcockpitDouble;
    let site: MattermostSite;
    let jane: Person;
    let service: LoopHandler;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
        mkdirSync(SHOTS, {recursive: true});
        monitoring = await startOpenitcockpitDouble();
        site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        jane = await site.person('jane', 'Jane Roe');
        const mattermost = {url: MATTERMOST_URL, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined};
        service = await pluginDoor(bundle ?? '').start({mattermost, site, settings: settingsOf(site, monitoring)});
        browser = await launchChromium();
        page = await (await browser.newContext({viewport: {width: 1200, height: 900}})).newPage();
        page.setDefaultTimeout(30_000);
        await logIn(page, MATTERMOST_URL, jane);
        await page.goto(`${MATTERMOST_URL}/${site.team.name}/channels/${site.channel.name}`);
        await page.locator('#post_textbox').waitFor();
    });
    afterAll(async () => {
        await browser?.close();
        await service?.remove();
        await monitoring?.stop();
    });

    const answers = () => page.locator('.post', {has: page.getByText('Only visible to you')});

    it.each([
        ['/openitcockpit problems', /No unhandled problem|unhandled problem/u],
        ['/openitcockpit host web01', /web01/u],
    ])('sends a complete command with one Enter: %s', async (command, answer) => {
        await page.locator('#post_textbox').click();
        await page.keyboard.type(command, {delay: 30});
        // As long as it takes to look up: whether anything is offered by then or not, Enter sends what was typed.
        await page.waitForTimeout(1500);
        await page.keyboard.press('Enter');
        await answers().filter({hasText: answer}).last().waitFor();
        expect(await page.locator('#post_textbox').inputValue()).toBe('');
        await page.screenshot({path: `${SHOTS}/one_enter_${command.split(' ')[1]}.png`});
    });

    it('answers as its bot, which has a picture, not as System', async () => {
        const answer = answers().last();
        expect(await answer.locator('.post__header').textContent()).toContain('openitcockpit');
        const bot = await site.call('GET', '/users/username/openitcockpit');
        expect(bot.last_picture_update).toBeGreaterThan(0);
    });

    it('has its metrics on Mattermost’s own port, under the names of the service', async () => {
        const port = await freePort();
        const admin = new PluginAdmin(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        await admin.patchConfig({MetricsSettings: {Enable: true, ListenAddress: `127.0.0.1:${port}`}});
        try {
            const read = async () => {
                const response = await fetch(`http://127.0.0.1:${port}/plugins/${PLUGIN_ID}/metrics`).catch(
                    () => undefined,
                );
                return response?.ok ? response.text() : undefined;
            };
            // Counted from the first scrape on.
            await waitFor(read);
            const ping = {type: 'Service', hostuuid: UUID.web01, serviceuuid: UUID.web01Ping};
            await service.notify({...ping, notificationtype: 'PROBLEM', state: 2, output: 'CRITICAL - lost'});
            // What is left open, the next installation would find.
            await service.notify({...ping, notificationtype: 'RECOVERY', state: 0, output: 'OK'});
            // Whatever an earlier run has left of this problem, it was counted.
            await waitFor(async () => /_alerts_total\{[^}]*PROBLEM[^}]*\} 1$/mu.test((await read()) ?? ''));
        } finally {
            await admin.patchConfig({MetricsSettings: {Enable: false}});
        }
    });
});
