import {defineOutageSuite} from '../support/loop/outage_suite';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {hostedPluginDoor} from '../support/plugin_host/plugin_door';

let double: MattermostDouble;

for (const alertsFrom of ['everything', 'notified'] as const) {
    defineOutageSuite({
        alertsFrom,
        start: async () => {
            double = await startMattermostDouble({version: '11.6'});
            return double;
        },
        door: hostedPluginDoor(() => double),
        // The plugin stops with the server.
        outage: (handler, meanwhile) => handler.restart(meanwhile),
    });
}
