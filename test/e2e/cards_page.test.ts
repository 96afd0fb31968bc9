import type {Browser, BrowserContextOptions, Locator, Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {AlertProps} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {checkPicture, differenceFrom} from '../picture/compare';
import {axeFinds} from '../support/webapp/axe';
import {type CardPages, PICTURE_ARGUMENTS, startCardPages} from '../support/webapp/card_page';
import {CARD_SCENES, type CardScene, cardPost} from '../support/webapp/card_scenes';

const SCENES = Object.keys(CARD_SCENES) as CardScene[];

/** How people look at the same cards. */
const VARIANTS: readonly (readonly [string, string, BrowserContextOptions])[] = [
    ['light', '', {}],
    ['dark', '&theme=dark', {colorScheme: 'dark'}],
    ['narrow', '', {viewport: {width: 320, height: 700}}],
    ['german', '&locale=de', {locale: 'de-DE'}],
    // 1100 × 900 at 200 %.
    ['zoomed', '', {viewport: {width: 550, height: 450}, deviceScaleFactor: 2}],
    ['contrast', '', {forcedColors: 'active', contrast: 'more'}],
];

const LONG = {output: 'Filesystem /var/log is 97 % full. '.repeat(20), flapping: true};
const FAILED: Partial<AlertProps> = {
    look: 'not_confirmed',
    failure: 'openITCOCKPIT rejected the API key.',
    acknowledgement: CARD_SCENES.acknowledged.acknowledgement,
    pending: [{action: 'recheck', author: 'Jane', in_seconds: 9}],
};

describe.skipIf(!chromiumPath())('cards in Chromium (needs Chromium: install it or set CHROMIUM_PATH)', () => {
    let pages: CardPages;
    let browser: Browser;
    const open: Page[] = [];

    const opened = async (query = '', options: BrowserContextOptions = {}): Promise<Page> => {
        const page = await pages.open(browser, query, options);
        open.push(page);
        return page;
    };
    const card = (page: Page, scene: CardScene, language = 'en'): Locator =>
        page
            .getByRole('listitem', {name: `${scene} ${language}`})
            .getByRole('group')
            .first();

    beforeAll(async () => {
        browser = await launchChromium(PICTURE_ARGUMENTS);
        pages = await startCardPages();
        for (const language of ['en', 'de'] as const) {
            await pages.post({...cardPost('open', language, LONG), message: `long ${language}`});
            await pages.post({...cardPost('open', language, FAILED), message: `failed ${language}`});
            for (const scene of SCENES) {
                await pages.post(cardPost(scene, language));
            }
        }
    });
    afterEach(async () => {
        await Promise.all(open.splice(0).map((page) => page.close()));
    });
    afterAll(async () => {
        await browser?.close();
        await pages?.stop();
    });

    describe.each(VARIANTS)('%s', (variant, query, options) => {
        const language = query.includes('locale=de') ? 'de' : 'en';

        it('look as they should', async () => {
            const page = await opened(query, options);
            const differences: string[] = [];
            for (const scene of SCENES) {
                const png = await card(page, scene, language).screenshot({animations: 'disabled'});
                differences.push(checkPicture(`${scene}_${variant}`, png));
            }
            expect(differences.filter((difference) => difference !== '')).toEqual([]);
        });

        it('axe-core finds nothing in cards, what they unfold, and menus, and nothing is wider than the window', async () => {
            const page = await opened(query, options);
            await card(page, 'recovered', language).getByRole('button').click();
            await card(page, 'open', language)
                .getByRole('button', {name: language === 'de' ? 'Mehr…' : 'More…'})
                .click();
            await page.getByRole('menu').waitFor();
            expect(await axeFinds(page, '.oitc')).toEqual([]);
            const wide = await page.evaluate(() => {
                const {scrollWidth, clientWidth} = document.documentElement;
                const cards = [...document.querySelectorAll('.oitc, .oitc *')].filter(
                    (element) => element.getBoundingClientRect().right > clientWidth,
                );
                return [scrollWidth - clientWidth, cards.length];
            });
            expect(wide).toEqual([0, 0]);
        });
    });

    describe('a menu', () => {
        const boxOf = async (locator: Locator) => {
            const box = await locator.boundingBox();
            if (!box) {
                throw new Error(`${locator} is not shown`);
            }
            return box;
        };

        it.each([
            ['at the bottom of the channel', {width: 1100, height: 900}],
            ['in a narrow window', {width: 320, height: 500}],
            ['in a window that is hardly higher than the menu', {width: 640, height: 260}],
        ])('floats at its button, in sight, and moves nothing: %s', async (_name, viewport) => {
            const page = await opened('', {viewport});
            for (const name of ['Quick reason…', 'More…']) {
                const post = card(page, 'downtime');
                const button = post.getByRole('button', {name});
                await page
                    .getByRole('list', {name: /^Messages/})
                    .evaluate((list) => list.scrollIntoView({block: 'end'}));
                await button.scrollIntoViewIfNeeded();
                const before = await boxOf(post);
                await button.click();
                const menu = page.getByRole('menu', {name});
                const [at, box] = [await boxOf(button), await boxOf(menu)];
                expect(await boxOf(post)).toEqual({...before, y: (await boxOf(post)).y});
                expect(box.y).toBeGreaterThanOrEqual(0);
                expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
                expect(box.x).toBeGreaterThanOrEqual(0);
                expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
                // Touches the button's row of pixels, and nothing lies over it: not the message box, either.
                expect(box.y).toBeLessThanOrEqual(at.y + at.height + 1);
                expect(box.y + box.height).toBeGreaterThanOrEqual(at.y - 1);
                const onTop = await menu.evaluate((element) =>
                    [...element.querySelectorAll('[role=menuitem]')].every((item) => {
                        const {x, y, width, height} = item.getBoundingClientRect();
                        return item.contains(document.elementFromPoint(x + width / 2, y + height / 2));
                    }),
                );
                expect(onTop).toBe(true);
                await page.keyboard.press('Escape');
                expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
            }
        });

        it('stays at its button when the posts move', async () => {
            const page = await opened('', {viewport: {width: 1100, height: 600}});
            const button = card(page, 'downtime').getByRole('button', {name: 'More…'});
            await button.click();
            const menu = page.getByRole('menu');
            const before = await boxOf(menu);
            expect(Math.abs(before.x - (await boxOf(button)).x)).toBeLessThan(1);
            await page.mouse.move(700, 300);
            await page.mouse.wheel(0, -80);
            await expect.poll(async () => (await boxOf(menu)).y).not.toBe(before.y);
            const [at, box] = [await boxOf(button), await boxOf(menu)];
            const touches = Math.min(Math.abs(box.y - at.y - at.height), Math.abs(box.y + box.height - at.y));
            expect(touches).toBeLessThanOrEqual(1);
        });
    });

    it('long output is folded to five lines, breaks between words, and unfolds', async () => {
        const page = await opened();
        const post = page.getByRole('listitem', {name: 'long en'});
        const output = post.getByRole('code');
        const lines = () => output.evaluate((code) => Math.round(code.getBoundingClientRect().height / 18));
        expect(await output.evaluate((code) => getComputedStyle(code).wordBreak)).toBe('normal');
        expect(await lines()).toBe(5);
        await post.getByRole('button', {name: 'Show more'}).click();
        expect(await lines()).toBeGreaterThan(5);
    });

    it('a deliberate change of a card is noticed', async () => {
        const page = await opened();
        await page.addStyleTag({content: '.oitc--calm .oitc-badge {background: var(--oitc-state)}'});
        const png = await card(page, 'acknowledged').screenshot({animations: 'disabled'});
        expect(differenceFrom('acknowledged_light', png)).toMatch(/pixels differ/);
    });
});
