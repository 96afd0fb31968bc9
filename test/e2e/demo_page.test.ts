import {mkdirSync} from 'node:fs';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {type Demo, startDemo} from '../support/demo/start_demo';

const SHOTS = inRepository('test-results/screenshots', process.env.DEMO_REACT ?? '');

describe.skipIf(!chromiumPath())('the demo page in Chromium (needs Chromium: install it or set CHROMIUM_PATH)', () => {
    let demo: Demo;
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];

    beforeAll(async () => {
        mkdirSync(SHOTS, {recursive: true});
        demo = await startDemo({
            port: 0,
            double: {commandDelayMs: 300},
            settings: {READ_BACK_DEADLINE: '3'},
            said: (line) => void problems.push(line),
        });
        browser = await launchChromium();
        page = await open();
    });
    afterAll(async () => {
        await browser?.close();
        await demo?.stop();
    });

    const open = async (query = '', viewport = {width: 1100, height: 900}): Promise<Page> => {
        const opened = await browser.newPage({viewport});
        opened.on('pageerror', (error) => problems.push(error.message));
        opened.on('console', (message) => {
            if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
                problems.push(message.text());
            }
        });
        await opened.goto(`${demo.page}${query}`);
        return opened;
    };
    const shot = (name: string, of: Page = page) => of.screenshot({path: `${SHOTS}/${name}.png`});
    const world = () => {
        if (!demo.monitoring) {
            throw new Error('the demo runs on the double');
        }
        return demo.monitoring.world;
    };
    const messages = (on: Page) =>
        on.getByRole('list', {name: /^(Messages|Nachrichten) in Alerts$/}).locator('li.host-post');
    /** The newest post about an object. */
    const postOf = (name: string, on: Page = page): Locator =>
        on
            .getByRole('listitem')
            .filter({has: on.getByRole('link', {name, exact: true})})
            .last();
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
        demo.monitoring?.faults.set({dropCommands: true});
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
        demo.monitoring?.faults.clear();
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
        demo.monitoring?.faults.set({gateway: 502});
        await page.getByRole('dialog').getByRole('textbox', {name: 'Comment'}).fill('on it');
        await page.getByRole('dialog').getByRole('textbox', {name: 'Comment'}).press('Control+Enter');
        // On the card, and to Jane alone.
        await expect.poll(() => post.getByText(/^openITCOCKPIT is unreachable/).count()).toBe(2);
        await shot('openitcockpit_down');
        demo.monitoring?.faults.clear();
        await button(post, 'Remove acknowledgement').waitFor();
    });

    it('looks right in the dark, in German and on a narrow screen', async () => {
        const dark = await open('&theme=dark');
        await postOf('db01', dark).waitFor();
        await button(postOf('HTTP shop', dark), 'Acknowledge').click();
        await dark.getByRole('dialog').waitFor();
        await shot('dark', dark);
        await dark.close();
        const narrow = await open('&locale=de', {width: 320, height: 700});
        await postOf('db01', narrow).waitFor();
        const overflow = await narrow.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
        await narrow.getByText('bestätigt', {exact: false}).first().waitFor();
        await shot('narrow_german', narrow);
        await narrow.close();
    });

    it('had no error in the page and no word from a notification command', async () => {
        await demo.settled();
        expect(problems).toEqual([]);
    });
});
