import {mkdirSync} from 'node:fs';
import type {Browser, Locator, Page} from 'playwright-core';
import {launchChromium} from '../../../build/chromium';
import {inRepository} from '../../../build/paths';
import type {OpenitcockpitDouble} from '../openitcockpit/double';
import {type Demo, type DemoOptions, startDemo} from './start_demo';

const SHOTS = inRepository('test-results/screenshots', process.env.DEMO_REACT ?? '');

export interface Look {
    readonly viewport?: {readonly width: number; readonly height: number};
    /** Who is logged in; Jane, unless told otherwise. */
    readonly user?: string;
}

/** The demo between the doubles, and a browser that looks at it. */
export interface DemoStage {
    /** What pages and notification commands complained of: nothing, if all is well. */
    complaints(): Promise<readonly string[]>;
    /** openITCOCKPIT's double. */
    readonly monitoring: OpenitcockpitDouble;
    /** Another page of the channel. @param query e.g. `&theme=dark` */
    open(query?: string, look?: Look): Promise<Page>;
    stop(): Promise<void>;
}

/** @param viewport of its pages, unless told otherwise */
export const startDemoStage = async (
    options: Pick<DemoOptions, 'double' | 'settings'>,
    viewport: Look['viewport'] = {width: 1100, height: 900},
): Promise<DemoStage> => {
    mkdirSync(SHOTS, {recursive: true});
    const problems: string[] = [];
    // The browser ends with this process in any case, which the demo's processes do not.
    const browser = await launchChromium();
    const demo = await startDemo({...options, port: 0, said: (line) => void problems.push(line)});
    if (!demo.monitoring) {
        throw new Error('the demo runs on the double');
    }
    return {
        monitoring: demo.monitoring,
        complaints: async () => {
            await demo.settled();
            return problems;
        },
        open: async (query = '', look = {}) => {
            const page = await watchedPage(browser, look.viewport ?? viewport, problems);
            await page.goto(`${addressFor(demo, look.user ?? 'jane')}${query}`);
            return page;
        },
        stop: async () => {
            await browser.close();
            await demo.stop();
        },
    };
};

const addressFor = ({page = ''}: Demo, user: string): string => page.replace('jane', user);

const watchedPage = async (
    browser: Browser,
    viewport: Look['viewport'] & object,
    problems: string[],
): Promise<Page> => {
    const page = await browser.newPage({viewport});
    page.on('pageerror', (error) => void problems.push(error.message));
    page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
            problems.push(message.text());
        }
    });
    return page;
};

/** The newest post about an object. */
export const newestPost = (page: Page, name: string): Locator =>
    page
        .getByRole('listitem')
        .filter({has: page.getByRole('link', {name, exact: true})})
        .last();

/** A picture of a page, for people to look at. */
export const takeShot = (page: Page, name: string): Promise<Buffer> => page.screenshot({path: `${SHOTS}/${name}.png`});

/** By how many pixels a page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
