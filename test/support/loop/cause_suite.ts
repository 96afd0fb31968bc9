import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import type {Host, Service} from '../openitcockpit/objects';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, STANDALONE} from './loop_suite';
import {alertOf, MattermostSite} from './mattermost_site';
import {type LoopHandler, settingsOf} from './service';

/** What a problem explains has no post, on any Mattermost, through either door. */
export const defineCauseSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`cause before consequence, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let service: LoopHandler;
        let router: Host;
        let behind: Host;
        let ping: Service;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            router = monitoring.world.addHost({name: 'router'});
            behind = monitoring.world.addHost({name: 'behind'});
            behind.parents = [router];
            ping = monitoring.world.addService(behind, {name: 'Ping'});
            service = await door.start({
                mattermost,
                site,
                settings: {...settingsOf(site, monitoring), RECONCILE_INTERVAL: '0'},
            });
        });

        afterAll(async () => {
            await service?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const notify = async (fields: Record<string, unknown>): Promise<void> => {
            const answer = await service.notify({notificationtype: 'PROBLEM', output: 'lost', ...fields});
            expect(answer.status).toBeLessThan(300);
        };

        it('a parent that is DOWN has the only post, which counts the host behind it and its service', async () => {
            monitoring.world.setState(router, 1, 'DOWN');
            await notify({type: 'Host', hostuuid: router.uuid, state: '1', problemid: 'router'});
            monitoring.world.setState(behind, 2, 'UNREACHABLE');
            await notify({type: 'Host', hostuuid: behind.uuid, state: '2', problemid: 'behind'});
            monitoring.world.setState(ping, 2, 'CRITICAL');
            await notify({
                type: 'Service',
                hostuuid: behind.uuid,
                serviceuuid: ping.uuid,
                state: '2',
                problemid: 'ping',
            });
            const alert = await waitFor(async () => {
                const [post] = await site.alerts();
                return post && alertOf(post).consequences?.count === 2 && alertOf(post);
            });
            expect(alert.consequences?.worst.map(({state}) => state).sort()).toEqual(['CRITICAL', 'UNREACHABLE']);
            expect(await site.alerts()).toHaveLength(1);
        });

        it('a restart forgets none of them', async () => {
            service = await service.restart();
            monitoring.world.setState(ping, 0, 'OK');
            await notify({
                type: 'Service',
                hostuuid: behind.uuid,
                serviceuuid: ping.uuid,
                state: '0',
                notificationtype: 'RECOVERY',
                problemid: 'ping',
            });
            await waitFor(async () => {
                const [post] = await site.alerts();
                return post && alertOf(post).consequences?.count === 1;
            });
            expect(await site.alerts()).toHaveLength(1);
        });
    });
};
