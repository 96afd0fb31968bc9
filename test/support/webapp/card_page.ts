import {readFileSync} from 'node:fs';
import type {Browser, BrowserContextOptions, Page} from 'playwright-core';
import {inRepository} from '../../../build/paths';
import {type MattermostDouble, startMattermostDouble} from '../mattermost/double';
import type {Json} from '../mattermost/json';
import {SCENE_TIME, SCENE_ZONE} from './card_scenes';

const FONT = 'test/fixtures/pictures/open_sans.woff2';

/** Letters of our own, as those of the machine would be in every picture; the font of Mattermost's client. */
const fontStyle = (): string => `
@font-face {
    font-family: 'Open Sans';
    font-weight: 300 800;
    src: url(data:font/woff2;base64,${readFileSync(inRepository(FONT)).toString('base64')}) format('woff2');
}
pre, code { font-family: 'Open Sans'; }`;

/** For `launchChromium`: the same colours and letters on every machine. */
export const PICTURE_ARGUMENTS = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'];

export interface CardPages {
    readonly double: MattermostDouble;
    /** Posts as our bot. @returns the post */
    readonly post: (fields: Json) => Promise<Json>;
    /** The channel with the built webapp, at the time of the scenes. @param query e.g. `&theme=dark&locale=de` */
    readonly open: (browser: Browser, query?: string, options?: BrowserContextOptions) => Promise<Page>;
    readonly stop: () => Promise<void>;
}

/** A Mattermost with the built webapp, and no handler: posts of a bot are cards. */
export const startCardPages = async (): Promise<CardPages> => {
    const double = await startMattermostDouble({webBundle: inRepository('dist/webapp/main.js')});
    const channel = double.createChannel('alerts', {displayName: 'Alerts'});
    double.createUser('jane', {fullName: 'Jane Roe', channels: [channel.id]});
    const bot = double.createBot('openitcockpit', {channels: [channel.id]});
    return {
        double,
        post: async (fields) => {
            const answer = await fetch(`${double.url}/api/v4/posts`, {
                method: 'POST',
                headers: {authorization: `Bearer ${bot.token}`},
                body: JSON.stringify({channel_id: channel.id, ...fields}),
            });
            return (await answer.json()) as Json;
        },
        open: async (browser, query = '', options = {}) => {
            const page = await browser.newPage({
                viewport: {width: 1100, height: 900},
                timezoneId: SCENE_ZONE,
                ...options,
            });
            await page.clock.setFixedTime(SCENE_TIME);
            await page.goto(`${double.url}/demo/login?user=jane&channel=alerts${query}`);
            await page.addStyleTag({content: fontStyle()});
            await page.evaluate(async () => {
                await Promise.all(
                    ['400', '600', '700'].map((weight) => document.fonts.load(`${weight} 14px 'Open Sans'`)),
                );
            });
            return page;
        },
        stop: () => double.stop(),
    };
};
