import {describe, expect, it} from 'vitest';
import {ACTION, CHOICE} from '#contract';
import type {MonitoringUser} from '../../../../server-proxy/src/app/people/user_port';
import {actionPolicy, identitiesOf, type PolicyName} from '../../../../server-proxy/src/domain/action/action_policy';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, problem, startHarness} from '../../../support/app/harness';

const policy = (name: PolicyName, list: readonly string[] = [], map: readonly string[] = []) =>
    actionPolicy(name, list, identitiesOf(map));

const start = async (...asked: Parameters<typeof policy>): Promise<AppHarness> => {
    const harness = await startHarness({actionPolicy: policy(...asked)});
    await harness.notify();
    return harness;
};

/** The sentence a press is refused with; undefined when its dialog opened. */
const refusalOf = async (harness: AppHarness, userId: string): Promise<string | undefined> => {
    try {
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge, {userId}));
        return undefined;
    } catch (error) {
        expect(error).toMatchObject({code: 'forbidden'});
        return (error as Error).message;
    }
};

const openUser = (email: string, more: Partial<MonitoringUser> = {}): MonitoringUser => ({
    fullName: 'Jane Roe',
    email,
    isActive: true,
    ...more,
});

describe('nobody may act, whatever the policy,', () => {
    it.each([
        ['a bot', {isBot: true}, 'Bots cannot act'],
        ['a guest', {isGuest: true}, 'Guests cannot act'],
        ['a deactivated account', {isActive: false}, 'deactivated'],
    ])('as %s', async (_who, account, sentence) => {
        for (const harness of [
            await start('everyone'),
            await start('listed', ['robot']),
            await start('mapped', [], ['robot = Robot']),
        ]) {
            const robot = harness.chat.addUser('robot', account);
            expect(await refusalOf(harness, robot.id)).toContain(sentence);
            expect(harness.chat.dialogs).toEqual([]);
        }
    });

    it('from outside the channel', async () => {
        const harness = await start('everyone');
        const bob = harness.chat.addUser('bob');
        harness.chat.outsiders.add(bob.id);
        expect(await refusalOf(harness, bob.id)).toContain("not a member of this post's channel");
    });
});

describe('every way to act asks the policy:', () => {
    it('the dialog, its submission, a quick reason, a retry, a removal', async () => {
        const harness = await start('listed', ['jane']);
        const [jane = ''] = harness.chat.users.keys();
        const bob = harness.chat.addUser('bob');
        for (const action of [ACTION.acknowledge, ACTION.quickReason]) {
            const press = harness.pressOf(action, {userId: bob.id, selectedOption: 'Known issue'});
            await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'forbidden'});
        }
        expect(harness.monitoring.commands).toEqual([]);
        await harness.acknowledge();
        await harness.app.idle();
        const removal = harness.pressOf(ACTION.removeAcknowledgement, {userId: bob.id});
        await expect(harness.app.pressAction(removal)).rejects.toMatchObject({code: 'forbidden'});
        expect(harness.monitoring.removals).toEqual([]);
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement, {userId: jane}));
        await harness.app.idle();
        expect(harness.monitoring.removals).toHaveLength(1);
    });

    it.each([
        [CHOICE.scheduleDowntime, 'schedule_downtime'],
        [CHOICE.cancelDowntime, 'cancel_downtime'],
        [CHOICE.recheck, 'recheck'],
        [CHOICE.recheckAll, 'recheck'],
    ])('the choice %s of the menu; nothing is opened or sent', async (choice, action) => {
        const harness = await start('listed', ['jane']);
        if (choice === CHOICE.cancelDowntime) {
            await harness.notify(problem({notificationtype: 'DOWNTIMESTART'}));
        }
        const bob = harness.chat.addUser('bob');
        const press = harness.pressOf(ACTION.more, {userId: bob.id, selectedOption: choice});
        await expect(harness.app.pressAction(press)).rejects.toThrow('Who may act');
        await harness.app.idle();
        expect(harness.chat.dialogs).toEqual([]);
        expect(harness.monitoring.rechecks).toEqual([]);
        expect(await harness.audit.recent({limit: 9})).toMatchObject([{action, result: 'refused', username: 'bob'}]);
    });

    it('a submission is refused when the person lost their place since the dialog opened', async () => {
        const harness = await start('listed', ['@oncall']);
        const [jane = ''] = harness.chat.users.keys();
        harness.chat.groups.set(jane, ['oncall']);
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        harness.chat.groups.set(jane, []);
        await expect(harness.submit({comment: 'let me'})).rejects.toMatchObject({code: 'forbidden'});
        await harness.app.idle();
        expect(harness.monitoring.commands).toEqual([]);
    });
});

describe('the policy listed', () => {
    it('takes user names in any case, user ids, and nobody else', async () => {
        const harness = await start('listed', ['Jane', `${'userann'.padEnd(26, '0')}`]);
        const [jane = ''] = harness.chat.users.keys();
        expect(await refusalOf(harness, jane)).toBeUndefined();
        expect(await refusalOf(harness, harness.chat.addUser('ann').id)).toBeUndefined();
        expect(await refusalOf(harness, harness.chat.addUser('bob').id)).toContain('Who may act setting');
    });

    it('takes groups; a user of the same name is not the group', async () => {
        const harness = await start('listed', ['@OnCall']);
        const [jane = ''] = harness.chat.users.keys();
        harness.chat.groups.set(jane, ['dba', 'oncall']);
        expect(await refusalOf(harness, jane)).toBeUndefined();
        const other = harness.chat.addUser('oncall');
        expect(await refusalOf(harness, other.id)).toMatch(/groups @oncall \(the Who may act setting\).*LDAP/);
    });

    it('says so when Mattermost does not tell the groups; names keep working', async () => {
        const harness = await start('listed', ['jane', '@oncall']);
        const [jane = ''] = harness.chat.users.keys();
        const bob = harness.chat.addUser('bob');
        for (const {id} of harness.chat.users.values()) {
            harness.chat.groups.set(id, new AppError('mattermost_forbidden', 'no licence'));
        }
        expect(await refusalOf(harness, jane)).toBeUndefined();
        expect(await refusalOf(harness, bob.id)).toMatch(/does not say who is in @oncall.*licence/);
    });

    it('takes system administrators by the word system_admin, not a user who calls himself so', async () => {
        const harness = await start('listed', ['system_admin']);
        const root = harness.chat.addUser('root', {isSystemAdmin: true});
        const impostor = harness.chat.addUser('system_admin');
        expect(await refusalOf(harness, root.id)).toBeUndefined();
        expect(await refusalOf(harness, impostor.id)).toContain('Who may act');
    });
});

describe('the policy mapped', () => {
    it('takes people of the table, by user name or user id, whose openITCOCKPIT user exists', async () => {
        const ann = 'userann'.padEnd(26, '0');
        const harness = await start('mapped', [], ['@Jane = Jane Roe', `${ann} = ann@example.org`]);
        harness.monitoring.users.push(openUser('jane@example.org'), openUser('ann@example.org', {fullName: 'Ann'}));
        const [jane = ''] = harness.chat.users.keys();
        expect(await refusalOf(harness, jane)).toBeUndefined();
        expect(await refusalOf(harness, harness.chat.addUser('ann').id)).toBeUndefined();
        expect(harness.monitoring.lookups).toEqual(['Jane Roe', 'ann@example.org']);
    });

    it('takes people whose proven address an active openITCOCKPIT user has', async () => {
        const harness = await start('mapped');
        harness.monitoring.users.push(openUser('ann@example.org'), openUser('old@example.org', {isActive: false}));
        const ann = harness.chat.addUser('ann', {provenEmail: 'ann@example.org'});
        const old = harness.chat.addUser('old', {provenEmail: 'old@example.org'});
        const bob = harness.chat.addUser('bob', {provenEmail: 'bob@example.org'});
        expect(await refusalOf(harness, ann.id)).toBeUndefined();
        expect(await refusalOf(harness, old.id)).toContain('is not active');
        expect(await refusalOf(harness, bob.id)).toMatch(/no user with the address bob@example\.org.*Identity map/);
    });

    it('never takes an address nobody vouches for', async () => {
        const harness = await start('mapped');
        harness.monitoring.users.push(openUser(''), openUser('boss@example.org'));
        const mallory = harness.chat.addUser('mallory', {provenEmail: ''});
        expect(await refusalOf(harness, mallory.id)).toMatch(/is not verified.*Verify it.*Identity map/);
        expect(harness.monitoring.lookups).toEqual([]);
    });

    it('names the right when the key may not list users', async () => {
        const harness = await start('mapped');
        harness.monitoring.failures.findUser = new AppError('openitcockpit_right_missing', 'no right');
        const ann = harness.chat.addUser('ann', {provenEmail: 'ann@example.org'});
        expect(await refusalOf(harness, ann.id)).toMatch(/Identity map.*Users › index/);
    });

    it('asks once, and lets a person whom it knew act while openITCOCKPIT is away, for a day', async () => {
        const harness = await start('mapped');
        harness.monitoring.users.push(openUser('ann@example.org'));
        const ann = harness.chat.addUser('ann', {provenEmail: 'ann@example.org'});
        await refusalOf(harness, ann.id);
        await refusalOf(harness, ann.id);
        expect(harness.monitoring.lookups).toHaveLength(1);
        harness.monitoring.failures.findUser = new AppError('openitcockpit_unreachable', 'It is away.');
        await harness.clock.sleep(3_600_000);
        expect(await refusalOf(harness, ann.id)).toBeUndefined();
        expect(harness.monitoring.lookups).toHaveLength(2);
        await harness.clock.sleep(24 * 3_600_000);
        expect(await refusalOf(harness, ann.id)).toMatch(/could not find out.*It is away\./);
    });

    it('forgets a person within minutes when openITCOCKPIT deactivates them', async () => {
        const harness = await start('mapped');
        harness.monitoring.users.push(openUser('ann@example.org'));
        const ann = harness.chat.addUser('ann', {provenEmail: 'ann@example.org'});
        expect(await refusalOf(harness, ann.id)).toBeUndefined();
        harness.monitoring.users = [openUser('ann@example.org', {isActive: false})];
        await harness.clock.sleep(11 * 60_000);
        expect(await refusalOf(harness, ann.id)).toContain('not active');
        harness.monitoring.users = [openUser('ann@example.org')];
        await harness.clock.sleep(60_000);
        expect(await refusalOf(harness, ann.id)).toBeUndefined();
    });

    it('opens the dialog when openITCOCKPIT is slow, and decides at the submission', async () => {
        const harness = await start('mapped');
        let answer: (user: MonitoringUser | undefined) => void = () => undefined;
        harness.monitoring.findUser = () => new Promise((resolve) => (answer = resolve));
        const ann = harness.chat.addUser('ann', {provenEmail: 'ann@example.org'});
        expect(await refusalOf(harness, ann.id)).toBeUndefined();
        expect(harness.chat.dialogs).toHaveLength(1);
        const submitted = harness.submit({comment: 'let me'}, {userId: ann.id});
        await new Promise((resolve) => setImmediate(resolve));
        answer(undefined);
        await expect(submitted).rejects.toMatchObject({code: 'forbidden'});
    });
});

describe('a refusal by policy', () => {
    it('is in the audit, once a minute for one person, alert and action', async () => {
        const harness = await start('listed', ['jane']);
        const bob = harness.chat.addUser('bob', {fullName: 'Bob `Smith`'});
        for (let times = 0; times < 5; times += 1) {
            await refusalOf(harness, bob.id);
        }
        await harness.app.idle();
        const entries = await harness.audit.recent({limit: 10});
        expect(entries).toEqual([
            {
                at: expect.any(Number),
                userId: bob.id,
                username: 'bob',
                author: expect.stringMatching(/^Bob .*\(@bob\)$/),
                action: 'acknowledge',
                key: expect.any(String),
                hostName: 'web01',
                serviceName: 'Ping',
                result: 'refused',
                detail: expect.stringContaining('Who may act'),
                comment: '',
                postId: harness.post.postId,
                channelId: harness.post.channelId,
            },
        ]);
        await harness.clock.sleep(61_000);
        await refusalOf(harness, bob.id);
        await harness.app.idle();
        expect(await harness.audit.recent({limit: 10})).toHaveLength(2);
        expect(await harness.metrics.text()).toMatch(/actions_total\{action="acknowledge",outcome="refused"\} 2/);
    });

    it('stands when the audit cannot be written; the log has the entry', async () => {
        const harness = await start('listed', ['jane']);
        harness.audit.record = () => Promise.reject(new Error('disk full'));
        const bob = harness.chat.addUser('bob');
        expect(await refusalOf(harness, bob.id)).toContain('Who may act');
        await harness.app.idle();
        expect(harness.logger.lines).toContainEqual(
            expect.objectContaining({
                level: 'error',
                message: 'The audit could not be written',
                facts: expect.objectContaining({username: 'bob', result: 'refused'}),
            }),
        );
    });
});

describe('the audit', () => {
    it('holds who acknowledged what, when, with which result and where', async () => {
        const harness = await start('everyone');
        const [jane = ''] = harness.chat.users.keys();
        await harness.acknowledge();
        await harness.app.idle();
        const entries = await harness.audit.recent({host: 'web01', limit: 10});
        expect(entries.map(({result, action, username}) => [result, action, username])).toEqual([
            ['confirmed', 'acknowledge', 'jane'],
            ['asked', 'acknowledge', 'jane'],
        ]);
        expect(entries[0]).toMatchObject({
            userId: jane,
            author: 'Jane Roe (@jane)',
            comment: 'replacing the disk',
            serviceName: 'Ping',
            postId: harness.post.postId,
        });
    });

    it('is shown to administrators only, when the policy names nobody', async () => {
        const harness = await start('everyone');
        const [jane = ''] = harness.chat.users.keys();
        const root = harness.chat.addUser('root', {isSystemAdmin: true});
        await harness.acknowledge();
        await harness.app.idle();
        await expect(harness.app.readAudit(jane, {limit: 20})).rejects.toMatchObject({
            code: 'forbidden',
            message: expect.stringContaining('only system administrators'),
        });
        expect(await harness.app.readAudit(root.id, {limit: 20})).toHaveLength(2);
    });

    it('is shown to those whom the policy names, never to guests', async () => {
        const listed = await start('listed', ['jane', 'guest']);
        const [jane = ''] = listed.chat.users.keys();
        expect(await listed.app.readAudit(jane, {limit: 20})).toEqual([]);
        for (const other of [listed.chat.addUser('bob'), listed.chat.addUser('guest', {isGuest: true})]) {
            await expect(listed.app.readAudit(other.id, {limit: 20})).rejects.toMatchObject({code: 'forbidden'});
        }
        const mapped = await start('mapped', [], ['jane = Jane Roe']);
        mapped.monitoring.users.push(openUser('jane@example.org'));
        expect(await mapped.app.readAudit(jane, {limit: 20})).toEqual([]);
    });
});
