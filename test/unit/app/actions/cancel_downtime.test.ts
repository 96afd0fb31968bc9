import {describe, expect, it} from 'vitest';
import {cancelDowntime} from '../../../../server-proxy/src/app/actions/cancel_downtime';
import type {Downtime} from '../../../../server-proxy/src/app/actions/command_port';
import {failed} from '../../../../server-proxy/src/app/actions/strategy';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {reading} from '../../../../server-proxy/src/domain/alert/observation';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {textsOf} from '../../../../server-proxy/src/domain/texts';

import {inEnglish, StrategyContext, statusOf} from '../../../support/app/strategy_context';
import {NOW, pendingOf} from '../../../support/records';
import {BEGAN, heard, recordAfter, recovery, said} from '../../../support/words';

const TEXTS = textsOf('en').alerts;
const WORDS = textsOf('en').actions;
const SENT = NOW - BEGAN;
const DETAILS = {start: NOW - 60, end: NOW + 3600, author: 'Jane', comment: 'new disk'};
const open = () => recordAfter(said('PROBLEM', 10));
const inOne = () => heard(open(), said('DOWNTIMESTART', 20));
const RUNNING: Downtime = {id: 7, author: 'John', comment: 'c', seconds: 3600, running: true};
const PLANNED: Downtime = {...RUNNING, id: 8, running: false};
const shows = (seconds?: number): ObjectStatus => ({...statusOf(seconds), inDowntime: true});

const asked = (planned = false, more: object = {}) => {
    const request = {kind: 'cancel_downtime', planned} as const;
    return {...pendingOf(request), request, ...more};
};
const sent = (before: string) => asked(false, {sentAt: NOW, attempts: 1, before});

describe('a downtime can be cancelled', () => {
    it.each([
        ['that runs', inOne(), undefined],
        ['that was scheduled here', {...open(), downtime: DETAILS}, undefined],
        ['not where there is none', open(), WORDS.notInDowntime],
        ['not of what is over', heard(inOne(), recovery(30)), WORDS.problemOver],
        ['not of nothing', undefined, WORDS.problemOver],
    ])('%s', (_what, record, refusal) => {
        expect(cancelDowntime.whyNot(record, textsOf('en'))).toBe(refusal);
    });
});

describe('before the end of a downtime is sent', () => {
    const first = (status: ObjectStatus, downtimes: readonly Downtime[], action = asked(), record = inOne()) => {
        const strategy = new StrategyContext(status, downtimes);
        return {...strategy, outcome: cancelDowntime.checkFirst(strategy.context, record, action)};
    };

    it('there is one to end', async () => {
        const {outcome, monitoring} = first(shows(SENT), [RUNNING]);
        expect(await outcome).toBeUndefined();
        expect(monitoring.reads).toBe(2);
    });

    it('planned ones count where they are meant', async () => {
        expect(await first(statusOf(SENT), [PLANNED], asked(true)).outcome).toBeUndefined();
        expect(await first(statusOf(SENT), [PLANNED]).outcome).toMatchObject({result: 'gone'});
    });

    it('there is none any more', async () => {
        expect(await first(statusOf(SENT), []).outcome).toMatchObject({result: 'gone'});
    });

    it('there is none left, as it was sent before', async () => {
        expect(await first(statusOf(SENT), [], sent('7')).outcome).toBeUndefined();
    });

    it('the object is not monitored, or the API key may not edit it', async () => {
        const {state: _state, ...unmonitored} = shows(SENT);
        expect(inEnglish(await first(unmonitored, [RUNNING]).outcome)).toEqual({
            result: 'not_sent',
            sentence: TEXTS.notMonitored,
        });
        expect(inEnglish(await first({...shows(SENT), mayEdit: false}, [RUNNING]).outcome)).toEqual({
            result: 'not_sent',
            sentence: TEXTS.notEditable('Ping on web01'),
        });
    });

    it('the database does not list yet what was notified: that is waited for', async () => {
        const strategy = new StrategyContext(statusOf(9));
        const {monitoring} = strategy;
        const read = monitoring.readDowntimes.bind(monitoring);
        let lists = 0;
        monitoring.readDowntimes = async () => {
            lists += 1;
            return lists < 3 ? read() : [RUNNING];
        };
        expect(await cancelDowntime.checkFirst(strategy.context, inOne(), asked())).toBeUndefined();
        expect(lists).toBe(3);
    });

    it('the database does not list it in time', async () => {
        const {outcome, clock} = first(statusOf(9), [PLANNED]);
        expect(inEnglish(await outcome)).toEqual({result: 'not_sent', sentence: WORDS.downtimeNotListed});
        expect(clock.now()).toBe(NOW * 1000 + 5000);
    });

    it.each([
        [false, '7 9'],
        [true, '7 p8 9'],
    ])('those that are meant are noted; planned ones: %s', async (planned, noted) => {
        const {context} = new StrategyContext(shows(SENT), [RUNNING, PLANNED, {...RUNNING, id: 9}]);
        expect(await cancelDowntime.before?.(context, inOne(), asked(planned))).toBe(noted);
    });

    it('they are what is cancelled', async () => {
        const {context, monitoring} = new StrategyContext(shows(SENT));
        await cancelDowntime.send(context, inOne(), sent('7 12'));
        expect(monitoring.cancelled).toEqual([7, 12]);
        await cancelDowntime.send(context, inOne(), sent('p8'));
        expect(monitoring.cancelled).toEqual([7, 12, 8]);
        await cancelDowntime.send(context, inOne(), sent(''));
        await cancelDowntime.send(context, inOne(), asked());
        expect(monitoring.cancelled).toEqual([7, 12, 8]);
    });
});

describe('the end of a downtime that was sent', () => {
    const readBack = (status: ObjectStatus, downtimes: readonly Downtime[], last = false) =>
        cancelDowntime.readBack(new StrategyContext(status, downtimes).context, inOne(), sent('7 12'), last);

    it('came true when none of them is listed', async () => {
        expect(await readBack(statusOf(SENT), [])).toEqual({result: 'confirmed', inDowntime: false});
        expect(await readBack(statusOf(SENT), [PLANNED])).toEqual({result: 'confirmed', inDowntime: false});
    });

    it('did not while one of them is', async () => {
        expect(await readBack(shows(SENT), [{...RUNNING, id: 12}], true)).toBeUndefined();
        expect(await readBack(statusOf(SENT), [PLANNED, RUNNING])).toBeUndefined();
    });

    it('came true where another one runs', async () => {
        expect(await readBack(shows(SENT), [PLANNED, {...RUNNING, id: 9}])).toEqual({
            result: 'confirmed',
            inDowntime: true,
        });
    });

    it('waits for a state that is behind the list, but not for ever', async () => {
        expect(await readBack(shows(SENT), [PLANNED])).toBeUndefined();
        expect(await readBack(shows(SENT), [], true)).toEqual({result: 'confirmed', inDowntime: true});
    });

    it('says how long was waited for it', () => {
        expect(cancelDowntime.notSeen(textsOf('en'), 15)).toBe(WORDS.cancelNotSeen(15));
    });
});

describe('what becomes of a cancelled downtime', () => {
    const conclude = (
        outcome: Parameters<typeof cancelDowntime.conclude>[2],
        planned = false,
        current: AlertRecord = {...inOne(), downtime: DETAILS},
    ) => cancelDowntime.conclude(current, asked(planned), outcome, textsOf('en'), NOW + 5);

    it('ended: the post is in none, and the thread says who ended it', () => {
        const {record, ...told} = conclude({result: 'confirmed', inDowntime: false});
        expect(record).toMatchObject({
            inDowntime: false,
            ages: {inDowntime: {by: 'database', at: momentAt(NOW + 5)}},
        });
        expect(record).not.toHaveProperty('downtime');
        expect(told).toEqual({
            message: WORDS.cancelConfirmed,
            weight: 'info',
            threadLine: WORDS.downtimeCancelled('Jane Roe (@\u200bjane)'),
        });
    });

    it.each([
        ['7', 'cancelled the running downtime.'],
        ['p8', 'cancelled the planned downtime.'],
        ['7 p8 9 p11 p12', 'cancelled 2 running downtimes and 3 planned downtimes.'],
        ['7 p8', 'cancelled the running downtime and the planned downtime.'],
    ])('the thread says which were running and which planned: %s', (before, line) => {
        const outcome = {result: 'confirmed', inDowntime: false} as const;
        const {threadLine} = cancelDowntime.conclude(inOne(), sent(before), outcome, textsOf('en'), NOW + 5);
        expect(threadLine).toBe(`Jane Roe (@\u200bjane) ${line}`);
    });

    it('ended where another one runs: the post stays in downtime', () => {
        expect(conclude({result: 'confirmed', inDowntime: true}).record).toMatchObject({
            inDowntime: true,
            downtime: DETAILS,
        });
    });

    it('ended where another one ran whose end was notified meanwhile: the post stays out of downtime', () => {
        const current = {...inOne(), inDowntime: false};
        expect(conclude({result: 'confirmed', inDowntime: true}, false, current).record).toBe(current);
    });

    it('ended where another one runs: the notification of its end, made before this was read, still counts', () => {
        const {record} = conclude({result: 'confirmed', inDowntime: true});
        expect(heard(record, said('DOWNTIMECANCELLED', NOW + 4 - BEGAN)).inDowntime).toBe(false);
    });

    it.each([
        [false, true],
        [true, false],
    ])('ended: one that lies ahead goes with it if planned ones were meant (%s)', (planned, stays) => {
        const current = {...inOne(), downtime: {...DETAILS, start: NOW + 600}};
        const {record} = conclude({result: 'confirmed', inDowntime: false}, planned, current);
        expect('downtime' in record).toBe(stays);
    });

    it('there was none: the post says so', () => {
        const status = statusOf(SENT);
        const read = {status, observation: reading(status, NOW + 5, NOW + 5), askedAt: NOW + 5};
        const {record, ...told} = conclude({result: 'gone', read});
        expect(record.inDowntime).toBe(false);
        expect(record).not.toHaveProperty('downtime');
        expect(told).toEqual({message: WORDS.notInDowntime, weight: 'warning', threadLine: ''});
    });

    it('there was none of those that run: the one that was scheduled here and runs no more is forgotten', () => {
        const status = statusOf(SENT);
        const read = {status, observation: reading(status, NOW + 5, NOW + 5), askedAt: NOW + 5};
        expect(conclude({result: 'gone', read}, false, {...open(), downtime: DETAILS}).record).not.toHaveProperty(
            'downtime',
        );
    });

    it('failed: nothing changes, and who asked is told why', () => {
        const current = inOne();
        expect(
            conclude(
                failed('not_sent', () => 'Nothing answers.'),
                false,
                current,
            ),
        ).toEqual({
            record: current,
            message: `${WORDS.cancelFailed}: Nothing answers.`,
            weight: 'warning',
            threadLine: '',
        });
    });
});
