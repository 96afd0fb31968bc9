import {describe, expect, it} from 'vitest';
import {removeAcknowledgement} from '../../../../server-proxy/src/app/actions/remove_acknowledgement';
import {failed} from '../../../../server-proxy/src/app/actions/strategy';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {reading} from '../../../../server-proxy/src/domain/alert/observation';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';
import {inEnglish, StrategyContext, statusOf} from '../../../support/app/strategy_context';
import {NOW, pendingOf} from '../../../support/records';
import {acknowledgement, BEGAN, heard, recordAfter, said} from '../../../support/words';

const TEXTS = textsOf('en').alerts;
/** When the command was sent, in seconds since the problem began. */
const SENT = NOW - BEGAN;
const acknowledged = () => recordAfter(said('PROBLEM', 10), acknowledgement(20));
const REQUEST = {kind: 'remove_acknowledgement', ackAt: BEGAN + 20} as const;
const asked = (more: object = {}) => ({...pendingOf(REQUEST), request: REQUEST, ...more});
const sent = (before = '') => asked({sentAt: NOW, attempts: 1, before});
const another = () => heard(acknowledged(), acknowledgement(30, {ackauthor: 'Ada'}));
const shows = (seconds?: number): ObjectStatus => ({...statusOf(seconds), acknowledged: true});

describe('the removal of an acknowledgement can be asked for', () => {
    it.each([
        ['of the one that is there', acknowledged(), REQUEST, undefined],
        ['of the one that is there, whichever', acknowledged(), undefined, undefined],
        ['not of one that another replaced since', another(), REQUEST, TEXTS.notAcknowledged],
        ['not of a problem without', recordAfter(said('PROBLEM', 10)), undefined, TEXTS.notAcknowledged],
        ['not of one under way', {...acknowledged(), look: 'acknowledging'}, REQUEST, TEXTS.notAcknowledged],
        ['not of nothing', undefined, undefined, TEXTS.notAcknowledged],
    ] as const)('%s', (_what, record, request, refusal) => {
        expect(removeAcknowledgement.whyNot(record, textsOf('en'), request)).toBe(refusal);
    });
});

describe('before the removal is sent', () => {
    const first = (status: ObjectStatus, record = acknowledged()) => {
        const {context, monitoring} = new StrategyContext(status);
        return {outcome: removeAcknowledgement.checkFirst(context, record, asked()), monitoring};
    };

    it('nothing is in its way', async () => {
        expect(await first(shows(SENT)).outcome).toBeUndefined();
    });

    it('another one replaced it: nobody is asked', async () => {
        const {outcome, monitoring} = first(shows(SENT), another());
        expect(await outcome).toEqual({result: 'gone'});
        expect(monitoring.reads).toBe(0);
    });

    it('it is gone already, as far as the database is younger', async () => {
        expect(await first(statusOf(SENT)).outcome).toMatchObject({result: 'removed'});
        expect(await first(statusOf(20)).outcome).toBeUndefined();
        expect(await first(statusOf(undefined)).outcome).toBeUndefined();
    });

    it('it is gone already, whatever else was asked for', async () => {
        const record: AlertRecord = {...acknowledged(), pending: [asked({postId: ''})]};
        expect(await first(statusOf(SENT), record).outcome).toMatchObject({result: 'removed'});
    });

    it('the object is not monitored, or the API key may not edit it', async () => {
        const {state: _state, ...unmonitored} = shows(SENT);
        expect(inEnglish(await first(unmonitored).outcome)).toEqual({result: 'not_sent', sentence: TEXTS.notMonitored});
        expect(inEnglish(await first({...shows(SENT), mayEdit: false}).outcome)).toEqual({
            result: 'not_sent',
            sentence: TEXTS.notEditable('Ping on web01'),
        });
    });

    it.each([
        ['acknowledged', shows(undefined)],
        ['-', statusOf(undefined)],
    ])('what the database shows is noted: "%s"', async (noted, status) => {
        const {context} = new StrategyContext(status);
        expect(await removeAcknowledgement.before?.(context, acknowledged(), asked())).toBe(noted);
    });

    it('it is sent for the object alone', async () => {
        const {context, monitoring} = new StrategyContext(shows(SENT));
        await removeAcknowledgement.send(context, acknowledged(), asked());
        expect(monitoring.removals).toEqual([{hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID}]);
    });
});

describe('a removal that was sent', () => {
    /** Acknowledged when the command was sent: what the database shows of before is older. */
    const young = () => recordAfter(said('PROBLEM', 10), acknowledgement(SENT + 50));
    const readBack = (status: ObjectStatus, before: string, record = young()) =>
        removeAcknowledgement.readBack(new StrategyContext(status).context, record, sent(before), false);

    it.each([
        ['what the database showed before, and does not now', statusOf(undefined), 'acknowledged'],
        ['a database that is as young as the command', statusOf(SENT - 2), ''],
    ])('came true by %s', async (_law, status, before) => {
        expect(await readBack(status, before)).toMatchObject({result: 'removed'});
    });

    it('came true by a database that is younger than the acknowledgement', async () => {
        expect(await readBack(statusOf(21), '', acknowledged())).toMatchObject({result: 'removed'});
    });

    it.each([
        ['while the database shows it', shows(SENT + 5), 'acknowledged'],
        ['by an older database that never showed it', statusOf(SENT - 3), ''],
        ['by a database without times that never showed it', statusOf(undefined), ''],
    ])('did not come true %s', async (_law, status, before) => {
        expect(await readBack(status, before)).toBeUndefined();
    });

    it('says how long was waited for it', () => {
        expect(removeAcknowledgement.notSeen(textsOf('en'), 15)).toBe(TEXTS.removalNotConfirmed(15));
    });
});

describe('what becomes of a removal', () => {
    const removed = (status = statusOf(SENT + 5)) =>
        ({
            result: 'removed',
            read: {status, observation: reading(status, NOW + 5, NOW + 5), askedAt: NOW + 5},
        }) as const;
    const conclude = (
        outcome: Parameters<typeof removeAcknowledgement.conclude>[2],
        current: AlertRecord = acknowledged(),
    ) => removeAcknowledgement.conclude(current, sent(), outcome, textsOf('en'), NOW + 5);

    it('done: the post says that nobody has acknowledged it, and the thread who removed it', () => {
        const {record, ...told} = conclude(removed());
        expect(record).toMatchObject({
            look: 'problem',
            ages: {ack: {on: false, by: 'database', at: momentAt(NOW + 5), state: 'CRITICAL', text: ''}},
        });
        expect(record).not.toHaveProperty('ack');
        expect(told).toEqual({
            message: TEXTS.removalConfirmed,
            weight: 'info',
            threadLine: 'Jane Roe (@\u200bjane) removed the acknowledgement.',
        });
    });

    it('done, and what the reading shows besides gets into the post', () => {
        expect(conclude(removed({...statusOf(SENT + 5), state: 'WARNING'})).record.alert.state).toBe('WARNING');
    });

    it.each([
        ['there was none any more', {result: 'gone'}, acknowledged()],
        ['another one replaced it', removed(), another()],
    ] as const)('done already, where %s', (_what, outcome, current) => {
        expect(conclude(outcome, current)).toEqual({
            record: current,
            message: TEXTS.removalConfirmed,
            weight: 'info',
            threadLine: '',
        });
    });

    it('failed: it stays, and who asked is told why', () => {
        const current = acknowledged();
        expect(
            conclude(
                failed('not_confirmed', () => 'Nothing showed.'),
                current,
            ),
        ).toEqual({
            record: current,
            message: 'Nothing showed.',
            weight: 'warning',
            threadLine: '',
        });
    });
});
