import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps, PLUGIN_ID} from '#contract';
import {problemOf} from '../support/loop/loop_suite';
import {MattermostSite, type Person} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN, settingsOf} from '../support/loop/service';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PluginAdmin} from '../support/real/plugin_admin';
import {builtBundle, healthy, pluginDoor} from '../support/real/plugin_door';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = '', OLDER_BUNDLE = ''} = process.env;
const bundle = builtBundle();

describe.skipIf(MATTERMOST_URL === '' || MATTERMOST_ADMIN_TOKEN === '' || OLDER_BUNDLE === '' || !bundle)(
    'from 0.1.0 to this version, back and forward again (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, OLDER_BUNDLE and npm run dist)',
    () => {
        const url = MATTERMOST_URL.replace(/\/+$/, '');
        const base = `${url}/plugins/${PLUGIN_ID}`;
        const plugins = new PluginAdmin(url, MATTERMOST_ADMIN_TOKEN);
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let jane: Person;
        /** Made by 0.1.0 after the roll back. */
        let again = '';
        let posts: Readonly<Record<'ping' | 'disk' | 'shop', string>>;

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(url, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            const mattermost = {url, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined};
            await pluginDoor(OLDER_BUNDLE).start({mattermost, site, settings: settingsOf(site, monitoring)});
            posts = {
                ping: await fail(UUID.web01Ping),
                disk: await fail(UUID.web01Disk),
                shop: await fail(UUID.web01Shop),
            };
        }, 120_000);
        afterAll(async () => {
            await plugins.remove(PLUGIN_ID);
            await monitoring?.stop();
        });

        /** With both headers: 0.1.0 looks for the one, this version on Mattermost 11.1 for the other. */
        const notify = (serviceuuid: string, fields: Record<string, unknown>) =>
            fetch(`${base}/api/v1/notifications`, {
                method: 'POST',
                headers: {
                    'Content-Type': 'application/json',
                    Authorization: `Bearer ${NOTIFICATION_TOKEN}`,
                    'Notification-Token': NOTIFICATION_TOKEN,
                },
                body: JSON.stringify({...problemOf(fields), serviceuuid}),
            });
        /** @returns the post */
        const fail = async (serviceuuid: string): Promise<string> => {
            monitoring.world.setState(serviceuuid, 2, 'CRITICAL - lost');
            const {problemId: problemid} = monitoring.world.get(serviceuuid);
            const answer = (await (await notify(serviceuuid, {problemid})).json()) as {post_id: string};
            return answer.post_id;
        };
        const install = async (file: string): Promise<string> => {
            await plugins.install(readFileSync(file));
            await healthy(base);
            const health = (await (await fetch(`${base}/api/v1/health`)).json()) as {version: string};
            return health.version;
        };
        const lookOf = async (id: string) => ((await site.post(id)).props.oitc_alert as AlertProps).look;
        const acknowledge = async (id: string): Promise<void> => {
            await site.press(jane, id, ACTION.quickReason, 'Known issue');
            await waitFor(async () => (await lookOf(id)) === 'acknowledged');
        };

        it('keeps settings, posts and buttons when the newer bundle is uploaded over the older one', async () => {
            expect((await install(bundle ?? '')).split('.').slice(0, 2)).not.toEqual(['0', '1']);
            await acknowledge(posts.ping);
            expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(true);
            expect(await fail(UUID.web01Disk)).toBe(posts.disk);
            expect(await site.alerts()).toHaveLength(3);
        }, 60_000);

        it('goes back: 0.1.0 starts on what the newer version has stored, and its next notification makes a post that lives on', async () => {
            expect(await install(OLDER_BUNDLE)).toBe('0.1.0');
            again = await fail(UUID.web01Shop);
            expect(Object.values(posts)).not.toContain(again);
            await acknowledge(again);
            expect(monitoring.world.get(UUID.web01Shop).visible.acknowledged).toBe(true);
        }, 60_000);

        it('goes forward again: on the posts that 0.1.0 did not find, and on its own', async () => {
            await install(bundle ?? '');
            await acknowledge(posts.disk);
            monitoring.world.setState(UUID.web01Shop, 0, 'HTTP OK');
            const {problemId: problemid, lastProblemId: lastproblemid} = monitoring.world.get(UUID.web01Shop);
            const recovery = {notificationtype: 'RECOVERY', state: '0', output: 'HTTP OK', problemid, lastproblemid};
            await notify(UUID.web01Shop, recovery);
            await waitFor(async () => (await lookOf(again)) === 'recovered');
            expect(await lookOf(posts.ping)).toBe('acknowledged');
            expect(await site.alerts()).toHaveLength(4);
        }, 60_000);
    },
);
