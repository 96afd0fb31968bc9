import {describe, it} from 'vitest';
import {defineActionsLoopSuite} from '../support/loop/actions_suite';
import {defineLoopSuite} from '../support/loop/loop_suite';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';

const {MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN} = process.env;
const bundle = builtBundle();

if (MATTERMOST_URL && MATTERMOST_ADMIN_TOKEN && bundle) {
    const start = async () => ({
        url: MATTERMOST_URL.replace(/\/+$/, ''),
        adminToken: MATTERMOST_ADMIN_TOKEN,
        stop: async () => undefined,
    });
    defineLoopSuite('the real Mattermost', start, pluginDoor(bundle));
    defineActionsLoopSuite('the real Mattermost', start, pluginDoor(bundle));
} else {
    describe('the loop through the uploaded plugin', () => {
        it.skip('needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and a bundle made by npm run dist', () => undefined);
    });
}
