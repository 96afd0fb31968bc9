import {defineAckEndSuite} from '../support/loop/ack_end_suite';
import {STANDALONE} from '../support/loop/loop_suite';
import {startMattermostDouble} from '../support/mattermost/double';

for (const version of ['7.0', '11.6'] as const) {
    defineAckEndSuite(
        `the double of Mattermost ${version}`,
        async () => {
            const double = await startMattermostDouble({version});
            return {url: double.url, adminToken: double.adminToken, stop: () => double.stop()};
        },
        STANDALONE,
        version === '11.6',
    );
}
