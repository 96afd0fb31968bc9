import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps, CHOICE, FIELD} from '#contract';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';

const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const replies = (harness: AppHarness) => harness.chat.replies.map(({message}) => message);
const told = (harness: AppHarness) => harness.chat.told.map(({message}) => message);
const now = (harness: AppHarness) => Math.floor(harness.clock.now() / 1000);
const HOST = {type: 'Host', state: '1', serviceuuid: '', servicename: ''};

const open = async (fields: Record<string, unknown> = {}): Promise<AppHarness> => {
    const harness = await startHarness();
    await harness.notify(problem(fields));
    return harness;
};

const schedule = async (harness: AppHarness, submission: Record<string, unknown> = {}) => {
    await harness.choose(CHOICE.scheduleDowntime);
    const answer = await harness.submit({length: '1h', comment: 'new disk', ...submission});
    return answer;
};

describe('scheduling a downtime', () => {
    it('asks, schedules, reads back, and only then says so in post and thread', async () => {
        const harness = await open();
        await harness.choose(CHOICE.scheduleDowntime);
        expect(harness.monitoring.reads).toBe(0);
        const asked = now(harness);
        expect(await harness.submit({length: '1h', comment: 'new disk'})).toEqual({});
        await harness.app.idle();

        expect(harness.monitoring.downtimeCommands).toEqual([
            {
                target: {hostUuid: problem().hostuuid, serviceUuid: problem().serviceuuid},
                author: 'Jane Roe (@jane)',
                comment: 'new disk',
                start: asked,
                end: asked + 3600,
                hostAndServices: false,
            },
        ]);
        expect(shown(harness)).toMatchObject({
            look: 'problem',
            in_downtime: true,
            downtime_from: asked,
            downtime_until: asked + 3600,
        });
        expect(shown(harness)).not.toHaveProperty('pending');
        expect(replies(harness)).toEqual([
            expect.stringMatching(/^Jane Roe \(@\u200bjane\) put it into downtime until .*: new disk$/),
        ]);
        expect(told(harness)).toEqual([]);
        expect(harness.choices()).toEqual([CHOICE.cancelDowntime, CHOICE.recheck, CHOICE.graph]);
        expect(JSON.stringify(harness.post.props.attachments)).toContain('in downtime until');
    });

    it('shows that it is under way, and does not offer it twice meanwhile', async () => {
        const harness = await open();
        await schedule(harness);
        await harness.app.idle();
        const during = harness.chat.history.find(({props}) => (props[ALERT_PROP] as AlertProps).pending);
        expect((during?.props[ALERT_PROP] as AlertProps | undefined)?.pending).toEqual([
            {action: 'schedule_downtime', author: 'Jane Roe (@jane)'},
        ]);
        const attachments = JSON.stringify(during?.props.attachments);
        expect(attachments).toContain('downtime is being scheduled for Jane Roe');
        expect(attachments).not.toContain(`"value":"${CHOICE.scheduleDowntime}"`);
    });

    it('one that lies ahead is planned, and can be cancelled before it begins', async () => {
        const harness = await open();
        const start = now(harness) + 7200;
        const stamp = new Date(start * 1000).toISOString().slice(0, 16);
        await schedule(harness, {start: stamp, length: '30m'});
        await harness.app.idle();
        const begin = Math.floor(start / 60) * 60;
        expect(shown(harness)).toMatchObject({downtime_from: begin, downtime_until: begin + 1800});
        expect(shown(harness)).not.toHaveProperty('in_downtime');
        expect(replies(harness)[0]).toMatch(/scheduled a downtime from .* until .*: new disk$/);
        expect(harness.choices()).toEqual([
            CHOICE.scheduleDowntime,
            CHOICE.cancelDowntime,
            CHOICE.recheck,
            CHOICE.graph,
        ]);

        await harness.choose(CHOICE.cancelDowntime);
        expect(harness.chat.dialogs.at(-1)?.dialog.elements[0]).toMatchObject({name: 'planned', default: 'true'});
        await harness.submit({planned: true});
        await harness.app.idle();
        expect(harness.monitoring.cancelled).toEqual([1]);
        expect(shown(harness)).not.toHaveProperty('downtime_until');
    });

    it('two alike are told apart: the one that was there before is not taken for the new one', async () => {
        const harness = await open();
        const end = {length: '30m'};
        const start = new Date((now(harness) + 86_400) * 1000).toISOString().slice(0, 16);
        await schedule(harness, {...end, start});
        await harness.app.idle();
        harness.monitoring.applies = false;
        await schedule(harness, {...end, start});
        await harness.app.idle();
        expect(told(harness).at(-1)).toContain('did not show it within 15 s');
    });

    it('the services of a host go along when asked for', async () => {
        const harness = await open(HOST);
        await schedule(harness, {[FIELD.hostAndServices]: true});
        await harness.app.idle();
        expect(harness.monitoring.downtimeCommands).toMatchObject([{hostAndServices: true}]);
    });

    it('openITCOCKPIT’s own notice of it changes nothing twice', async () => {
        const harness = await open();
        await schedule(harness);
        await harness.app.idle();
        const notice = {notificationtype: 'DOWNTIMESTART', ackauthor: 'Jane Roe (@jane)', ackcomment: 'new disk'};
        await harness.notify(problem(notice));
        await harness.app.idle();
        expect(replies(harness)).toHaveLength(1);
        expect(shown(harness).downtime_until).toBeDefined();

        await harness.notify(problem({notificationtype: 'DOWNTIMEEND'}));
        await harness.app.idle();
        expect(shown(harness)).not.toHaveProperty('in_downtime');
        expect(shown(harness)).not.toHaveProperty('downtime_until');
    });

    it('nor when that notice is faster: the line that names the person is the one', async () => {
        const harness = await open();
        await harness.choose(CHOICE.scheduleDowntime);
        harness.monitoring.visibleAfterReads = 6;
        await harness.submit({length: '1h', comment: 'new disk'});
        await harness.app.receiveNotification(parseNotification(problem({notificationtype: 'DOWNTIMESTART'})));
        await harness.app.idle();
        expect(replies(harness)).toEqual([expect.stringContaining('put it into downtime until')]);

        await harness.choose(CHOICE.cancelDowntime);
        await harness.submit({});
        await harness.app.receiveNotification(parseNotification(problem({notificationtype: 'DOWNTIMECANCELLED'})));
        await harness.app.idle();
        expect(replies(harness).slice(1)).toEqual(['Jane Roe (@\u200bjane) cancelled the running downtime.']);
    });

    it.each([
        ['start', {start: 'soon'}, 'not a valid time'],
        ['start', {start: '2020-01-01 10:00'}, 'in the past'],
        ['end', {end: '2020-01-01 10:00'}, 'after the start'],
        ['end', {end: '200d'}, 'at most 90 days'],
        ['length', {length: ''}, 'Choose one'],
        ['length', {length: '9h'}, 'Choose one'],
        ['comment', {comment: ' '}, 'what you are doing'],
    ])('an error is said at the field %s, and the form can be sent again', async (field, submission, sentence) => {
        const harness = await open();
        expect(await schedule(harness, submission)).toEqual({errors: {[field]: expect.stringContaining(sentence)}});
        expect(harness.monitoring.downtimeCommands).toEqual([]);
        expect(await harness.submit({length: '1h', comment: 'new disk'})).toEqual({});
    });

    it('a form counts once', async () => {
        const harness = await open();
        await schedule(harness);
        await expect(harness.submit({length: '1h', comment: 'again'})).rejects.toMatchObject({code: 'replayed'});
    });

    it('is refused when a downtime runs already, here or in openITCOCKPIT', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, inDowntime: true};
        await schedule(harness);
        await harness.app.idle();
        expect(told(harness)).toEqual([expect.stringContaining('Already in downtime')]);
        expect(harness.monitoring.downtimeCommands).toEqual([]);
        expect(shown(harness).in_downtime).toBe(true);

        const press = harness.choose(CHOICE.scheduleDowntime);
        await expect(press).rejects.toMatchObject({code: 'forbidden', message: expect.stringContaining('Already')});
    });

    it.each([
        ['may not be edited', {mayEdit: false}, 'write permission'],
        ['is not monitored', {state: undefined}, 'does not monitor'],
    ])('is refused when the object %s', async (_, status, sentence) => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, ...(status as {mayEdit: boolean})};
        await schedule(harness);
        await harness.app.idle();
        expect(told(harness)).toEqual([expect.stringContaining(sentence)]);
        expect(harness.monitoring.downtimeCommands).toEqual([]);
        expect(shown(harness)).not.toHaveProperty('in_downtime');
    });

    it('names the right that is missing', async () => {
        const harness = await open();
        const sentence = 'The role lacks NagiosModule › Cmd › submit.';
        harness.monitoring.failures.schedule = new AppError('openitcockpit_right_missing', sentence);
        await schedule(harness);
        await harness.app.idle();
        expect(told(harness)).toEqual([`Your downtime was not scheduled: ${sentence}`]);
    });

    it('waits while openITCOCKPIT is away', async () => {
        const harness = await open();
        harness.monitoring.failures.read = new AppError('openitcockpit_unreachable', 'No route.');
        await schedule(harness);
        while ((await harness.store.get(KEY))?.pending?.[0]?.queuedBecause === undefined) {
            await harness.clock.sleep(1);
        }
        expect((await harness.store.get(KEY))?.pending).toMatchObject([{request: {kind: 'schedule_downtime'}}]);
    });
});

describe('cancelling a downtime', () => {
    const inDowntime = async (planned = false) => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, inDowntime: true};
        const foreign = {author: 'Ada Admin', comment: 'maintenance', seconds: 3600};
        harness.monitoring.downtimes = [
            {...foreign, id: 7, running: true},
            {...foreign, id: 9, running: false},
        ];
        await harness.notify(problem({notificationtype: 'DOWNTIMESTART'}));
        await harness.choose(CHOICE.cancelDowntime);
        await harness.submit({planned});
        await harness.app.idle();
        return harness;
    };

    it('ends what runs, whoever scheduled it, and says who did', async () => {
        const harness = await inDowntime();
        expect(harness.monitoring.cancelled).toEqual([7]);
        expect(shown(harness)).not.toHaveProperty('in_downtime');
        expect(replies(harness).at(-1)).toBe('Jane Roe (@\u200bjane) cancelled the running downtime.');
        expect(told(harness)).toEqual([]);
        expect(harness.choices()).toEqual([CHOICE.scheduleDowntime, CHOICE.recheck, CHOICE.graph]);
    });

    it('ends what is planned as well when asked for', async () => {
        const harness = await inDowntime(true);
        expect(harness.monitoring.cancelled).toEqual([7, 9]);
    });

    it('says that there is none, and corrects the post', async () => {
        const harness = await open();
        await harness.notify(problem({notificationtype: 'DOWNTIMESTART'}));
        await harness.choose(CHOICE.cancelDowntime);
        await harness.submit({});
        await harness.app.idle();
        expect(told(harness)).toEqual(['There is no downtime to cancel.']);
        expect(shown(harness)).not.toHaveProperty('in_downtime');
    });

    it('says so when it stays', async () => {
        const harness = await open();
        harness.monitoring.applies = false;
        harness.monitoring.status = {...harness.monitoring.status, inDowntime: true};
        harness.monitoring.downtimes = [{id: 7, author: 'a', comment: 'b', seconds: 60, running: true}];
        await harness.notify(problem({notificationtype: 'DOWNTIMESTART'}));
        await harness.choose(CHOICE.cancelDowntime);
        await harness.submit({});
        await harness.app.idle();
        expect(told(harness)).toEqual([expect.stringContaining('the downtime is still there')]);
        expect(shown(harness).in_downtime).toBe(true);
    });

    it('is not offered, and refused, without a downtime', async () => {
        const harness = await open();
        expect(harness.choices()).toEqual([CHOICE.scheduleDowntime, CHOICE.recheck, CHOICE.graph]);
        await expect(harness.choose(CHOICE.cancelDowntime)).rejects.toMatchObject({
            message: 'There is no downtime to cancel.',
        });
    });
});
