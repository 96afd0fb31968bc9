import {PLUGIN_ID} from '#contract';
import {consoleSettings} from '../support/console_settings';
import {defineExplainSuite} from '../support/loop/explain_suite';
import {NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification} from '../support/loop/service';
import {InstalledPlugin} from '../support/plugin_host/installed_plugin';

const SET = {atomic: false, old: undefined, expireIn: 0};

defineExplainSuite({
    name: 'as a plugin process',
    start: async ({mattermost, site, settings, subscriptions}) => {
        const plugin = new InstalledPlugin(
            mattermost,
            consoleSettings({...settings, NOTIFICATION_TOKEN, SIGNING_SECRET, LOG_LEVEL: 'debug'}),
        );
        plugin.kv.set('subscriptions', Buffer.from(JSON.stringify({version: 1, subscriptions})), SET);
        await plugin.enable();
        const jane = await site.person('jane', 'Jane Roe');
        // What no channel wants, only they may see.
        Object.assign(mattermost.server.directory.users.get(jane.id) ?? {}, {roles: 'system_user system_admin'});
        return {
            notify: (fields) => sendNotification(`${site.url}/plugins/${PLUGIN_ID}`, fields),
            explain: (...names) =>
                plugin.host.command({
                    userId: jane.id,
                    channelId: site.channel.id,
                    line: `/openitcockpit explain ${names.join(' ')}`,
                }),
            remove: () => plugin.kill(),
        };
    },
});
