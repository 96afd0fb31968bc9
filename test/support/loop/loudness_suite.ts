import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Subscription} from '../../../server-proxy/src/domain/subscription/subscription';
import type {Subscriptions} from '../../../server-proxy/src/domain/subscription/subscriptions';
import {subscription} from '../app/subscriptions';
import type {MattermostDouble} from '../mattermost/double';
import {timesOf} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import type {Service} from '../openitcockpit/objects';
import {waitFor} from '../wait_for';
import {type Door, problemOf} from './loop_suite';
import {MattermostSite, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, settingsOf} from './service';

export interface LoudPlace {
    readonly start: () => Promise<MattermostDouble>;
    /** The handler that finds these subscriptions. */
    readonly door: (subscriptions: () => Subscriptions) => Door;
    readonly settings: (subscriptions: Subscriptions) => Promise<Readonly<Record<string, string>>>;
}

/** The end of quiet hours is a full minute; this one leaves time for what has to happen before. */
const soon = (): Date => new Date(Math.ceil((Date.now() + 80_000) / 60_000) * 60_000);
const hourOf = (time: Date): string => time.toISOString().slice(11, 16);
/** Mentions, priorities, quiet hours and escalations, through a whole handler. */
export const defineLoudnessSuite = ({start, door, settings}: LoudPlace): void => {
    describe('loudness', () => {
        let mattermost: MattermostDouble;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let handler: LoopHandler;
        let jane: Person;
        let other: string;

        const fail = async (service: Service, state: 1 | 2): Promise<void> => {
            const {world} = monitoring;
            world.setState(service, state, state === 2 ? 'CRITICAL - lost' : 'WARNING - slow');
            const ids = {serviceuuid: service.uuid, problemid: service.problemId};
            const times = timesOf(world, service.uuid);
            const answer = await handler.notify(problemOf({...ids, ...times, state: String(state), output: 'slow'}));
            expect(answer.status).toBeLessThan(300);
        };
        const recover = async (service: Service): Promise<void> => {
            const {world} = monitoring;
            const {problemId} = service;
            world.setState(service, 0, 'OK - back');
            const ids = {serviceuuid: service.uuid, problemid: '0', lastproblemid: problemId};
            const times = timesOf(world, service.uuid);
            await handler.notify(
                problemOf({...ids, ...times, notificationtype: 'RECOVERY', state: '0', output: 'back'}),
            );
        };
        const about = async (name: string, channelId = site.channel.id): Promise<SitePost[]> =>
            (await site.posts(channelId)).filter(({message}) => message.includes(name));
        const priorityOf = (post: SitePost | undefined) => post?.metadata?.priority?.priority;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            jane = await site.person('jane', 'Jane Roe');
            const named = {team_id: site.team.id, name: 'oncall', display_name: 'On call', type: 'O'};
            other = String((await site.call('POST', '/channels', named)).id);
            await site.call('POST', `/channels/${other}/members`, {user_id: site.bot.id});
            const all = subscriptionsOf(site.channel.id, other, jane.username);
            const facts = {...settingsOf(site, monitoring), RECONCILE_INTERVAL: '0', ...(await settings(all))};
            handler = await door(() => all).start({mattermost, site, settings: facts});
        });

        afterAll(async () => {
            await handler?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        it('a new post has the mentions and the highest priority of two subscriptions of its channel, its updates do not', async () => {
            const service = monitoring.world.addService('web01', {name: 'Loud'});
            await fail(service, 2);
            const [made] = await waitFor(async () => {
                const posts = await about('Loud');
                return posts.length > 0 ? posts : undefined;
            });
            expect(made?.message.split('\n').at(-1)).toBe(`@${jane.username} @here`);
            expect(priorityOf(made)).toBe('urgent');
            await recover(service);
            const after = await waitFor(async () => (await about('Loud')).find(({message}) => message.includes('OK')));
            expect(after.id).toBe(made?.id);
            expect(after.message).not.toContain('@');
            const thread = await site.thread(after.id);
            expect(thread.filter((line) => line.includes('@'))).toEqual([]);
        }, 60_000);

        it('quiet hours collect, an escalation comes once over a restart, and is cancelled by a recovery', async () => {
            const {world} = monitoring;
            const [slow, mended] = ['Slow 1', 'Slow 2'].map((name) => world.addService('web01', {name}));
            const [night, rising] = ['Night 1', 'Night 2'].map((name) => world.addService('web01', {name}));
            if (!slow || !mended || !night || !rising) {
                throw new Error('no services');
            }
            for (const service of [slow, mended]) {
                await fail(service, 2);
            }
            for (const service of [night, rising]) {
                await fail(service, 1);
            }
            // The core's times are whole seconds: within the same one nobody could tell which state is the newer.
            const second = Math.floor(Date.now() / 1000);
            await waitFor(async () => Math.floor(Date.now() / 1000) > second + 1);
            await fail(rising, 2);
            await waitFor(async () => (await about('Night 2', other)).length > 0);
            // A busy machine may have come to the end of the quiet hours by now.
            const own = (await about('Night 1', other)).filter(({message}) => !message.includes('quiet hours'));
            expect(own).toEqual([]);
            await recover(mended);
            handler = await handler.restart();
            const [escalated] = await waitFor(async () => {
                const posts = await about('Slow 1', other);
                return posts.length > 0 ? posts : undefined;
            });
            expect(escalated?.message).toMatch(/\n@\S+ Nobody has taken care of this for 1 minute\.$/u);
            expect(priorityOf(escalated)).toBe('important');
            const list = await waitFor(async () =>
                (await about('Night 1', other)).find(({message}) => message.includes('quiet hours')),
            );
            expect(list.message).toMatch(
                /\*\*(1 problem of the quiet hours is|2 problems of the quiet hours are) still open/,
            );
            handler = await handler.restart();
            expect(await about('Slow 1', other)).toHaveLength(1);
            expect(await about('Slow 2', other)).toEqual([]);
            expect(await about('Night 1', other)).toHaveLength(1);
        }, 300_000);
    });
};

const subscriptionsOf = (channelId: string, other: string, jane: string): Subscriptions => {
    const end = soon();
    const one = (id: string, services: string, more: Partial<Subscription>): Subscription =>
        subscription(more.channelId ?? channelId, {services: [services]}, {id, ...more});
    return {
        version: 1,
        subscriptions: [
            one('jane', 'Loud*', {critical: {mention: `@${jane}`, priority: 'standard'}}),
            one('here', 'Loud*', {critical: {mention: '@here', priority: 'urgent'}}),
            one('slow', 'Slow*', {
                escalation: {afterMinutes: 1, mention: `@${jane}`, priority: 'important', channelId: other},
            }),
            one('night', 'Night*', {
                channelId: other,
                quietHours: {
                    timeZone: 'UTC',
                    days: [1, 2, 3, 4, 5, 6, 7],
                    from: hourOf(new Date(end.getTime() - 3_600_000)),
                    to: hourOf(end),
                    criticalToo: false,
                },
            }),
        ],
    };
};
