import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ALERT_POST_TYPE, type AlertProps, PLUGIN_ID} from '#contract';
import {MattermostSite} from '../support/loop/mattermost_site';
import type {LoopHandler} from '../support/loop/service';
import {settle} from '../support/loop/settle';
import {
    type BuiltinPayload,
    builtinPost,
    everyBuiltinCase,
    happen,
    movedTo,
    recordedPosts,
} from '../support/openitcockpit/builtin_posts';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {postsInDatabase, postsOverRest, type StoredPosts} from '../support/real/stored_posts';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = '', MATTERMOST_DATABASE_URL} = process.env;
const bundle = builtBundle();

describe.skipIf(MATTERMOST_URL === '' || MATTERMOST_ADMIN_TOKEN === '' || !bundle)(
    "posts of openITCOCKPIT's own module on the real Mattermost (MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, npm run dist)",
    () => {
        const url = MATTERMOST_URL.replace(/\/+$/, '');
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let plugin: LoopHandler;
        let hook: string;
        let posts: StoredPosts;

        const newKey = (): string => randomBytes(20).toString('hex');

        const send = async (payload: BuiltinPayload): Promise<void> => {
            const headers = {'Content-Type': 'application/json', Accept: 'application/json'};
            const response = await fetch(hook, {method: 'POST', headers, body: JSON.stringify(payload)});
            expect([response.status, await response.text()]).toEqual([200, 'ok']);
        };

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(url, MATTERMOST_ADMIN_TOKEN);
            plugin = await pluginDoor(bundle ?? '').start({
                mattermost: {url, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined},
                site,
                settings: {
                    OPENITCOCKPIT_URL: monitoring.url,
                    OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                    DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
                },
            });
            hook = await site.webhook();
            posts = MATTERMOST_DATABASE_URL
                ? postsInDatabase(MATTERMOST_DATABASE_URL)
                : postsOverRest(url, MATTERMOST_ADMIN_TOKEN, site.channel.id);
            await settle(plugin);
        }, 240_000);

        afterAll(async () => {
            await plugin?.remove();
            await monitoring?.stop();
        });

        it('the recorded ones become living alerts, and no key is in any stored post', async () => {
            const [apiKey, before] = [newKey(), (await site.alerts()).length];
            monitoring.world.setState(UUID.web01, 1, 'DOWN x');
            monitoring.world.setState(UUID.web01Shop, 2, 'refused');
            for (const {payload} of recordedPosts) {
                const sent = movedTo(monitoring.url, apiKey, payload);
                happen(monitoring, sent);
                await send(sent);
            }
            const alerts = async () => (await site.alerts()).slice(before);
            const shown = async (): Promise<string[]> =>
                (await alerts())
                    .map(({props}) => props.oitc_alert as AlertProps)
                    .map(({host, service, look}) => `${host.name} ${service?.name ?? '-'}: ${look}`);
            const wanted = ['web01 Ping: recovered', 'web01 -: recovered', 'web01 HTTP shop: acknowledged'];
            // What comes within a second is shown with one update.
            await waitFor(async () => {
                const there = await shown();
                return wanted.every((one) => there.includes(one));
            });
            expect((await alerts()).map(({type}) => type)).toEqual((await alerts()).map(() => ALERT_POST_TYPE));
            expect(await posts.holding(apiKey)).toEqual([]);
        });

        it('neither is one of any other kind: version 4 and 5, English and German, every type and state', async () => {
            const apiKey = newKey();
            const cases = everyBuiltinCase().filter(({emoji, links}) => emoji === (links === 'v5'));
            for (const wanted of cases) {
                const sent = builtinPost({...wanted, base: monitoring.url, apiKey});
                happen(monitoring, sent);
                await send(sent);
            }
            const left = (await site.posts()).filter(({type}) => type === 'slack_attachment');
            expect(left.map(({props}) => props.attachments)).toEqual([]);
            expect(await posts.holding(apiKey)).toEqual([]);
        }, 240_000);

        it('neither is one that is not understood; another openITCOCKPIT’s keeps its button', async () => {
            const [apiKey, foreignKey] = [newKey(), newKey()];
            const payload = builtinPost({kind: 'host', type: 'PROBLEM', state: 1, base: monitoring.url, apiKey});
            await send(JSON.parse(JSON.stringify(payload).replace('PROBLEM: ', 'SOMETHING NEW: ')));
            const base = 'https://other.example.org';
            await send(builtinPost({kind: 'host', type: 'PROBLEM', state: 1, base, apiKey: foreignKey}));
            expect(await posts.holding(apiKey)).toEqual([]);
            expect(await posts.holding(foreignKey)).toHaveLength(MATTERMOST_DATABASE_URL ? 1 : 0);
            const [unknown, foreign] = (await site.posts()).slice(-2);
            expect(unknown?.props.attachments?.map(({text}) => text)).toEqual([
                expect.stringMatching(/^🚨 SOMETHING NEW: \[web01\]/),
                'Click to acknowledge this issue.',
            ]);
            expect(unknown?.props.attachments?.some(({actions}) => actions)).toBe(false);
            expect(foreign?.props.attachments?.[1]?.actions).toHaveLength(1);
        });

        it('while the plugin is disabled the key is stored: the proof can fail', async () => {
            const apiKey = newKey();
            const admin = new PluginAdmin(url, MATTERMOST_ADMIN_TOKEN);
            await admin.disable(PLUGIN_ID);
            await send(builtinPost({kind: 'host', type: 'PROBLEM', state: 1, base: monitoring.url, apiKey}));
            await admin.enable(PLUGIN_ID);
            // clients never get the address of a button, so only the database shows it
            expect(await posts.holding(apiKey)).toHaveLength(MATTERMOST_DATABASE_URL ? 1 : 0);
        });
    },
);
