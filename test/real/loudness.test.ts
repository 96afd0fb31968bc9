import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Loudness} from '../../server-proxy/src/domain/subscription/subscription';
import {subscription} from '../support/app/subscriptions';
import {problemOf} from '../support/loop/loop_suite';
import {type Listener, MattermostSite, type Person, type SitePost} from '../support/loop/mattermost_site';
import {type LoopHandler, settingsOf} from '../support/loop/service';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import type {Service} from '../support/openitcockpit/objects';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {importSubscriptions} from '../support/real/subscriptions';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();

interface Told {
    readonly post: SitePost;
    /** Ids of the people whose client got it as a mention. */
    readonly mentioned: readonly string[];
}

describe.skipIf(MATTERMOST_URL === '' || MATTERMOST_ADMIN_TOKEN === '' || !bundle)(
    'mentions and priorities really notify (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and npm run dist)',
    () => {
        const url = MATTERMOST_URL.replace(/\/+$/, '');
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let handler: LoopHandler;
        let jane: Person;
        let bob: Person;
        let clients: ReadonlyMap<string, Listener>;

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(url, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            bob = await site.person('bob', 'Bob Smith');
            clients = new Map([
                [jane.id, await site.listen(jane)],
                [bob.id, await site.listen(bob)],
            ]);
            handler = await pluginDoor(bundle ?? '').start({
                mattermost: {url, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined},
                site,
                settings: {...settingsOf(site, monitoring), RECONCILE_INTERVAL: '0'},
            });
            const one = (id: string, critical: Loudness) =>
                subscription(site.channel.id, {services: [`${id}*`]}, {id, critical});
            const subscriptions = [
                one('Person', {mention: `@${bob.username}`, priority: 'important'}),
                one('Here', {mention: '@here', priority: 'urgent'}),
                one('Silent', {mention: '', priority: 'standard'}),
            ];
            await importSubscriptions(url, MATTERMOST_ADMIN_TOKEN, {version: 1, subscriptions});
            await readAll(jane);
            await readAll(bob);
        });
        afterAll(async () => {
            for (const client of clients?.values() ?? []) {
                client.close();
            }
            await importSubscriptions(url, MATTERMOST_ADMIN_TOKEN);
            await handler?.remove();
            await monitoring?.stop();
        });

        const notify = async (service: Service, fields: Record<string, unknown>): Promise<void> => {
            const ids = {serviceuuid: service.uuid, servicename: service.name};
            expect((await handler.notify(problemOf({...ids, problemid: service.problemId, ...fields}))).ok).toBe(true);
        };
        const fail = async (name: string): Promise<Service> => {
            const service = monitoring.world.addService('web01', {name});
            monitoring.world.setState(service, 2, 'CRITICAL - lost');
            await notify(service, {});
            return service;
        };
        /** The new post about a service, as the clients of both were told of it. */
        const told = async (name: string): Promise<Told> => {
            const mentioned: string[] = [];
            let post: SitePost | undefined;
            for (const [id, client] of clients) {
                const event = await client.next(
                    ({event: kind, data}) => kind === 'posted' && String(data?.post).includes(name),
                );
                post = JSON.parse(String(event.data?.post)) as SitePost;
                if (String(event.data?.mentions ?? '').includes(id)) {
                    mentioned.push(id);
                }
            }
            if (!post) {
                throw new Error('nobody was told');
            }
            return {post, mentioned};
        };
        const unread = async ({id, token}: Person): Promise<readonly [mentions: unknown, urgent: unknown]> => {
            const member = await site.call('GET', `/channels/${site.channel.id}/members/${id}`, undefined, token);
            return [member.mention_count, member.urgent_mention_count];
        };
        /** Whoever was added to a channel is mentioned by that. */
        const readAll = async (person: Person): Promise<void> => {
            await site.call('POST', '/channels/members/me/view', {channel_id: site.channel.id}, person.token);
            expect(await unread(person)).toEqual([0, 0]);
        };

        it('nobody is mentioned by a subscription that disturbs nobody', async () => {
            await fail('Silent 1');
            const {post, mentioned} = await told('Silent 1');
            expect(mentioned).toEqual([]);
            expect(post.metadata?.priority?.priority ?? '').toBe('');
            expect([await unread(jane), await unread(bob)]).toEqual([
                [0, 0],
                [0, 0],
            ]);
        });

        it('a person is, alone, by an important post; what follows mentions nobody', async () => {
            const service = await fail('Person 1');
            const {post, mentioned} = await told('Person 1');
            expect(mentioned).toEqual([bob.id]);
            expect(post.metadata?.priority?.priority).toBe('important');
            expect([await unread(jane), await unread(bob)]).toEqual([
                [0, 0],
                [1, 0],
            ]);
            monitoring.world.setState(service, 0, 'OK - back');
            await notify(service, {notificationtype: 'RECOVERY', state: '0', problemid: '0', output: 'OK - back'});
            const client = clients.get(bob.id);
            await client?.next(({event, data}) => event === 'post_edited' && String(data?.post).includes('OK - back'));
            expect(await unread(bob)).toEqual([1, 0]);
        });

        it('@here is everybody who is there, by an urgent post', async () => {
            await fail('Here 1');
            const {post, mentioned} = await told('Here 1');
            expect(mentioned).toEqual([jane.id, bob.id]);
            expect(post.metadata?.priority?.priority).toBe('urgent');
            expect([await unread(jane), await unread(bob)]).toEqual([
                [1, 1],
                [2, 1],
            ]);
        });
    },
);
