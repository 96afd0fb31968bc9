import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pMap from 'p-map';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createApplication} from '../../../../server-proxy/src/app/application';
import type {AuditLog} from '../../../../server-proxy/src/app/people/audit_log';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {openFileStore} from '../../../../server-proxy/src/store/file/store';
import {noMetrics} from '../../../../server-proxy/src/telemetry/no_metrics';
import {FakeChat, FakeClock, FakeMonitoring, RecordingLogger} from '../../../support/app/fakes';
import {FAULTS, type Fault, FaultPlan} from '../../../support/app/faulty';
import {type AppHarness, KEY, problem, SETTINGS, startHarness} from '../../../support/app/harness';
import {MemoryBulk} from '../../../support/app/memory_bulk';
import {shownIn} from '../../../support/app/node';

const AWAY = new AppError('mattermost_unreachable', 'The answer was lost.');

/** A post whose request went astray is made again. @returns carries the first request out after all */
const madeAgain = async (harness: AppHarness): Promise<() => Promise<unknown>> => {
    const create = harness.chat.createPost.bind(harness.chat);
    let late: () => Promise<unknown> = async () => undefined;
    harness.chat.createPost = async (channel, content, mark) => {
        late = () => create(channel, content, mark);
        throw AWAY;
    };
    await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
    harness.chat.createPost = create;
    await harness.app.repairPosts();
    return () => late();
};
const noAudit: AuditLog = {record: async () => undefined, recent: async () => []};

/** Mattermost and the disk live on while the handler dies. */
class World {
    readonly chat = new FakeChat();
    readonly clock = new FakeClock();
    private readonly monitoring = Object.assign(new FakeMonitoring(() => this.clock.now()), {undated: true});
    private close: () => Promise<void> = async () => undefined;

    private constructor(private readonly folder: string) {
        this.chat.now = () => this.clock.now();
    }

    static async make(): Promise<World> {
        const folder = await mkdtemp(join(tmpdir(), 'oitc-make-'));
        const world = new World(folder);
        onTestFinished(async () => {
            await world.close();
            await rm(folder, {recursive: true, force: true});
        });
        return world;
    }

    async start(plan = new FaultPlan(-1, 'fails before')) {
        await this.close();
        const store = await openFileStore(this.folder, () => Math.floor(this.clock.now() / 1000));
        this.close = () => store.close();
        let nonces = 0;
        return createApplication(SETTINGS, {
            chat: plan.port('chat', this.chat, () => AWAY),
            monitoring: this.monitoring,
            store: plan.port('store', store, () => new AppError('internal', 'The store cannot be written.')),
            bulkStore: new MemoryBulk(),
            audit: noAudit,
            clock: this.clock,
            logger: new RecordingLogger(),
            metrics: noMetrics,
            nonce: () => `nonce${++nonces}-${Math.random()}`,
            detectedLinkStyle: () => 'v5',
        });
    }

    looks(): string[] {
        return [...this.chat.posts.values()].map((post) => {
            const {look, state} = shownIn(post);
            return `${look} ${state}`;
        });
    }
}

type App = Awaited<ReturnType<World['start']>>;

const repaired = async (app: App, clock: FakeClock): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) {
        await app.repairPosts();
        await app.idle();
        await clock.sleep(61_000);
    }
};

const NOTIFICATIONS: readonly (readonly [
    name: string,
    before: readonly Record<string, unknown>[],
    fields: Record<string, unknown>,
    after: readonly string[],
])[] = [
    ['a first problem', [], {}, ['problem CRITICAL']],
    ['a next problem', [{}], {problemid: 'problem-2', time: '1795490100'}, ['recovered CRITICAL', 'problem CRITICAL']],
    ['a recovery of an unknown problem', [], {notificationtype: 'RECOVERY', state: '0'}, ['recovered OK']],
    ['a notice', [], {notificationtype: 'DOWNTIMESTART', state: '0', problemid: ''}, ['info OK']],
];

/** Lets one call after another of a notification fail, or the process end at it. @returns how many there are */
const suffer = async (
    [, before, fields]: (typeof NOTIFICATIONS)[number],
    at: number,
    fault: Fault,
    andAfter: (world: World, isAnswered: boolean) => Promise<void>,
): Promise<number> => {
    const world = await World.make();
    const plan = new FaultPlan(at, fault);
    const app = await world.start(plan);
    for (const one of before) {
        await app.receiveNotification(parseNotification(problem(one)));
    }
    plan.start();
    const answered = app.receiveNotification(parseNotification(problem(fields))).then(
        () => true,
        () => false,
    );
    const isAnswered = await Promise.race([answered, plan.death.then(() => false)]);
    await andAfter(world, isAnswered);
    return plan.calls.length;
};

describe('each call of a notification that gets its post, failing or the last thing the process did', () => {
    const cases = NOTIFICATIONS.flatMap((notification) =>
        FAULTS.map((fault) => [notification[0], fault, notification] as const),
    );

    it.each(cases)('%s, %s: repeated by its sender, there is one post', async (_name, fault, notification) => {
        const [, , fields, after] = notification;
        const count = await suffer(notification, -1, fault, async () => undefined);
        expect(count).toBeGreaterThan(4);
        await pMap(
            Array.from({length: count}, (_, at) => at),
            (at) =>
                suffer(notification, at, fault, async (world, isAnswered) => {
                    const app = await world.start();
                    await world.clock.sleep(2000);
                    if (!isAnswered) {
                        await app.receiveNotification(parseNotification(problem(fields)));
                    }
                    await repaired(app, world.clock);
                    expect(world.looks(), `call ${at} ${fault}`).toEqual(after);
                }),
            {concurrency: 4},
        );
    });

    it.each(cases)(
        '%s, %s: at most one post without that, and never none once begun',
        async (_n, fault, notification) => {
            const [, before, , after] = notification;
            const count = await suffer(notification, -1, fault, async () => undefined);
            for (let at = 0; at < count; at += 1) {
                await suffer(notification, at, fault, async (world) => {
                    const madeThen = world.chat.posts.size;
                    const app = await world.start();
                    await world.clock.sleep(2000);
                    await repaired(app, world.clock);
                    const made = world.chat.posts.size;
                    expect(made, `call ${at} ${fault}`).toBeLessThanOrEqual(after.length);
                    expect(made).toBeGreaterThanOrEqual(Math.max(madeThen, before.length));
                });
            }
        },
    );
});

describe('a post that Mattermost is making when the handler stops', () => {
    it.each(['before', 'after'] as const)(
        'is not made twice, and the sender is told to repeat it: the store is closed %s it is made',
        async (when) => {
            const world = await World.make();
            const app = await world.start();
            const create = world.chat.createPost.bind(world.chat);
            let goOn: () => void = () => undefined;
            const held = new Promise<void>((isHeld) => {
                world.chat.createPost = async (...request) => {
                    world.chat.createPost = create;
                    const ref = when === 'after' ? await create(...request) : undefined;
                    isHeld();
                    await new Promise<void>((resolve) => (goOn = resolve));
                    return ref ?? create(...request);
                };
            });
            const answered = app.receiveNotification(parseNotification(problem())).catch((error: unknown) => error);
            await held;
            const next = await world.start();
            goOn();
            expect(await answered).toMatchObject({code: 'shutting_down'});
            await next.receiveNotification(parseNotification(problem()));
            await repaired(next, world.clock);
            expect(world.looks()).toEqual(['problem CRITICAL']);
        },
    );
});

describe('a post whose answer was lost', () => {
    /** Mattermost makes the post, but we do not hear of it. */
    const losing = (harness: AppHarness): (() => void) => {
        const create = harness.chat.createPost.bind(harness.chat);
        harness.chat.createPost = async (channel, content, mark) => {
            await create(channel, content, mark);
            throw AWAY;
        };
        return () => {
            harness.chat.createPost = create;
        };
    };

    it('is found when the sender repeats the notification', async () => {
        const harness = await startHarness();
        const found = losing(harness);
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        found();
        expect(await harness.notify()).toMatchObject({outcome: 'created', postId: harness.post.postId});
        expect(harness.chat.posts.size).toBe(1);
    });

    it('is looked for from now on at the latest, if the clock was put back meanwhile', async () => {
        const harness = await startHarness();
        harness.clock.shift(3_600_000);
        const found = losing(harness);
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        found();
        harness.clock.shift(-3_600_000);
        const asked: number[] = [];
        const search = harness.chat.markedPosts.bind(harness.chat);
        harness.chat.markedPosts = (channel, since) => {
            asked.push(since - harness.clock.now());
            return search(channel, since);
        };
        await harness.app.repairPosts();
        expect(asked.map((ahead) => ahead <= 0)).toEqual([true]);
    });

    it('shows what was notified next, and its buttons work', async () => {
        const harness = await startHarness();
        const found = losing(harness);
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        found();
        await harness.notify(problem({state: '1', output: 'slow'}));
        await harness.app.idle();
        expect(harness.chat.posts.size).toBe(1);
        expect(shownIn(harness.post)).toMatchObject({state: 'WARNING', output: 'slow'});
        await harness.acknowledge();
        await harness.app.idle();
        expect(shownIn(harness.post).look).toBe('acknowledged');
    });

    it('is found by the repair of posts', async () => {
        const harness = await startHarness();
        losing(harness);
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        await harness.app.repairPosts();
        expect(harness.chat.posts.size).toBe(1);
        expect((await harness.store.get(KEY))?.posts).toMatchObject([{postId: harness.post.postId}]);
    });

    it('that was carried out only after it had been looked for is removed, once it has been made again', async () => {
        const harness = await startHarness();
        const late = await madeAgain(harness);
        const {postId} = harness.post;
        await late();
        expect(harness.chat.posts.size).toBe(2);
        await harness.app.repairPosts();
        expect(harness.chat.posts.size).toBe(2);
        await harness.clock.sleep(61_000);
        await harness.app.repairPosts();
        expect([...harness.chat.posts.keys()]).toEqual([postId]);
        expect(await harness.store.unshown()).toEqual([]);
    });

    it('is not made at all while the post of the problem before shows this one', async () => {
        const harness = await startHarness();
        await harness.notify(problem({time: '1795490001', laststatechange: '1795490000'}));
        await harness.notify(
            problem({notificationtype: 'RECOVERY', state: '0', time: '1795490010', problemid: 'problem-1'}),
        );
        harness.chat.failure = AWAY;
        const next = problem({problemid: 'problem-2', laststatechange: '1795490030', time: '1795490031'});
        await expect(harness.notify(next)).rejects.toMatchObject({code: 'mattermost_unreachable'});
        await harness.store.update(KEY, (current) => current && {...current, look: 'problem'});
        harness.chat.failure = undefined;
        await harness.app.repairPosts();
        await harness.app.idle();
        expect(harness.chat.posts.size).toBe(1);
        expect(shownIn(harness.post).look).toBe('problem');
    });
});

describe('a post that was made twice', () => {
    /** Its alert has one post, and another one that was made by a request believed dead. */
    const doubled = async (): Promise<AppHarness> => {
        const harness = await startHarness();
        const late = await madeAgain(harness);
        await late();
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0', output: 'fine'}));
        await harness.app.idle();
        expect(harness.chat.posts.size).toBe(2);
        return harness;
    };
    const next = problem({problemid: 'problem-2', laststatechange: '1795490100', time: '1795490101'});

    it.each(['mattermost_forbidden', 'mattermost_not_found', 'mattermost_channel_archived'] as const)(
        'and may not be removed (%s) does not keep the next problem from its post',
        async (code) => {
            const harness = await doubled();
            harness.chat.deletePost = async () => {
                throw new AppError(code, 'refused');
            };
            expect(await harness.notify(next)).toMatchObject({outcome: 'created'});
            await harness.clock.sleep(61_000);
            await harness.app.repairPosts();
            expect(await harness.store.unshown()).toEqual([]);
        },
    );

    it('is still removed when the next problem has begun, and that one is posted later if Mattermost is away', async () => {
        const harness = await doubled();
        harness.chat.failure = AWAY;
        await expect(harness.notify(next)).rejects.toMatchObject({code: 'mattermost_unreachable'});
        harness.chat.failure = undefined;
        await harness.clock.sleep(61_000);
        await harness.app.repairPosts();
        await harness.app.idle();
        const shown = [...harness.chat.posts.values()].map((post) => shownIn(post).look);
        expect(shown).toEqual(['recovered', 'problem']);
    });
});

describe('a post that Mattermost refused', () => {
    it('is made later although a notice of its object was refused before, and nothing is repeated', async () => {
        const harness = await startHarness();
        harness.chat.failure = AWAY;
        const notice = problem({notificationtype: 'DOWNTIMESTART', state: '0', problemid: ''});
        await expect(harness.notify(notice)).rejects.toMatchObject({code: 'mattermost_unreachable'});
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        harness.chat.failure = undefined;
        await harness.app.repairPosts();
        const shown = [...harness.chat.posts.values()].map((post) => shownIn(post).look);
        expect(shown.toSorted()).toEqual(['info', 'problem']);
    });

    it('is made by the repair of posts, with what was notified meanwhile, if nobody repeats the notification', async () => {
        const harness = await startHarness();
        harness.chat.failure = AWAY;
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        await expect(
            harness.notify(problem({notificationtype: 'RECOVERY', state: '0', output: 'fine'})),
        ).rejects.toMatchObject({code: 'mattermost_unreachable'});
        expect(await harness.store.get(KEY)).toBeUndefined();
        harness.chat.failure = undefined;
        await harness.app.repairPosts();
        expect(shownIn(harness.post)).toMatchObject({look: 'recovered', output: 'fine'});
        expect(harness.chat.posts.size).toBe(1);
    });

    it('because of its content does not keep the next notification of its object from being posted', async () => {
        const harness = await startHarness();
        harness.chat.failure = new AppError('mattermost_bad_answer', 'Post rejected by plugin.', {nothingSent: true});
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_bad_answer'});
        const create = harness.chat.createPost.bind(harness.chat);
        harness.chat.failure = undefined;
        harness.chat.createPost = async (channel, content, mark) => {
            if (shownIn(content).output !== 'harmless') {
                throw new AppError('mattermost_bad_answer', 'Post rejected by plugin.', {nothingSent: true});
            }
            return create(channel, content, mark);
        };
        const next = problem({problemid: 'problem-2', laststatechange: '1795490100', output: 'harmless'});
        expect(await harness.notify(next)).toMatchObject({outcome: 'created'});
        expect(await harness.store.unshown()).toEqual([]);
    });

    it('for good, after it had been begun, does not take the next notification with it', async () => {
        const harness = await startHarness({defaultChannel: ''});
        harness.chat.failure = AWAY;
        await expect(harness.notify(problem({channel: 'ops/closed'}))).rejects.toMatchObject(AWAY);
        harness.chat.failure = undefined;
        const create = harness.chat.createPost.bind(harness.chat);
        harness.chat.createPost = async (channel, content, mark) => {
            if (channel === 'ops/closed') {
                throw new AppError('mattermost_channel_archived', 'archived');
            }
            return create(channel, content, mark);
        };
        const next = problem({problemid: 'problem-2', laststatechange: '1795490100', channel: 'ops/open'});
        expect(await harness.notify(next)).toMatchObject({outcome: 'created'});
    });

    it('because of its channel is not tried again', async () => {
        const harness = await startHarness();
        harness.chat.failure = new AppError('mattermost_channel_archived', 'archived');
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_channel_archived'});
        harness.chat.failure = undefined;
        expect(await harness.store.unshown()).toEqual([]);
        await harness.app.repairPosts();
        expect(harness.chat.posts.size).toBe(0);
        expect(await harness.notify()).toMatchObject({outcome: 'created'});
    });
});
