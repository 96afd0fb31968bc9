import type {Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath} from '../../build/chromium';
import {type DemoStage, newestPost, startDemoStage, takeShot} from '../support/demo/demo_stage';

describe.skipIf(!chromiumPath())('the panel in the demo (needs Chromium: install it or set CHROMIUM_PATH)', () => {
    let stage: DemoStage;
    let page: Page;

    beforeAll(async () => {
        stage = await startDemoStage({double: {}}, {width: 1500, height: 900});
        world().setState('web01/HTTP shop', 2, 'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable');
        world().setState('web01/Disk /', 1, 'DISK WARNING - free space: / 2104 MB (9% inode=87%)');
        world().setState('db01', 1, 'CRITICAL - 192.0.2.12: rta nan, lost 100%');
        page = await stage.open();
    });
    afterAll(() => stage?.stop());

    const world = () => stage.monitoring.world;
    const shot = (name: string, of: Page = page) => takeShot(of, name);
    const postOf = (name: string, on: Page = page): Locator => newestPost(on, name);
    const button = (within: Locator | Page, name: string) => within.getByRole('button', {name, exact: true});
    const tab = (name: string, on: Page = page) => on.getByRole('button', {name: new RegExp(`^${name}`)});
    const row = (name: string, on: Page = page) => on.getByRole('option', {name: new RegExp(name)});
    const details = (on: Page = page) => on.locator('.oitc-list-details');
    const type = async (line: string): Promise<void> => {
        const box = page.getByRole('textbox', {name: 'Write to Alerts'});
        await box.fill(line);
        await box.press('Enter');
    };
    const acknowledge = async (comment: string): Promise<void> => {
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('textbox', {name: 'Comment'}).fill(comment);
        await dialog.getByRole('textbox', {name: 'Comment'}).press('Control+Enter');
        await dialog.waitFor({state: 'detached'});
    };

    /** The card in the channel says so, with the comment. */
    const isAcknowledged = async (name: string, comment: string): Promise<void> => {
        const card = postOf(name).getByRole('group').first();
        await button(card, 'Remove acknowledgement').waitFor();
        expect(await card.textContent()).toMatch(new RegExp(`Jane Roe.*${comment}`));
    };

    it('opens with the button, whose number is that of unhandled problems', async () => {
        await postOf('db01').waitFor();
        await page.getByRole('button', {name: /^openITCOCKPIT problems/}).click();
        for (const name of ['HTTP shop', 'Disk /', 'db01']) {
            await row(name).waitFor();
        }
        await page.getByRole('button', {name: 'openITCOCKPIT problems: 3 unhandled'}).waitFor();
        await shot('panel');
    });

    it('shows details of a problem: curves, how often before, what is around it, what was changed', async () => {
        await row('HTTP shop').click();
        const curve = details().getByRole('img', {name: /^time: 0\.021 s, .*critical at 3 s$/});
        await curve.waitFor();
        const {width = 0, height = 0} = (await curve.locator('polyline').first().boundingBox()) ?? {};
        expect(width).toBeGreaterThan(200);
        expect(height).toBeGreaterThan(10);
        await details().getByText('3 problems in the last 30 days', {exact: false}).waitFor();
        await details().getByText('Disk /', {exact: false}).first().waitFor();
        await details().getByText('web01/HTTP shop changed by Ada Admin (retry_interval)', {exact: false}).waitFor();
        expect(await details().locator('.oitc-failure', {hasText: /\S/}).allTextContents()).toEqual([]);
        await shot('panel_details');
    });

    it('acknowledges a row, and the card in the channel says so', async () => {
        await button(details(), 'Acknowledge').click();
        await acknowledge('restarting PHP');
        await isAcknowledged('HTTP shop', 'restarting PHP');
        expect(world().get('web01/HTTP shop').visible).toMatchObject({acknowledged: true});
        await row('HTTP shop').waitFor({state: 'detached'});
        await tab('Mine').click();
        await row('HTTP shop').getByText('Jane Roe', {exact: false}).waitFor();
    });

    it('shows what is acknowledged on a card', async () => {
        await tab('Unhandled').click();
        await row('db01').waitFor();
        await button(postOf('db01'), 'Acknowledge').click();
        await acknowledge('calling the data centre');
        await row('db01').waitFor({state: 'detached'});
        await tab('Acknowledged').click();
        await row('db01').waitFor();
        await row('HTTP shop').waitFor();
    });

    it('acts on several at once', async () => {
        world().setState('web01/Ping', 2, 'CRITICAL - rta nan, lost 100%');
        await tab('Unhandled').click();
        await row('Ping').waitFor();
        await row('Disk /').locator('.oitc-list-box').click();
        await row('Ping').locator('.oitc-list-box').click();
        await button(page.locator('.oitc-list-selection'), 'Acknowledge').click();
        const form = page.locator('.oitc-list-form');
        await form.getByRole('textbox', {name: 'Comment'}).fill('rack 1 is being moved');
        await button(form, 'Acknowledge').click();
        await page.getByText('2 of 2 confirmed.').waitFor();
        for (const name of ['Disk /', 'Ping']) {
            await isAcknowledged(name, 'rack 1 is being moved');
        }
        await page.getByText('No unhandled problems in your channels', {exact: false}).waitFor();
    });

    it('leads from a post to the panel, and back', async () => {
        await postOf('db01').hover();
        await button(postOf('db01'), 'More actions').first().click();
        await postOf('db01').getByRole('menuitem', {name: 'Show in panel'}).click();
        await details().getByRole('heading', {name: 'DOWN · db01'}).waitFor();
        await details().getByRole('link', {name: 'Go to post'}).click();
        await expect
            .poll(() => postOf('db01').evaluate((post) => post.getBoundingClientRect().top))
            .toBeGreaterThanOrEqual(0);
        expect(page.url()).toContain('/ops/channels/alerts');
    });

    it('answers commands, for oneself alone', async () => {
        world().setState('web01/Disk /', 0, 'DISK OK - free space: / 18233 MB (78% inode=87%)');
        world().setState('web01/Disk /', 2, 'DISK CRITICAL - free space: / 310 MB (1% inode=87%)');
        await row('Disk /').waitFor({state: 'detached'});
        await type('/openitcockpit problems');
        const answer = page.getByRole('listitem', {name: /1 unhandled problem/});
        await answer.getByText('(Only visible to you)').waitFor();
        await answer.getByText('CRITICAL · Disk / on web01').waitFor();
        await type('/openitcockpit handover');
        const handover = page.getByRole('listitem', {name: /Hand-over: /}).last();
        await handover.getByText('Still open', {exact: false}).first().waitFor();
        await shot('handover');
        await button(handover, 'Hand over my problems …').click();
        const dialog = page.getByRole('dialog', {name: 'Hand over'});
        await dialog.getByRole('combobox').selectOption({label: '@sam'});
        await button(dialog, 'Hand over').click();
        await dialog.waitFor({state: 'detached'});
        await type('/opneitcockpit problems');
        await page.getByRole('alert').getByText("Command with a trigger of '/opneitcockpit' not found.").waitFor();
    });

    it('asks somebody else in a direct message to take over, and tells what they decided in another', async () => {
        const sam = await stage.open('', {user: 'sam'});
        await sam.getByRole('navigation').getByRole('link', {name: 'openitcockpit'}).click();
        const question = sam.getByRole('listitem', {name: /Jane Roe \(@jane\) wants to hand over/});
        await button(question, 'Accept').click();
        await question.getByText('You accepted.').waitFor();
        await shot('handover_accepted', sam);
        await sam.close();
        await page.getByRole('navigation').getByRole('link', {name: 'openitcockpit'}).waitFor();
        await postOf('db01').getByText('Sam Lee (@sam)', {exact: false}).first().waitFor();
    });

    it('looks right in the dark, in German and on a narrow screen', async () => {
        const dark = await stage.open('&theme=dark');
        await dark.getByRole('button', {name: /^openITCOCKPIT problems/}).click();
        await tab('Acknowledged', dark).click();
        await row('HTTP shop', dark).click();
        await details(dark).getByRole('img').first().waitFor();
        await shot('panel_dark', dark);
        await dark.close();
        const narrow = await stage.open('&locale=de', {viewport: {width: 400, height: 800}});
        await narrow.getByRole('button', {name: /^openITCOCKPIT/}).click();
        await tab('Bestätigt', narrow).click();
        await row('HTTP shop', narrow).click();
        await details(narrow).getByText('Performancedaten', {exact: false}).waitFor();
        await details(narrow).getByRole('img').first().waitFor();
        const overflow = await narrow.evaluate(() => {
            const {scrollWidth, clientWidth} = document.documentElement;
            const wide = [...document.querySelectorAll('.oitc-panel, .oitc-panel *')].filter(
                (element) => element.getBoundingClientRect().right > clientWidth,
            );
            return [scrollWidth - clientWidth, wide.length];
        });
        expect(overflow).toEqual([0, 0]);
        await shot('panel_narrow_german', narrow);
        await details(narrow).getByRole('link', {name: 'Zum Beitrag'}).click();
        await button(postOf('HTTP shop', narrow), 'Remove acknowledgement').click({trial: true});
        expect(await narrow.getByRole('complementary').count()).toBe(0);
        await narrow.close();
    });

    it('had no error in the page and no word from a notification command', async () => {
        expect(await stage.complaints()).toEqual([]);
    });
});
