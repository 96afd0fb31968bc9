import {writeFileSync} from 'node:fs';
import type {Browser} from 'playwright-core';
import {inRepository} from '../../../build/paths';
import {builtBundle, pluginDoor} from '../../support/real/plugin_door';
import {type Pictures, pictureCards} from './cards';
import {smallPng} from './small_png';
import {pictureStorm} from './storms';

/** A page of the documentation holds some of them. */
const MOST_BYTES = 150_000;

/**
 * Takes the pictures of the documentation on the Mattermost that MATTERMOST_URL names, which gets and loses the plugin.
 * @throws Error when something it needs is missing, or a picture is too large
 */
export const takeRealPictures = async (
    {MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN: adminToken}: Readonly<Record<string, string | undefined>>,
    browser: Browser,
): Promise<void> => {
    const bundle = builtBundle();
    if (!MATTERMOST_URL || !adminToken || !bundle) {
        throw new Error('This needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and a bundle made by npm run dist.');
    }
    const place = {url: MATTERMOST_URL.replace(/\/+$/, ''), adminToken, door: pluginDoor(bundle)};
    store(await pictureCards(place, browser));
    store(await pictureStorm(place, browser));
};

const store = (pictures: Pictures): void => {
    for (const [name, png] of Object.entries(pictures)) {
        const file = `docs/images/${name}.png`;
        const small = smallPng(png);
        if (small.length > MOST_BYTES) {
            throw new Error(`${file} would have ${small.length} bytes.`);
        }
        writeFileSync(inRepository(file), small);
        console.log(`Written: ${file} (${Math.ceil(small.length / 1000)} kB).`);
    }
};
