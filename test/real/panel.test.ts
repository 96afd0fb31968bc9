import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {problemOf} from '../support/loop/loop_suite';
import {MattermostSite, type Person} from '../support/loop/mattermost_site';
import {type LoopHandler, settingsOf} from '../support/loop/service';
import {settle} from '../support/loop/settle';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {logIn} from '../support/real/system_console';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();
const ready =
    MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && chromiumPath() !== undefined && bundle !== undefined;

describe.skipIf(!ready)(
    'the panel in the real web client (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, Chromium and npm run dist)',
    () => {
        const url = MATTERMOST_URL.replace(/\/+$/, '');
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let handler: LoopHandler;
        let jane: Person;
        let browser: Browser;
        let page: Page;

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(url, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            handler = await pluginDoor(bundle ?? '').start({
                mattermost: {url, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined},
                site,
                settings: settingsOf(site, monitoring),
            });
            await settle(handler);
            for (const serviceuuid of [UUID.web01Ping, UUID.web01Shop]) {
                monitoring.world.setState(serviceuuid, 2, 'CRITICAL - lost');
                const {problemId: problemid} = monitoring.world.get(serviceuuid);
                expect((await handler.notify(problemOf({serviceuuid, problemid}))).ok).toBe(true);
            }
            browser = await launchChromium();
            page = await browser.newPage({viewport: {width: 1280, height: 800}});
            await logIn(page, url, jane);
            await page.goto(`${url}/${site.team.name}/channels/${site.channel.name}`);
        });
        afterAll(async () => {
            await browser?.close();
            await settle(handler);
            await handler?.remove();
            await monitoring?.stop();
        });

        /** Whether somebody who looks at the middle and the corners of something sees just that. */
        const inSight = (what: Locator): Promise<boolean> =>
            what.evaluate((element) => {
                const {left, right, top, bottom} = element.getBoundingClientRect();
                const [inX, inY] = [(right - left) / 4, (bottom - top) / 4];
                const points = [
                    [(left + right) / 2, (top + bottom) / 2],
                    [left + inX, top + inY],
                    [right - inX, bottom - inY],
                ] as const;
                return points.every(([x, y]) => document.elementFromPoint(x, y) === element);
            });

        it('has its button in the app bar, with the number of problems that nobody takes care of, in full', async () => {
            const count = page.locator('.app-bar .oitc-panel-count');
            await count.filter({hasText: '2'}).waitFor();
            expect(await inSight(count)).toBe(true);
            const button = page.locator('.app-bar .oitc-panel-button');
            const background = await button.evaluate((element) => getComputedStyle(element).backgroundColor);
            expect(background).toBe('rgba(0, 0, 0, 0)');
        });

        it('shows them, and its tabs side by side', async () => {
            await page.locator('.app-bar .oitc-panel-button').click();
            await page.getByRole('option', {name: /Ping/}).waitFor();
            await page.getByRole('option', {name: /HTTP shop/}).waitFor();
            const tabs = page.locator('.oitc-list-tab');
            const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
            expect(tops).toHaveLength(4);
            expect(new Set(tops).size).toBe(1);
        });
    },
);
