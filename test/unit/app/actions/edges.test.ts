import {describe, expect, it} from 'vitest';
import {ACTION, ALERT_PROP, type AlertProps, CHOICE} from '#contract';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';

const AWAY = new AppError('openitcockpit_unreachable', 'Nothing answers there.', {nothingSent: true});
const HOST = {type: 'Host', state: '1', serviceuuid: '', servicename: ''};
const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const told = (harness: AppHarness) => harness.chat.told.map(({message}) => message);
const replies = (harness: AppHarness) => harness.chat.replies.map(({message}) => message);
/** What the webapp was told to be under way, ever. */
const underWay = (harness: AppHarness) =>
    harness.chat.history.flatMap(({props}) =>
        ((props[ALERT_PROP] as AlertProps).pending ?? []).map(({action}) => action),
    );

const open = async (fields: Record<string, unknown> = {}): Promise<AppHarness> => {
    const harness = await startHarness();
    await harness.notify(problem(fields));
    return harness;
};

/** What the outbox does when its timer fires. */
const replay = async (harness: AppHarness) => {
    harness.app.resume();
    await harness.app.idle();
};

describe('a downtime', () => {
    it('whose end passed while it waited is not sent', async () => {
        const harness = await open();
        harness.monitoring.failures.read = AWAY;
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({length: '30m', comment: 'new disk'});
        await harness.app.idle();
        await harness.clock.sleep(1_800_000);
        harness.monitoring.failures = {};
        await replay(harness);
        expect(told(harness).at(-1)).toBe('Your downtime was not scheduled: Its end has already passed.');
        expect(harness.monitoring.downtimeCommands).toEqual([]);
    });

    it('that was sent before a restart is found again, and the object is in none but ours', async () => {
        const before = await open();
        const start = Math.floor(before.clock.now() / 1000);
        const asked = {author: 'Jane Roe (@jane)', userId: 'u', username: 'jane'};
        const request = {
            kind: 'schedule_downtime',
            comment: 'new disk',
            start,
            end: start + 3600,
            hostAndServices: false,
        } as const;
        await before.store.update(
            KEY,
            (record) =>
                record && {
                    ...record,
                    pending: [
                        {
                            ...asked,
                            id: 'a',
                            postId: before.post.postId,
                            channelId: before.post.channelId,
                            askedAt: start,
                            sentAt: start,
                            attempts: 1,
                            before: '',
                            request,
                        },
                    ],
                },
        );
        const {monitoring} = before;
        monitoring.status = {...monitoring.status, inDowntime: true};
        monitoring.downtimes = [{id: 1, author: asked.author, comment: 'new disk', seconds: 3600, running: true}];
        const after = await startHarness({}, before.folder, before.chat, monitoring);
        await after.clock.sleep(60_000);
        await replay(after);
        expect(monitoring.downtimeCommands).toEqual([]);
        expect(told(after)).toEqual([]);
        expect(shown(after)).toMatchObject({in_downtime: true, downtime_until: start + 3600});
    });

    it('is told with its times', async () => {
        const harness = await open();
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({start: '2026-11-24 20:00', end: '2026-11-24 21:30', comment: 'new disk'});
        await harness.app.idle();
        expect(replies(harness)).toEqual([
            'Jane Roe (@\u200bjane) scheduled a downtime from 24 Nov 2026, 20:00:00 UTC until 24 Nov 2026, 21:30:00 UTC: new disk',
        ]);
        const now = await open();
        await now.choose(CHOICE.scheduleDowntime);
        await now.submit({end: '2026-11-24 21:30', comment: 'new disk'});
        await now.app.idle();
        expect(replies(now)).toEqual([
            'Jane Roe (@\u200bjane) put it into downtime until 24 Nov 2026, 21:30:00 UTC: new disk',
        ]);
    });
});

describe('the end of a downtime', () => {
    const JOHNS = {id: 7, author: 'John', comment: 'c', seconds: 3600, running: true};
    const inDowntime = async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, inDowntime: true};
        harness.monitoring.downtimes = [JOHNS];
        await harness.notify(problem({notificationtype: 'DOWNTIMESTART'}));
        await harness.choose(CHOICE.cancelDowntime);
        return harness;
    };

    it('shows while it is under way', async () => {
        const harness = await inDowntime();
        await harness.submit({});
        await harness.app.idle();
        expect(underWay(harness)).toContain('cancel_downtime');
    });

    it('waits for the state where the list is ahead of it', async () => {
        const harness = await inDowntime();
        const {monitoring} = harness;
        const read = monitoring.readStatus.bind(monitoring);
        let late = 3;
        monitoring.readStatus = async () => {
            const status = await read();
            late -= monitoring.cancelled.length > 0 && !status.inDowntime ? 1 : 0;
            return {...status, inDowntime: status.inDowntime || late > 0};
        };
        await harness.submit({});
        await harness.app.idle();
        expect(late).toBe(0);
        expect(shown(harness)).not.toHaveProperty('in_downtime');
        expect(told(harness)).toEqual([]);
    });

    it('is confirmed at once where another downtime runs, planned ones or not, and the post stays in downtime', async () => {
        const harness = await inDowntime();
        const {monitoring} = harness;
        let readsAfter = 0;
        monitoring.cancelDowntimes = async (_target, ids) => {
            monitoring.cancelled.push(...ids);
            monitoring.downtimes = [
                {...JOHNS, id: 8},
                {...JOHNS, id: 9, running: false},
            ];
        };
        const read = monitoring.readDowntimes.bind(monitoring);
        monitoring.readDowntimes = async () => {
            readsAfter += monitoring.cancelled.length > 0 ? 1 : 0;
            return read();
        };
        await harness.submit({});
        await harness.app.idle();
        expect(readsAfter).toBe(1);
        expect(monitoring.cancelled).toEqual([7]);
        expect(told(harness)).toEqual([]);
        expect(shown(harness).in_downtime).toBe(true);
    });

    it('is told by openITCOCKPIT’s own notice no second time', async () => {
        const harness = await inDowntime();
        await harness.submit({});
        await harness.app.idle();
        const lines = replies(harness).length;
        const time = String(Math.floor(harness.clock.now() / 1000) - 5);
        await harness.notify(problem({notificationtype: 'DOWNTIMECANCELLED', time}));
        await harness.app.idle();
        expect(replies(harness)).toHaveLength(lines);
    });
});

describe('a recheck', () => {
    it('of a host leaves its services alone unless they were chosen, and shows while it is under way', async () => {
        const harness = await open(HOST);
        harness.monitoring.nextResult = {state: 'DOWN', output: ''};
        await harness.choose(CHOICE.recheck);
        await harness.app.idle();
        expect(harness.monitoring.rechecks).toEqual([{hostAndServices: false}]);
        expect(underWay(harness)).toContain('recheck');
        expect(replies(harness)).toEqual(['Rechecked for Jane Roe (@\u200bjane): CRITICAL → DOWN']);
    });

    it('has no result while the object is not monitored', async () => {
        const harness = await open();
        const {monitoring} = harness;
        monitoring.recheck = async () => {
            monitoring.status = {...monitoring.status, state: undefined, lastCheck: 'other'} as never;
        };
        await harness.choose(CHOICE.recheck);
        await harness.app.idle();
        expect(told(harness)).toEqual([expect.stringContaining('showed no new result within 15 s')]);
    });
});

describe('an acknowledgement', () => {
    it.each([
        [HOST, true],
        [{}, false],
    ])('takes services along with a host only: %j', async (fields, hostAndServices) => {
        const harness = await open(fields);
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await harness.submit({comment: 'replacing the disk', host_and_services: true});
        await harness.app.idle();
        expect(harness.monitoring.commands).toMatchObject([{hostAndServices}]);
    });

    it('of a host leaves its services alone unless asked', async () => {
        const harness = await open(HOST);
        await harness.acknowledge();
        await harness.app.idle();
        expect(harness.monitoring.commands).toMatchObject([{hostAndServices: false}]);
    });

    it('of something that is not monitored is not sent', async () => {
        const harness = await open();
        harness.monitoring.status = {...harness.monitoring.status, state: undefined} as never;
        await harness.acknowledge();
        await harness.app.idle();
        expect(harness.monitoring.commands).toEqual([]);
        expect(shown(harness).look).toBe('not_confirmed');
        expect(shown(harness).failure).toContain('does not monitor');
    });

    it('that was made elsewhere and removed there meanwhile is removed here without a command', async () => {
        const harness = await open();
        await harness.acknowledge();
        await harness.app.idle();
        const {acknowledgement: _gone, ...status} = harness.monitoring.status;
        harness.monitoring.status = {...status, acknowledged: false};
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        await harness.app.idle();
        expect(harness.monitoring.removals).toEqual([]);
        expect(shown(harness).look).toBe('problem');
        expect(await harness.audit.recent({limit: 1})).toMatchObject([
            {action: 'remove_acknowledgement', result: 'removed'},
        ]);
    });

    it('of a problem that ended meanwhile does not open it again', async () => {
        const harness = await open();
        harness.monitoring.visibleAfterReads = 6;
        // Its answers are older than the recovery.
        harness.monitoring.undated = true;
        await harness.app.pressAction(harness.pressOf(ACTION.quickReason, {selectedOption: 'Known issue'}));
        await harness.app.receiveNotification(
            parseNotification(
                problem({notificationtype: 'RECOVERY', state: '0', problemid: '', lastproblemid: 'problem-1'}),
            ),
        );
        await harness.app.idle();
        expect(shown(harness).look).toBe('recovered');
        expect(replies(harness).filter((line) => line.startsWith('Acknowledged'))).toEqual([]);
    });

    it('is shown until openITCOCKPIT says that it is gone, and the audit says what came of it', async () => {
        const harness = await open();
        await harness.acknowledge();
        await harness.app.idle();
        const before = harness.chat.history.length;
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        await harness.app.idle();
        expect(harness.chat.history.slice(before).map(({props}) => (props[ALERT_PROP] as AlertProps).look)).toEqual([
            'problem',
        ]);
        expect(await harness.audit.recent({limit: 1})).toMatchObject([
            {action: 'remove_acknowledgement', result: 'removed'},
        ]);
    });

    it('stays, and says so with the time waited, when openITCOCKPIT does not remove it', async () => {
        const harness = await open();
        await harness.acknowledge();
        await harness.app.idle();
        harness.monitoring.applies = false;
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        await harness.app.idle();
        expect(told(harness).at(-1)).toContain('within 15 s');
    });

    it('that was removed already is not removed again by an old button', async () => {
        const harness = await open();
        await harness.acknowledge();
        await harness.app.idle();
        const press = harness.pressOf(ACTION.removeAcknowledgement);
        await harness.app.pressAction(press);
        await harness.app.idle();
        await expect(harness.app.pressAction({...press, triggerId: 'later'})).rejects.toThrow();
        expect(harness.monitoring.removals).toHaveLength(1);
    });
});
