import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps, CHOICE} from '#contract';
import {nextSecond} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {EventStreamDouble} from '../openitcockpit/event_stream';
import {UUID} from '../openitcockpit/recorded_objects';
import {type EventSink, streamWorld} from '../openitcockpit/world_stream';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, STANDALONE} from './loop_suite';
import {alertOf, type Listener, MattermostSite, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, readHealth, settingsOf} from './service';

/** What sends the events, with the key `stream-key`. */
export interface StreamPeer extends EventSink {
    readonly url: string;
    readonly connected: number | Promise<number>;
    /** kill -9. */
    kill(): Promise<void>;
    /** On the same port. */
    restart(): Promise<void>;
    close(): Promise<void>;
}

/** News that comes over openITCOCKPIT's event stream alone, on any Mattermost, through either door. */
export const defineStreamSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
    startPeer: () => Promise<StreamPeer> = () => EventStreamDouble.start(),
): void => {
    describe(`the event stream, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let jane: Person;
        let listener: Listener;
        let monitoring: OpenitcockpitDouble;
        let stream: StreamPeer;
        let service: LoopHandler;
        let stopStreaming: () => void;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble({checkHorizonSeconds: 0});
            stream = await startPeer();
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
                    // Only the stream tells.
                    RECONCILE_INTERVAL: '3600',
                    RECHECK_HORIZON: '0',
                },
            });
            await waitFor(async () => (await stream.connected) === 1);
        });

        afterAll(async () => {
            listener?.close();
            stopStreaming?.();
            await service?.remove();
            await stream?.close();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const ofPing = async (): Promise<SitePost[]> =>
            (await site.alerts()).filter((post) => alertOf(post).service?.uuid === UUID.web01Ping);
        const when = (id: string, fits: (alert: AlertProps) => boolean): Promise<SitePost> =>
            waitFor(async () => {
                const post = await site.post(id);
                return fits(alertOf(post)) && post;
            });
        /** A new problem, and its post. */
        const fresh = async (): Promise<SitePost> => {
            monitoring.world.setState(UUID.web01Ping, 0, 'OK');
            await nextSecond(monitoring.world);
            const known = (await ofPing()).map(({id}) => id);
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            const post = await waitFor(async () => (await ofPing()).find(({id}) => !known.includes(id)));
            await nextSecond(monitoring.world);
            return post;
        };

        it('posts a problem that no notification command tells, and its recovery', async () => {
            const post = await fresh();
            expect(post.message).toBe('🚨 CRITICAL Ping on web01: CRITICAL - lost');
            monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
            const done = await when(post.id, ({look}) => look === 'recovered');
            expect(alertOf(done)).toMatchObject({state: 'OK', output: 'OK - back'});
        });

        it('shows what is done in openITCOCKPIT: an acknowledgement, its removal, a downtime and its end', async () => {
            const {id} = await fresh();
            monitoring.world.acknowledge(UUID.web01Ping, {author: 'Ada Admin', comment: 'on it'});
            const acknowledged = await when(id, ({look}) => look === 'acknowledged');
            expect(alertOf(acknowledged).acknowledgement).toMatchObject({author: 'Ada Admin', comment: 'on it'});
            await nextSecond(monitoring.world);
            monitoring.world.removeAcknowledgement(UUID.web01Ping);
            await when(id, ({look}) => look === 'problem');
            await nextSecond(monitoring.world);
            monitoring.world.startDowntime(UUID.web01Ping);
            await when(id, ({in_downtime: inDowntime}) => inDowntime === true);
            await nextSecond(monitoring.world);
            monitoring.world.endDowntime(UUID.web01Ping, 'cancel');
            await when(id, ({in_downtime: inDowntime}) => inDowntime !== true);
        });

        it('makes one post of a problem that the notification command tells as well', async () => {
            const before = (await ofPing()).length;
            const post = await fresh();
            const fields = {
                type: 'Service',
                notificationtype: 'PROBLEM',
                hostuuid: UUID.web01,
                serviceuuid: UUID.web01Ping,
                state: '2',
                output: 'CRITICAL - lost',
                problemid: 'problem-of-the-command',
                time: String(monitoring.world.get(UUID.web01Ping).core.lastStateChange),
            };
            expect(await (await service.notify(fields)).json()).toMatchObject({post_id: post.id});
            expect(await ofPing()).toHaveLength(before + 1);
        });

        it('confirms a downtime and its end although the database stands still', async () => {
            const {world} = monitoring;
            const {id} = await fresh();
            const from = listener.events.length;
            await site.press(jane, id, ACTION.more, CHOICE.scheduleDowntime);
            const dialog = await listener.dialog(from);
            await world.settled();
            world.stopWorker();
            try {
                await site.submit(jane, dialog, {length: '1h', comment: 'new disk'});
                await waitFor(async () => (await site.thread(id)).some((line) => line.includes('new disk')));
                expect(alertOf(await site.post(id)).in_downtime).toBe(true);
                await nextSecond(world);
                world.startWorker();
                await world.settled();
                const again = listener.events.length;
                await site.press(jane, id, ACTION.more, CHOICE.cancelDowntime);
                const cancelling = await listener.dialog(again);
                await nextSecond(world);
                world.stopWorker();
                await site.submit(jane, cancelling, {});
                await when(id, ({in_downtime: inDowntime}) => inDowntime !== true);
                await waitFor(async () => (await site.thread(id)).some((line) => /cancelled/i.test(line)));
            } finally {
                world.startWorker();
            }
        });

        it('confirms an acknowledgement, its removal and a recheck although the database stands still', async () => {
            const {world} = monitoring;
            const {id} = await fresh();
            await world.settled();
            world.stopWorker();
            try {
                await site.press(jane, id, ACTION.quickReason, 'Known issue');
                const acknowledged = await when(id, ({look}) => look === 'acknowledged');
                expect(alertOf(acknowledged).acknowledgement).toMatchObject({
                    comment: 'Known issue',
                    via: 'mattermost',
                });
                await nextSecond(world);
                world.startWorker();
                await world.settled();
                world.stopWorker();
                await nextSecond(world);
                await site.press(jane, id, ACTION.removeAcknowledgement);
                await when(id, ({look}) => look === 'problem');
                world.setNextResult(UUID.web01Ping, 'WARNING', 'slow');
                await site.press(jane, id, ACTION.more, CHOICE.recheck);
                await when(id, ({state}) => state === 'WARNING');
                await waitFor(async () => (await site.thread(id)).some((line) => /rechecked/i.test(line)));
            } finally {
                world.startWorker();
            }
        });

        it('heals what was missed while the worker was away, once it is back', async () => {
            const {id} = await fresh();
            await stream.kill();
            monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
            await monitoring.world.settled();
            await stream.restart();
            await when(id, ({look}) => look === 'recovered');
        });

        it('says when something was last heard over it', async () => {
            const health = (await readHealth(service.url)) as {heard: {event: unknown}; stream: unknown};
            expect(health.heard.event).toMatchObject({at: expect.any(Number)});
            expect(health.stream).toMatchObject({up: true, lost: 0});
        });

        it('is held by nobody after the handler has stopped', async () => {
            const restarting = service.restart();
            await waitFor(async () => (await stream.connected) === 0);
            service = await restarting;
            await waitFor(async () => (await stream.connected) === 1);
        });
    });
};
