import {launchChromium} from '../../build/chromium';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import type {Row} from './measure';
import {benchReal} from './real';
import {benchRealStorm} from './real_storm';

const ROUNDS = 5;
const IN_A_ROUND = 200;
const IN_THE_STORM = 500;

/** On the Mattermost that MATTERMOST_URL names, which gets and loses the plugin: beside plain posts, and a storm. */
export const benchRealMattermost = async (): Promise<readonly Row[]> => {
    const {MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN: adminToken} = process.env;
    const bundle = builtBundle();
    if (!MATTERMOST_URL || !adminToken || !bundle) {
        throw new Error('This needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and a bundle made by npm run dist.');
    }
    const url = MATTERMOST_URL.replace(/\/+$/, '');
    const place = {url, adminToken, door: pluginDoor(bundle)};
    const browser = await launchChromium();
    try {
        return [
            ...(await benchReal({...place, rounds: ROUNDS, count: IN_A_ROUND})),
            ...(await benchRealStorm({...place, services: IN_THE_STORM, browser})),
        ];
    } finally {
        await browser.close();
    }
};
