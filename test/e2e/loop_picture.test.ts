import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {filmLoop} from '../picture/film_loop';

describe.skipIf(!chromiumPath())('the moving picture (needs Chromium: install it or set CHROMIUM_PATH)', () => {
    let browser: Browser;

    beforeAll(async () => {
        browser = await launchChromium();
    });
    afterAll(async () => {
        await browser?.close();
    });

    it('can be taken: from an alert that arrives to its verified acknowledgement', async () => {
        const frames = await filmLoop(browser, 1);
        expect(frames.length).toBeGreaterThan(30);
        expect(frames.every(({ms}) => ms > 0)).toBe(true);
    });
});
