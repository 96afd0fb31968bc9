import {defineCauseSuite} from '../support/loop/cause_suite';
import {defineStormSuite} from '../support/loop/storm_suite';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {hostedPluginDoor} from '../support/plugin_host/plugin_door';

let double: MattermostDouble;

for (const define of [defineStormSuite, defineCauseSuite]) {
    define(
        'the double of Mattermost 11.6',
        async () => {
            double = await startMattermostDouble({version: '11.6'});
            return double;
        },
        hostedPluginDoor(() => double),
    );
}
