import {setImmediate} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import type {ChatUser} from '../../../../server-proxy/src/app/posts/chat_port';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, HOST_UUID, problem, startHarness} from '../../../support/app/harness';

const DISK = '22222222-0000-4000-8000-000000000000';
const JANE = 'userjane'.padEnd(26, '0');

/** A problem that jane has acknowledged, and people in its channel. */
const start = async (acknowledges = true) => {
    const asked: string[] = [];
    const members: {failure: AppError | undefined; people: ChatUser[]; most: number; atOnce: number} = {
        failure: undefined,
        people: [],
        most: 0,
        atOnce: 0,
    };
    let searches = 0;
    const harness: AppHarness = await startHarness({}, undefined, undefined, undefined, undefined, {
        members: {
            membersOf: async (channelId, part, most) => {
                asked.push(`${channelId} ${part}`);
                searches += 1;
                members.atOnce = Math.max(members.atOnce, searches);
                members.most = Math.max(members.most, most);
                await setImmediate();
                searches -= 1;
                if (members.failure) {
                    throw members.failure;
                }
                return members.people.slice(0, most);
            },
        },
    });
    const there = (name: string, more: Partial<ChatUser> = {}) => {
        members.people.push(harness.chat.addUser(name, more));
    };
    await harness.notify();
    if (acknowledges) {
        await harness.acknowledge('new disk');
        await harness.app.idle();
    }
    const suggest = async (typed: string, userId = JANE) =>
        (await harness.app.suggestNames(userId, 'people', typed)).map(({name, state}) => `${name} ${state}`.trim());
    const [jane] = [...harness.chat.users.values()];
    if (jane) {
        members.people.push(jane);
    }
    const channel = harness.post.channelId;
    /** Another problem that is hers, without a post, sent to this channel. */
    const another = async (name: string) => {
        await harness.notify(problem({serviceuuid: DISK, servicename: 'Disk', problemid: 'disk'}));
        await harness.acknowledge('new disk');
        await harness.app.idle();
        await harness.store.update(
            `${HOST_UUID}/${DISK}`,
            (record) => record && {...record, posts: [], alert: {...record.alert, channel: name}},
        );
    };
    return {harness, asked, members, there, suggest, channel, another};
};

/** How often the records have been read since. */
const readsOf = ({store}: AppHarness): (() => number) => {
    let reads = 0;
    const {followed} = store;
    store.followed = () => {
        reads += 1;
        return followed.call(store);
    };
    return () => reads;
};

describe('people suggested for a hand-over', () => {
    it('are members of the channels of one’s problems: not oneself, no bots, no guests, nobody twice', async () => {
        const {there, suggest, asked, channel} = await start();
        there('kim', {fullName: 'Kim Lee'});
        there('bob');
        there('robot', {isBot: true});
        there('guest', {isGuest: true});
        there('gone', {isActive: false});
        expect(await suggest('')).toEqual(['@bob', '@kim Kim Lee']);
        expect(await suggest('@K')).toEqual(['@kim Kim Lee']);
        expect(await suggest('@z')).toEqual([]);
        expect(asked).toEqual([`${channel} `, `${channel} k`, `${channel} z`]);
    });

    it('are found by the beginning of the user name alone, as Mattermost shows no others', async () => {
        const {there, suggest} = await start();
        there('kim', {fullName: 'Bob Lee'});
        there('jimbob');
        expect(await suggest('@bob')).toEqual([]);
    });

    it('are 25 at most', async () => {
        const {there, suggest} = await start();
        for (let at = 0; at < 40; at += 1) {
            there(`p${String(at).padStart(2, '0')}`);
        }
        expect(await suggest('@')).toHaveLength(25);
        expect(await suggest('@p3')).toHaveLength(10);
    });

    it('need no more channels than it takes to find 25, one after another, and 50 members of each', async () => {
        const {there, suggest, asked, members, another} = await start();
        await another('ops/disks');
        there('kim');
        expect(await suggest('@')).toEqual(['@kim']);
        expect([asked.length, members.atOnce, members.most]).toEqual([2, 1, 50]);
        for (let at = 0; at < 40; at += 1) {
            there(`p${String(at).padStart(2, '0')}`);
        }
        expect(await suggest('@p')).toHaveLength(25);
        expect(asked).toHaveLength(3);
    });

    it('are those of the other channels, where one is not there any more', async () => {
        const {harness, there, suggest, asked, channel, another} = await start();
        await another('ops/gone');
        harness.chat.addUser('jane', {fullName: 'Jane Roe', isSystemAdmin: true});
        const {channelId} = harness.chat;
        harness.chat.channelId = async (name) => {
            if (name === 'ops/gone') {
                throw new AppError('mattermost_channel_unknown', 'There is no such channel.');
            }
            return channelId.call(harness.chat, name);
        };
        there('bob');
        const reads = readsOf(harness);
        expect([await suggest('@'), await suggest('@b')]).toEqual([['@bob'], ['@bob']]);
        expect([reads(), asked]).toEqual([1, [`${channel} `, `${channel} b`]]);
    });

    it.each(['8h', 'schedule 06:00', 'bob', '@bob kim', '@../x', `@${'x'.repeat(65)}`])(
        'are none for %j',
        async (typed) => {
            const {there, suggest, asked} = await start();
            there('bob');
            expect(await suggest(typed)).toEqual([]);
            expect(asked).toEqual([]);
        },
    );

    it('are none for whoever has no problem, and nobody’s channel is searched', async () => {
        const {there, suggest, asked} = await start(false);
        there('bob');
        expect(await suggest('')).toEqual([]);
        expect(asked).toEqual([]);
    });

    it.each([[[]], [['@bob']]])('are none in a channel that one has left since, after %j', async (before) => {
        const {harness, there, suggest, asked, channel} = await start();
        there('bob');
        for (const name of before) {
            expect(await suggest(name)).toEqual(before);
        }
        harness.chat.unseen.set(JANE, new Set([channel]));
        expect(await suggest('@')).toEqual([]);
        expect(asked).toHaveLength(before.length);
        harness.chat.unseen.clear();
        expect(await suggest('@')).toEqual(['@bob']);
    });

    it('are none for a guest, whoever they were before', async () => {
        const {harness, there, suggest} = await start();
        there('bob');
        expect(await suggest('@')).toEqual(['@bob']);
        harness.chat.addUser('jane', {isGuest: true});
        expect(await suggest('@')).toEqual([]);
    });

    it('come from problems that are read once in half a minute; where there is none, in three seconds', async () => {
        const {harness, there, suggest} = await start(false);
        there('bob');
        const reads = readsOf(harness);
        expect([await suggest('@'), await suggest('@b'), reads()]).toEqual([[], [], 1]);
        await harness.acknowledge('new disk');
        await harness.app.idle();
        await harness.clock.sleep(3000);
        const readsThen = readsOf(harness);
        expect([await suggest('@'), await suggest('@b'), readsThen()]).toEqual([['@bob'], ['@bob'], 1]);
    });

    it('are looked for again three seconds after the store was away, not with each letter', async () => {
        const {harness, there, suggest} = await start();
        there('bob');
        const {followed} = harness.store;
        harness.store.followed = () => Promise.reject(new AppError('mattermost_unreachable', 'away'));
        const reads = readsOf(harness);
        for (const typed of ['@', '@b', '@bo']) {
            await expect(suggest(typed)).rejects.toMatchObject({code: 'mattermost_unreachable'});
        }
        expect(reads()).toBe(1);
        harness.store.followed = followed;
        await harness.clock.sleep(3000);
        expect(await suggest('@bob')).toEqual(['@bob']);
    });

    it('are refused to accounts that see nothing, and when Mattermost is away', async () => {
        const {harness, members, suggest} = await start();
        const {id} = harness.chat.addUser('robot2', {isBot: true});
        await expect(suggest('@', id)).rejects.toMatchObject({code: 'forbidden'});
        members.failure = new AppError('mattermost_unreachable', 'away');
        await expect(suggest('@')).rejects.toMatchObject({code: 'mattermost_unreachable'});
    });
});
