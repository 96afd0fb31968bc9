import {defineLoudnessSuite} from '../support/loop/loudness_suite';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {hostedPluginDoor} from '../support/plugin_host/plugin_door';

let double: MattermostDouble;

defineLoudnessSuite({
    start: async () => {
        double = await startMattermostDouble({version: '11.6'});
        return double;
    },
    door: (subscriptions) =>
        hostedPluginDoor(
            () => double,
            (kv) => {
                const options = {atomic: false, old: undefined, expireIn: 0};
                kv.set('subscriptions', Buffer.from(JSON.stringify(subscriptions())), options);
            },
        ),
    settings: async () => ({}),
});
