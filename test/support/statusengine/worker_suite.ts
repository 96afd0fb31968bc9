import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Door, type MattermostUnderTest, STANDALONE} from '../loop/loop_suite';
import {alertOf, MattermostSite, type SitePost} from '../loop/mattermost_site';
import {type LoopHandler, readHealth, settingsOf} from '../loop/service';
import {nextSecond} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {notificationEntry} from '../openitcockpit/world_frames';
import {streamWorld} from '../openitcockpit/world_stream';
import {waitFor} from '../wait_for';
import {RealWorker, STREAM_KEY} from './real_worker';
import {openSluice, type Sluice} from './sluice';
import {sendUntilDropped} from './status_frame';

/** What only a real worker does to a handler, through either door. */
export const defineWorkerSuite = (start: () => Promise<MattermostUnderTest>, door: Door = STANDALONE): void => {
    describe(`the whole handler, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let worker: RealWorker;
        let sluice: Sluice;
        let service: LoopHandler;
        let stopStreaming: () => void;
        let broken: LoopHandler | undefined;

        const settings = () => ({
            ...settingsOf(site, monitoring),
            EVENT_STREAM_URL: sluice.url,
            EVENT_STREAM_KEY: STREAM_KEY,
            // Only the stream, and what it sets off.
            RECONCILE_INTERVAL: '3600',
        });

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            worker = await RealWorker.start();
            sluice = await openSluice(worker.url);
            stopStreaming = streamWorld(monitoring.world, worker);
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            unseen(UUID.app02Ping);
            service = await door.start({mattermost, site, settings: settings()});
            await waitFor(async () => (await worker.connected) === 1);
            // What is found later gets posts of its own.
            await waitFor(async () => (await site.posts()).some(({message}) => message.includes('was open before')));
        });

        afterAll(async () => {
            stopStreaming?.();
            await service?.remove();
            await broken?.remove();
            sluice?.close();
            await worker?.close();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const postsOf = async (uuid: string): Promise<SitePost[]> =>
            (await site.alerts()).filter((post) => (alertOf(post).service ?? alertOf(post).host).uuid === uuid);
        const firstOf = (uuid: string): Promise<SitePost> => waitFor(async () => (await postsOf(uuid))[0]);
        /** Began unseen, minutes ago. */
        const unseen = (uuid: string): void => {
            const {world} = monitoring;
            const since = world.now() - 300;
            world.setStatus(uuid, {state: 2, hard: true, lastStateChange: since, lastCheck: world.now() - 1});
        };
        const lookOf = async (id: string) => alertOf(await site.post(id)).look;

        it('makes one post of a problem whose job comes twice, as after a kill -9', async () => {
            const {world} = monitoring;
            const jobs: object[] = [];
            const listen = world.onNotification((one) => jobs.push(notificationEntry(one, world.now())));
            world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            listen();
            await firstOf(UUID.web01Ping);
            await worker.publish('notifications', jobs);
            await worker.publish('notifications', jobs);
            world.setState(UUID.web01Disk, 2, 'CRITICAL - full');
            await firstOf(UUID.web01Disk);
            expect(await postsOf(UUID.web01Ping)).toHaveLength(1);
        });

        it('asks which problems there are when the core restarts', async () => {
            unseen(UUID.web01Shop);
            await worker.publish('core_restart', [{object_type: 102, timestamp: 0}]);
            await firstOf(UUID.web01Shop);
        });

        it('heals what the worker dropped because the handler was too slow, once it is hung up on', async () => {
            const {id} = await firstOf(UUID.web01Ping);
            sluice.hold();
            await sendUntilDropped(worker, () => worker.metric('statusengine_websocket_messages_dropped_total'));
            monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
            await waitFor(async () => (await worker.connected) === 0);
            sluice.release();
            await waitFor(async () => (await lookOf(id)) === 'recovered');
        });

        it('shows what happened while the worker was away, although it tells all of it late, and makes nothing twice', async () => {
            const {world} = monitoring;
            const disk = await firstOf(UUID.web01Disk);
            await waitFor(async () => (await worker.connected) === 1);
            await worker.kill();
            world.setState(UUID.web01Disk, 0, 'OK - space');
            world.setState(UUID.root01, 1, 'lost');
            world.setState(UUID.db01Ping, 2, 'CRITICAL - lost');
            await nextSecond(world);
            world.setState(UUID.db01Ping, 0, 'OK - back');
            await world.settled();
            await worker.restartOnceHeard();
            await waitFor(async () => (await lookOf(disk.id)) === 'recovered');
            await firstOf(UUID.root01);
            await waitFor(async () =>
                (await postsOf(UUID.db01Ping)).every((post) => alertOf(post).look === 'recovered'),
            );
            for (const uuid of [UUID.web01Disk, UUID.root01, UUID.web01Ping]) {
                expect(await postsOf(uuid)).toHaveLength(1);
            }
        });

        it('says on the health page which setting is wrong when the key is', async () => {
            await service.remove();
            broken = await door.start({mattermost, site, settings: {...settings(), EVENT_STREAM_KEY: 'wrong'}});
            const {url} = broken;
            const reason = await waitFor(async () => {
                const stream = JSON.stringify((await readHealth(url)).stream ?? '');
                return stream.includes('401') && stream;
            });
            expect(reason).toContain('check the Event stream key setting, which is not the API key');
        });
    });
};
