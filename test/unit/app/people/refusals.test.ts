import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {problem, startHarness} from '../../../support/app/harness';

describe('what is refused', () => {
    it('a comment that is missing or too short, at the field, and the dialog can be sent again', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        expect(await harness.submit({comment: ' \n '})).toEqual({
            errors: {comment: 'Please say what you are doing about it.'},
        });
        expect(await harness.submit({comment: '\u200b\u2800\u3164\u{e0041}'})).toEqual({
            errors: {comment: 'Please say what you are doing about it.'},
        });
        expect(await harness.submit({comment: 'ab'})).toEqual({
            errors: {comment: 'Please write at least 3 characters.'},
        });
        expect(await harness.submit({comment: 'abc'})).toEqual({});
    });

    it('a button moved to another post', async () => {
        const harness = await startHarness();
        await harness.notify();
        const press = harness.pressOf(ACTION.acknowledge, {postId: 'x'.repeat(26)});
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'bad_signature'});
    });

    it.each([undefined, '', 'abc', 'abc.def', 42])('a forged token (%s)', async (token) => {
        const harness = await startHarness();
        await harness.notify();
        const press = {...harness.pressOf(ACTION.acknowledge), token};
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'bad_signature'});
    });

    it('a press that was already handled', async () => {
        const harness = await startHarness();
        await harness.notify();
        const press = harness.pressOf(ACTION.acknowledge);
        await harness.app.pressAction(press);
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'replayed'});
    });

    it('an expired button', async () => {
        const harness = await startHarness();
        await harness.notify();
        const press = harness.pressOf(ACTION.acknowledge);
        await harness.clock.sleep(31 * 86_400_000);
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'expired'});
    });

    it('a dialog of another person, of another channel, expired, or sent twice', async () => {
        const harness = await startHarness();
        const bob = harness.chat.addUser('bob');
        await harness.notify();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await expect(harness.submit({comment: 'hello'}, {userId: bob.id})).rejects.toMatchObject({
            code: 'bad_signature',
        });
        await expect(harness.submit({comment: 'hello'}, {channelId: 'elsewhere'})).rejects.toMatchObject({
            code: 'bad_signature',
        });
        await harness.submit({comment: 'hello'});
        await expect(harness.submit({comment: 'hello'})).rejects.toMatchObject({code: 'replayed'});
        await harness.app.idle();
        await harness.clock.sleep(3_700_000);
        await expect(harness.submit({comment: 'hello'})).rejects.toMatchObject({code: 'expired'});
    });

    it('an action token used as dialog state', async () => {
        const harness = await startHarness();
        await harness.notify();
        const state = String(harness.pressOf(ACTION.acknowledge).token);
        await expect(harness.submit({comment: 'hello'}, {state})).rejects.toMatchObject({code: 'bad_signature'});
    });

    it('a person who is not in the channel', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        harness.chat.outsiders.add([...harness.chat.users.keys()][0] ?? '');
        await expect(harness.submit({comment: 'let me'})).rejects.toMatchObject({code: 'forbidden'});
    });

    it('everything, when two-way integration is off; the posts carry no actions', async () => {
        const on = await startHarness();
        await on.notify();
        const press = on.pressOf(ACTION.acknowledge);
        const off = await startHarness({twoWay: false});
        await off.notify();
        expect(off.actions()).toEqual([]);
        await expect(off.app.pressAction(press)).rejects.toMatchObject({code: 'two_way_off'});
    });

    it('a button of an older post of the same object', async () => {
        const harness = await startHarness();
        await harness.notify();
        const old = harness.pressOf(ACTION.acknowledge);
        await harness.notify(
            problem({notificationtype: 'RECOVERY', state: '0', problemid: '', lastproblemid: 'problem-1'}),
        );
        await harness.notify(problem({problemid: 'problem-2'}));
        await expect(harness.app.pressAction(old)).rejects.toMatchObject({code: 'unknown_post'});
    });

    it('nothing of a webhook post: its button brings the alert and binds the post at the first press', async () => {
        const first = await startHarness();
        await first.notify();
        const press = first.pressOf(ACTION.acknowledge);
        const empty = await startHarness({}, undefined, first.chat);
        await empty.app.pressAction(press);
        expect(await empty.submit({comment: 'on it'})).toEqual({});
        await empty.app.idle();
        await expect(
            empty.app.pressAction({...press, postId: 'y'.repeat(26), triggerId: 'another'}),
        ).rejects.toMatchObject({code: 'bad_signature'});
    });

    it('an acknowledgement of what is acknowledged or recovered already, with the reason', async () => {
        const harness = await startHarness();
        await harness.notify();
        const press = harness.pressOf(ACTION.acknowledge);
        await harness.acknowledge();
        await harness.app.idle();
        await expect(harness.app.pressAction({...press, triggerId: 'late'})).rejects.toThrow(
            'Already acknowledged by Jane Roe',
        );
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0'}));
        await expect(harness.app.pressAction({...press, triggerId: 'later'})).rejects.toThrow('already recovered');
    });
});
