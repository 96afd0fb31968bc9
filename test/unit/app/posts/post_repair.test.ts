import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {earlierKey} from '../../../../server-proxy/src/domain/alert/alert_key';
import {isBehind, postOf} from '../../../../server-proxy/src/domain/alert/record';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, HOST_UUID, KEY, problem, startHarness} from '../../../support/app/harness';
import {shownIn} from '../../../support/app/node';

const DAY_MS = 86_400_000;
const AWAY = new AppError('mattermost_unreachable', 'Away.');
const recovery = {notificationtype: 'RECOVERY', state: '0', output: 'fine'};

/** The next process on the same files. */
const restarted = async (before: AppHarness, laterMs = 0): Promise<AppHarness> => {
    const after = await startHarness({}, before.folder, before.chat, before.monitoring);
    await after.clock.sleep(before.clock.now() - after.clock.now() + laterMs);
    after.app.watch();
    after.app.rest();
    await after.app.idle();
    return after;
};

const looks = ({chat}: AppHarness): string[] => [...chat.posts.values()].map((post) => shownIn(post).look);

/** Hosts with problems of their own, whose last update Mattermost does not take. */
const behindOnes = async (harness: AppHarness, count: number): Promise<void> => {
    const host = (number: number) => ({
        type: 'Host',
        hostuuid: HOST_UUID.slice(0, -4) + String(number).padStart(4, '0'),
        hostname: `host${number}`,
        serviceuuid: '',
        servicename: '',
        state: '1',
        problemid: `problem-of-${number}`,
    });
    for (let number = 0; number < count; number += 1) {
        await harness.notify(problem(host(number)));
    }
    harness.chat.failure = AWAY;
    for (let number = 0; number < count; number += 1) {
        await harness.notify(problem({...host(number), ...recovery}));
    }
    await harness.app.idle();
    harness.chat.failure = undefined;
};

describe('a post that does not show what is stored', () => {
    it('is repaired although its alert was closed two days ago', async () => {
        const before = await startHarness();
        await before.notify();
        before.chat.failure = AWAY;
        await before.notify(problem(recovery));
        await before.app.idle();
        before.chat.failure = undefined;
        expect(looks(before)).toEqual(['problem']);
        const after = await restarted(before, 2 * DAY_MS);
        expect(looks(after)).toEqual(['recovered']);
        const record = await after.store.get(KEY);
        expect(record && isBehind(record)).toBe(false);
    });

    it('is repaired although the next problem has taken the key of its alert', async () => {
        const before = await startHarness();
        await before.notify();
        before.chat.updatePost = async () => {
            throw AWAY;
        };
        await before.notify(problem(recovery));
        await before.notify(problem({problemid: 'problem-2', laststatechange: '1795490020'}));
        await before.app.idle();
        Reflect.deleteProperty(before.chat, 'updatePost');
        expect(looks(before)).toEqual(['problem', 'problem']);
        const after = await restarted(before);
        expect(looks(after)).toEqual(['recovered', 'problem']);
        const earlier = await after.store.get(earlierKey(KEY, 'problem-1'));
        expect(earlier && isBehind(earlier)).toBe(false);
    });

    it('is repaired although Mattermost carried out an update of a dead process after all later ones', async () => {
        const before = await startHarness();
        await before.notify();
        const update = before.chat.updatePost.bind(before.chat);
        let late: () => Promise<void> = async () => undefined;
        before.chat.updatePost = async (...request) => {
            late = () => update(...request);
            throw AWAY;
        };
        await before.notify(problem({state: '1', output: 'slow'}));
        await before.app.idle();
        before.chat.updatePost = update;
        const after = await restarted(before);
        await after.notify(problem(recovery));
        await after.app.idle();
        await late();
        expect(looks(after)).toEqual(['problem']);
        await after.clock.sleep(60_000);
        await after.app.repairPosts();
        expect(looks(after)).toEqual(['recovered']);
        const updates = after.chat.history.length;
        await after.clock.sleep(60_000);
        await after.app.repairPosts();
        expect(after.chat.history).toHaveLength(updates);
    });

    it('is repaired in the same process, by the next turn', async () => {
        const harness = await startHarness();
        await behindOnes(harness, 1);
        await harness.app.repairPosts();
        expect(looks(harness)).toEqual(['recovered']);
    });

    it('waits its turn: the oldest come first, and only so many at once', async () => {
        const harness = await startHarness();
        await behindOnes(harness, 230);
        const updated = harness.chat.history.length;
        await harness.app.repairPosts();
        const shown = harness.chat.history.slice(updated).map((post) => shownIn(post).host.name);
        expect(shown).toHaveLength(200);
        expect(shown).toContain('host0');
        expect(shown).not.toContain('host229');
        await harness.app.repairPosts();
        expect(new Set(looks(harness))).toEqual(new Set(['recovered']));
    });

    it('is asked for once a turn while Mattermost is away', async () => {
        const harness = await startHarness();
        await behindOnes(harness, 30);
        let asked = 0;
        harness.chat.updatePost = async () => {
            asked += 1;
            throw AWAY;
        };
        await harness.app.repairPosts();
        expect(asked).toBe(1);
    });

    it('does not keep others waiting when its channel is closed', async () => {
        const harness = await startHarness();
        await behindOnes(harness, 210);
        const update = harness.chat.updatePost.bind(harness.chat);
        harness.chat.updatePost = async (postId, content) => {
            if (Number(shownIn(content).host.name.slice('host'.length)) < 205) {
                throw new AppError('mattermost_channel_archived', 'archived');
            }
            return update(postId, content);
        };
        await harness.app.repairPosts();
        await harness.app.repairPosts();
        expect(looks(harness).filter((look) => look === 'recovered')).toHaveLength(5);
    });

    it('does not keep others waiting when Mattermost has trouble with it', async () => {
        const harness = await startHarness();
        await behindOnes(harness, 3);
        const update = harness.chat.updatePost.bind(harness.chat);
        harness.chat.updatePost = async (postId, content) => {
            if (shownIn(content).host.name === 'host0') {
                throw new AppError('mattermost_bad_answer', '500');
            }
            return update(postId, content);
        };
        await harness.app.repairPosts();
        expect(looks(harness)).toEqual(['problem', 'recovered', 'recovered']);
        harness.chat.updatePost = update;
        await harness.clock.sleep(60_000);
        await harness.app.repairPosts();
        expect(looks(harness)).toEqual(['recovered', 'recovered', 'recovered']);
    });

    it('does not keep others waiting although Mattermost has trouble with very many older ones', async () => {
        const harness = await startHarness();
        await behindOnes(harness, 60);
        const update = harness.chat.updatePost.bind(harness.chat);
        harness.chat.updatePost = async (postId, content) => {
            if (Number(shownIn(content).host.name.slice('host'.length)) < 50) {
                throw new AppError('mattermost_bad_answer', '500');
            }
            return update(postId, content);
        };
        for (let turn = 0; turn < 3; turn += 1) {
            await harness.app.repairPosts();
            await harness.clock.sleep(60_000);
        }
        expect(looks(harness).filter((look) => look === 'recovered')).toHaveLength(10);
    });

    it('that somebody deleted is not asked for again', async () => {
        const harness = await startHarness();
        await behindOnes(harness, 1);
        harness.chat.posts.clear();
        await harness.app.repairPosts();
        expect(await harness.store.unshown()).toEqual([]);
        const [key = ''] = await harness.store.followed();
        expect(postOf((await harness.store.get(key)) ?? {posts: []}).gone).toBe(true);
    });
});

describe('the repair of posts', () => {
    beforeEach(() => void vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']}));
    afterEach(() => void vi.useRealTimers());

    it('takes a turn at the start and every minute, until it rests', async () => {
        const harness = await startHarness();
        let turns = 0;
        const {unshown} = harness.store;
        harness.store.unshown = () => {
            turns += 1;
            return unshown.call(harness.store);
        };
        harness.app.watch();
        for (let minute = 1; minute <= 3; minute += 1) {
            await harness.app.idle();
            expect(turns).toBe(minute);
            await vi.advanceTimersByTimeAsync(60_000);
        }
        harness.app.rest();
        await harness.app.idle();
        await vi.advanceTimersByTimeAsync(600_000);
        await harness.app.idle();
        expect(turns).toBe(4);
    });

    it('removes what Mattermost made for a dead process, within a minute of the post that took its place', async () => {
        const before = await startHarness();
        const create = before.chat.createPost.bind(before.chat);
        let late: () => Promise<unknown> = async () => undefined;
        before.chat.createPost = async (...request) => {
            late = () => create(...request);
            throw AWAY;
        };
        await expect(before.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        before.chat.createPost = create;
        const after = await startHarness({}, before.folder, before.chat, before.monitoring);
        await after.clock.sleep(before.clock.now() - after.clock.now());
        after.app.watch();
        await after.app.idle();
        await late();
        expect(looks(after)).toEqual(['problem', 'problem']);
        for (let second = 0; second < 60; second += 1) {
            await after.clock.sleep(1000);
            await vi.advanceTimersByTimeAsync(1000);
            await after.app.idle();
        }
        expect(looks(after)).toEqual(['problem']);
        after.app.rest();
    });
});
