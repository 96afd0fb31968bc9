// Two channels, two subscriptions, one problem: two posts, one acknowledgement, both true, on both doors.
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {ACTION} from '#contract';
import type {Subscription} from '../../server-proxy/src/domain/subscription/subscription';
import {subscription} from '../support/app/subscriptions';
import {problemOf} from '../support/loop/loop_suite';
import {alertOf, MattermostSite, type Person, type SitePost} from '../support/loop/mattermost_site';
import {settingsOf, startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

interface TwoChannels {
    readonly site: MattermostSite;
    readonly jane: Person;
    readonly channels: readonly string[];
    notify(fields: Record<string, string>): Promise<Response>;
}

const makeChannels = async (site: MattermostSite, jane: Person): Promise<string[]> => {
    const channels: string[] = [];
    for (const name of ['network', 'databases']) {
        const made = await site.call('POST', '/channels', {
            team_id: site.team.id,
            name,
            display_name: name,
            type: 'O',
        });
        for (const {id} of [site.bot, jane]) {
            await site.call('POST', `/channels/${made.id}/members`, {user_id: id});
        }
        channels.push(String(made.id));
    }
    return channels;
};

const wanting = (channels: readonly string[]): string => {
    const subscriptions: Subscription[] = channels.map((channelId, at) => subscription(channelId, {}, {id: `s${at}`}));
    return JSON.stringify({version: 1, subscriptions});
};

const service = async (): Promise<TwoChannels> => {
    const double = await startMattermostDouble({version: '11.6'});
    const monitoring = await startOpenitcockpitDouble();
    monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
    const site = await MattermostSite.setUp(double.url, double.adminToken);
    const jane = await site.person('jane', 'Jane Roe');
    const channels = await makeChannels(site, jane);
    const folder = await mkdtemp(join(tmpdir(), 'oitc-subscriptions-'));
    const file = join(folder, 'subscriptions.json');
    await writeFile(file, wanting(channels));
    const handler = await startLoopService({
        MATTERMOST_URL: double.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        ...settingsOf(site, monitoring),
        SUBSCRIPTIONS_FILE: file,
        READ_BACK_DEADLINE: '4',
    });
    onTestFinished(async () => {
        monitoring.release();
        await handler.remove();
        await monitoring.stop();
        await double.stop();
        await rm(folder, {recursive: true, force: true});
    });
    return {site, jane, channels, notify: (fields) => handler.notify(fields)};
};

const plugin = async (): Promise<TwoChannels> => {
    const scene = await Scene.start({ReadBackDeadline: 4});
    const channels = await makeChannels(scene.site, scene.jane);
    scene.plugin.kv.set('subscriptions', Buffer.from(wanting(channels)), {atomic: false, old: undefined, expireIn: 0});
    return {site: scene.site, jane: scene.jane, channels, notify: (fields) => scene.notify(fields)};
};

const alertsIn = async (site: MattermostSite, channelId: string): Promise<SitePost[]> =>
    (await site.posts(channelId)).filter((post) => alertOf(post) !== undefined);

const inBoth = ({site, channels}: TwoChannels, isTrue: (post: SitePost) => boolean): Promise<SitePost[]> =>
    waitFor(async () => {
        const posts = (await Promise.all(channels.map((channel) => alertsIn(site, channel)))).flat();
        return posts.length === channels.length && posts.every(isTrue) && posts;
    });

describe.each([
    ['service', service],
    ['plugin', plugin],
])('two channels that subscribe to one problem, door %s', (_name, start) => {
    it('have two posts, one acknowledgement, and both are true to the end', async () => {
        const scene = await start();
        expect((await scene.notify(problemOf() as Record<string, string>)).ok).toBe(true);
        const [first, second] = await inBoth(scene, (post) => alertOf(post)?.look === 'problem');
        expect(await alertsIn(scene.site, scene.site.channel.id)).toEqual([]);

        await scene.site.press(scene.jane, second?.id ?? '', ACTION.quickReason, 'Known issue');
        const acknowledged = await inBoth(scene, (post) => alertOf(post)?.look === 'acknowledged');
        expect(acknowledged.map((post) => alertOf(post)?.acknowledgement?.elsewhere)).toEqual([true, undefined]);
        expect(acknowledged.map(({id}) => id)).toEqual([first?.id, second?.id]);

        const recovery = problemOf({notificationtype: 'RECOVERY', state: '0', output: 'OK - back'});
        expect((await scene.notify(recovery as Record<string, string>)).ok).toBe(true);
        await inBoth(scene, (post) => alertOf(post)?.look === 'recovered');
    });
});
