import {setTimeout as sleep} from 'node:timers/promises';
import type {Browser, CDPSession, Page} from 'playwright-core';
import {type PanelAnswer, ROUTE} from '#contract';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {inRepository} from '../../build/paths';
import {BoardScene, problemIn} from '../support/app/board';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {quantile, type Row, row, timed} from './measure';

const PROBLEMS = 5000;
const TIMES = 10;
const OPEN_MS = 300;
const FILTER_MS = 100;
const ANSWER_MS = 100;
/** Of a display with 60 pictures a second; a longer one is seen to be missing. */
const FRAME_MS = 1000 / 60;
const MEGABYTE = 2 ** 20;
const STEP_PX = 300;
const STEPS = 120;

/** The panel in Chromium, on the page that stands in for Mattermost's web client, with 5 000 problems. */
export const benchPanel = async (): Promise<readonly Row[]> => {
    const {rows, answer} = await answered();
    if (!chromiumPath()) {
        return [...rows, row('panel in Chromium', 'not measured: Chromium is not installed')];
    }
    const double = await startMattermostDouble({port: 0, webBundle: inRepository('dist/webapp/main.js')});
    const channel = double.createChannel('alerts', {displayName: 'Alerts'});
    double.createUser('jane', {fullName: 'Jane Roe', channels: [channel.id]});
    const browser = await launchChromium(['--enable-precise-memory-info', '--js-flags=--expose-gc']);
    try {
        return [...rows, ...(await inBrowser(browser, double, answer))];
    } finally {
        await browser.close();
        await double.stop();
    }
};

/** What the plugin does for it: its first answer, and one about a single change. */
const answered = async (): Promise<{rows: readonly Row[]; answer: PanelAnswer}> => {
    const scene = new BoardScene();
    for (let number = 0; number < PROBLEMS; number += 1) {
        const record = problemIn(number, ['network']);
        scene.records.set(record.key, record);
    }
    const jane = scene.person('jane');
    const answer = await scene.panel.answer(jane, '');
    const whole = await several(async () => JSON.stringify(await scene.panel.answer(jane, '')));
    await scene.store(problemIn(1, ['network'], {look: 'recovered'}));
    const change = await several(async () => JSON.stringify(await scene.panel.answer(jane, answer.revision)));
    const kilobytes = Buffer.byteLength(JSON.stringify(answer)) / 1024;
    return {
        answer,
        rows: [
            limited(`the plugin's answer with ${count(PROBLEMS)} problems`, whole, ANSWER_MS),
            row('… its size', `${kilobytes.toFixed(0)} KB`),
            limited('the same for one change', change, ANSWER_MS),
        ],
    };
};

const several = async (work: () => Promise<unknown>): Promise<readonly number[]> => {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
        times.push((await timed(work)).ms);
    }
    return times;
};

const count = (number: number): string => number.toLocaleString('en');

const limited = (what: string, times: readonly number[], target: number): Row => {
    const median = quantile(times, 0.5);
    const value = `${median.toFixed(0)} ms (p95 ${quantile(times, 0.95).toFixed(0)} ms)`;
    return row(what, value, `≤ ${target} ms`, median <= target);
};

const inBrowser = async (browser: Browser, double: MattermostDouble, answer: PanelAnswer): Promise<Row[]> => {
    const page = await browser.newPage({viewport: {width: 1400, height: 900}});
    // What the compiler wraps named functions in, which are sent to the page.
    await page.addInitScript({content: 'globalThis.__name = (named) => named;'});
    await serve(page, answer);
    await page.goto(`${double.url}/demo/login?user=jane&channel=alerts`);
    const button = page.getByRole('button', {name: /openITCOCKPIT problems/});
    await button.waitFor();
    const empty = await heapOf(page);
    // Once, so that its file is there: from then on it is the panel alone.
    const first = await openingOf(page);
    const opens: number[] = [first];
    for (let time = 0; time < TIMES; time += 1) {
        await button.click();
        await page.locator('.oitc-list-row').first().waitFor({state: 'detached'});
        await sleep(2100);
        opens.push(await openingOf(page));
    }
    const full = await heapOf(page);
    const filters = await filtering(page);
    const still = lateOf(await scrolling(page, 0));
    const frames = await scrolling(page, STEP_PX);
    const late = lateOf(frames);
    const size = (full - empty) / MEGABYTE;
    return [
        row('panel opened for the first time, with its file', `${first.toFixed(0)} ms`),
        limited(`panel opened with ${count(PROBLEMS)} problems`, opens.slice(1), OPEN_MS),
        limited('a letter typed into its filter, until the list shows it', filters, FILTER_MS),
        row(
            `scrolled through, ${count(STEPS * STEP_PX)} pixels`,
            `p95 ${quantile(frames, 0.95).toFixed(0)} ms a frame; ${percent(late)} were late, ${percent(still)} while nothing moved`,
            '≤ 5 % more',
            late - still <= 0.05,
        ),
        row('memory of the page that it takes', `${size.toFixed(1)} MB`, '≤ 60 MB', size <= 60),
    ];
};

/** What the plugin would answer, without its process: that has rows of its own. */
const serve = async (page: Page, answer: PanelAnswer): Promise<void> => {
    const {counts} = answer;
    const whole = JSON.stringify(answer);
    const nothing = JSON.stringify({...answer, whole: false, rows: []});
    await page.route(`**${ROUTE.panel}?*`, (route) => {
        const {searchParams} = new URL(route.request().url());
        const isCount = searchParams.get('only') === 'counts';
        const body = isCount ? JSON.stringify({counts}) : searchParams.get('known') === '' ? whole : nothing;
        return route.fulfill({contentType: 'application/json', body});
    });
};

/** From the press to the first picture with rows, as the page itself measures it. */
const openingOf = (page: Page): Promise<number> =>
    page.evaluate(
        () =>
            new Promise<number>((resolve) => {
                const begun = performance.now();
                const look = (): void => {
                    if (document.querySelector('.oitc-list-row')) {
                        requestAnimationFrame(() => resolve(performance.now() - begun));
                    } else {
                        requestAnimationFrame(look);
                    }
                };
                document.querySelector<HTMLElement>('.host-header-button')?.click();
                look();
            }),
    );

/** Each letter until the list's length fits it. */
const filtering = async (page: Page): Promise<readonly number[]> => {
    const times: number[] = [];
    for (const letter of 'host 4999') {
        times.push(
            await page.evaluate((typed) => {
                const field = document.querySelector<HTMLInputElement>('input.oitc-list-filter');
                const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
                const begun = performance.now();
                set?.call(field, `${field?.value ?? ''}${typed}`);
                field?.dispatchEvent(new Event('input', {bubbles: true}));
                return new Promise<number>((resolve) =>
                    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun))),
                );
            }, letter),
        );
    }
    await page.locator('input.oitc-list-filter').fill('');
    await sleep(500);
    return times;
};

const lateOf = (frames: readonly number[]): number => frames.filter((ms) => ms > 2 * FRAME_MS).length / frames.length;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Milliseconds from one frame to the next, while the list is scrolled by a step in each. */
const scrolling = (page: Page, px: number): Promise<readonly number[]> =>
    page.evaluate(
        ([steps, step]) =>
            new Promise<number[]>((resolve) => {
                const list = document.querySelector('.oitc-list');
                const frames: number[] = [];
                let before = performance.now();
                const scroll = (now: number): void => {
                    frames.push(now - before);
                    before = now;
                    list?.scrollBy(0, step ?? 0);
                    if (frames.length > (steps ?? 0)) {
                        resolve(frames.slice(1));
                    } else {
                        requestAnimationFrame(scroll);
                    }
                };
                requestAnimationFrame(scroll);
            }),
        [STEPS, px],
    );

/** After what is not used any more has gone. */
const heapOf = async (page: Page): Promise<number> => {
    const session: CDPSession = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const {usedSize} = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize;
};
