import type {Page} from 'playwright-core';

/** How long a page answered nobody, since the last reading. Milliseconds. */
export interface Stall {
    /** The longest delay of something that is due every 50 ms. */
    readonly gapMs: number;
    /** The longest task that the browser itself reports: from 50 ms on; 0 if there was none. */
    readonly taskMs: number;
}

interface Meter {
    gapMs: number;
    taskMs: number;
    last: number;
}

const EVERY_MS = 50;

/** Begins to measure in a page that is open. */
export const startStallMeter = (page: Page): Promise<void> =>
    page.evaluate((everyMs) => {
        const meter: Meter = {gapMs: 0, taskMs: 0, last: performance.now()};
        Object.assign(window, {openitcockpitStall: meter});
        setInterval(() => {
            const now = performance.now();
            meter.gapMs = Math.max(meter.gapMs, now - meter.last - everyMs);
            meter.last = now;
        }, everyMs);
        new PerformanceObserver((list) => {
            meter.taskMs = Math.max(meter.taskMs, ...list.getEntries().map(({duration}) => duration));
        }).observe({type: 'longtask'});
    }, EVERY_MS);

/** @returns what was measured, and begins anew */
export const readStallMeter = (page: Page): Promise<Stall> =>
    page.evaluate(() => {
        const {openitcockpitStall: meter} = window as unknown as {openitcockpitStall: Meter};
        const {gapMs, taskMs} = meter;
        Object.assign(meter, {gapMs: 0, taskMs: 0});
        return {gapMs, taskMs};
    });
