import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, ACTION_PICK, type AlertProps} from '#contract';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, STANDALONE} from './loop_suite';
import {MattermostSite, type SitePost} from './mattermost_site';
import {type LoopHandler, settingsOf} from './service';

/** Problems that neither a notification command nor a stream tells, on any Mattermost, through either door. */
export const defineCatchUpSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`catching up, on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let service: LoopHandler;

        /** A problem that began some minutes ago. */
        const problem = (ref: string, output: string): void => {
            const {world} = monitoring;
            const since = world.now() - 300;
            world.setStatus(ref, {state: 2, hard: true, output, lastStateChange: since, lastCheck: world.now() - 1});
        };
        const posts = (): Promise<SitePost[]> => site.posts();
        const alertOf = (post: SitePost): AlertProps | undefined => post.props.oitc_alert as AlertProps | undefined;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            problem(UUID.web01Shop, 'CRITICAL - closed');
            service = await door.start({
                mattermost,
                site,
                settings: {
                    ...settingsOf(site, monitoring),
                    RECONCILE_INTERVAL: '1',
                },
            });
        });

        afterAll(async () => {
            await service?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        it('makes one list of what was open before, in a new installation', async () => {
            const list = await waitFor(async () =>
                (await posts()).find(({message}) => message.startsWith('**1 problem was open before**')),
            );
            expect(list.message).toContain('HTTP shop on web01');
        });

        it('posts what comes after that, and follows it to its end', async () => {
            problem(UUID.web01Ping, 'CRITICAL - lost');
            const post = await waitFor(async () =>
                (await posts()).find((each) => alertOf(each)?.service?.uuid === UUID.web01Ping),
            );
            expect(post.message).toBe('🚨 CRITICAL Ping on web01: CRITICAL - lost');
            monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
            await waitFor(async () => alertOf(await site.post(post.id))?.look === 'recovered');
        });

        it('posts after a stop what came meanwhile, once, and nothing of the list again', async () => {
            const restarting = service.restart();
            problem(UUID.web01Disk, 'CRITICAL - full');
            service = await restarting;
            await waitFor(async () => (await posts()).find((each) => alertOf(each)?.service?.uuid === UUID.web01Disk));
            const asked = monitoring.requests.length;
            await waitFor(() => monitoring.requests.length > asked + 4);
            expect((await posts()).filter(({root_id}) => root_id === '')).toHaveLength(3);
        });

        it('opens no post for what was never checked, nor for the services of a host that is not up', async () => {
            const {world} = monitoring;
            const before = (await posts()).filter(({root_id}) => root_id === '').length;
            problem(UUID.app02Ping, '');
            world.setStatus(UUID.app02Ping, {lastCheck: 0});
            problem(UUID.db01Ping, 'CRITICAL - its host is down');
            world.setStatus(UUID.db01, {state: 1, hard: true, output: 'DOWN', lastStateChange: world.now() - 300});
            const host = await waitFor(async () =>
                (await posts()).find((each) => alertOf(each)?.host.uuid === UUID.db01),
            );
            expect(alertOf(host)).toMatchObject({kind: 'host', state: 'DOWN'});
            const asked = monitoring.requests.length;
            await waitFor(() => monitoring.requests.length > asked + 4);
            expect((await posts()).filter(({root_id}) => root_id === '')).toHaveLength(before + 1);
        });

        it('brings a problem of the list into the channel when somebody picks it, once', async () => {
            const jane = await site.person('jane', 'Jane Roe');
            const list = (await posts()).find(({message}) => message.startsWith('**1 problem was open before**'));
            const menu = list?.props.attachments?.[0]?.actions?.[0];
            expect(menu?.options?.map(({value}) => value)).toEqual([`${UUID.web01}/${UUID.web01Shop}`]);
            const picked = menu?.options?.[0]?.value ?? '';
            await site.press(jane, list?.id ?? '', ACTION_PICK, picked);
            const ofShop = async () =>
                (await posts()).filter((each) => alertOf(each)?.service?.uuid === UUID.web01Shop);
            const [post] = await waitFor(async () => ((await ofShop()).length > 0 ? ofShop() : undefined));
            expect(post?.message).toBe('🚨 CRITICAL HTTP shop on web01: CRITICAL - closed');
            expect(post?.props.attachments?.[0]?.actions?.map(({id}) => id)).toContain(ACTION.acknowledge);
            await site.press(jane, list?.id ?? '', ACTION_PICK, picked);
            monitoring.world.setState(UUID.web01Shop, 0, 'OK - open');
            await waitFor(async () => alertOf(await site.post(post?.id ?? ''))?.look === 'recovered');
            expect(await ofShop()).toHaveLength(1);
        });
    });
};
