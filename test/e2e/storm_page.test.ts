import type {Browser, BrowserContextOptions, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {MOST_IN_STORM, renderStormPost} from '../../server-proxy/src/domain/post/storm_post';
import {type ListLine, summaryOf} from '../../server-proxy/src/domain/storm/list_line';
import type {Language} from '../../server-proxy/src/domain/texts';
import {checkPicture} from '../picture/compare';
import {type CardPages, PICTURE_ARGUMENTS, startCardPages} from '../support/webapp/card_page';
import {SCENE_TIME} from '../support/webapp/card_scenes';

const VARIANTS: readonly (readonly [string, string, BrowserContextOptions])[] = [
    ['light', '', {}],
    ['dark', '&theme=dark', {colorScheme: 'dark'}],
    ['narrow', '', {viewport: {width: 320, height: 900}}],
    ['german', '&locale=de', {locale: 'de-DE'}],
];

const NOW = Math.floor(new Date(SCENE_TIME).getTime() / 1000);
const STATES = ['CRITICAL', 'WARNING', 'UNKNOWN', 'CRITICAL'] as const;

const LINES: readonly ListLine[] = Array.from({length: 340}, (_, at) => ({
    key: `key${at}`,
    target: {hostUuid: `host${at}`, serviceUuid: `service${at}`},
    hostName: `web${String(Math.floor((at * at) / 1200)).padStart(2, '0')}`,
    serviceName: ['Ping', 'Disk usage', 'HTTP shop', 'Load'][at % 4] ?? '',
    state: STATES[at % STATES.length] ?? 'CRITICAL',
    output: 'rta nan, lost 100%',
    handled: at % 28 === 0 ? 'acknowledged' : 'no',
    failed: false,
}));

const stormPost = (language: Language) =>
    renderStormPost(
        {
            id: 'storm/scene',
            channelId: '',
            postId: '',
            again: 0,
            since: NOW - 600,
            lastNewAt: NOW,
            total: 352,
            moved: 0,
        },
        summaryOf(LINES, MOST_IN_STORM),
        {
            openitcockpitUrl: 'https://monitoring.example.org',
            linkStyle: 'v5',
            language,
            emojis: true,
            timeZone: 'UTC',
            left: 'posts',
            nowSeconds: NOW,
            buttons: {url: 'http://127.0.0.1/actions', secret: 'secret'},
        },
    );

describe.skipIf(!chromiumPath())('the post of a storm (needs Chromium: install it or set CHROMIUM_PATH)', () => {
    let pages: CardPages;
    let browser: Browser;

    const post = (page: Page, language: Language): Locator =>
        page.locator('section.attachment').nth(language === 'en' ? 0 : 1);

    beforeAll(async () => {
        browser = await launchChromium(PICTURE_ARGUMENTS);
        pages = await startCardPages();
        for (const language of ['en', 'de'] as const) {
            await pages.post({...stormPost(language)});
        }
    });
    afterAll(async () => {
        await browser?.close();
        await pages?.stop();
    });

    it.each(VARIANTS)('looks as it should: %s', async (variant, query, options) => {
        const page = await pages.open(browser, query, options);
        const png = await post(page, query.includes('locale=de') ? 'de' : 'en').screenshot({animations: 'disabled'});
        expect(checkPicture(`storm_${variant}`, png)).toBe('');
        await page.close();
    });
});
