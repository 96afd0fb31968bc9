import {describe, expect, it} from 'vitest';
import {HOST_UUID, problem, startHarness} from '../../../support/app/harness';

const custom = (more: Record<string, unknown> = {}) =>
    problem({
        type: 'Host',
        notificationtype: 'CUSTOM',
        serviceuuid: '',
        servicename: '',
        state: '0',
        problemid: '',
        ...more,
    });

const IS_TEST = 'Test notification from openITCOCKPIT Doctor, nothing to do';

describe('a test notification of Doctor', () => {
    it('has come when a custom notification about the host has, and its post says that it is a test', async () => {
        const {app, notify, chat} = await started();
        expect(await app.expectTest(HOST_UUID, 'mark-one')).toBe(false);
        await notify(custom());
        expect(await app.expectTest(HOST_UUID, 'mark-one')).toBe(true);
        expect([...chat.posts.values()].map(({message}) => message)).toEqual([
            `✅ UP Notification about web01: ${IS_TEST}`,
        ]);
    });

    it('is told by its mark where the command passes the comment on, and does not hold another one up', async () => {
        const {app, notify} = await started();
        await app.expectTest(HOST_UUID, 'mark-one');
        await app.expectTest(HOST_UUID, 'mark-two');
        await notify(custom({ackcomment: 'Lunch is ready'}));
        await notify(custom({ackcomment: 'Test mark-two'}));
        expect(await app.expectTest(HOST_UUID, 'mark-one')).toBe(false);
        expect(await app.expectTest(HOST_UUID, 'mark-two')).toBe(true);
    });

    it('is a line in the thread of the problem of the host', async () => {
        const {app, notify, chat} = await started();
        await notify(custom({notificationtype: 'PROBLEM', state: '1', problemid: 'p'}));
        await app.expectTest(HOST_UUID, 'mark-one');
        await notify(custom({state: '1', problemid: 'p'}));
        expect(chat.posts.size).toBe(1);
        expect(chat.replies.map(({message}) => message)).toEqual([`Notification about web01: ${IS_TEST}`]);
    });

    it('is nothing else: no problem, no service, and nothing ten minutes later', async () => {
        const {app, notify, chat, clock} = await started();
        await app.expectTest(HOST_UUID, 'mark-one');
        await notify(custom({notificationtype: 'PROBLEM', state: '1', problemid: 'p'}));
        await notify(problem({notificationtype: 'CUSTOM'}));
        expect(await app.expectTest(HOST_UUID, 'mark-one')).toBe(false);
        await clock.sleep(601_000);
        await notify(custom({state: '1', problemid: 'p'}));
        expect(await app.expectTest(HOST_UUID, 'mark-one')).toBe(false);
        expect(JSON.stringify([...chat.posts.values(), ...chat.replies])).not.toContain(IS_TEST);
    });
});

const started = async () => {
    const harness = await startHarness();
    const {app, chat, clock} = harness;
    return {app, chat, clock, notify: (fields: Record<string, unknown>) => harness.notify(fields)};
};
