import {describe} from 'vitest';
import {defineActionsLoopSuite} from '../support/loop/actions_suite';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {hostedPluginDoor} from '../support/plugin_host/plugin_door';

// At the same time, because each waits for openITCOCKPIT most of the time.
describe.concurrent.each(['7.0', '11.6'] as const)('Mattermost %s', (version) => {
    defineActionsLoopSuite(`the double of Mattermost ${version}`, async () => {
        const double = await startMattermostDouble({version});
        return {url: double.url, adminToken: double.adminToken, stop: () => double.stop()};
    });
});

describe.concurrent('the plugin', () => {
    let double: MattermostDouble;

    defineActionsLoopSuite(
        'the double of Mattermost 11.6',
        async () => {
            double = await startMattermostDouble({version: '11.6'});
            return double;
        },
        hostedPluginDoor(() => double),
    );
});
