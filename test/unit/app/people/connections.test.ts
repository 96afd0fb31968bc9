import {describe, expect, it} from 'vitest';
import {ACTION, CHOICE} from '#contract';
import {actionPolicy, type PolicyName} from '../../../../server-proxy/src/domain/action/action_policy';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {foundObject} from '../../../support/app/found_objects';
import {type AppHarness, startHarness} from '../../../support/app/harness';
import {FakeVault} from '../../../support/app/personal_fake';

const KEY = 'c0ffee'.repeat(20);

const start = async (policy: PolicyName = 'connected') => {
    const vault = new FakeVault();
    const settings = {actionPolicy: actionPolicy(policy, [], new Map())};
    const harness = await startHarness(settings, undefined, new FakeChat(), new FakeMonitoring(), vault);
    harness.monitoring.keys.set(KEY, {userName: 'Jane in openITCOCKPIT', email: 'jane@example.org'});
    const [jane = ''] = harness.chat.users.keys();
    const channelId = 'channelops/alerts'.padEnd(26, 'c');
    await harness.notify();
    const connect = async (api_key: string, more: {userId?: string} = {}) => {
        await harness.app.connect({userId: jane, channelId, triggerId: 'trigger'});
        return harness.submit({api_key}, {channelId, ...more});
    };
    return {harness, vault, jane, channelId, connect};
};

/** Everything that was ever written or said. */
const saidIn = ({chat, logger}: AppHarness): string =>
    JSON.stringify([chat.history, chat.told, chat.replies, chat.dialogs, logger.lines.map((line) => errorsIn(line))]);

/** JSON leaves out what errors hold. */
const errorsIn = (line: AppHarness['logger']['lines'][number]) => [line, String((line.facts?.error as Error)?.stack)];

const refusalOf = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
        () => undefined,
        (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).message;
};

describe('connecting', () => {
    it('stores a key that openITCOCKPIT accepts, and says whose it is', async () => {
        const {harness, vault, jane, connect} = await start();
        expect(await connect(` ${KEY}\n`)).toEqual({});
        expect(vault.stored.get(jane)).toEqual({
            apiKey: KEY,
            userName: 'Jane in openITCOCKPIT',
            email: 'jane@example.org',
        });
        expect(harness.chat.told.at(-1)).toMatchObject({
            userId: jane,
            message: expect.stringContaining('connected as Jane in openITCOCKPIT'),
        });
        expect(harness.chat.dialogs[0]?.dialog.elements).toMatchObject([
            {type: 'text', subtype: 'password', max_length: 255},
        ]);
    });

    it('stores no key before openITCOCKPIT has accepted it; the dialog says why, without repeating it', async () => {
        const {harness, vault, connect} = await start();
        const wrong = 'deadbeef'.repeat(20);
        expect((await connect(wrong)).errors?.api_key).toContain('does not accept this API key');
        harness.monitoring.keys.set(wrong, new AppError('openitcockpit_unreachable', 'It is away.'));
        expect((await connect(wrong)).errors?.api_key).toBe('It is away.');
        for (const nonsense of ['', 'two words', 'line\r\nX-Evil: 1', 'schlüssel', 'x'.repeat(256)]) {
            expect((await connect(nonsense)).errors?.api_key).toContain('not an API key');
        }
        expect(vault.stored.size).toBe(0);
        expect(saidIn(harness)).not.toContain(wrong);
    });

    it('takes the dialog from the person it was opened for, once', async () => {
        const {harness, vault, channelId, connect} = await start();
        const bob = harness.chat.addUser('bob');
        expect(await refusalOf(connect(KEY, {userId: bob.id}))).toContain('another person');
        expect(vault.stored.size).toBe(0);
        expect(await connect(KEY)).toEqual({});
        expect(await refusalOf(harness.submit({api_key: KEY}, {channelId}))).toContain('already submitted');
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        // The state of another dialog does not store a key.
        vault.stored.clear();
        await harness.submit({api_key: KEY, comment: 'on it'}).catch(() => undefined);
        expect(vault.stored.size).toBe(0);
    });

    it('is for neither bots, guests nor deactivated accounts, and needs the encryption key', async () => {
        const {harness, vault, channelId} = await start();
        for (const account of [{isBot: true}, {isGuest: true}, {isActive: false}]) {
            const {id} = harness.chat.addUser('robot', account);
            const opened = harness.app.connect({userId: id, channelId, triggerId: 'trigger'});
            await expect(opened).rejects.toMatchObject({code: 'forbidden'});
        }
        vault.isReady = false;
        const [jane = ''] = harness.chat.users.keys();
        const opened = harness.app.connect({userId: jane, channelId, triggerId: 'trigger'});
        expect(await refusalOf(opened)).toContain('Encryption key');
    });

    it('tells which rights the role lacks; disconnecting deletes the key', async () => {
        const {harness, vault, jane, connect} = await start();
        harness.monitoring.keys.set(KEY, {userName: 'Jane', missingRights: ['NagiosModule.Cmd.submit']});
        await connect(KEY);
        expect(harness.chat.told.at(-1)?.message).toContain('NagiosModule.Cmd.submit');
        expect(await harness.app.disconnect(jane)).toBe(true);
        expect(vault.stored.size).toBe(0);
        expect(await harness.app.disconnect(jane)).toBe(false);
    });

    it('is not offered by the service', async () => {
        const harness = await startHarness();
        const [userId = ''] = harness.chat.users.keys();
        expect(await refusalOf(harness.app.connect({userId, channelId: '', triggerId: ''}))).toContain(
            'Only the plugin',
        );
        expect(await refusalOf(harness.app.disconnect(userId))).toContain('Only the plugin');
    });
});

describe('acting with an own key', () => {
    it.each(['everyone', 'connected'] as const)('under %s: rights and name are those of the key', async (policy) => {
        const {harness, connect} = await start(policy);
        await connect(KEY);
        // What the key of the settings may edit does not matter.
        harness.monitoring.status = {...harness.monitoring.status, mayEdit: false};
        await harness.acknowledge();
        await harness.app.idle();
        expect(harness.monitoring.keysUsed).toEqual([KEY]);
        expect(harness.monitoring.commands).toMatchObject([{author: 'Jane in openITCOCKPIT (@jane)'}]);
        expect(harness.actions().map(({id}) => id)).toContain(ACTION.removeAcknowledgement);
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        await harness.app.idle();
        await harness.choose(CHOICE.recheck);
        await harness.app.idle();
        expect(harness.monitoring.keysUsed).toEqual([KEY, KEY, KEY]);
        expect(saidIn(harness)).not.toContain(KEY);
        expect(JSON.stringify(await harness.audit.recent({limit: 99}))).not.toContain(KEY);
    });

    it('refuses what the person may not edit, though the key of the settings may', async () => {
        const {harness, connect} = await start();
        await connect(KEY);
        harness.monitoring.keys.set(KEY, {mayEdit: false});
        await harness.acknowledge();
        await harness.app.idle();
        expect(harness.monitoring.commands).toEqual([]);
        expect(JSON.stringify(harness.post.props)).toContain('may not edit Ping on web01');
        expect(harness.actions().map(({id}) => id)).toContain(ACTION.retry);
    });

    it('is demanded by the policy connected; others act with the key of the settings', async () => {
        const {harness} = await start('connected');
        expect(await refusalOf(harness.acknowledge())).toContain('/openitcockpit connect');
        const preview = harness.app.previewBulk(asker(harness), 'acknowledge', {...filter(), host: '', typed: ''});
        expect(await refusalOf(preview)).toContain('/openitcockpit connect');
        const {harness: open} = await start('everyone');
        await open.acknowledge();
        await open.app.idle();
        expect([open.monitoring.commands.length, open.monitoring.keysUsed]).toEqual([1, []]);
    });

    it('is not falling back: what was queued before the person disconnected fails, and the channel can retry', async () => {
        for (const policy of ['connected', 'everyone'] as const) {
            const {harness, jane, connect} = await start(policy);
            await connect(KEY);
            harness.monitoring.failures.read = new AppError('openitcockpit_unreachable', 'It is away.');
            await harness.acknowledge();
            await harness.app.idle();
            await harness.app.disconnect(jane);
            harness.monitoring.failures = {};
            harness.app.resume();
            await harness.app.idle();
            expect(harness.monitoring.commands).toEqual([]);
            expect(JSON.stringify(harness.post.props)).toMatch(/@jane.* is not connected to openITCOCKPIT any more/);
            expect(harness.actions().map(({id}) => id)).toContain(ACTION.retry);
            expect((await harness.audit.recent({limit: 1}))[0]).toMatchObject({result: 'not_sent'});
        }
    });

    it('uses the key for what was queued while the person stayed connected', async () => {
        const {harness, connect} = await start();
        await connect(KEY);
        harness.monitoring.failures.read = new AppError('openitcockpit_unreachable', 'It is away.');
        await harness.acknowledge();
        await harness.app.idle();
        harness.monitoring.failures = {};
        harness.app.resume();
        await harness.app.idle();
        expect(harness.monitoring.keysUsed).toEqual([KEY]);
    });

    it('waits while openITCOCKPIT is away for the own key too', async () => {
        const {harness, connect} = await start();
        await connect(KEY);
        harness.monitoring.keys.set(KEY, new AppError('openitcockpit_unreachable', 'It is away.'));
        await harness.acknowledge();
        await harness.app.idle();
        expect(harness.app.queuedActions()).toBe(1);
        harness.monitoring.keys.set(KEY, {});
        harness.app.resume();
        await harness.app.idle();
        expect(harness.monitoring.keysUsed).toEqual([KEY]);
    });

    it.each([
        ['openitcockpit_key_rejected', /no longer accepts the API key of .*connect again/],
        ['openitcockpit_right_missing', /refused this to the API key of .*no right.*connect again/],
    ] as const)(
        'is not falling back when openITCOCKPIT answers %s; the person is told to connect again',
        async (code, said) => {
            const {harness, jane, connect} = await start();
            await connect(KEY);
            harness.monitoring.keys.set(KEY, new AppError(code, 'There is no right.'));
            await harness.acknowledge();
            await harness.app.idle();
            expect(harness.monitoring.commands).toEqual([]);
            expect(harness.chat.told.at(-1)).toMatchObject({userId: jane, message: expect.stringMatching(said)});
            expect(saidIn(harness)).not.toContain(KEY);
        },
    );

    it('is not used for a deactivated account', async () => {
        const {harness, jane, connect} = await start();
        await connect(KEY);
        harness.monitoring.failures.read = new AppError('openitcockpit_unreachable', 'It is away.');
        await harness.acknowledge();
        await harness.app.idle();
        harness.chat.addUser('jane', {id: jane, isActive: false});
        harness.monitoring.failures = {};
        harness.app.resume();
        await harness.app.idle();
        expect([harness.monitoring.keysUsed, harness.monitoring.commands]).toEqual([[], []]);
        expect(JSON.stringify(harness.post.props)).toContain('has been deactivated');
    });

    it('ends when the encryption key is replaced: people are asked to connect again, whatever the policy', async () => {
        for (const policy of ['connected', 'everyone'] as const) {
            const {harness, vault, jane, connect} = await start(policy);
            await connect(KEY);
            vault.stored.set(jane, 'unreadable');
            expect(await refusalOf(harness.acknowledge())).toMatch(/can no longer be read.*connect/);
            await harness.app.idle();
            expect(harness.monitoring.commands).toEqual([]);
            await harness.app.disconnect(jane);
            await connect(KEY);
            await harness.acknowledge();
            await harness.app.idle();
            expect(harness.monitoring.keysUsed).toEqual([KEY]);
        }
    });

    it('shows nobody outside the default channel what only the API key in the settings may see', async () => {
        const {harness, jane, connect} = await start();
        await connect(KEY);
        harness.chat.outsiders.add(jane);
        harness.monitoring.found = [foundObject('web01')];
        expect(await harness.app.suggestNames(jane, 'hosts', 'web')).toEqual([]);
        harness.chat.outsiders.delete(jane);
        expect(await harness.app.suggestNames(jane, 'hosts', 'web')).toHaveLength(1);
    });

    it('fails in the thread where the post shows no failure: recheck and downtime', async () => {
        const {harness, connect} = await start();
        await connect(KEY);
        harness.monitoring.keys.delete(KEY);
        await harness.choose(CHOICE.recheck);
        await harness.app.idle();
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({length: '1h', comment: 'disk'});
        await harness.app.idle();
        expect([harness.monitoring.rechecks, harness.monitoring.downtimeCommands]).toEqual([[], []]);
        expect(harness.chat.replies.filter(({message}) => message.includes('no longer accepts'))).toHaveLength(2);
    });

    it('lets nobody but administrators read the audit: the policy connected names nobody', async () => {
        const {harness, jane, connect} = await start();
        await connect(KEY);
        await expect(harness.app.readAudit(jane, {limit: 1})).rejects.toMatchObject({code: 'forbidden'});
    });
});

const asker = (harness: AppHarness) => ({
    userId: [...harness.chat.users.keys()][0] ?? '',
    siteUrl: '',
    language: 'en' as const,
    command: '/openitcockpit problems',
});

const filter = () => ({words: [], states: [], page: 1});
