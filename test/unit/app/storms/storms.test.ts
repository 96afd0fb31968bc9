import pMap from 'p-map';
import {describe, expect, it} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeChat} from '../../../support/app/fakes';
import {type AppHarness, type SETTINGS, startHarness} from '../../../support/app/harness';
import {memoryWatch} from '../../../support/app/memory_watch';
import {fieldOf, MemoryStorms, manyProblems, recovered, stormPosts} from '../../../support/app/storms';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const LIMIT = 3;

const started = (
    settings: Partial<typeof SETTINGS> = {},
    {chat = new FakeChat(), storms = new MemoryStorms(), folder = undefined as string | undefined, more = {}} = {},
): Promise<AppHarness> =>
    startHarness({stormLimit: LIMIT, ...settings}, folder, chat, undefined, undefined, {storms, ...more});

/** All within a moment, as a storm comes. */
const flood = async ({app, clock}: AppHarness, all: readonly Record<string, unknown>[]): Promise<void> => {
    for (const fields of all) {
        await app.receiveNotification(parseNotification(fields));
        await clock.sleep(50);
    }
    await app.idle();
};

const tend = async ({app, clock}: AppHarness, afterSeconds = 3): Promise<void> => {
    await clock.sleep(afterSeconds * 1000);
    await app.tendLists();
    await app.idle();
};

const keyOf = ({hostuuid, serviceuuid}: Record<string, unknown>): string => `${hostuuid}/${serviceuuid}`;

const recordOf = async ({store}: AppHarness, fields: Record<string, unknown>): Promise<AlertRecord> => {
    const record = await store.get(keyOf(fields));
    if (!record) {
        throw new Error('there is no record');
    }
    return record;
};

describe('more new problems than the limit within a minute', () => {
    it('get posts up to the limit, and one for all others', async () => {
        const harness = await started();
        const all = manyProblems(20);
        await flood(harness, all);
        await tend(harness);
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
        const [post] = stormPosts(harness);
        expect(post?.message).toContain('Storm: 17 problems since');
        expect(post?.message).toContain('17 of 17 still open');
        expect(fieldOf(post ?? {props: {}}, 'By state')).toBe('6 CRITICAL, 5 UNKNOWN, 6 WARNING');
        expect(fieldOf(post ?? {props: {}}, 'The worst').split('\n')).toHaveLength(10);
        expect(fieldOf(post ?? {props: {}}, 'Hosts with most problems')).toContain('web001: 5');
        const listed = await recordOf(harness, all.at(-1) ?? {});
        expect(listed.posts).toMatchObject([{postId: '', listedIn: expect.stringContaining('storm/')}]);
    });

    it('have posts of their own where the limit is 0', async () => {
        const harness = await started({stormLimit: 0});
        await flood(harness, manyProblems(20));
        expect(harness.chat.posts.size).toBe(20);
    });

    it('have posts of their own when they come slowly', async () => {
        const harness = await started();
        for (const fields of manyProblems(10)) {
            await flood(harness, [fields]);
            await harness.clock.sleep(25_000);
        }
        expect(harness.chat.posts.size).toBe(10);
    });

    it('are counted channel by channel', async () => {
        const [one, other] = ['channelone'.padEnd(26, 'c'), 'channelother'.padEnd(26, 'c')];
        const subscriptions = new MemorySubscriptions(
            subscription(one),
            subscription(other, {stateFrom: 'critical'}, {id: 'other'}),
        );
        const harness = await started({}, {more: {subscriptions}});
        await flood(harness, manyProblems(12));
        await tend(harness);
        const channels = [...harness.chat.posts.values()].map(({channelId}) => channelId);
        expect(channels.filter((id) => id === one)).toHaveLength(LIMIT + 1);
        // Every third is critical: 4 in all, so that one is too many.
        expect(channels.filter((id) => id === other)).toHaveLength(LIMIT + 1);
    });

    it('leave the post at their recovery, and it says so', async () => {
        const harness = await started();
        const all = manyProblems(10);
        await flood(harness, all);
        await flood(harness, all.slice(LIMIT, LIMIT + 3).map(recovered));
        await tend(harness);
        expect(stormPosts(harness)[0]?.message).toContain('4 of 7 still open');
        expect(fieldOf(stormPosts(harness)[0] ?? {props: {}}, 'By state')).toContain('3 recovered');
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
    });

    it('that all recover at once end with a true last line', async () => {
        const storms = new MemoryStorms();
        const harness = await started({}, {storms});
        const all = manyProblems(10);
        await flood(harness, all);
        await tend(harness);
        await flood(harness, all.map(recovered));
        await tend(harness);
        expect(stormPosts(harness)[0]?.message).toContain('all 7 have recovered');
        await tend(harness, 620);
        await tend(harness);
        expect(stormPosts(harness)[0]?.message).toMatch(
            /^The storm is over: 7 problems between .* all 7 have recovered$/u,
        );
        expect(storms.state.storms).toEqual([]);
    });

    it('that come again stay in the list, and are counted once', async () => {
        const harness = await started();
        const all = manyProblems(10);
        await flood(harness, all);
        await flood(
            harness,
            all.map((fields) => ({...fields, output: 'still bad'})),
        );
        await tend(harness);
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
        expect(stormPosts(harness)[0]?.message).toContain('Storm: 7 problems');
        expect((await recordOf(harness, all.at(-1) ?? {})).alert.output).toBe('still bad');
    });
});

describe('when a storm is over', () => {
    it.each(['posts', 'listed'] as const)('what is left gets its place: %s', async (stormLeft) => {
        const harness = await started({stormLeft});
        await flood(harness, manyProblems(10));
        await tend(harness);
        await tend(harness, 620);
        await tend(harness);
        expect(stormPosts(harness)[0]?.message).toContain('The storm is over');
        expect(harness.chat.posts.size).toBe(LIMIT + 1 + (stormLeft === 'posts' ? LIMIT : 0));
        await tend(harness, 65);
        await tend(harness, 65);
        await tend(harness);
        expect(harness.chat.posts.size).toBe(LIMIT + 1 + (stormLeft === 'posts' ? 7 : 0));
        expect(stormPosts(harness)[0]?.message).toContain(
            stormLeft === 'posts' ? 'have posts of their own' : '7 of 7 still open',
        );
    });

    it('the next new problem has a post again', async () => {
        const harness = await started({stormLeft: 'listed'});
        await flood(harness, manyProblems(10));
        await tend(harness);
        await tend(harness, 620);
        await flood(harness, manyProblems(1));
        expect(harness.chat.posts.size).toBe(LIMIT + 2);
    });

    it('goes on while new problems come', async () => {
        const harness = await started();
        await flood(harness, manyProblems(10));
        for (let round = 0; round < 3; round += 1) {
            await tend(harness, 500);
            await flood(harness, manyProblems(1));
        }
        await tend(harness);
        expect(stormPosts(harness)[0]?.message).toContain('Storm: 10 problems');
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
    });

    it('a storm that never ends is ended after a day, and the next has a post that people see', async () => {
        const harness = await started({stormLeft: 'listed'});
        await flood(harness, manyProblems(10));
        for (let at = 0; at < 175; at += 1) {
            await flood(harness, manyProblems(1));
            await tend(harness, 500);
        }
        await flood(harness, manyProblems(10));
        await tend(harness);
        const messages = stormPosts(harness).map(({message}) => message);
        expect(messages).toHaveLength(2);
        expect(messages[0]).toContain('The storm is over');
        expect(messages.every((message) => message.length < 4000)).toBe(true);
    });
});

describe('faults in the middle of a storm', () => {
    it('a restart: it goes on in the same post', async () => {
        const [chat, storms] = [new FakeChat(), new MemoryStorms()];
        const first = await started({}, {chat, storms});
        const all = manyProblems(20);
        await flood(first, all.slice(0, 10));
        await tend(first);
        const second = await startHarness({stormLimit: LIMIT}, undefined, chat, undefined, undefined, {
            storms,
            store: first.store,
            clock: first.clock,
        });
        const on = {...second, app: second.app, clock: first.clock} as unknown as AppHarness;
        await flood(on, all.slice(10));
        await tend(on);
        expect(stormPosts({chat})).toHaveLength(1);
        expect(stormPosts({chat})[0]?.message).toContain('Storm: 17 problems');
        expect(chat.posts.size).toBe(LIMIT + 1);
    });

    it('two nodes: one storm post, which shows the problems of both', async () => {
        const [chat, storms] = [new FakeChat(), new MemoryStorms()];
        const one = await started({}, {chat, storms});
        const two = await startHarness({stormLimit: LIMIT}, undefined, chat, undefined, undefined, {
            storms,
            store: one.store,
            clock: one.clock,
        });
        const other = {...two, app: two.app, clock: one.clock} as unknown as AppHarness;
        const all = manyProblems(30);
        for (let at = 0; at < all.length; at += 2) {
            await flood(one, all.slice(at, at + 1));
            await flood(other, all.slice(at + 1, at + 2));
        }
        await tend(one);
        await tend(other);
        await tend(one);
        expect(stormPosts({chat})).toHaveLength(1);
        expect(chat.posts.size).toBeLessThanOrEqual(2 * LIMIT + 1);
        const listed = 30 - (chat.posts.size - 1);
        expect(stormPosts({chat})[0]?.message).toContain(`${listed} of ${listed} still open`);
    });

    it('its post deleted by somebody: it is made again', async () => {
        const harness = await started();
        const all = manyProblems(10);
        await flood(harness, all);
        await tend(harness);
        harness.chat.posts.delete(stormPosts(harness)[0]?.postId ?? '');
        await flood(harness, manyProblems(2));
        await tend(harness);
        await tend(harness);
        expect(stormPosts(harness)).toHaveLength(1);
        expect(stormPosts(harness)[0]?.message).toContain('9 of 9 still open');
    });

    it('its channel archived: the default channel shows it, and that is named', async () => {
        const chat = new FakeChat();
        const channel = 'channelnetwork'.padEnd(26, 'c');
        let isArchived = false;
        const refuse = () => {
            if (isArchived) {
                throw new AppError('mattermost_channel_archived', 'The channel is archived.');
            }
        };
        const [createPost, updatePost] = [chat.createPost.bind(chat), chat.updatePost.bind(chat)];
        chat.createPost = async (wanted, ...rest) => {
            if (wanted === channel) {
                refuse();
            }
            return createPost(wanted, ...rest);
        };
        chat.updatePost = async (postId, content) => {
            if (chat.posts.get(postId)?.channelId === channel) {
                refuse();
            }
            return updatePost(postId, content);
        };
        const subscriptions = new MemorySubscriptions(subscription(channel));
        const harness = await started({}, {chat, more: {subscriptions}});
        await flood(harness, manyProblems(10));
        await tend(harness);
        isArchived = true;
        await flood(harness, manyProblems(3));
        await tend(harness);
        await tend(harness);
        const there = stormPosts(harness).filter(({channelId}) => channelId !== channel);
        expect(there).toHaveLength(1);
        expect(there[0]?.message).toContain('10 of 10 still open');
        expect(harness.app.findings('problem').join()).toContain('archived');
    });

    it('Mattermost away when it begins: its post is made later, once', async () => {
        const chat = new FakeChat();
        const harness = await started({}, {chat});
        await flood(harness, manyProblems(LIMIT));
        const createPost = chat.createPost.bind(chat);
        chat.createPost = async (...asked) => {
            await createPost(...asked);
            throw new AppError('mattermost_unreachable', 'no answer');
        };
        await flood(harness, manyProblems(7));
        await tend(harness);
        expect(stormPosts(harness)).toHaveLength(1);
        chat.createPost = createPost;
        await tend(harness);
        await tend(harness, 60);
        expect(stormPosts(harness)).toHaveLength(1);
        expect(stormPosts(harness)[0]?.message).toContain('7 of 7 still open');
    });

    it('10 000 problems at the first start: a few posts, all known, a post of limited size', async () => {
        const harness = await started();
        const all = manyProblems(10_000);
        await pMap(all, (fields) => harness.app.receiveNotification(parseNotification(fields)), {concurrency: 500});
        await tend(harness);
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
        expect(stormPosts(harness)[0]?.message).toContain(`${10_000 - LIMIT} of ${10_000 - LIMIT} still open`);
        expect(JSON.stringify(stormPosts(harness)[0]).length).toBeLessThan(16_000);
        expect(await harness.store.followed()).toHaveLength(10_000);
    }, 120_000);
});

describe('posts that a webhook brings in a storm', () => {
    it('are not needed beyond the limit: the list shows their problems, also when they are sent again', async () => {
        const harness = await started();
        const channelId = 'channelops/alerts'.padEnd(26, 'c');
        const kinds: string[] = [];
        const all = manyProblems(8);
        for (const [at, fields] of all.entries()) {
            const post = {channelId, nonce: `webhook${at}`, signed: true as const};
            kinds.push((await harness.app.adoptPost(parseNotification(fields), post)).kind);
        }
        expect(kinds).toEqual([...Array(LIMIT).fill('keep'), ...Array(5).fill('drop')]);
        const again = {channelId, nonce: 'webhook7', signed: true as const};
        expect((await harness.app.adoptPost(parseNotification(all[7] ?? {}), again)).kind).toBe('drop');
        await tend(harness);
        expect(stormPosts(harness)[0]?.message).toContain('5 of 5 still open');
    });
});

describe('catching up where channels have subscribed', () => {
    it('gives each what it wants: a few posts, and a storm post for the rest', async () => {
        const channel = 'channelnetwork'.padEnd(26, 'c');
        const subscriptions = new MemorySubscriptions(subscription(channel));
        const harness = await started({}, {more: {subscriptions, watchStore: memoryWatch({})}});
        const now = Math.floor(harness.clock.now() / 1000);
        harness.monitoring.open = manyProblems(20).map(({hostuuid, serviceuuid}, at) => ({
            ...harness.monitoring.status,
            target: {hostUuid: String(hostuuid), serviceUuid: String(serviceuuid)},
            hostName: `web${at}`,
            state: 'CRITICAL',
            stateSince: momentAt(now - 300),
            checkedAt: momentAt(now - 5),
            freshAt: momentAt(now - 5),
        }));
        await harness.app.prepare();
        await harness.app.catchUp();
        await tend(harness);
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
        expect(new Set([...harness.chat.posts.values()].map(({channelId}) => channelId))).toEqual(new Set([channel]));
        expect(stormPosts(harness)[0]?.message).toContain(`${20 - LIMIT} of ${20 - LIMIT} still open`);
    });
});
