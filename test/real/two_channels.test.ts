import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {subscription} from '../support/app/subscriptions';
import {problemOf} from '../support/loop/loop_suite';
import {MattermostSite, type Person, type SitePost} from '../support/loop/mattermost_site';
import {type LoopHandler, settingsOf} from '../support/loop/service';
import {settle} from '../support/loop/settle';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {importSubscriptions} from '../support/real/subscriptions';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();

describe.skipIf(MATTERMOST_URL === '' || MATTERMOST_ADMIN_TOKEN === '' || !bundle)(
    'two channels that subscribe to one problem (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and npm run dist)',
    () => {
        const url = MATTERMOST_URL.replace(/\/+$/, '');
        const channels: string[] = [];
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let handler: LoopHandler;
        let jane: Person;

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(url, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            for (const name of ['network', 'databases']) {
                const fields = {team_id: site.team.id, name, display_name: name, type: 'O'};
                const {id} = await site.call('POST', '/channels', fields);
                await site.call('POST', `/channels/${id}/members`, {user_id: jane.id});
                channels.push(String(id));
            }
            handler = await pluginDoor(bundle ?? '').start({
                mattermost: {url, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined},
                site,
                settings: settingsOf(site, monitoring),
            });
            await settle(handler);
            const subscriptions = channels.map((channelId, at) => subscription(channelId, {}, {id: `two-${at}`}));
            await importSubscriptions(url, MATTERMOST_ADMIN_TOKEN, {version: 1, subscriptions});
        });
        afterAll(async () => {
            await importSubscriptions(url, MATTERMOST_ADMIN_TOKEN);
            await handler?.remove();
            await monitoring?.stop();
        });

        const alertOf = ({props}: SitePost) => props.oitc_alert as AlertProps | undefined;
        const inBoth = (look: string): Promise<SitePost[]> =>
            waitFor(async () => {
                const posts = (await Promise.all(channels.map((channel) => site.posts(channel)))).flat();
                const alerts = posts.filter((post) => alertOf(post) !== undefined);
                return (
                    alerts.length === channels.length && alerts.every((post) => alertOf(post)?.look === look) && alerts
                );
            });

        it('have two posts, one acknowledgement, and both are true to the end', async () => {
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            const {problemId: problemid} = monitoring.world.get(UUID.web01Ping);
            expect((await handler.notify(problemOf({problemid}))).ok).toBe(true);
            const [first, second] = await inBoth('problem');
            expect(await site.alerts()).toEqual([]);

            await site.press(jane, second?.id ?? '', ACTION.quickReason, 'Known issue');
            const acknowledged = await inBoth('acknowledged');
            expect(acknowledged.map(({id}) => id)).toEqual([first?.id, second?.id]);
            expect(acknowledged.map((post) => alertOf(post)?.acknowledgement?.elsewhere)).toEqual([true, undefined]);
            expect(acknowledged.map((post) => alertOf(post)?.acknowledgement?.comment)).toEqual(
                channels.map(() => 'Known issue'),
            );
            const commands = monitoring.commands.filter((command) => JSON.stringify(command).includes(UUID.web01Ping));
            expect(commands).toHaveLength(1);
            expect(monitoring.world.get(UUID.web01Ping).core.acknowledged).toBe(true);

            monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
            const recovery = {notificationtype: 'RECOVERY', state: '0', output: 'OK - back', lastproblemid: problemid};
            expect((await handler.notify(problemOf({...recovery, problemid: '0'}))).ok).toBe(true);
            await inBoth('recovered');
        });
    },
);
