import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps, CHOICE} from '#contract';
import {nextSecond} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {EventStreamDouble} from '../openitcockpit/event_stream';
import {UUID} from '../openitcockpit/recorded_objects';
import {streamWorld} from '../openitcockpit/world_stream';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, problemOf, STANDALONE} from './loop_suite';
import {alertOf, type Listener, MattermostSite, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, readHealth, settingsOf} from './service';

const actionsOf = (post: SitePost): string[] => (post.props.attachments?.[0]?.actions ?? []).map(({id}) => id);

/** Networks in which connections can be opened in one direction only, through either door. */
export const defineOneWaySuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`only Mattermost reaches openITCOCKPIT, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let jane: Person;
        let listener: Listener;
        let monitoring: OpenitcockpitDouble;
        let stream: EventStreamDouble;
        let service: LoopHandler;
        let stopStreaming: () => void;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble({checkHorizonSeconds: 0});
            stream = await EventStreamDouble.start();
            stopStreaming = streamWorld(monitoring.world, stream);
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            jane = await site.person('jane', 'Jane Roe');
            listener = await site.listen(jane);
            service = await door.start({
                mattermost,
                site,
                settings: {
                    ...settingsOf(site, monitoring),
                    EVENT_STREAM_URL: stream.url,
                    EVENT_STREAM_KEY: 'stream-key',
                },
            });
            await waitFor(() => stream.connected === 1);
        });

        afterAll(async () => {
            listener?.close();
            stopStreaming?.();
            await service?.remove();
            await stream?.close();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const postOf = (uuid: string): Promise<SitePost> =>
            waitFor(async () => (await site.alerts()).find((post) => alertOf(post).service?.uuid === uuid));
        const when = (id: string, fits: (alert: AlertProps) => boolean): Promise<SitePost> =>
            waitFor(async () => {
                const post = await site.post(id);
                return fits(alertOf(post)) && post;
            });

        it('makes a post of a new problem from nothing but address, key, channel and event stream: no notification command anywhere', async () => {
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            const post = await postOf(UUID.web01Ping);
            expect(post.message).toBe('🚨 CRITICAL Ping on web01: CRITICAL - lost');
            expect(actionsOf(post)).toEqual([ACTION.acknowledge, ACTION.quickReason, ACTION.more]);
            const ours = monitoring.world.configuration.commands.filter(({name: one}) => one.includes('plugin'));
            expect([ours, (await readHealth(service.url)).last_notification]).toEqual([
                [],
                expect.objectContaining({via: 'stream'}),
            ]);
        });

        it('acknowledges and plans a downtime from there, and the post follows to its end', async () => {
            const {world} = monitoring;
            const {id} = await postOf(UUID.web01Ping);
            await nextSecond(world);
            await site.press(jane, id, ACTION.quickReason, 'Known issue');
            const done = await when(id, ({look}) => look === 'acknowledged');
            expect(alertOf(done).acknowledgement).toMatchObject({comment: 'Known issue', via: 'mattermost'});
            expect(world.get(UUID.web01Ping).core.acknowledged).toBe(true);
            const from = listener.events.length;
            await site.press(jane, id, ACTION.more, CHOICE.scheduleDowntime);
            await site.submit(jane, await listener.dialog(from), {length: '1h', comment: 'new disk'});
            await when(id, ({in_downtime: inDowntime}) => inDowntime === true);
            await nextSecond(world);
            world.setState(UUID.web01Ping, 0, 'OK - back');
            await when(id, ({look}) => look === 'recovered');
        });

        it('catches up with what happened while it was stopped', async () => {
            const {world} = monitoring;
            world.setState(UUID.web01Disk, 2, 'CRITICAL - full');
            const {id} = await postOf(UUID.web01Disk);
            await nextSecond(world);
            service = await service.restart(async () => {
                world.setState(UUID.web01Disk, 0, 'OK - room');
                const since = world.now() - 300;
                const facts = {hard: true, lastStateChange: since, lastCheck: world.now() - 1};
                world.setStatus(UUID.web01Shop, {state: 2, output: 'CRITICAL - closed', ...facts});
            });
            await when(id, ({look}) => look === 'recovered');
            await waitFor(async () =>
                (await site.posts()).some(({message}) => message.includes('shop') && message.includes('CRITICAL')),
            );
        });
    });

    describe(`only openITCOCKPIT reaches Mattermost, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let jane: Person;
        let listener: Listener;
        let service: LoopHandler | undefined;

        const begin = async (settings: Readonly<Record<string, string>>): Promise<LoopHandler> => {
            await service?.remove();
            service = await door.start({
                mattermost,
                site,
                settings: {
                    OPENITCOCKPIT_URL: 'https://127.0.0.1:9',
                    OPENITCOCKPIT_API_KEY: 'key-of-the-tests',
                    DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
                    RECONCILE_INTERVAL: '0',
                    STORM_LIMIT: '0',
                    ...settings,
                },
            });
            return service;
        };

        beforeAll(async () => {
            mattermost = await start();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            jane = await site.person('jane', 'Jane Roe');
            listener = await site.listen(jane);
        });

        afterAll(async () => {
            listener?.close();
            await service?.remove();
            await mattermost?.stop();
        });

        const told = async (handler: LoopHandler, more: Record<string, unknown>): Promise<SitePost> => {
            const names = {hostname: 'web01', servicename: 'Ping'};
            const answer = await handler.notify(problemOf({...names, ...more}));
            expect(answer.ok).toBe(true);
            return site.post(((await answer.json()) as {post_id: string}).post_id);
        };

        it('posts what the command brings, follows it to its end, and offers no action that cannot work', async () => {
            const handler = await begin({ENABLE_TWO_WAY: 'false'});
            const post = await told(handler, {problemid: 'one-way-1'});
            expect(post.message).toBe('🚨 CRITICAL Ping on web01: CRITICAL - rta nan, lost 100%');
            expect(actionsOf(post)).toEqual([]);
            const end = {problemid: 'one-way-1', notificationtype: 'RECOVERY', state: '0', output: 'OK'};
            expect((await told(handler, end)).id).toBe(post.id);
            await waitFor(async () => alertOf(await site.post(post.id)).look === 'recovered');
            await waitFor(async () => {
                const {status, reasons} = (await readHealth(handler.url)) as {status: string; reasons: string[]};
                return status === 'degraded' && reasons.some((reason) => /Nothing answers at 127\.0/.test(reason));
            });
        });

        it('says clearly why nothing happens where actions were left on', async () => {
            const handler = await begin({});
            const post = await told(handler, {problemid: 'one-way-2'});
            const from = listener.events.length;
            await site.press(jane, post.id, ACTION.quickReason, 'Known issue');
            await waitFor(async () => (await site.post(post.id)).message.includes('openITCOCKPIT is unreachable'));
            const sentence = /openITCOCKPIT/;
            const heard = await (door.tells === 'ephemeral'
                ? listener.ephemeral(from, sentence)
                : waitFor(async () => (await site.directMessages(jane)).findLast((message) => sentence.test(message))));
            expect(heard).toMatch(sentence);
            expect(alertOf(await site.post(post.id)).look).not.toBe('acknowledged');
        });
    });
};
