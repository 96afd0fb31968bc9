import type {Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath} from '../../build/chromium';
import {type DemoStage, newestPost, overflowOf, startDemoStage, takeShot} from '../support/demo/demo_stage';
import {waitFor} from '../support/wait_for';

describe.skipIf(!chromiumPath())(
    'the further actions in Chromium (needs Chromium: install it or set CHROMIUM_PATH)',
    () => {
        let stage: DemoStage;
        let page: Page;

        beforeAll(async () => {
            stage = await startDemoStage({
                // Problems are rechecked while they are seconds old here.
                double: {commandDelayMs: 600, checkHorizonSeconds: 0},
                settings: {READ_BACK_DEADLINE: '5', RECHECK_HORIZON: '0', TIME_ZONE: 'Europe/Berlin'},
            });
            page = await stage.open();
        });
        afterAll(() => stage?.stop());

        const shot = (name: string, of: Page = page) => takeShot(of, name);
        const world = () => stage.monitoring.world;
        const postOf = (name: string, on: Page = page): Locator => newestPost(on, name);
        /** Again if it got lost: a post may be updated at that moment, or a newer one may have come. */
        const unfold = (post: Locator, press: () => Promise<void>): Promise<true> =>
            waitFor(async () => {
                const item = post.getByRole('menuitem').first();
                if (await item.isVisible()) {
                    return true;
                }
                await press();
                return item.waitFor({timeout: 2000}).then(
                    () => true as const,
                    () => false as const,
                );
            });
        const choose = async (post: Locator, item: string, menu = 'More…'): Promise<void> => {
            await unfold(post, () => post.getByRole('button', {name: menu}).click());
            await post.getByRole('menuitem', {name: item}).click();
        };

        it('a menu with the keyboard: down, round, out, and the focus is back', async () => {
            world().setState('web01/Ping', 2, 'CRITICAL - rta nan, lost 100%');
            const post = postOf('Ping');
            const more = post.getByRole('button', {name: 'More…'});
            const items = post.getByRole('menuitem');
            await unfold(post, () => more.press('ArrowDown'));
            const hasFocus = (element: Locator) => element.evaluate((one) => one === document.activeElement);
            expect(await items.allTextContents()).toEqual(['Schedule downtime…', 'Recheck now', 'Show graph']);
            await expect.poll(() => hasFocus(items.first())).toBe(true);
            await page.keyboard.press('ArrowUp');
            await expect.poll(() => hasFocus(items.last())).toBe(true);
            await shot('more_menu');
            await page.keyboard.press('Escape');
            await expect.poll(() => items.count()).toBe(0);
            expect(await hasFocus(more)).toBe(true);
        });

        it('schedules a downtime: dialog → under way → in downtime, and openITCOCKPIT agrees', async () => {
            const post = postOf('Ping');
            await choose(post, 'Schedule downtime…');
            const dialog = page.getByRole('dialog', {name: 'Schedule downtime'});
            await dialog.waitFor();
            await shot('downtime_dialog');
            await dialog.getByRole('radio', {name: '2 hours'}).check();
            await dialog.getByRole('textbox', {name: 'Comment'}).fill('new disk');
            await dialog.getByRole('button', {name: 'Schedule', exact: true}).click();
            await dialog.waitFor({state: 'detached'});
            await post.getByText(/Downtime is being scheduled for Jane Roe/).waitFor();
            await shot('downtime_under_way');
            await post.getByText(/^In downtime until/).waitFor();
            await post.getByText(/Jane Roe .* put it into downtime until .*: new disk$/).waitFor();
            expect(await post.getByText(/^Downtime started/).count()).toBe(0);
            await shot('in_downtime');
            expect(world().get('web01/Ping').visible.downtimes).toMatchObject([{comment: 'new disk', started: true}]);
        });

        it('says at the field what is wrong with a time', async () => {
            world().setState('web01/HTTP shop', 2, '503 Service Unavailable');
            await choose(postOf('HTTP shop'), 'Schedule downtime…');
            const dialog = page.getByRole('dialog', {name: 'Schedule downtime'});
            await dialog.getByLabel('Start').fill('2020-01-01T10:00');
            await dialog.getByRole('textbox', {name: 'Comment'}).fill('new disk');
            await dialog.getByRole('button', {name: 'Schedule', exact: true}).click();
            await dialog.getByText(/The start is in the past/).waitFor();
            await shot('downtime_field_error');
            await page.keyboard.press('Escape');
            await dialog.waitFor({state: 'detached'});
        });

        it('cancels it after asking', async () => {
            const post = postOf('Ping');
            await choose(post, 'Cancel downtime…');
            const dialog = page.getByRole('dialog', {name: 'Cancel downtime'});
            await dialog.waitFor();
            await shot('cancel_downtime');
            await dialog.getByRole('button', {name: 'Cancel downtime'}).click();
            await post.getByText(/^In downtime/).waitFor({state: 'detached'});
            expect(world().get('web01/Ping').visible.downtimeDepth).toBe(0);
        });

        it('rechecks, and the post shows what came of it', async () => {
            const post = postOf('Ping');
            world().setNextResult('web01/Ping', 'OK', 'OK - rta 1 ms');
            await choose(post, 'Recheck now');
            await post.getByText('OK', {exact: true}).waitFor();
            await shot('rechecked');
        });

        it('looks right in the dark, in German and on a narrow screen', async () => {
            const dark = await stage.open('&theme=dark');
            await choose(postOf('HTTP shop', dark), 'Schedule downtime…');
            await dark.getByRole('dialog').waitFor();
            await shot('downtime_dark', dark);
            await dark.close();
            const narrow = await stage.open('&locale=de', {viewport: {width: 320, height: 700}});
            const post = postOf('HTTP shop', narrow);
            await unfold(post, () => post.getByRole('button', {name: 'More…'}).click());
            expect(await overflowOf(narrow)).toBe(0);
            await shot('menu_narrow', narrow);
            await post.getByRole('menuitem', {name: 'Schedule downtime…'}).click();
            const dialog = narrow.getByRole('dialog');
            await dialog.waitFor();
            const inside = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
            expect(inside).toBe(0);
            await shot('downtime_narrow', narrow);
            await narrow.close();
        });

        it('had no error in the page and no word from a notification command', async () => {
            expect(await stage.complaints()).toEqual([]);
        });
    },
);
