import {describe, it} from 'vitest';
import {STANDALONE} from '../support/loop/loop_suite';
import {defineReconcileSuite} from '../support/loop/reconcile_suite';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';

const {MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN} = process.env;
const bundle = builtBundle();

if (MATTERMOST_URL && MATTERMOST_ADMIN_TOKEN) {
    const start = async () => ({
        url: MATTERMOST_URL.replace(/\/+$/, ''),
        adminToken: MATTERMOST_ADMIN_TOKEN,
        stop: async () => undefined,
    });
    for (const door of bundle ? [STANDALONE, pluginDoor(bundle)] : [STANDALONE]) {
        defineReconcileSuite('the real Mattermost', start, door);
    }
} else {
    describe('what no notification tells, on a real Mattermost', () => {
        it.skip('needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and, for the plugin, npm run dist', () => undefined);
    });
}
