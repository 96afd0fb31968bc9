import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {consoleSettings} from '../support/console_settings';
import {Listener, MattermostSite, type SitePost} from '../support/loop/mattermost_site';
import {type LoopHandler, NOTIFICATION_TOKEN, readHealth, SIGNING_SECRET} from '../support/loop/service';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();

describe.skipIf(MATTERMOST_URL === '' || MATTERMOST_ADMIN_TOKEN === '' || !bundle)(
    'watch and support packet on the real Mattermost (MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, npm run dist)',
    () => {
        const url = MATTERMOST_URL.replace(/\/+$/, '');
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let plugin: LoopHandler;
        let settings: Record<string, string>;

        const health = () => readHealth(plugin.url);

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(url, MATTERMOST_ADMIN_TOKEN);
            const channel = `${site.team.name}/${site.channel.name}`;
            settings = {
                OPENITCOCKPIT_URL: monitoring.url,
                OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                DEFAULT_CHANNEL: channel,
                ALARM_CHANNEL: channel,
            };
            plugin = await pluginDoor(bundle ?? '').start({
                mattermost: {url, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined},
                site,
                settings,
            });
        }, 240_000);

        afterAll(async () => {
            await plugin?.remove();
            await monitoring?.stop();
        });

        it('takes a heartbeat', async () => {
            const headers = {'Notification-Token': NOTIFICATION_TOKEN};
            const answer = await fetch(`${plugin.url}/api/v1/heartbeat`, {method: 'POST', headers});
            expect([answer.status, await answer.json()]).toEqual([200, {outcome: 'recorded', expected_minutes: 0}]);
            expect(await health()).toMatchObject({heartbeat: {at: expect.any(Number)}});
        });

        it('sends the support packet as a file in a direct message', async () => {
            const command = {channel_id: site.channel.id, command: '/openitcockpit support'};
            const listener = await Listener.open(url, MATTERMOST_ADMIN_TOKEN);
            await site.call('POST', '/commands/execute', command);
            expect(await listener.ephemeral(0)).toBe('You will get the support packet as a direct message.');
            listener.close();
            const {id} = await site.call('GET', '/users/me');
            const bot = await site.call('GET', '/users/username/openitcockpit');
            const direct = await site.call('POST', '/channels/direct', [id, bot.id]);
            const fileId = await waitFor(async () => {
                const posts = (await site.posts(String(direct.id))) as (SitePost & {file_ids?: string[]})[];
                return posts.at(-1)?.file_ids?.[0];
            });
            const headers = {Authorization: `Bearer ${MATTERMOST_ADMIN_TOKEN}`};
            const packet = await (await fetch(`${url}/api/v4/files/${fileId}`, {headers})).text();
            expect(JSON.parse(packet)).toMatchObject({versions: {door: 'plugin'}, health: {status: 'up'}});
            for (const secret of [NOTIFICATION_TOKEN, SIGNING_SECRET, monitoring.apiKeys.bot]) {
                expect(packet).not.toContain(secret);
            }
            expect(await site.posts()).toEqual([]);
        });

        it('warns in the alarm channel after two failed looks, and says when it is over', {
            timeout: 240_000,
        }, async () => {
            monitoring.faults.set({gateway: 502});
            const newest = async () => (await site.posts()).at(-1)?.message ?? '';
            await waitFor(async () =>
                (await newest()).startsWith('🚨 **Mattermost has been unable to reach openITCOCKPIT** since'),
            );
            monitoring.faults.clear();
            // Saved settings are looked at at once.
            const saved = consoleSettings({...settings, NOTIFICATION_TOKEN, SIGNING_SECRET, EMOJIS: 'false'});
            await new PluginAdmin(url, MATTERMOST_ADMIN_TOKEN).configure(PLUGIN_ID, saved);
            await waitFor(async () => (await newest()).startsWith('✅ Mattermost can reach openITCOCKPIT again.'));
            expect(await site.posts()).toHaveLength(1);
        });
    },
);
