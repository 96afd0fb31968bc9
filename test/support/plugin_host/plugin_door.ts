import {PLUGIN_ID} from '#contract';
import {consoleSettings} from '../console_settings';
import type {Door, DoorFacts} from '../loop/loop_suite';
import {type LoopHandler, NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification} from '../loop/service';
import type {MattermostDouble} from '../mattermost/double';
import {InstalledPlugin} from './installed_plugin';
import type {KvTable} from './kv_table';

/** Door 2 in a Mattermost double: our real process, hosted as a plugin. @param prepare what its table holds before it runs */
export const hostedPluginDoor = (doubleOf: () => MattermostDouble, prepare?: (kv: KvTable) => void): Door => ({
    name: 'as a plugin process',
    webhookPostType: 'custom_oitc_alert',
    seesWebhooks: true,
    tells: 'ephemeral',
    start: async ({site, settings}: DoorFacts): Promise<LoopHandler> => {
        const plugin = new InstalledPlugin(
            doubleOf(),
            consoleSettings({...settings, NOTIFICATION_TOKEN, SIGNING_SECRET, LOG_LEVEL: 'debug'}),
        );
        prepare?.(plugin.kv);
        await plugin.enable();
        const url = `${site.url}/plugins/${PLUGIN_ID}`;
        const handler: LoopHandler = {
            url,
            get log() {
                return [plugin.log];
            },
            env: {...settings, SIGNING_SECRET},
            notify: (fields) => sendNotification(url, fields),
            restart: async (meanwhile) => {
                await plugin.disable();
                await meanwhile?.();
                await plugin.enable();
                return handler;
            },
            remove: () => plugin.disable(),
        };
        return handler;
    },
});
