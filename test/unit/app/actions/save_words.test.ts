import {describe, expect, it, vi} from 'vitest';
import {ACTION} from '#contract';
import type {ChatUser} from '../../../../server-proxy/src/app/posts/chat_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {asAppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, KEY, problem, type SETTINGS, startHarness} from '../../../support/app/harness';
import {expectSameShape, HOSTILE} from '../../../support/hostile';

const REPLY = 'reply'.padEnd(26, '1');

/** A problem that Jane has acknowledged, and a reply below it. */
const started = async (message = 'disk replaced; rebuild `runs`', settings: Partial<typeof SETTINGS> = {}) => {
    const harness: AppHarness = await startHarness(settings, undefined, undefined, undefined, undefined, {
        threads: {
            newestReply: async (rootId, userId) =>
                [...harness.chat.written.values()].findLast((post) => post.rootId === rootId && post.userId === userId)
                    ?.message,
        },
    });
    await harness.notify();
    await harness.acknowledge('looking', {});
    await harness.app.idle();
    const [jane = ''] = harness.chat.users.keys();
    const write = (text: string, userId = jane, more = {}) =>
        harness.chat.written.set(REPLY, {
            message: text,
            props: {},
            channelId: harness.post.channelId,
            userId,
            rootId: harness.post.postId,
            ...more,
        });
    write(message);
    const save = async (userId = jane, postId = REPLY) => {
        await harness.clock.sleep(5000);
        await harness.app.saveWords({userId, postId});
        await harness.app.idle();
        return harness.chat.told.at(-1)?.message;
    };
    /** As a command in the thread. @returns what it answers, or why not */
    const type = async (text: string, userId = jane, rootId = harness.post.postId) => {
        await harness.clock.sleep(5000);
        try {
            const said = await harness.app.saveTypedWords({userId, channelId: harness.post.channelId, rootId, text});
            await harness.app.idle();
            return said('en');
        } catch (error) {
            return asAppError(error).sentence('en');
        }
    };
    return {harness, jane, write, save, type};
};

const commandsOf = (harness: AppHarness) => harness.monitoring.commands.slice(1);

describe('Save to openITCOCKPIT', () => {
    it('replaces the comment of the acknowledgement: nobody is notified, stickiness is kept, and it is read back', async () => {
        const {harness, save} = await started();
        await save();
        expect(commandsOf(harness)).toMatchObject([
            {
                comment: 'disk replaced； rebuild ˋrunsˋ',
                sticky: true,
                notify: false,
                author: expect.stringContaining('@jane'),
            },
        ]);
        expect((await harness.store.get(KEY))?.ack).toMatchObject({
            comment: 'disk replaced； rebuild ˋrunsˋ',
            username: 'jane',
            via: 'mattermost',
        });
        expect(harness.chat.replies.at(-1)?.message).toContain('disk replaced');
        const [ended, asked] = await harness.audit.recent({limit: 2});
        expect([asked?.action, asked?.result, asked?.comment]).toEqual([
            'replace_comment',
            'asked',
            'disk replaced； rebuild ˋrunsˋ',
        ]);
        expect([ended?.action, ended?.result]).toEqual(['replace_comment', 'confirmed']);
    });

    it('keeps that it is not sticky, and when it ends', async () => {
        const {harness, save} = await started();
        await harness.store.update(KEY, (record) =>
            record?.ack ? {...record, ack: {...record.ack, sticky: false, until: 1_895_490_000, lasts: 3600}} : record,
        );
        const {acknowledgement} = harness.monitoring.status;
        harness.monitoring.status = {
            ...harness.monitoring.status,
            ...(acknowledgement && {acknowledgement: {...acknowledgement, sticky: false}}),
        };
        const {at} = (await harness.store.get(KEY))?.ack ?? {};
        await save();
        expect(commandsOf(harness)).toMatchObject([{sticky: false}]);
        expect((await harness.store.get(KEY))?.ack).toMatchObject({
            at,
            sticky: false,
            until: 1_895_490_000,
            lasts: 3600,
        });
    });

    it('of somebody else’s reply says whose words they are', async () => {
        const {harness, write, save} = await started();
        const kim = harness.chat.addUser('kim', {fullName: 'Kim Lee'});
        write('the switch is dead', kim.id);
        await save();
        expect(commandsOf(harness)).toMatchObject([{comment: 'kim: the switch is dead'}]);
    });

    it('is what another reading shows afterwards, without a second line', async () => {
        const {harness, save} = await started();
        await save();
        const lines = harness.chat.replies.length;
        harness.monitoring.status = {
            ...harness.monitoring.status,
            freshAt: momentAt(Math.ceil(harness.clock.now() / 1000) + 1),
        };
        await harness.app.reconcile();
        expect(harness.chat.replies).toHaveLength(lines);
        expect((await harness.store.get(KEY))?.ack).toMatchObject({
            via: 'mattermost',
            comment: expect.stringContaining('disk'),
        });
    });

    it('says so where openITCOCKPIT does not show it', async () => {
        const {harness, save} = await started();
        harness.monitoring.acknowledge = async () => undefined;
        expect(await save()).toMatch(
            /^These words were not saved to openITCOCKPIT: openITCOCKPIT accepted the comment but/,
        );
        expect((await harness.store.get(KEY))?.ack).toMatchObject({comment: 'looking'});
    });

    it('acknowledges nothing that is not acknowledged any more', async () => {
        const {harness, save} = await started();
        harness.monitoring.status = {
            ...harness.monitoring.status,
            acknowledged: false,
            acknowledgement: undefined,
        } as never;
        expect(await save()).toContain('this problem is not acknowledged');
        expect(commandsOf(harness)).toEqual([]);
    });
});

describe('/openitcockpit save in a thread', () => {
    it('saves one’s newest reply, as the menu does: nobody is notified, stickiness is kept, and it is read back', async () => {
        const {harness, write, type} = await started();
        const kim = harness.chat.addUser('kim', {fullName: 'Kim Lee'});
        write('not these', kim.id);
        harness.chat.written.set('newer'.padEnd(26, '2'), {
            message: 'disk *replaced*',
            props: {},
            channelId: harness.post.channelId,
            userId: harness.chat.users.keys().next().value ?? '',
            rootId: harness.post.postId,
        });
        expect(await type('')).toBe('Saving to openITCOCKPIT: disk \\*replaced\\*');
        expect(commandsOf(harness)).toMatchObject([{comment: 'disk *replaced*', sticky: true, notify: false}]);
        expect((await harness.store.get(KEY))?.ack).toMatchObject({comment: 'disk *replaced*', username: 'jane'});
        expect(harness.chat.replies.at(-1)?.message).toContain('replaced');
        const [ended, asked] = await harness.audit.recent({limit: 2});
        expect([asked, ended].map((entry) => `${entry?.action} ${entry?.result}`)).toEqual([
            'replace_comment asked',
            'replace_comment confirmed',
        ]);
    });

    it('saves the words after it', async () => {
        const {harness, type} = await started();
        await type('fan “B” replaced; @all look');
        expect(commandsOf(harness)).toMatchObject([{comment: 'fan “B” replaced； @all look'}]);
    });

    it('reads the post above the thread once, and the reply not again', async () => {
        const {harness, type} = await started();
        const readPost = vi.spyOn(harness.chat, 'readPost');
        await type('');
        expect(commandsOf(harness)).toHaveLength(1);
        expect(readPost.mock.calls).toEqual([[harness.post.postId]]);
    });

    it.each(HOSTILE)(
        '%s: are one harmless line for the core, and text in the thread and the answer',
        async (_, text) => {
            const told = async (words: string) => {
                const {harness, type} = await started();
                const answer = await type(words);
                const [command] = commandsOf(harness);
                return {answer, line: harness.chat.replies.at(-1)?.message ?? '', comment: command?.comment ?? ''};
            };
            const [evil, plain] = [await told(text), await told('plain')];
            expect(evil.comment).not.toMatch(/[`$"'\\;&|<>\n\r\u202e\u2028]/);
            expect(evil.comment.length).toBeLessThanOrEqual(1000);
            expectSameShape(evil.answer, plain.answer, 'answer');
            expectSameShape(evil.line, plain.line, 'line');
        },
    );

    it('says what to do outside a thread, and where there is no reply or nothing to see', async () => {
        const {harness, write, type} = await started();
        expect(await type('', undefined, '')).toContain('Type this in the thread of an alert');
        const kim = harness.chat.addUser('kim');
        expect(await type('', kim.id)).toContain('You have not written a reply in this thread');
        write(' \u200b ');
        expect(await type('')).toContain('There are no words of a person');
        expect(await type('\u200b\u202e')).toContain('This text has no visible characters');
        expect(commandsOf(harness)).toEqual([]);
    });

    it('acts for nobody who may not acknowledge there, and says nothing of threads that one may not read', async () => {
        const {harness, type} = await started();
        const guest = harness.chat.addUser('guest', {isGuest: true});
        expect(await type('words', guest.id)).toMatch(/^Guests cannot act/);
        const bob = harness.chat.addUser('bob');
        harness.chat.outsiders.add(bob.id);
        const nothing = 'This problem is over, or it is in none of your channels.';
        expect(await type('words', bob.id)).toBe(nothing);
        expect(await type('words', bob.id, 'nowhere'.padEnd(26, '0'))).toBe(nothing);
        expect(commandsOf(harness)).toEqual([]);
    });

    it('says so where nobody has acknowledged, and in another thread', async () => {
        const {harness, jane, type} = await started();
        const other = 'other'.padEnd(26, '2');
        const {channelId} = harness.post;
        harness.chat.written.set(other, {message: 'lunch?', props: {}, channelId, userId: jane, rootId: ''});
        expect(await type('words', jane, other)).toContain('Only replies below the post of an alert');
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: false};
        const disk = {serviceuuid: '22222222-0000-4000-8000-000000000000', servicename: 'Disk', problemid: 'disk'};
        await harness.notify(problem(disk));
        expect(await type('words')).toContain('this problem is not acknowledged');
        expect(commandsOf(harness)).toEqual([]);
    });
});

describe('who may save words, and which', () => {
    it.each<[string, Partial<ChatUser>, RegExp]>([
        ['a guest', {isGuest: true}, /^Guests cannot act/],
        ['somebody who is not listed', {}, /^You are not one of the people who may act here/],
    ])('%s is refused with a sentence, and openITCOCKPIT hears nothing', async (_, more, sentence) => {
        const policy = {name: 'listed', users: new Set(['jane']), groups: [], systemAdmins: false} as never;
        const {harness, save} = await started('words', more.isGuest ? {} : {actionPolicy: policy});
        const bob = harness.chat.addUser('bob', more);
        expect(await save(bob.id)).toMatch(sentence);
        expect(commandsOf(harness)).toEqual([]);
        const [entry] = await harness.audit.recent({limit: 1});
        expect([entry?.username, entry?.action, entry?.result]).toEqual(['bob', 'replace_comment', 'refused']);
    });

    it('who is not in the channel is not told whether there is such a post', async () => {
        const {harness, save} = await started();
        const bob = harness.chat.addUser('bob');
        harness.chat.outsiders.add(bob.id);
        const nothing = 'This problem is over, or it is in none of your channels.';
        await expect(save(bob.id)).rejects.toThrow(nothing);
        await expect(save(bob.id, 'nowhere'.padEnd(26, '0'))).rejects.toThrow(nothing);
        expect(commandsOf(harness)).toEqual([]);
    });

    it.each([
        ['a reply without words', {message: ' \u200b '}, 'There are no words of a person'],
        ['a post that is no reply', {rootId: ''}, 'Only replies below the post of an alert'],
        ['a reply below another post', {rootId: 'other'.padEnd(26, '2')}, 'Only replies below the post of an alert'],
    ])('%s', async (_, more, sentence) => {
        const {harness, jane, write, save} = await started();
        harness.chat.written.set('other'.padEnd(26, '2'), {
            message: 'no alert',
            props: {attachments: [{actions: [{integration: {context: {token: 'forged'}}}]}, null, 7]},
            channelId: harness.post.channelId,
            userId: jane,
            rootId: '',
        });
        write('words', jane, more);
        expect(await save()).toContain(sentence);
        expect(commandsOf(harness)).toEqual([]);
    });

    it('a problem that nobody has acknowledged', async () => {
        const harness = await startHarness();
        await harness.notify();
        const [jane = ''] = harness.chat.users.keys();
        const {channelId, postId: rootId} = harness.post;
        harness.chat.written.set(REPLY, {message: 'words', props: {}, channelId, userId: jane, rootId});
        await harness.app.saveWords({userId: jane, postId: REPLY});
        expect(harness.chat.told.at(-1)?.message).toContain('this problem is not acknowledged');
        expect(harness.actions().map(({id}) => id)).toContain(ACTION.acknowledge);
    });
});
