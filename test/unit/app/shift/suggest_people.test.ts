import {describe, expect, it} from 'vitest';
import type {ChatUser} from '../../../../server-proxy/src/app/posts/chat_port';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, startHarness} from '../../../support/app/harness';

const JANE = 'userjane'.padEnd(26, '0');

/** A problem that jane has acknowledged, and people in its channel. */
const start = async (acknowledges = true) => {
    const asked: string[] = [];
    const members: {failure: AppError | undefined; people: ChatUser[]} = {failure: undefined, people: []};
    const harness: AppHarness = await startHarness({}, undefined, undefined, undefined, undefined, {
        members: {
            membersOf: async (channelId, part, most) => {
                asked.push(`${channelId} ${part}`);
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
    return {harness, asked, members, there, suggest, channel: harness.post.channelId};
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

    it('are none in a channel that one has left since', async () => {
        const {harness, there, suggest, asked, channel} = await start();
        there('bob');
        harness.chat.unseen.set(JANE, new Set([channel]));
        expect(await suggest('@')).toEqual([]);
        expect(asked).toEqual([]);
    });

    it('come from problems that are read once in half a minute; where there is none, in three seconds', async () => {
        const {harness, there, suggest} = await start(false);
        there('bob');
        let reads = 0;
        const {followed} = harness.store;
        harness.store.followed = () => {
            reads += 1;
            return followed.call(harness.store);
        };
        expect([await suggest('@'), await suggest('@b'), reads]).toEqual([[], [], 1]);
        await harness.acknowledge('new disk');
        await harness.app.idle();
        await harness.clock.sleep(3000);
        reads = 0;
        expect([await suggest('@'), await suggest('@b'), reads]).toEqual([['@bob'], ['@bob'], 1]);
    });

    it('are refused to accounts that see nothing, and when Mattermost is away', async () => {
        const {harness, members, suggest} = await start();
        const {id} = harness.chat.addUser('robot2', {isBot: true});
        await expect(suggest('@', id)).rejects.toMatchObject({code: 'forbidden'});
        members.failure = new AppError('mattermost_unreachable', 'away');
        await expect(suggest('@')).rejects.toMatchObject({code: 'mattermost_unreachable'});
    });
});
