import {describe} from 'vitest';
import {defineAckEndSuite} from '../support/loop/ack_end_suite';
import {STANDALONE} from '../support/loop/loop_suite';
import {startMattermostDouble} from '../support/mattermost/double';

// At the same time, because each does little but wait for an end to come.
describe.concurrent.each(['7.0', '11.6'] as const)('Mattermost %s', (version) => {
    defineAckEndSuite(
        `the double of Mattermost ${version}`,
        async () => {
            const double = await startMattermostDouble({version});
            return {url: double.url, adminToken: double.adminToken, stop: () => double.stop()};
        },
        STANDALONE,
        version === '11.6',
    );
});
