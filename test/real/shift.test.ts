import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {alertOf, MattermostSite, type Person} from '../support/loop/mattermost_site';
import {type LoopHandler, settingsOf} from '../support/loop/service';
import {settle} from '../support/loop/settle';
import {timesOf} from '../support/notification_times';
import {DETAILS_RIGHTS} from '../support/openitcockpit/access';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import type {Service} from '../support/openitcockpit/objects';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {addPast} from '../support/real/eventful_past';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {logIn} from '../support/real/system_console';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();
const ready =
    MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && bundle !== undefined && chromiumPath() !== undefined;

describe.skipIf(!ready)(
    'details and hand-over in a real Mattermost (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, npm run dist and Chromium)',
    () => {
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let handler: LoopHandler;
        let jane: Person;
        let bob: Person;
        let browser: Browser;
        let page: Page;
        let postId: string;

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble({granted: DETAILS_RIGHTS});
            site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            bob = await site.person('bob', 'Bob Poe');
            const mattermost = {url: MATTERMOST_URL, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined};
            handler = await pluginDoor(bundle ?? '').start({mattermost, site, settings: settingsOf(site, monitoring)});
            await settle(handler);
            const {world} = monitoring;
            const service = world.get(UUID.web01Shop) as Service;
            addPast(monitoring, service);
            world.setState(UUID.web01Shop, 2, 'HTTP CRITICAL - 503');
            await world.settled();
            const answer = await handler.notify({
                type: 'Service',
                notificationtype: 'PROBLEM',
                hostuuid: UUID.web01,
                serviceuuid: UUID.web01Shop,
                state: 2,
                output: 'HTTP CRITICAL - 503',
                problemid: service.problemId,
                ...timesOf(world, UUID.web01Shop),
            });
            postId = ((await answer.json()) as {post_id: string}).post_id;
            browser = await launchChromium();
            page = await opened(jane);
        });
        afterAll(async () => {
            await browser?.close();
            if (handler) {
                await settle(handler);
                await handler.remove();
            }
            await monitoring?.stop();
        });

        const opened = async (person: Person): Promise<Page> => {
            const context = await browser.newContext({viewport: {width: 1280, height: 900}});
            const its = await context.newPage();
            await logIn(its, MATTERMOST_URL, person);
            await its.goto(`${MATTERMOST_URL}/${site.team.name}/channels/${site.channel.name}`);
            await its.locator('#post_textbox').waitFor();
            return its;
        };

        const typed = async (line: string): Promise<void> => {
            await page.locator('#post_textbox').fill(line);
            await page.locator('#post_textbox').press('Enter');
            // Behind an @, the first Enter takes a name from Mattermost's own list of people.
            await page.waitForTimeout(1000);
            if ((await page.locator('#post_textbox').inputValue()) !== '') {
                await page.locator('#post_textbox').press('Enter');
            }
        };

        it('Enter on a problem in the panel shows its curve, its past and what changed', async () => {
            await page.locator('.app-bar .oitc-panel-button').click();
            await page.getByRole('option', {name: /HTTP shop/}).waitFor();
            await page.getByRole('listbox').focus();
            await page.keyboard.press('j');
            await page.keyboard.press('Enter');
            const details = page.getByRole('region', {name: /CRITICAL · HTTP shop/});
            await details.getByText(/^3 problems in the last 30 days/).waitFor();
            await details.getByText(/changed by Ada Admin \(max_check_attempts\)/).waitFor();
            const curve = details.getByRole('img', {name: /^time: .* warning at 1 s; critical at 2 s/});
            await curve.waitFor();
            expect((await curve.boundingBox())?.width).toBeGreaterThan(200);
            await details.getByRole('button', {name: '24 h'}).click();
            await details.getByRole('button', {name: '24 h', pressed: true}).waitFor();
        });

        it('Show graph puts a picture into the thread, which the browser shows', async () => {
            await page
                .locator('.post')
                .filter({hasText: 'HTTP shop'})
                .getByRole('button', {name: 'More…'})
                .last()
                .click();
            await page.getByRole('menuitem', {name: 'Show graph'}).click();
            const reply = await waitFor(async () =>
                (await site.posts()).find(({root_id, file_ids}) => root_id === postId && file_ids?.length === 1),
            );
            expect(reply.message).toContain('time: ');
            const file = await fetch(`${MATTERMOST_URL}/api/v4/files/${reply.file_ids?.[0]}/preview`, {
                headers: {Authorization: `Bearer ${jane.token}`},
            });
            expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
        });

        it('handover tells what is open; Bob accepts in his direct message, and owns what was acknowledged', {
            timeout: 120_000,
        }, async () => {
            await page
                .locator('.post')
                .filter({hasText: 'HTTP shop'})
                .getByRole('button', {name: 'Acknowledge'})
                .first()
                .click();
            const dialog = page.getByRole('dialog');
            await dialog.getByRole('textbox').first().fill('restarting the web server');
            await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
            await waitFor(async () => alertOf(await site.post(postId)).look === 'acknowledged');
            await typed('/openitcockpit handover ');
            await page
                .locator('.post')
                .filter({hasText: /1 opened · 0 closed · 1 still open/})
                .last()
                .waitFor();
            await typed(`/openitcockpit handover @${bob.username} `);
            await page
                .locator('.post')
                .filter({hasText: /is asked to take over 1 problem\./})
                .last()
                .waitFor();
            const his = await opened(bob);
            await his.goto(`${MATTERMOST_URL}/${site.team.name}/messages/@openitcockpit`);
            await his.getByRole('button', {name: 'Accept'}).last().click();
            await waitFor(async () => /→ Bob Poe/.test(alertOf(await site.post(postId)).acknowledgement?.author ?? ''));
            await page.locator('.post').filter({hasText: '→ Bob Poe'}).first().waitFor();
            await his.goto(`${MATTERMOST_URL}/${site.team.name}/channels/${site.channel.name}`);
            await his.locator('.app-bar .oitc-panel-button').click();
            await his.getByRole('button', {name: /^Mine/}).click();
            await his.getByRole('option', {name: /HTTP shop/}).waitFor();
        });
    },
);
