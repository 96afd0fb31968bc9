import {describe, expect, it} from 'vitest';
import type {ChatUser} from '../../../../server-proxy/src/app/posts/chat_port';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {entryOf} from '../../../../server-proxy/src/domain/panel/panel_row';
import {shownAlert} from '../../../support/app/ack_ends';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';
import {channelOf, handOver, messagesTo, pressOf} from '../../../support/app/shift';

const JANE = 'userjane'.padEnd(26, '0');

/** A problem that jane has acknowledged, and bob. */
const start = async (): Promise<{harness: AppHarness; bob: ChatUser}> => {
    const harness = await startHarness();
    const bob = harness.chat.addUser('bob', {fullName: 'Bob Poe'});
    await harness.notify();
    await harness.acknowledge('new disk');
    await harness.app.idle();
    return {harness, bob};
};

const asked = async (harness: AppHarness, typed = '@bob'): Promise<string> => {
    const said = await handOver(harness, JANE, typed);
    await harness.app.idle();
    return said;
};

const answer = async (harness: AppHarness, {id}: ChatUser, does: 'accept' | 'decline', userId = id) => {
    const question = messagesTo(harness, id).at(-1);
    await harness.app.pressAction(pressOf(harness, question?.props.attachments, `shift${does}`, userId));
    await harness.app.idle();
};

const ownersOf = async (harness: AppHarness) => {
    const record = await harness.store.get(KEY);
    return record && entryOf(record, '')?.owners;
};

describe('handing over to a person', () => {
    it('asks them in a direct message; what they accept is theirs, in the panel and on the post', async () => {
        const {harness, bob} = await start();
        expect(await asked(harness)).toBe('Bob Poe (@\u200bbob) is asked to take over 1 problem.');
        const [question] = messagesTo(harness, bob.id);
        expect(question?.message).toBe('Jane Roe (@\u200bjane) wants to hand over 1 problem to you.');
        expect(JSON.stringify(question?.props)).toContain('CRITICAL Ping on web01');
        expect(await ownersOf(harness)).toEqual([JANE]);
        await answer(harness, bob, 'accept');
        expect(await ownersOf(harness)).toEqual([bob.id]);
        expect(shownAlert(harness).acknowledgement?.author).toBe('Jane Roe (@jane) → Bob Poe (@bob)');
        expect(harness.chat.replies.at(-1)?.message).toBe(
            'Jane Roe (@\u200bjane) handed this problem over to Bob Poe (@\u200bbob).',
        );
        expect(messagesTo(harness, bob.id).map(({props}) => JSON.stringify(props))).toEqual([
            expect.stringContaining('You accepted.'),
        ]);
        expect(messagesTo(harness, JANE).map(({message}) => message)).toEqual([
            'Bob Poe (@\u200bbob) accepted: 1 problem handed over.',
        ]);
        const entries = await harness.audit.recent({limit: 9});
        expect(entries.filter(({action}) => action === 'hand_over')).toMatchObject([
            {username: 'bob', result: 'accepted', objects: '1: web01/Ping', detail: '@jane'},
            {username: 'jane', result: 'asked', objects: '1: web01/Ping', detail: '@bob'},
        ]);
    });

    it('is theirs to hand on, and the acknowledgement’s end asks whoever has it', async () => {
        const {harness, bob} = await start();
        const ann = harness.chat.addUser('ann', {fullName: 'Ann Lee'});
        await asked(harness);
        await answer(harness, bob, 'accept');
        await expect(handOver(harness, JANE, '@ann')).rejects.toThrow('No problem is yours');
        await harness.clock.sleep(2000);
        await handOver(harness, bob.id, '@Ann');
        await harness.app.idle();
        await answer(harness, ann, 'accept');
        expect(await ownersOf(harness)).toEqual([ann.id]);
        const now = Math.floor(harness.clock.now() / 1000);
        await harness.store.update(KEY, (record) =>
            record?.ack ? {...record, ack: {...record.ack, until: now + 60, lasts: 3600}} : record,
        );
        await harness.app.endAcknowledgements();
        expect(messagesTo(harness, ann.id).at(-1)?.message).toContain('Your acknowledgement of Ping on web01 ends');
    });

    it('changes nothing when they decline, and both are told', async () => {
        const {harness, bob} = await start();
        await asked(harness);
        await answer(harness, bob, 'decline');
        expect(await ownersOf(harness)).toEqual([JANE]);
        expect(messagesTo(harness, JANE).at(-1)?.message).toBe(
            'Bob Poe (@\u200bbob) declined. Your problems stay yours.',
        );
        expect(JSON.stringify(messagesTo(harness, bob.id).at(-1)?.props)).toContain('You declined.');
    });

    it('can be answered once, and by nobody else', async () => {
        const {harness, bob} = await start();
        await asked(harness);
        const question = messagesTo(harness, bob.id).at(-1);
        await expect(answer(harness, bob, 'accept', JANE)).rejects.toThrow('Somebody else was asked this.');
        const press = () =>
            harness.app.pressAction(pressOf(harness, question?.props.attachments, 'shiftaccept', bob.id));
        await press();
        await expect(press()).rejects.toThrow('There is nothing to decide any more');
    });

    it('leaves out what was acknowledged since, or is over by then', async () => {
        const {harness, bob} = await start();
        await asked(harness);
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0', output: 'OK'}));
        await answer(harness, bob, 'accept');
        expect(messagesTo(harness, JANE).at(-1)?.message).toContain('accepted: 0 problems');
    });

    it('expires after a day, and both learn it', async () => {
        const {harness, bob} = await start();
        await asked(harness);
        harness.clock.shift(86_400_000 + 60_000);
        await harness.app.tendShifts();
        expect(JSON.stringify(messagesTo(harness, bob.id).at(-1)?.props)).toContain('not answered within a day');
        expect(messagesTo(harness, JANE).at(-1)?.message).toContain('has not answered within a day');
    });

    it('of the same person replaces the one before', async () => {
        const {harness, bob} = await start();
        harness.chat.addUser('ann');
        await asked(harness);
        await asked(harness, '@ann');
        expect(JSON.stringify(messagesTo(harness, bob.id).at(-1)?.props)).toContain('another hand-over took its place');
    });

    it('asks when Mattermost is back, and once', async () => {
        const {harness, bob} = await start();
        harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await handOver(harness, JANE, '@bob');
        await harness.app.idle();
        expect(messagesTo(harness, bob.id)).toEqual([]);
        harness.chat.failure = undefined;
        await harness.app.tendShifts();
        await harness.app.tendShifts();
        expect(messagesTo(harness, bob.id)).toHaveLength(1);
    });
});

describe('whom problems cannot be handed over to', () => {
    it('somebody who is in none of their channels', async () => {
        const {harness, bob} = await start();
        harness.chat.unseen.set(bob.id, new Set([channelOf(harness)]));
        await expect(handOver(harness, JANE, '@bob')).rejects.toThrow(/is in none of the channels/);
    });

    it.each([
        ['a guest', {isGuest: true}, 'Bob Poe (@\u200bbob) is a guest, and guests cannot act on problems.'],
        ['a bot', {isBot: true}, 'Bob Poe (@\u200bbob) is a bot: problems can be handed over to people only.'],
        ['a deactivated account', {isActive: false}, 'The account of Bob Poe (@\u200bbob) is deactivated'],
    ])('%s', async (_name, more, sentence) => {
        const {harness, bob} = await start();
        harness.chat.users.set(bob.id, {...bob, ...more});
        const refused = handOver(harness, JANE, '@bob');
        await expect(refused).rejects.toMatchObject({code: 'forbidden'});
        await expect(refused).rejects.toThrow(sentence);
        expect(messagesTo(harness, bob.id)).toEqual([]);
    });

    it('oneself, and nobody', async () => {
        const {harness} = await start();
        await expect(handOver(harness, JANE, '@jane')).rejects.toThrow('yours already');
        await expect(handOver(harness, JANE, '@nobody')).rejects.toThrow('nobody called @\u200bnobody');
        await expect(handOver(harness, JANE, '@../x')).rejects.toThrow('nobody called');
    });

    it('by a guest', async () => {
        const {harness} = await start();
        const guest = harness.chat.addUser('guest', {isGuest: true});
        await expect(handOver(harness, guest.id, '@bob')).rejects.toMatchObject({code: 'forbidden'});
    });
});

describe('the button that asks whom', () => {
    it('opens a dialog with the people of the server, and asks whoever is chosen', async () => {
        const {harness, bob} = await start();
        const {attachments} = await harness.app.handover({userId: JANE, channelId: channelOf(harness)}, '');
        await harness.app.pressAction(pressOf(harness, attachments, 'shifthand', JANE));
        const {dialog} = harness.chat.dialogs.at(-1) ?? {};
        expect(dialog?.elements).toMatchObject([{name: 'person', type: 'select', data_source: 'users'}]);
        const submit = (person: string) => harness.submit({person}, {channelId: channelOf(harness)});
        expect(await submit('')).toEqual({errors: {person: 'Choose a person.'}});
        expect(await submit(JANE)).toEqual({errors: {person: 'These problems are yours already.'}});
        expect(await submit(bob.id)).toEqual({});
        await harness.app.idle();
        expect(messagesTo(harness, bob.id)).toHaveLength(1);
        expect(harness.chat.told.at(-1)?.message).toContain('is asked to take over 1 problem.');
    });

    it('says so to whom nothing belongs', async () => {
        const {harness, bob} = await start();
        const {attachments} = await harness.app.handover({userId: bob.id, channelId: channelOf(harness)}, '');
        await expect(harness.app.pressAction(pressOf(harness, attachments, 'shifthand', bob.id))).rejects.toThrow(
            'No problem is yours',
        );
    });
});
