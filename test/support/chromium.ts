import {existsSync} from 'node:fs';
import {type Browser, chromium} from 'playwright-core';

const USUAL_PLACES = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser of this machine: `CHROMIUM_PATH`, or one of the usual places; undefined when there is none. */
export const chromiumPath = (): string | undefined =>
    [process.env.CHROMIUM_PATH ?? '', ...USUAL_PLACES].find((path) => path !== '' && existsSync(path));

/** @throws Error when this machine has no browser */
export const launchChromium = async (): Promise<Browser> => {
    const executablePath = chromiumPath();
    if (!executablePath) throw new Error('No Chromium was found: install it, or set CHROMIUM_PATH.');
    return chromium.launch({
        executablePath,
        args: [
            '--headless=new',
            '--no-sandbox',
            '--disable-gpu',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
};
