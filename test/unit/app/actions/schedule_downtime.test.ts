import {describe, expect, it} from 'vitest';
import type {Downtime} from '../../../../server-proxy/src/app/actions/command_port';
import {scheduleDowntime} from '../../../../server-proxy/src/app/actions/schedule_downtime';
import {failed} from '../../../../server-proxy/src/app/actions/strategy';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {type Moment, momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {reading} from '../../../../server-proxy/src/domain/alert/observation';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {textsOf} from '../../../../server-proxy/src/domain/texts';

import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';
import {inEnglish, StrategyContext, statusOf} from '../../../support/app/strategy_context';
import {NOW, pendingOf} from '../../../support/records';
import {BEGAN, heard, recordAfter, recovery, said} from '../../../support/words';

const TEXTS = textsOf('en').alerts;
const WORDS = textsOf('en').actions;
const SENT = NOW - BEGAN;
const AUTHOR = 'Jane Roe (@jane)';
const HOST = {type: 'Host', serviceuuid: '', state: '1'};
const REQUEST = {
    kind: 'schedule_downtime',
    comment: 'new disk',
    start: NOW,
    end: NOW + 3600,
    hostAndServices: false,
} as const;
const asked = (more: object = {}) => ({...pendingOf(REQUEST), request: REQUEST, ...more});
const sent = (before = '3 12') => asked({sentAt: NOW, attempts: 1, before});
const open = () => recordAfter(said('PROBLEM', 10));
const inOne = () => heard(open(), said('DOWNTIMESTART', 20));
const downtime = (more: Partial<Downtime> = {}): Downtime => ({
    id: 13,
    author: AUTHOR,
    comment: 'new disk',
    seconds: 3600,
    running: true,
    ...more,
});
const shows = (seconds?: number): ObjectStatus => ({...statusOf(seconds), inDowntime: true});

describe('a downtime can be scheduled', () => {
    it.each([
        ['for a problem', open(), undefined],
        ['not for what is in one', inOne(), WORDS.alreadyInDowntime],
        ['not for what is over', recordAfter(said('PROBLEM', 10), recovery(20)), WORDS.problemOver],
        ['not for nothing', undefined, WORDS.problemOver],
    ])('%s', (_what, record, refusal) => {
        expect(scheduleDowntime.whyNot(record, textsOf('en'))).toBe(refusal);
    });
});

describe('before a downtime is sent', () => {
    const first = (status: ObjectStatus, action = asked(), record = open()) =>
        scheduleDowntime.checkFirst(new StrategyContext(status).context, record, action);

    it('nothing is in its way', async () => {
        expect(await first(statusOf(SENT))).toBeUndefined();
    });

    it.each([
        [0, {result: 'not_sent', sentence: WORDS.downtimeOver}],
        [1, undefined],
    ])('its end passed: %i s are left', async (left, outcome) => {
        const request = {...REQUEST, start: NOW - 60, end: NOW + left};
        expect(inEnglish(await first(statusOf(SENT), asked({request})))).toEqual(outcome);
    });

    it('the object is not monitored', async () => {
        const {state: _state, ...unmonitored} = shows(SENT);
        expect(inEnglish(await first(unmonitored))).toEqual({result: 'not_sent', sentence: TEXTS.notMonitored});
    });

    it('the API key may not edit it', async () => {
        expect(inEnglish(await first({...statusOf(SENT), mayEdit: false}))).toEqual({
            result: 'not_sent',
            sentence: TEXTS.notEditable('Ping on web01'),
        });
    });

    it('another one runs, as far as that is younger than what the post says', async () => {
        expect(await first(shows(SENT))).toMatchObject({result: 'elsewhere'});
        expect(await first(shows(9))).toBeUndefined();
    });

    it('ours may be the one that runs, where it was sent before', async () => {
        expect(await first(shows(SENT), sent())).toBeUndefined();
    });

    it('the downtimes that are there are noted', async () => {
        const {context} = new StrategyContext(statusOf(SENT), [downtime({id: 3}), downtime({id: 12})]);
        expect(await scheduleDowntime.before?.(context, open(), asked())).toBe('3 12');
    });

    it.each([
        ['with a host’s services, if asked', HOST, true, {hostUuid: HOST_UUID}],
        ['without any, of a service', {}, false, {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID}],
    ])('it is told what to do: %s', async (_what, fields, hostAndServices, target) => {
        const {context, monitoring} = new StrategyContext(statusOf(SENT));
        const request = {...REQUEST, hostAndServices: true};
        await scheduleDowntime.send(context, recordAfter(said('PROBLEM', 10, fields)), asked({request}));
        const {start, end, comment} = REQUEST;
        expect(monitoring.downtimeCommands).toEqual([{target, author: AUTHOR, comment, start, end, hostAndServices}]);
    });

    it('a host’s services are left alone unless asked', async () => {
        const {context, monitoring} = new StrategyContext(statusOf(SENT));
        await scheduleDowntime.send(context, recordAfter(said('PROBLEM', 10, HOST)), asked());
        expect(monitoring.downtimeCommands).toMatchObject([{hostAndServices: false}]);
    });
});

describe('a downtime that was sent', () => {
    const readBack = (found: Partial<Downtime> | undefined, status = shows(SENT + 5), action = sent()) =>
        scheduleDowntime.readBack(
            new StrategyContext(status, found ? [downtime(found)] : []).context,
            open(),
            action,
            true,
        );

    it('is there when openITCOCKPIT lists it and the object is in it', async () => {
        expect(await readBack({})).toEqual({
            result: 'confirmed',
            running: true,
            at: momentAt(NOW + 5),
            line: 'Jane Roe (@\u200bjane) put it into downtime until 24 Nov 2026, 04:13:20 UTC: new disk',
        });
    });

    it('is there when it is planned, whatever the object is in', async () => {
        const line = /^Jane Roe \(@\u200bjane\) scheduled a downtime from .* until .*: new disk$/;
        expect(await readBack({running: false}, statusOf(SENT + 5))).toMatchObject({
            result: 'confirmed',
            running: false,
            line: expect.stringMatching(line),
        });
    });

    it('is known whatever openITCOCKPIT made of its comment, and but for blanks around its author', async () => {
        expect(await readBack({comment: '&lt;new disk&gt;', author: ` ${AUTHOR} `})).toMatchObject({
            result: 'confirmed',
        });
        const blank = asked({sentAt: NOW, before: '', author: `${AUTHOR} `});
        expect(await readBack({}, shows(SENT + 5), blank)).toMatchObject({result: 'confirmed'});
    });

    it('is as old as the command where the database is not dated', async () => {
        expect(await readBack({}, shows())).toMatchObject({at: momentAt(NOW)});
    });

    it.each([
        ['while none is listed', undefined],
        ['by that of another author', {author: 'Ada'}],
        ['by one of another length', {seconds: 3601}],
        ['by one that was there before', {id: 12}],
    ])('is not there %s', async (_law, found) => {
        expect(await readBack(found)).toBeUndefined();
    });

    it('is not there while the object is not in it', async () => {
        expect(await readBack({}, statusOf(SENT + 5))).toBeUndefined();
    });

    it('is a new one where it is not known what was there before', async () => {
        const {before: _before, ...action} = sent();
        expect(await readBack({id: 3}, shows(SENT + 5), action)).toMatchObject({result: 'confirmed'});
    });

    it('is found among others', async () => {
        const {context} = new StrategyContext(shows(SENT + 5), [
            downtime({id: 3}),
            downtime({author: 'Ada'}),
            downtime(),
        ]);
        expect(await scheduleDowntime.readBack(context, open(), sent(), false)).toMatchObject({result: 'confirmed'});
    });

    it('says how long was waited for it', () => {
        expect(scheduleDowntime.notSeen(textsOf('en'), 15)).toBe(WORDS.downtimeNotSeen(15));
    });
});

describe('what becomes of a downtime', () => {
    const conclude = (outcome: Parameters<typeof scheduleDowntime.conclude>[2], current: AlertRecord = open()) =>
        scheduleDowntime.conclude(current, sent(), outcome, textsOf('en'), NOW + 5);
    const confirmed = (more: {at?: Moment; running?: boolean} = {}) =>
        ({result: 'confirmed', running: true, line: 'a line', at: momentAt(NOW + 5), ...more}) as const;
    const details = {start: NOW, end: NOW + 3600, author: AUTHOR, comment: 'new disk'};

    it('that runs: the post shows it until its end', () => {
        const {record, ...told} = conclude(confirmed({at: momentAt(NOW + 3)}));
        expect(record).toMatchObject({
            inDowntime: true,
            downtime: details,
            ages: {inDowntime: {by: 'database', at: momentAt(NOW + 3)}},
        });
        expect(told).toEqual({message: WORDS.downtimeConfirmed, weight: 'info', threadLine: 'a line'});
    });

    it('that is planned: the post shows when, and is in none', () => {
        const {record} = conclude(confirmed({running: false}));
        expect(record).toMatchObject({inDowntime: false, downtime: details});
        expect(record.ages).not.toHaveProperty('inDowntime');
    });

    it('that ended meanwhile, as the core said since, is not shown as running', () => {
        const over = heard(open(), said('DOWNTIMEEND', SENT + 4));
        expect(conclude(confirmed({at: momentAt(NOW + 3)}), over).record.inDowntime).toBe(false);
        expect(conclude(confirmed({at: momentAt(NOW + 4)}), over).record.inDowntime).toBe(true);
    });

    it('that ended in the minute that the reading may be from is not shown as running', () => {
        const over = heard(open(), said('DOWNTIMECANCELLED', SENT + 4));
        const at = {earliest: NOW - 20, latest: NOW + 4};
        expect(conclude(confirmed({at}), over).record.inDowntime).toBe(false);
    });

    it('elsewhere: the post shows that it is in one', () => {
        const status = shows(SENT + 3);
        const read = {status, observation: reading(status, NOW + 5, NOW + 5), askedAt: NOW + 5};
        expect(conclude({result: 'elsewhere', read})).toMatchObject({
            record: {inDowntime: true},
            message: WORDS.alreadyInDowntime,
            weight: 'warning',
            threadLine: '',
        });
    });

    it('failed: nothing changes, and who asked is told why', () => {
        const current = open();
        expect(
            conclude(
                failed('not_sent', () => 'Nothing answers.'),
                current,
            ),
        ).toEqual({
            record: current,
            message: `${WORDS.downtimeFailed}: Nothing answers.`,
            weight: 'warning',
            threadLine: '',
        });
    });
});
