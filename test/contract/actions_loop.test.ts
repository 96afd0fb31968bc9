import {defineActionsLoopSuite} from '../support/loop/actions_suite';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {hostedPluginDoor} from '../support/plugin_host/plugin_door';

for (const version of ['7.0', '11.6'] as const) {
    defineActionsLoopSuite(`the double of Mattermost ${version}`, async () => {
        const double = await startMattermostDouble({version});
        return {url: double.url, adminToken: double.adminToken, stop: () => double.stop()};
    });
}

let double: MattermostDouble;

defineActionsLoopSuite(
    'the double of Mattermost 11.6',
    async () => {
        double = await startMattermostDouble({version: '11.6'});
        return double;
    },
    hostedPluginDoor(() => double),
);
