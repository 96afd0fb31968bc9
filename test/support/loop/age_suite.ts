import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {REAL_TIMES} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import type {World} from '../openitcockpit/world';
import {waitFor} from '../wait_for';
import {AgeScene, alertIn} from './age_scene';
import {type Door, type MattermostUnderTest, problemOf, STANDALONE} from './loop_suite';
import type {SitePost} from './mattermost_site';

const PING = UUID.web01Ping;
const REASON = 'Known issue';
/** Wrong while there is an unacknowledged problem. */
const UNTRUE = /recovered|already acknowledged/i;

/** The post, once it matches; until then, nothing untrue was shown or said. */
const truly = (scene: AgeScene, {id}: SitePost, fits: (alert: AlertProps) => boolean): Promise<SitePost> =>
    waitFor(async () => {
        const post = await scene.site.post(id);
        expect(scene.looks(id)).not.toContain('recovered');
        expect(await scene.whispers()).not.toMatch(UNTRUE);
        return fits(alertIn(post)) && post;
    });

const fail = (world: World, object: string = PING): void => world.setState(object, 2, 'CRITICAL - lost');

/** What people see is never older than what they were notified of: on any Mattermost, through either door. */
export const defineAgeSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    definePresses(name, start, door);
    defineComparisons(name, start, door);
    defineMistakes(name, start, door);
};

const openScene = (facts: Omit<Parameters<typeof AgeScene.open>[0], 'settings'>, settings: Record<string, string>) => {
    let scene: AgeScene | undefined;
    beforeAll(async () => {
        scene = await AgeScene.open({...facts, settings});
    });
    afterEach(async () => {
        const world = scene?.monitoring.world;
        world?.startWorker();
        world?.setNotificationsEnabled(PING, true);
        world?.setState(PING, 0, 'OK');
        await world?.settled();
        await scene?.nextSecond();
        await scene?.forget();
    });
    afterAll(() => scene?.close());
    return () => {
        if (!scene) {
            throw new Error('the scene did not open');
        }
        return scene;
    };
};

const definePresses = (name: string, start: () => Promise<MattermostUnderTest>, door: Door): void => {
    describe(`presses while the database is behind, on ${name}, ${door.name}`, () => {
        const sceneOf = openScene(
            {door, start, double: REAL_TIMES},
            {RECONCILE_INTERVAL: '0', READ_BACK_DEADLINE: '8'},
        );

        const acknowledgedByJane = async (post: SitePost): Promise<SitePost> => {
            const done = await truly(sceneOf(), post, ({look}) => look === 'acknowledged');
            expect(alertIn(done).acknowledgement).toMatchObject({author: `Jane Roe (@${sceneOf().jane.username})`});
            return done;
        };

        it('worker stopped, Acknowledge that the core notifies: acknowledged, though the database shows nothing', async () => {
            const scene = sceneOf();
            const {world} = scene.monitoring;
            world.stopWorker();
            const post = await scene.told(() => fail(world));
            const dialog = await scene.openDialog(post, ACTION.acknowledge);
            await scene.site.submit(scene.jane, dialog, {comment: REASON, sticky: true, notify: true});
            await acknowledgedByJane(post);
            expect(world.get(PING).core.acknowledged).toBe(true);
            expect(world.get(PING).visible).toMatchObject({state: 0, acknowledged: false});
        });

        it('everything running, 8 presses right after their posts: none is answered “recovered”, all are acknowledged', async () => {
            const scene = sceneOf();
            const {world} = scene.monitoring;
            const services = Array.from(
                {length: 8},
                (_, at) => world.addService('web01', {name: `Service ${at}`}).uuid,
            );
            await world.settled();
            const posts = await Promise.all(
                services.map(async (service) => {
                    const post = await scene.told(() => fail(world, service));
                    await scene.site.press(scene.jane, post.id, ACTION.quickReason, REASON);
                    return post;
                }),
            );
            for (const post of posts) {
                await acknowledgedByJane(post);
            }
            expect(services.map((service) => world.get(service).core.acknowledged)).toEqual(services.map(() => true));
        });

        it.each([
            ['from Mattermost', 'goes on'],
            ['from Mattermost', 'stands still until the command is sent'],
            ['made in openITCOCKPIT', 'goes on'],
        ])(
            'CRITICAL → WARNING drops a normal acknowledgement %s, the database %s: a press is not “already acknowledged”',
            async (where, how) => {
                const scene = sceneOf();
                const {world} = scene.monitoring;
                const post = await scene.told(() => fail(world));
                await world.settled();
                if (where === 'from Mattermost') {
                    const dialog = await scene.openDialog(post, ACTION.acknowledge);
                    await scene.site.submit(scene.jane, dialog, {comment: 'on it', sticky: false, notify: false});
                } else {
                    await scene.told(() => world.acknowledge(PING, {author: 'Ada Admin', sticky: 0, notify: true}));
                }
                await scene.inLook(post.id, 'acknowledged');
                await world.settled();
                await scene.nextSecond();
                if (how !== 'goes on') {
                    world.stopWorker();
                }
                const sent = scene.monitoring.commands.length;
                const changed = await scene.told(() => world.setState(PING, 1, 'WARNING - slow'));
                expect(changed.id).toBe(post.id);
                await truly(scene, post, ({look}) => look === 'problem');
                await scene.site.press(scene.jane, post.id, ACTION.quickReason, REASON);
                await truly(scene, post, () => scene.monitoring.commands.length > sent);
                world.startWorker();
                expect(alertIn(await acknowledgedByJane(post))).toMatchObject({
                    state: 'WARNING',
                    acknowledgement: {comment: REASON},
                });
                expect(world.get(PING).core.acknowledged).toBe(true);
            },
        );
    });
};

const defineComparisons = (name: string, start: () => Promise<MattermostUnderTest>, door: Door): void => {
    describe(`comparisons while the database is behind, on ${name}, ${door.name}`, () => {
        const sceneOf = openScene({door, start}, {RECONCILE_INTERVAL: '1', READ_BACK_DEADLINE: '2'});

        it('worker stopped, Acknowledge pressed: never “recovered”, the command is sent, and acknowledged afterwards', async () => {
            const scene = sceneOf();
            const {world} = scene.monitoring;
            world.stopWorker();
            const post = await scene.told(() => fail(world));
            const sent = scene.monitoring.commands.length;
            const dialog = await scene.openDialog(post, ACTION.acknowledge);
            await scene.site.submit(scene.jane, dialog, {comment: REASON, sticky: true, notify: false});
            const failed = await truly(scene, post, ({look}) => look === 'not_confirmed');
            expect(alertIn(failed)).toMatchObject({
                state: 'CRITICAL',
                failure: expect.stringContaining('did not show it within 2 s'),
            });
            expect(scene.monitoring.commands).toHaveLength(sent + 1);
            await scene.compared();
            world.startWorker();
            const done = await truly(scene, post, ({look}) => look === 'acknowledged');
            expect(alertIn(done).acknowledgement).toMatchObject({comment: REASON, via: 'mattermost'});
        });

        it('worker stopped, nobody presses: CRITICAL, and afterwards as well, until it recovers', async () => {
            const scene = sceneOf();
            const {world} = scene.monitoring;
            world.stopWorker();
            const post = await scene.told(() => fail(world));
            await scene.compared();
            expect(alertIn(await scene.site.post(post.id))).toMatchObject({look: 'problem', state: 'CRITICAL'});
            world.startWorker();
            await world.settled();
            await scene.compared();
            expect(alertIn(await scene.site.post(post.id))).toMatchObject({look: 'problem', state: 'CRITICAL'});
            expect(scene.looks(post.id)).not.toContain('recovered');
            expect(await scene.site.thread(post.id)).toEqual([]);
            await scene.told(() => world.setState(PING, 0, 'OK - back'));
            await scene.inLook(post.id, 'recovered');
        });

        it('a new problem after a recovery that nobody notified opens the same post; its id comes later and opens none', async () => {
            const scene = sceneOf();
            const {world} = scene.monitoring;
            const post = await scene.told(() => fail(world));
            await world.settled();
            await scene.nextSecond();
            world.setNotificationsEnabled(PING, false);
            world.setState(PING, 0, 'OK - back');
            await scene.inLook(post.id, 'recovered');
            await scene.nextSecond();
            fail(world);
            await scene.inLook(post.id, 'problem');
            expect(await scene.thread(post.id, 2)).toEqual([expect.stringMatching(/^OK: /), 'OK → CRITICAL']);
            const alerts = (await scene.site.alerts()).length;
            world.setNotificationsEnabled(PING, true);
            const again = await scene.told(() => world.renotify(PING));
            expect(again.id).toBe(post.id);
            await scene.told(() => world.setState(PING, 0, 'OK - back again'));
            await scene.inLook(post.id, 'recovered');
            expect(await scene.site.alerts()).toHaveLength(alerts);
        });

        it('health says that the database is behind, and that times cannot be dated, until it is not so', async () => {
            const scene = sceneOf();
            const {world} = scene.monitoring;
            const {uuid: serviceuuid} = world.addService('web01', {name: 'Backup'});
            await world.settled();
            const reasons = async (fits: RegExp) => {
                const {status, reasons} = await scene.health();
                return status === 'degraded' && reasons.some((reason) => fits.test(reason));
            };
            const isUp = async () => (await scene.health()).status === 'up';
            await waitFor(isUp);
            world.stopWorker();
            for (const object of [...world.hosts, ...world.services]) {
                world.setStatus(object, {lastCheck: world.now() - 600});
            }
            // As if notified a while ago.
            const times = {laststatechange: String(world.now() - 121), time: String(world.now() - 120)};
            expect((await scene.handler.notify(problemOf({...times, serviceuuid}))).status).toBe(201);
            await waitFor(() => reasons(/database is 1\d min behind its monitoring core/));
            world.startWorker();
            await scene.told(() => fail(world, serviceuuid));
            await waitFor(isUp);

            scene.monitoring.setUser('bot', {dateformat: 'D, d M Y H:i:s'});
            await waitFor(() => reasons(/^The date format "D, d M Y H:i:s" is not supported/));
            scene.monitoring.setUser('bot', {dateformat: 'H:i:s - d.m.Y'});
            await waitFor(isUp);
        });
    });
};

const MISTAKES = [
    ['en', 'CRITICAL again; it was shown as recovered by mistake'],
    ['de', 'Wieder CRITICAL; in diesem Beitrag stand irrtümlich, das Problem sei behoben'],
] as const;

const defineMistakes = (name: string, start: () => Promise<MattermostUnderTest>, door: Door): void => {
    describe.each(MISTAKES)(`a false green, on ${name}, ${door.name}, in %s`, (language, sentence) => {
        const sceneOf = openScene({door, start}, {RECONCILE_INTERVAL: '1', LANGUAGE: language});

        it('turns back in the same post, and its thread says so', async () => {
            const scene = sceneOf();
            const {world} = scene.monitoring;
            const before = (await scene.site.alerts()).length;
            const post = await scene.told(() => fail(world));
            await world.settled();
            await scene.nextSecond();
            // Only the database says so; the core does not.
            world.setStatus(PING, {state: 0, lastCheck: world.now()});
            await scene.inLook(post.id, 'recovered');
            await scene.nextSecond();
            world.setStatus(PING, {state: 2, lastCheck: world.now()});
            const open = await scene.inLook(post.id, 'problem');
            expect(open.message).toContain('CRITICAL');
            expect(open.props.attachments?.[0]?.actions?.map(({id}) => id)).toContain(ACTION.acknowledge);
            expect((await scene.thread(post.id, 2)).at(-1)).toBe(sentence);
            expect(await scene.site.alerts()).toHaveLength(before + 1);
        });
    });
};
