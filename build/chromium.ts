import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {type Browser, chromium} from 'playwright-core';

const USUAL_PLACES = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** An installed browser: `CHROMIUM_PATH`, or one of the usual places. */
export const chromiumPath = (): string | undefined =>
    [process.env.CHROMIUM_PATH ?? '', ...USUAL_PLACES].find((path) => path !== '' && existsSync(path));

/** @param more arguments of Chromium. @throws Error if no browser is installed */
export const launchChromium = async (more: readonly string[] = []): Promise<Browser> => {
    const executablePath = chromiumPath();
    if (!executablePath) throw new Error('No Chromium was found: install it, or set CHROMIUM_PATH.');
    return chromium.launch({
        executablePath,
        args: [
            '--headless=new',
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            ...more,
        ],
    });
};

/**
 * Finds Chromium, or installs Debian's where that is allowed (root, apt-get).
 * @returns why there is none; undefined if there is one
 */
export const ensureChromium = (): string | undefined => {
    if (chromiumPath()) {
        return undefined;
    }
    if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
        return 'no Chromium was found: install it, or set CHROMIUM_PATH';
    }
    console.log('Installing Chromium (apt-get install chromium) …');
    const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
    spawnSync('apt-get', ['update', '-qq'], {env, stdio: 'ignore'});
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {env, stdio: 'ignore'});
    return chromiumPath() ? undefined : 'Chromium could not be installed with apt-get';
};
