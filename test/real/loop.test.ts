import {describe, it} from 'vitest';
import {defineActionsLoopSuite} from '../support/loop/actions_suite';
import {defineLoopSuite} from '../support/loop/loop_suite';

const {MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN} = process.env;

if (MATTERMOST_URL && MATTERMOST_ADMIN_TOKEN) {
    const start = async () => ({
        url: MATTERMOST_URL.replace(/\/+$/, ''),
        adminToken: MATTERMOST_ADMIN_TOKEN,
        stop: async () => undefined,
    });
    defineLoopSuite('the real Mattermost', start);
    defineActionsLoopSuite('the real Mattermost', start);
} else {
    describe('the loop on a real Mattermost', () => {
        it.skip('needs MATTERMOST_URL and MATTERMOST_ADMIN_TOKEN', () => undefined);
    });
}
