import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION_STORM_ACKNOWLEDGE} from '#contract';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import type {Host} from '../openitcockpit/objects';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, STANDALONE} from './loop_suite';
import {Listener, MattermostSite, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, settingsOf} from './service';

const LIMIT = 3;
const COUNT = 12;
const LISTED = COUNT - LIMIT;

/** Many problems at once, on any Mattermost, through either door. */
export const defineStormSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`a storm, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let service: LoopHandler;
        let jane: Person;
        let listener: Listener;
        const services: {readonly hostuuid: string; readonly serviceuuid: string}[] = [];

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            jane = await site.person('jane', 'Jane Roe');
            listener = await Listener.open(mattermost.url, jane.token);
            for (let at = 0; at < COUNT; at += 1) {
                const host = monitoring.world.addHost({name: `storm${at}`});
                const added = monitoring.world.addService(host, {name: 'Ping'});
                services.push({hostuuid: host.uuid, serviceuuid: added.uuid});
            }
            service = await door.start({
                mattermost,
                site,
                settings: {...settingsOf(site, monitoring), STORM_LIMIT: String(LIMIT), RECONCILE_INTERVAL: '0'},
            });
        });

        afterAll(async () => {
            listener?.close();
            await service?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const tops = async (): Promise<SitePost[]> => (await site.posts()).filter(({root_id}) => root_id === '');
        const stormPost = (says: string): Promise<SitePost> =>
            waitFor(async () => {
                const found = (await tops()).filter(({message}) => message.includes('Storm: '));
                expect(found.length).toBeLessThanOrEqual(1);
                return found.find(({message, props}) => `${message} ${JSON.stringify(props)}`.includes(says));
            });
        const notify = async (ids: (typeof services)[number], at: number, more = {}): Promise<void> => {
            const answer = await service.notify({
                type: 'Service',
                notificationtype: 'PROBLEM',
                ...ids,
                state: '2',
                output: 'CRITICAL - lost',
                problemid: `storm-${at}`,
                ...more,
            });
            expect(answer.status).toBeLessThan(300);
        };

        it('is one post beside the first few, which counts all others', async () => {
            for (const [at, ids] of services.entries()) {
                monitoring.world.setState(ids.serviceuuid, 2, 'CRITICAL - lost');
                await notify(ids, at);
            }
            await stormPost(`${LISTED} of ${LISTED} still open`);
            expect((await site.alerts()).length).toBe(LIMIT);
        });

        it('goes on in the same post after a restart', async () => {
            service = await service.restart();
            const [ids] = services;
            const host: Host = monitoring.world.addHost({name: `later ${randomUUID().slice(0, 8)}`});
            const added = monitoring.world.addService(host, {name: 'Ping'});
            expect(ids).toBeDefined();
            services.push({hostuuid: host.uuid, serviceuuid: added.uuid});
            monitoring.world.setState(added.uuid, 2, 'CRITICAL - lost');
            await notify({hostuuid: host.uuid, serviceuuid: added.uuid}, COUNT);
            await stormPost(`${LISTED + 1} of ${LISTED + 1} still open`);
            expect((await site.alerts()).length).toBe(LIMIT);
        });

        it('is acknowledged with one press, each problem confirmed by openITCOCKPIT', async () => {
            const post = await stormPost('Acknowledge all');
            const from = listener.events.length;
            await site.press(jane, post.id, ACTION_STORM_ACKNOWLEDGE);
            await site.submit(jane, await listener.dialog(from), {comment: 'the switch is dead'});
            await stormPost(`${LISTED + 1} of ${LISTED + 1} acknowledged`);
            const acknowledged = services.filter(
                ({serviceuuid}) => monitoring.world.get(serviceuuid).visible.acknowledged,
            );
            expect(acknowledged).toHaveLength(LISTED + 1);
        });

        it('shows that all have recovered', async () => {
            for (const [at, ids] of services.entries()) {
                monitoring.world.setState(ids.serviceuuid, 0, 'OK');
                await notify(ids, at, {notificationtype: 'RECOVERY', state: '0', output: 'OK'});
            }
            await stormPost(`all ${LISTED + 1} have recovered`);
        });
    });
};
