import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {ACTION, ALERT_POST_TYPE, ALERT_PROP, PLUGIN_ID, ROUTE} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {runWebpack} from '../../build/run_webpack';
import {webpackWebapp} from '../../build/webpack_webapp';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {type Json, objectOf} from '../support/mattermost/json';
import {alertProps, dialogEvent} from '../support/webapp/fixtures';

const HANDLER = `/plugins/${PLUGIN_ID}/api/v1/actions`;

const actions = [
    {id: ACTION.acknowledge, type: 'button', name: 'Acknowledge', style: 'primary', integration: {url: HANDLER}},
    {
        id: ACTION.quickReason,
        type: 'select',
        name: 'Quick reason',
        options: [{text: 'Known issue', value: 'Known issue'}],
        integration: {url: HANDLER},
    },
];

/** The body of POST /actions/dialogs/open for a press. */
const dialogFor = ({post_id, trigger_id}: Json): Json => {
    const {dialog} = objectOf(JSON.parse(dialogEvent()));
    return {trigger_id, url: HANDLER, dialog: {...objectOf(dialog), callback_id: `oitcack:${post_id}`}};
};

/** What jsdom cannot tell: the browser's modal dialog, layout and colours. */
describe.skipIf(!chromiumPath())('the built webapp in Chromium', () => {
    const folder = mkdtempSync(join(tmpdir(), 'comment-dialog-'));
    const submissions: Json[] = [];
    let browser: Browser;
    let double: MattermostDouble;
    let page: Page;
    let botId = '';

    const handle = async (request: Request): Promise<Response> => {
        const body = objectOf(await request.json());
        if (request.url.endsWith(ROUTE.genuine)) {
            return Response.json({bot_id: botId, genuine: body.post_ids});
        }
        if (body.type === 'dialog_submission') {
            submissions.push(objectOf(body.submission));
        } else if (body.type === 'button') {
            await fetch(`${double.url}/api/v4/actions/dialogs/open`, {
                method: 'POST',
                body: JSON.stringify(dialogFor(body)),
            });
        }
        return Response.json({});
    };
    const logIn = (query = ''): Promise<unknown> =>
        page.goto(`${double.url}/demo/login?user=alice&channel=alerts${query}`);
    const card = (): Locator => page.getByRole('group', {name: 'CRITICAL: Ping on web01'});
    const acknowledgeButton = (): Locator => card().getByRole('button', {name: 'Acknowledge'});
    const dialog = (): Locator => page.getByRole('dialog');
    const isFocused = (locator: Locator): Promise<boolean> =>
        locator.evaluate((element) => element === document.activeElement);

    beforeAll(async () => {
        await runWebpack(webpackWebapp(folder));
        browser = await launchChromium();
    });
    afterAll(async () => {
        await browser.close();
        rmSync(folder, {recursive: true});
    });
    beforeEach(async () => {
        submissions.length = 0;
        double = await startMattermostDouble({webBundle: join(folder, 'main.js')});
        double.mountPlugin(PLUGIN_ID, handle);
        const channel = double.createChannel('alerts', {displayName: 'Alerts'});
        double.createUser('alice', {channels: [channel.id]});
        const bot = double.createBot('monitoring', {channels: [channel.id]});
        botId = bot.userId;
        await fetch(`${double.url}/api/v4/posts`, {
            method: 'POST',
            headers: {authorization: `Bearer ${bot.token}`},
            body: JSON.stringify({
                channel_id: channel.id,
                message: 'CRITICAL Ping on web01',
                type: ALERT_POST_TYPE,
                props: {
                    [ALERT_PROP]: alertProps({output: `PING CRITICAL ${'x'.repeat(400)}`}),
                    attachments: [{actions}],
                },
            }),
        });
        page = await browser.newPage();
    });
    afterEach(async () => {
        await page.close();
        await double.stop();
    });

    test('by keyboard alone: press, type, send, back at the button', async () => {
        await logIn();
        await acknowledgeButton().focus();
        await page.keyboard.press('Enter');
        await dialog().waitFor();
        await page.keyboard.type('replacing the disk');
        await page.keyboard.press('Control+Enter');
        await dialog().waitFor({state: 'detached'});
        expect(submissions).toEqual([{comment: 'replacing the disk', sticky: true, notify: false}]);
        expect(await isFocused(acknowledgeButton())).toBe(true);
    });

    test('the page behind is out of reach, and Escape closes', async () => {
        await logIn();
        await acknowledgeButton().click();
        await dialog().waitFor();
        const reached = new Set<string>();
        for (let presses = 0; presses < 20; presses++) {
            await page.keyboard.press('Tab');
            reached.add(
                await page.evaluate(() => {
                    const element = document.activeElement;
                    return element === document.body ? 'browser' : element?.closest('dialog') ? 'dialog' : 'page';
                }),
            );
        }
        expect([...reached].sort()).toEqual(['browser', 'dialog']);
        await page.keyboard.press('Escape');
        await dialog().waitFor({state: 'detached'});
        expect(submissions).toEqual([]);
        expect(await isFocused(acknowledgeButton())).toBe(true);
    });

    test('fits a screen of 320 pixels', async () => {
        await page.setViewportSize({width: 320, height: 480});
        await logIn();
        await acknowledgeButton().waitFor();
        const overflow = (locator: Locator): Promise<number> =>
            locator.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(await overflow(card())).toBe(0);
        await acknowledgeButton().click();
        await dialog().waitFor();
        expect(await overflow(dialog())).toBe(0);
        const box = await dialog().boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
        await dialog().getByRole('button', {name: 'Acknowledge now'}).scrollIntoViewIfNeeded();
        expect(await dialog().getByRole('button', {name: 'Acknowledge now'}).isVisible()).toBe(true);
    });

    test.each(['', '&theme=dark'])('its colours are those of the theme (%o)', async (query) => {
        await logIn(query);
        await acknowledgeButton().click();
        await dialog().waitFor();
        const [shown, theme] = await dialog().evaluate((element) => {
            const probe = document.createElement('i');
            probe.style.color = 'var(--center-channel-color)';
            probe.style.backgroundColor = 'var(--center-channel-bg)';
            document.body.append(probe);
            return [element, probe].map((each) => {
                const {color, backgroundColor} = getComputedStyle(each);
                return {color, backgroundColor};
            });
        });
        expect(shown).toEqual(theme);
        expect(shown?.color).not.toBe(shown?.backgroundColor);
    });
});
