import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {nextSecond, timesOf} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, problemOf, STANDALONE} from './loop_suite';
import {alertOf, MattermostSite, type SitePost} from './mattermost_site';
import {type LoopHandler, readHealth, settingsOf} from './service';
import {settle} from './settle';

/** What happens in openITCOCKPIT without a notification gets into the posts, on any Mattermost, through either door. */
export const defineReconcileSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`what no notification tells, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let service: LoopHandler;
        const run = randomUUID();
        let problems = 0;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            service = await door.start({
                mattermost,
                site,
                settings: {
                    ...settingsOf(site, monitoring),
                    RECONCILE_INTERVAL: '1',
                },
            });
            await settle(service);
        });

        afterAll(async () => {
            await service?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const fresh = async (serviceuuid: string = UUID.web01Ping): Promise<SitePost> => {
            problems += 1;
            monitoring.world.setState(serviceuuid, 0, 'OK');
            monitoring.world.setState(serviceuuid, 2, 'CRITICAL - lost');
            const told = {problemid: `${run}-${problems}`, serviceuuid, ...timesOf(monitoring.world, serviceuuid)};
            const answer = await service.notify(problemOf(told));
            expect(answer.status).toBe(201);
            const {post_id} = (await answer.json()) as {post_id: string};
            await nextSecond(monitoring.world);
            return site.post(post_id);
        };
        const when = (id: string, fits: (alert: AlertProps) => boolean): Promise<SitePost> =>
            waitFor(async () => {
                const post = await site.post(id);
                return fits(alertOf(post)) && post;
            });
        const inLook = (id: string, look: string) => when(id, (alert) => alert.look === look);
        const actionsOf = (post: SitePost): string[] => (post.props.attachments?.[0]?.actions ?? []).map(({id}) => id);
        /** The thread, once it has that many lines. */
        const thread = (id: string, count: number): Promise<string[]> =>
            waitFor(async () => {
                const lines = await site.thread(id);
                return lines.length >= count && lines;
            });

        it('a recovery', async () => {
            const post = await fresh();
            monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
            const done = await inLook(post.id, 'recovered');
            expect(alertOf(done)).toMatchObject({state: 'OK', output: 'OK - back'});
            expect(actionsOf(done)).toEqual([]);
            expect(await thread(post.id, 1)).toHaveLength(1);
        });

        it('an acknowledgement made in openITCOCKPIT, and its removal', async () => {
            const post = await fresh();
            monitoring.world.acknowledge(UUID.web01Ping, {author: 'Ada Admin', comment: 'on it'});
            const done = await inLook(post.id, 'acknowledged');
            expect(alertOf(done).acknowledgement).toMatchObject({
                author: 'Ada Admin',
                comment: 'on it',
                via: 'openitcockpit',
            });
            expect(actionsOf(done)).toContain(ACTION.removeAcknowledgement);
            monitoring.world.removeAcknowledgement(UUID.web01Ping);
            expect(actionsOf(await inLook(post.id, 'problem'))).toContain(ACTION.acknowledge);
            expect(await thread(post.id, 2)).toEqual([
                'Acknowledged by Ada Admin: on it',
                'The acknowledgement by Ada Admin was removed in openITCOCKPIT.',
            ]);
        });

        it('a downtime and its end', async () => {
            const post = await fresh();
            monitoring.world.startDowntime(UUID.web01Ping);
            await when(post.id, ({in_downtime: inDowntime}) => inDowntime === true);
            monitoring.world.endDowntime(UUID.web01Ping, 'cancel');
            await when(post.id, ({in_downtime: inDowntime}) => inDowntime !== true);
            expect(await thread(post.id, 2)).toEqual([
                'Downtime started for Ping on web01: Ada Admin: maintenance',
                'Downtime ended for Ping on web01',
            ]);
        });

        it('another state, and another name', async () => {
            const post = await fresh();
            monitoring.world.setState(UUID.web01Ping, 1, 'WARNING - slow');
            monitoring.world.rename('web01', 'web01.example.org');
            const changed = await when(post.id, ({state}) => state === 'WARNING');
            expect(changed.message).toContain('WARNING Ping on web01.example.org: WARNING - slow');
            monitoring.world.rename(UUID.web01, 'web01');
        });

        it('waits for an openITCOCKPIT that is away, and changes nothing meanwhile', async () => {
            const post = await fresh();
            const before = monitoring.requests.length;
            monitoring.faults.set({gateway: 502});
            monitoring.world.setState(UUID.web01Ping, 0, 'OK');
            await waitFor(() => monitoring.requests.length > before);
            expect(alertOf(await site.post(post.id)).look).toBe('problem');
            monitoring.faults.clear();
            await inLook(post.id, 'recovered');
        });

        it('what happened while the handler was not running', async () => {
            const post = await fresh();
            const restarting = service.restart();
            monitoring.world.setState(UUID.web01Ping, 0, 'OK');
            service = await restarting;
            await inLook(post.id, 'recovered');
        });

        it('that an object was deleted', async () => {
            const post = await fresh(UUID.web01Shop);
            monitoring.world.remove(UUID.web01Shop);
            const done = await inLook(post.id, 'gone');
            expect(done.message).toContain('closed: deleted in openITCOCKPIT');
            expect(actionsOf(done)).toEqual([]);
        });

        it('says in the health page how the last comparison went', async () => {
            const health = await waitFor(async () => {
                const report = (await readHealth(service.url)) as {reconciled?: Record<string, unknown>};
                return report.reconciled;
            });
            expect(health).toMatchObject({open: expect.any(Number), healed: expect.any(Number)});
        });
    });
};
