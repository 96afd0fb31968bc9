import {mkdirSync} from 'node:fs';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {STORM_COMMENT, StormScene} from '../support/real/storm_scene';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();
const ready =
    MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && chromiumPath() !== undefined && bundle !== undefined;
const NEEDS = 'needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, Chromium and npm run dist';
const SHOTS = inRepository('test-results/screenshots');

const SERVICES = 500;
const ROUNDS = 4;
const MOST_POSTS = 20;
/** The post is updated at most every two seconds. */
const SOON = {timeout: 30_000, interval: 1000};

describe.skipIf(!ready)(`a storm in a channel that is open in the real web client (${NEEDS})`, () => {
    let browser: Browser;
    let scene: StormScene;
    let inStorm = 0;

    beforeAll(async () => {
        mkdirSync(SHOTS, {recursive: true});
        const url = MATTERMOST_URL.replace(/\/+$/, '');
        const door = pluginDoor(bundle ?? '');
        browser = await launchChromium();
        scene = await StormScene.start({url, adminToken: MATTERMOST_ADMIN_TOKEN, door, services: SERVICES, browser});
    });
    afterAll(async () => {
        await scene?.stop();
        await browser?.close();
    }, 240_000);

    it('2,000 notifications of 500 services are a few posts, all of them true, and so is the storm in the browser', async () => {
        const {notifications} = await scene.blow(ROUNDS);
        expect(notifications).toBe(2000);
        inStorm = await scene.inStorm();
        expect(scene.seen().posts).toBeLessThanOrEqual(MOST_POSTS);
        await expect.poll(() => scene.untrue(), SOON).toEqual([]);
        await scene.shownStorm.getByText(`${inStorm} of ${inStorm} still open`).first().waitFor();
        await scene.page.screenshot({path: `${SHOTS}/real_storm.png`});
    }, 300_000);

    it('Acknowledge all, pressed in the browser, counts up until each is verified, and asks for each once', async () => {
        await scene.acknowledgeAll();
        await scene.halfWay(async () => {
            await scene.shownStorm
                .getByText(/\d+ under way/)
                .first()
                .waitFor();
            expect(await scene.shownStorm.getByRole('button', {name: 'Acknowledge all', exact: true}).count()).toBe(0);
        });
        const ended = await scene.shownProgress(
            new RegExp(`acknowledged ${inStorm} objects on \\d+ hosts: ${inStorm} of ${inStorm} confirmed`),
        );
        await ended.getByText(STORM_COMMENT).first().waitFor();
        await scene.shownStorm.getByText(`${inStorm} of ${inStorm} acknowledged`).first().waitFor();
        await scene.page.screenshot({path: `${SHOTS}/real_storm_acknowledged.png`});
        expect(await scene.acknowledgements()).toEqual(Array.from({length: inStorm}, () => 1));
        await expect.poll(() => scene.untrue(), SOON).toEqual([]);
    }, 300_000);
});
