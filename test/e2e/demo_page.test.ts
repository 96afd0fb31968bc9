import type {Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath} from '../../build/chromium';
import {type DemoStage, newestPost, overflowOf, startDemoStage, takeShot} from '../support/demo/demo_stage';

describe.skipIf(!chromiumPath())('the demo page in Chromium (needs Chromium: install it or set CHROMIUM_PATH)', () => {
    let stage: DemoStage;
    let page: Page;

    beforeAll(async () => {
        stage = await startDemoStage({
            double: {commandDelayMs: 300},
            settings: {READ_BACK_DEADLINE: '3'},
        });
        page = await stage.open();
    });
    afterAll(() => stage?.stop());

    const shot = (name: string, of: Page = page) => takeShot(of, name);
    const world = () => stage.monitoring.world;
    const messages = (on: Page) =>
        on.getByRole('list', {name: /^(Messages|Nachrichten) in Alerts$/}).locator('li.host-post');
    const postOf = (name: string, on: Page = page): Locator => newestPost(on, name);
    const button = (post: Locator, name: string) => post.getByRole('button', {name, exact: true});

    it('shows an alert that the shipped notification command sent', async () => {
        world().setState('web01/Ping', 2, 'CRITICAL - rta nan, lost 100%');
        const post = postOf('Ping');
        await post.getByText('CRITICAL', {exact: true}).waitFor();
        await post.getByText('CRITICAL - rta nan, lost 100%').waitFor();
        await shot('problem');
    });

    it('press → dialog → comment → acknowledged, and openITCOCKPIT agrees', async () => {
        const post = postOf('Ping');
        await button(post, 'Acknowledge').click();
        const dialog = page.getByRole('dialog');
        await dialog.waitFor();
        await shot('dialog');
        await dialog.getByRole('textbox', {name: 'Comment'}).fill('replacing the disk');
        await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
        await dialog.waitFor({state: 'detached'});
        await post.getByText('Jane Roe (@jane)').first().waitFor();
        await button(post, 'Remove acknowledgement').waitFor();
        await post.getByText('replacing the disk').first().waitFor();
        await shot('acknowledged');
        expect(world().get('web01/Ping').visible).toMatchObject({acknowledged: true});
        expect(world().get('web01/Ping').visible.records.at(-1)).toMatchObject({comment: 'replacing the disk'});
    });

    it('shows the recovery on the same post', async () => {
        const posts = await messages(page).count();
        world().setState('web01/Ping', 0, 'OK - rta 1 ms');
        const post = postOf('Ping');
        await post.getByText('OK', {exact: true}).waitFor();
        expect(await post.getByRole('button', {name: /Acknowledge|Remove/}).count()).toBe(0);
        await shot('recovered');
        expect(await messages(page).count()).toBeLessThanOrEqual(posts + 1);
    });

    it('says not confirmed with the reason, and Retry works', async () => {
        stage.monitoring.faults.set({dropCommands: true});
        world().setState('db01', 1, 'CRITICAL - host unreachable');
        const post = postOf('db01');
        await button(post, 'Acknowledge').click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('textbox', {name: 'Comment'}).fill('calling the data centre');
        await dialog.getByRole('textbox', {name: 'Comment'}).press('Control+Enter');
        await post
            .getByText(/did not show it within 3 s/)
            .first()
            .waitFor();
        await shot('not_confirmed');
        stage.monitoring.faults.clear();
        await button(post, 'Retry').click();
        await button(post, 'Remove acknowledgement').waitFor();
    });

    it('shows a missing comment at its field', async () => {
        world().setState('web01/HTTP shop', 2, '503 Service Unavailable');
        await button(postOf('HTTP shop'), 'Acknowledge').click();
        const dialog = page.getByRole('dialog');
        const comment = dialog.getByRole('textbox', {name: 'Comment'});
        await comment.fill('  ');
        await dialog.getByRole('button', {name: 'Acknowledge', exact: true}).click();
        await dialog.getByRole('alert').first().waitFor();
        await shot('field_error');
        await page.keyboard.press('Escape');
        await dialog.waitFor({state: 'detached'});
    });

    it('queues an acknowledgement while openITCOCKPIT is down', async () => {
        world().setState('web01/Disk /', 2, 'DISK CRITICAL');
        const post = postOf('Disk /');
        await button(post, 'Acknowledge').click();
        stage.monitoring.faults.set({gateway: 502});
        await page.getByRole('dialog').getByRole('textbox', {name: 'Comment'}).fill('on it');
        await page.getByRole('dialog').getByRole('textbox', {name: 'Comment'}).press('Control+Enter');
        // On the card, and to Jane alone.
        await expect.poll(() => post.getByText(/^openITCOCKPIT is unreachable/).count()).toBe(2);
        await shot('openitcockpit_down');
        stage.monitoring.faults.clear();
        await button(post, 'Remove acknowledgement').waitFor();
    });

    it('looks right in the dark, in German and on a narrow screen', async () => {
        const dark = await stage.open('&theme=dark');
        await postOf('db01', dark).waitFor();
        await button(postOf('HTTP shop', dark), 'Acknowledge').click();
        await dark.getByRole('dialog').waitFor();
        await shot('dark', dark);
        await dark.close();
        const narrow = await stage.open('&locale=de', {viewport: {width: 320, height: 700}});
        await postOf('db01', narrow).waitFor();
        const overflow = await overflowOf(narrow);
        expect(overflow).toBe(0);
        await narrow.getByText('bestätigt', {exact: false}).first().waitFor();
        await shot('narrow_german', narrow);
        await narrow.close();
    });

    it('had no error in the page and no word from a notification command', async () => {
        expect(await stage.complaints()).toEqual([]);
    });
});
