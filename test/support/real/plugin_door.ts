import {readdirSync, readFileSync} from 'node:fs';
import {PLUGIN_ID} from '#contract';
import {inRepository} from '../../../build/paths';
import {consoleSettings} from '../console_settings';
import type {Door, DoorFacts} from '../loop/loop_suite';
import {type LoopHandler, NOTIFICATION_TOKEN, SIGNING_SECRET, sendNotification} from '../loop/service';
import {waitFor} from '../wait_for';
import {PluginAdmin} from './plugin_admin';

/** This platform's bundle, if `npm run dist` has made it. */
export const builtBundle = (): string | undefined => {
    const platform = {x64: 'linux-amd64', arm64: 'linux-arm64'}[process.arch as string] ?? '';
    try {
        const name = readdirSync(inRepository('dist')).find((file) => file.endsWith(`-${platform}.tar.gz`));
        return name && inRepository('dist', name);
    } catch {
        return undefined;
    }
};

/** Door 2 on a real Mattermost: our bundle, uploaded, enabled and configured over REST. */
export const pluginDoor = (bundle: string): Door => ({
    name: 'as the uploaded plugin',
    webhookPostType: 'custom_oitc_alert',
    seesWebhooks: true,
    tells: 'ephemeral',
    start: async ({mattermost, site, settings}: DoorFacts): Promise<LoopHandler> => {
        const admin = new PluginAdmin(site.url, mattermost.adminToken);
        const url = `${site.url}/plugins/${PLUGIN_ID}`;
        await admin.configure(
            PLUGIN_ID,
            consoleSettings({LOG_LEVEL: 'debug', ...settings, NOTIFICATION_TOKEN, SIGNING_SECRET}),
        );
        await admin.install(readFileSync(bundle));
        await admin.enable(PLUGIN_ID);
        await healthy(url);
        const handler: LoopHandler = {
            url,
            log: [],
            env: {...settings, SIGNING_SECRET},
            notify: (fields) => sendNotification(url, fields),
            restart: async () => {
                await admin.disable(PLUGIN_ID);
                await admin.enable(PLUGIN_ID);
                await healthy(url);
                return handler;
            },
            remove: () => admin.remove(PLUGIN_ID),
        };
        return handler;
    },
});

/** Waits until the plugin reports that it is healthy. */
export const healthy = (url: string): Promise<true> =>
    waitFor(async () => {
        const response = await fetch(`${url}/api/v1/health`);
        return response.ok && ((await response.json()) as {status: string}).status === 'up' ? true : undefined;
    });
