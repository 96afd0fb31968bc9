import {describe, expect, it} from 'vitest';
import {ACTION, CHOICE} from '#contract';
import type {MonitoringUser} from '../../../../server-proxy/src/app/people/user_port';
import {actionPolicy, identitiesOf} from '../../../../server-proxy/src/domain/action/action_policy';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, startHarness} from '../../../support/app/harness';

const start = async (...map: readonly string[]): Promise<AppHarness> => {
    const harness = await startHarness({actionPolicy: actionPolicy('mapped', [], identitiesOf(map))});
    await harness.notify();
    return harness;
};

const openUser = (more: Partial<MonitoringUser> = {}): MonitoringUser => ({
    fullName: 'Jane Roe',
    email: 'jane@example.org',
    isActive: true,
    ...more,
});

const refusalOf = async (harness: AppHarness): Promise<string | undefined> => {
    try {
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        return undefined;
    } catch (error) {
        expect(error).toMatchObject({code: 'forbidden'});
        return (error as Error).message;
    }
};

describe('the right side of the identity map', () => {
    it('grants nothing when openITCOCKPIT has no such user, and everybody concerned is told', async () => {
        const harness = await start('jane = nobody');
        expect(await refusalOf(harness)).toMatch(/Identity map.*nobody.*no such user/);
        expect(harness.chat.dialogs).toEqual([]);
        await harness.app.idle();
        expect(await harness.audit.recent({limit: 9})).toMatchObject([{result: 'refused', username: 'jane'}]);
        expect(harness.app.findings('note').join()).toMatch(/jane = nobody/);
    });

    it('grants nothing when the user is not active, or the name belongs to several', async () => {
        const harness = await start('jane = Jane Roe');
        harness.monitoring.users.push(openUser({isActive: false}));
        expect(await refusalOf(harness)).toContain('(Jane Roe) is not active');
        harness.monitoring.users = [openUser(), openUser({email: 'other@example.org'})];
        await harness.clock.sleep(60_000);
        expect(await refusalOf(harness)).toContain('no such user');
        harness.monitoring.users = [openUser()];
        await harness.clock.sleep(60_000);
        expect(await refusalOf(harness)).toBeUndefined();
        expect(harness.app.findings('note')).toEqual([]);
    });

    it('is not looked up where the API key may not list users, which administrators are told elsewhere', async () => {
        const harness = await start('jane = Jane Roe');
        harness.monitoring.failures.findUser = new AppError('openitcockpit_right_missing', 'no right');
        expect(await refusalOf(harness)).toBeUndefined();
    });

    it('is not taken on trust while openITCOCKPIT is away, unless it was right within the last day', async () => {
        const harness = await start('jane = Jane Roe');
        harness.monitoring.failures.findUser = new AppError('openitcockpit_unreachable', 'It is away.');
        expect(await refusalOf(harness)).toContain('It is away.');
        harness.monitoring.failures = {};
        harness.monitoring.users.push(openUser());
        expect(await refusalOf(harness)).toBeUndefined();
        harness.monitoring.failures.findUser = new AppError('openitcockpit_unreachable', 'It is away.');
        await harness.clock.sleep(3_600_000);
        expect(await refusalOf(harness)).toBeUndefined();
    });
});

describe('the containers of a mapped person', () => {
    const act = async (containers: MonitoringUser['containers'], path: readonly (number | undefined)[] = [1, 2]) => {
        const harness = await start('jane = Jane Roe');
        harness.monitoring.users.push(openUser(containers ? {containers} : {}));
        harness.monitoring.containers = [path];
        await harness.acknowledge();
        await harness.app.idle();
        return harness;
    };

    it('decide: nothing is sent for what the person may only read or not even see', async () => {
        for (const containers of [new Map([[2, false]]), new Map([[3, true]]), new Map<number, boolean>()]) {
            const harness = await act(containers);
            expect(harness.monitoring.commands).toEqual([]);
            expect(JSON.stringify(harness.post.props)).toMatch(/Jane Roe .*@.*jane.* may not edit Ping on web01/);
            expect(harness.actions().map(({id}) => id)).toContain(ACTION.retry);
            expect((await harness.audit.recent({limit: 1}))[0]).toMatchObject({result: 'not_sent'});
        }
    });

    it.each([
        ['the container itself', new Map([[2, true]])],
        ['one above', new Map([[1, true]])],
    ])('let act with the right to edit %s', async (_what, containers) => {
        const harness = await act(containers);
        expect(harness.monitoring.commands).toHaveLength(1);
        expect(harness.app.findings('note')).toEqual([]);
    });

    it.each([
        ['the containers of the person', undefined, [1, 2]],
        ['the path to the container', new Map([[3, false]]), [1, undefined, 4]],
    ])(
        'are passed over where openITCOCKPIT does not tell %s, and administrators are told',
        async (_what, rights, path) => {
            const harness = await act(rights, path);
            expect(harness.monitoring.commands).toHaveLength(1);
            expect(harness.app.findings('note').join()).toMatch(/does not tell.*Jane Roe/);
        },
    );

    it('count for rechecks, downtimes and removals as well; the channel is told', async () => {
        const harness = await act(new Map([[2, true]]));
        harness.monitoring.users = [openUser({containers: new Map([[2, false]])})];
        await harness.clock.sleep(3_600_000);
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        await harness.app.idle();
        await harness.choose(CHOICE.recheck);
        await harness.app.idle();
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({length: '1h', comment: 'disk'});
        await harness.app.idle();
        const {monitoring} = harness;
        expect([monitoring.removals, monitoring.rechecks, monitoring.downtimeCommands]).toEqual([[], [], []]);
        expect(harness.chat.replies.filter(({message}) => message.includes('may not edit'))).toHaveLength(3);
    });
});
