import {describe, expect, it} from 'vitest';
import {ACTION, ALERT_PROP, type AlertProps} from '#contract';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, HOST_UUID, KEY, problem, startHarness} from '../../../support/app/harness';

const QUEUED = 'openITCOCKPIT is unreachable; your acknowledgement is queued';
const AWAY = new AppError('openitcockpit_unreachable', 'Nothing answers there.', {nothingSent: true});
const BROKE_OFF = new AppError('openitcockpit_unreachable', 'The connection broke off.');
const QUEUE_DOWN = new AppError('openitcockpit_queue_down', 'Its queue is down.', {nothingSent: true});
const HUNG = new AppError('openitcockpit_timeout', 'No answer within 10 seconds.');
const HOUR_MS = 3_600_000;

const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const pending = async (harness: AppHarness) => (await harness.store.get(KEY))?.pending?.[0];

const press = async (harness: AppHarness, action: (typeof ACTION)[keyof typeof ACTION] = ACTION.quickReason) => {
    await harness.app.pressAction(harness.pressOf(action, {selectedOption: 'Known issue'}));
    await harness.app.idle();
};

/** What the outbox does when its timer fires. */
const replay = async (harness: AppHarness) => {
    harness.app.resume();
    await harness.app.idle();
};

const startWith = async (failures: AppHarness['monitoring']['failures']) => {
    const harness = await startHarness();
    await harness.notify();
    harness.monitoring.failures = failures;
    await press(harness);
    return harness;
};

/** The connection broke off while the command was sent, and openITCOCKPIT's database stands still. */
const startPerhapsSent = async () => {
    const harness = await startHarness();
    await harness.notify();
    const {monitoring} = harness;
    const frozen = momentAt(Math.floor(harness.clock.now() / 1000) - 1);
    monitoring.status = {...monitoring.status, checkedAt: frozen, freshAt: frozen};
    monitoring.applies = false;
    monitoring.failures.acknowledge = BROKE_OFF;
    await press(harness);
    return harness;
};

describe('an acknowledgement while openITCOCKPIT cannot be reached', () => {
    it('is queued, says so to everybody and to the person, and is sent once openITCOCKPIT is back', async () => {
        const harness = await startWith({read: AWAY});
        expect(shown(harness)).toMatchObject({
            look: 'acknowledging',
            queued: [{action: 'acknowledge', author: 'Jane Roe (@jane)', because: 'Nothing answers there.'}],
        });
        expect(harness.post.message).toContain(`${QUEUED}.`);
        expect(JSON.stringify(harness.post.props.attachments)).toContain(QUEUED);
        expect(harness.chat.told.map(({message}) => message)).toEqual([`${QUEUED}. Nothing answers there.`]);
        expect(harness.app.queuedActions()).toBe(1);

        await replay(harness);
        expect(harness.chat.told).toHaveLength(1);
        expect(await harness.metrics.text()).toContain('openitcockpit_mattermost_queued_actions 1');

        harness.monitoring.failures = {};
        await replay(harness);
        expect(shown(harness)).toMatchObject({look: 'acknowledged', acknowledgement: {comment: 'Known issue'}});
        expect(shown(harness).queued).toBeUndefined();
        expect(harness.post.message).not.toContain('queued');
        expect(harness.monitoring.commands).toHaveLength(1);
        expect(harness.chat.replies.map(({message}) => message)).toEqual([expect.stringMatching(/^Acknowledged by /)]);
        expect(harness.app.queuedActions()).toBe(0);
        expect(await harness.metrics.text()).toContain('openitcockpit_mattermost_queued_actions 0');
        expect(await pending(harness)).toBeUndefined();
    });

    it('is not left at "acknowledging" when its post was deleted meanwhile and made again', async () => {
        const harness = await startWith({read: AWAY});
        harness.chat.posts.clear();
        await harness.notify(problem({time: '1795490100', output: 'still down'}));
        await harness.app.idle();
        expect(harness.chat.posts.size).toBe(1);
        harness.monitoring.failures = {};
        await replay(harness);
        expect(await pending(harness)).toBeUndefined();
        expect(shown(harness).look).not.toBe('acknowledging');
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('is sent when openITCOCKPIT works again after it answered that it failed', async () => {
        const harness = await startWith({read: new AppError('openitcockpit_failed', 'It failed internally (500).')});
        expect(await pending(harness)).toMatchObject({queuedBecause: 'It failed internally (500).'});
        harness.monitoring.failures = {};
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('says it in German', async () => {
        const harness = await startHarness({language: 'de'});
        await harness.notify();
        harness.monitoring.failures.read = AWAY;
        await press(harness);
        expect(harness.post.message).toContain('openITCOCKPIT ist nicht erreichbar, Ihre Bestätigung ist vorgemerkt.');
    });

    it('is sent when the command queue is up again', async () => {
        const harness = await startWith({acknowledge: QUEUE_DOWN});
        harness.monitoring.applies = false;
        expect(shown(harness).look).toBe('acknowledging');
        expect(await pending(harness)).toMatchObject({queuedBecause: 'Its queue is down.', attempts: 1});
        expect((await pending(harness))?.sentAt).toBeUndefined();
        // the fake took the refused one for an order
        harness.monitoring.commands.length = 0;
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: false};
        harness.monitoring.applies = true;
        harness.monitoring.failures = {};
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('is not sent again when the connection broke off after the command had arrived', async () => {
        const harness = await startWith({acknowledge: BROKE_OFF});
        expect(await pending(harness)).toMatchObject({sentAt: expect.any(Number)});
        harness.monitoring.failures = {};
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('is sent again, after a second look, when the connection broke off before the command had arrived', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.applies = false;
        harness.monitoring.failures.acknowledge = BROKE_OFF;
        await press(harness);
        harness.monitoring.failures = {};
        harness.monitoring.applies = true;
        const before = harness.clock.now();
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.monitoring.commands).toHaveLength(2);
        expect(harness.clock.now() - before).toBeGreaterThanOrEqual(5000);
    });

    it('is not sent again while openITCOCKPIT’s database is not younger than the command', async () => {
        const harness = await startPerhapsSent();
        const {monitoring} = harness;
        monitoring.failures = {};
        for (let turn = 0; turn < 3; turn += 1) {
            await replay(harness);
        }
        expect(monitoring.commands).toHaveLength(1);
        expect(shown(harness)).toMatchObject({
            look: 'acknowledging',
            queued: [{because: BROKE_OFF.message}],
        });
        // It had arrived: the database catches up.
        const {checkedAt: _, freshAt: __, ...young} = monitoring.status;
        const [command] = monitoring.commands;
        monitoring.status = {
            ...young,
            acknowledged: true,
            acknowledgement: {author: command?.author ?? '', comment: command?.comment ?? '', sticky: true},
        };
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(monitoring.commands).toHaveLength(1);
    });

    it('that was perhaps sent does not hold up the next one in the queue', async () => {
        const harness = await startPerhapsSent();
        const {monitoring} = harness;
        await harness.notify(problem({serviceuuid: HOST_UUID, problemid: 'of another service'}));
        monitoring.failures = {read: AWAY};
        await press(harness);
        expect(monitoring.commands).toHaveLength(1);
        monitoring.failures = {};
        await replay(harness);
        expect(monitoring.commands).toHaveLength(2);
        expect(monitoring.commands.at(-1)?.target).not.toEqual(monitoring.commands[0]?.target);
    });

    it('keeps what it knows of a command on its way when the next look fails', async () => {
        const harness = await startWith({acknowledge: BROKE_OFF});
        harness.monitoring.failures = {read: AWAY};
        await replay(harness);
        expect(await pending(harness)).toMatchObject({sentAt: expect.any(Number)});
    });

    it('is not sent again after openITCOCKPIT took the command and was then away for as long as it is read back', async () => {
        const harness = await startHarness();
        await harness.notify();
        // The core drops it again with the next change of state, or the database is frozen: nothing will ever show it.
        harness.monitoring.applies = false;
        harness.monitoring.afterCommand = () => {
            harness.monitoring.failures.read = AWAY;
        };
        await press(harness);
        expect(shown(harness)).toMatchObject({look: 'acknowledging', queued: [{because: AWAY.message}]});
        harness.monitoring.failures = {};
        await replay(harness);
        expect(harness.monitoring.commands).toHaveLength(1);
        expect(shown(harness)).toMatchObject({look: 'not_confirmed'});
        expect(shown(harness).not_sent).toBeUndefined();
    });

    it('is never sent again when openITCOCKPIT hung, which may execute it late', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.applies = false;
        harness.monitoring.failures.acknowledge = HUNG;
        await press(harness);
        expect(shown(harness)).toMatchObject({look: 'acknowledging', queued: [{because: HUNG.message}]});
        harness.monitoring.failures = {};
        await replay(harness);
        await harness.clock.sleep(HOUR_MS / 2);
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledging');
        expect(harness.monitoring.commands).toHaveLength(1);

        const acknowledgement = {author: 'Jane Roe (@jane)', comment: 'Known issue', sticky: true};
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: true, acknowledgement};
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('says that a command that hung too long may have been sent', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.applies = false;
        harness.monitoring.failures.acknowledge = HUNG;
        await press(harness);
        await harness.clock.sleep(HOUR_MS);
        await replay(harness);
        expect(shown(harness)).toMatchObject({look: 'not_confirmed'});
        expect(shown(harness).failure).toContain('The command may have reached openITCOCKPIT');
        expect(shown(harness).not_sent).toBeUndefined();
        expect(harness.post.message).toContain('Not confirmed: ');
    });

    it('is given up when it waited too long, says that it was not sent, and can be retried', async () => {
        const harness = await startWith({read: AWAY});
        await harness.clock.sleep(HOUR_MS - 20_000);
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledging');
        await harness.clock.sleep(30_000);
        await replay(harness);
        expect(shown(harness)).toMatchObject({
            look: 'not_confirmed',
            not_sent: true,
            failure: 'openITCOCKPIT could not be reached for 60 minutes. Nothing answers there.',
        });
        expect(harness.post.message).toContain('Not sent: openITCOCKPIT could not be reached for 60 minutes.');
        expect(harness.chat.told.at(-1)).toMatchObject({
            weight: 'warning',
            message: 'Not sent: openITCOCKPIT could not be reached for 60 minutes. Nothing answers there.',
        });
        expect(harness.monitoring.commands).toEqual([]);

        harness.monitoring.failures = {};
        await press(harness, ACTION.retry);
        expect(shown(harness)).toMatchObject({look: 'acknowledged', acknowledgement: {comment: 'Known issue'}});
        expect(shown(harness).not_sent).toBeUndefined();
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('is not sent hours later, even if openITCOCKPIT is back before anybody looked', async () => {
        const harness = await startWith({read: AWAY});
        harness.monitoring.failures = {};
        await harness.clock.sleep(2 * HOUR_MS);
        await replay(harness);
        expect(shown(harness)).toMatchObject({look: 'not_confirmed', not_sent: true});
        expect(harness.monitoring.commands).toEqual([]);
    });

    it.each([
        ['openitcockpit_key_rejected', 'openITCOCKPIT rejected the API key.'],
        ['openitcockpit_not_found', 'openITCOCKPIT does not know the host.'],
    ] as const)('ends at once when it comes back with %s', async (code, sentence) => {
        const harness = await startWith({read: AWAY});
        harness.monitoring.failures = {read: new AppError(code, sentence)};
        await replay(harness);
        expect(shown(harness)).toMatchObject({look: 'not_confirmed', failure: sentence});
        expect(await pending(harness)).toBeUndefined();
    });

    it('ends when the problem recovered meanwhile, also while openITCOCKPIT is still away', async () => {
        const harness = await startWith({read: AWAY});
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0', output: 'OK'}));
        await replay(harness);
        expect(shown(harness)).toMatchObject({look: 'recovered', state: 'OK'});
        expect(shown(harness).queued).toBeUndefined();
        expect(harness.chat.told.at(-1)?.message).toBe('The problem recovered before the acknowledgement took effect.');
        expect(await pending(harness)).toBeUndefined();
    });

    it('ends when somebody else acknowledged meanwhile', async () => {
        const harness = await startWith({read: AWAY});
        harness.monitoring.failures = {};
        const acknowledgement = {author: 'Admin', comment: 'in the UI', sticky: false};
        harness.monitoring.status = {...harness.monitoring.status, acknowledged: true, acknowledgement};
        await replay(harness);
        expect(shown(harness).acknowledgement).toMatchObject({author: 'Admin', via: 'openitcockpit'});
        expect(harness.monitoring.commands).toEqual([]);
        expect(harness.chat.told.at(-1)?.message).toContain('Admin');
    });

    it('does not pass to a new problem of the same object, and says so', async () => {
        const harness = await startWith({read: AWAY});
        const old = harness.post.postId;
        await harness.notify(problem({problemid: 'problem-2', laststatechange: '1795489900'}));
        expect(harness.post.postId).not.toBe(old);
        expect(shown(harness).queued).toBeUndefined();
        expect(harness.post.message).not.toContain('queued');
        await replay(harness);
        expect(harness.chat.told.at(-1)?.message).toContain('your acknowledgement was not carried out');
        expect(shown(harness).look).toBe('problem');
        expect(harness.monitoring.commands).toEqual([]);
        expect(await pending(harness)).toBeUndefined();

        harness.monitoring.failures = {};
        await press(harness);
        expect(shown(harness).look).toBe('acknowledged');
    });

    it('refuses a second person with the name of the first', async () => {
        const harness = await startHarness();
        await harness.notify();
        const bob = harness.chat.addUser('bob');
        const bobs = harness.pressOf(ACTION.quickReason, {selectedOption: 'Known issue', userId: bob.id});
        harness.monitoring.failures.read = AWAY;
        await press(harness);
        await expect(harness.app.pressAction(bobs)).rejects.toThrow('Jane Roe (@jane) is already acknowledging');
    });

    it('survives a restart', async () => {
        const before = await startWith({read: AWAY});
        const after = await startHarness({}, before.folder, before.chat, before.monitoring);
        before.monitoring.failures = {};
        await replay(after);
        expect(shown(after).look).toBe('acknowledged');
        expect(before.monitoring.commands).toHaveLength(1);
    });

    it('is audited when it is asked for, queued and done', async () => {
        const harness = await startWith({read: AWAY});
        harness.monitoring.failures = {};
        await replay(harness);
        const entries = await harness.audit.recent({limit: 10});
        expect(entries.map(({result}) => result)).toEqual(['confirmed', 'queued', 'asked']);
        expect(entries[0]).toMatchObject({action: 'acknowledge', username: 'jane', comment: 'Known issue', key: KEY});
    });

    it('leaves openITCOCKPIT alone: of many that wait, one tries', async () => {
        const harness = await startHarness();
        harness.monitoring.failures.read = AWAY;
        for (let number = 0; number < 20; number += 1) {
            const hostuuid = HOST_UUID.replace(/..$/, String(10 + number));
            await harness.notify(problem({hostuuid, problemid: `problem-${number}`}));
            await press(harness);
        }
        const reads = harness.monitoring.reads;
        await replay(harness);
        expect(harness.monitoring.reads - reads).toBe(1);
        expect(harness.app.queuedActions()).toBe(20);

        // what is over does not wait
        const hostuuid = HOST_UUID.replace(/..$/, '25');
        await harness.notify(problem({hostuuid, notificationtype: 'RECOVERY', state: '0', problemid: 'problem-15'}));
        await replay(harness);
        expect(harness.monitoring.reads - reads).toBe(2);
        expect(harness.app.queuedActions()).toBe(19);
    });
});

describe('the removal of an acknowledgement while openITCOCKPIT cannot be reached', () => {
    const acknowledged = async () => {
        const harness = await startHarness();
        await harness.notify();
        await press(harness);
        harness.monitoring.failures.read = AWAY;
        await press(harness, ACTION.removeAcknowledgement);
        return harness;
    };

    it('is queued, seen on the post, and done later', async () => {
        const harness = await acknowledged();
        expect(shown(harness)).toMatchObject({look: 'acknowledged', queued: [{action: 'remove_acknowledgement'}]});
        expect(harness.chat.told.at(-1)?.message).toContain('your removal of the acknowledgement is queued');
        harness.monitoring.failures = {};
        await replay(harness);
        expect(shown(harness).look).toBe('problem');
        expect(harness.monitoring.removals).toHaveLength(1);
        expect(harness.chat.replies.at(-1)?.message).toContain('removed the acknowledgement');
    });

    it('is refused a second time, with the name of who asked', async () => {
        const harness = await acknowledged();
        const bob = harness.chat.addUser('bob');
        const again = harness.pressOf(ACTION.removeAcknowledgement, {userId: bob.id});
        await expect(harness.app.pressAction(again)).rejects.toThrow('Jane Roe (@jane) has already requested this');
    });

    it('does not remove an acknowledgement that was made since', async () => {
        const harness = await acknowledged();
        harness.monitoring.failures = {};
        const acknowledgement = {author: 'Admin', comment: 'another one', sticky: true};
        harness.monitoring.status = {...harness.monitoring.status, acknowledgement};
        await harness.notify(
            problem({notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Admin', ackcomment: 'another one'}),
        );
        await replay(harness);
        expect(harness.monitoring.removals).toEqual([]);
        expect(shown(harness)).toMatchObject({look: 'acknowledged', acknowledgement: {author: 'Admin'}});
    });
});

describe('an end that Mattermost does not take', () => {
    it.each([
        ['by its line in the thread', {}, 1, 0],
        ['to the person', {threadLines: []}, 0, 1],
    ])('is told later, once: %s', async (_name, settings, lines, words) => {
        const harness = await startHarness(settings);
        await harness.notify();
        const send = harness.monitoring.acknowledge.bind(harness.monitoring);
        harness.monitoring.acknowledge = async (command) => {
            await send(command);
            harness.chat.failure = new AppError('mattermost_unreachable', 'Mattermost is away.');
        };
        await press(harness);
        expect(shown(harness).look).toBe('acknowledging');
        expect((await pending(harness))?.ended).toMatchObject({result: 'confirmed'});

        await replay(harness);
        harness.chat.failure = undefined;
        await replay(harness);
        await replay(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.chat.replies).toHaveLength(lines);
        expect(harness.chat.told).toHaveLength(words);
        expect(harness.monitoring.commands).toHaveLength(1);
        expect(await pending(harness)).toBeUndefined();
    });
});
