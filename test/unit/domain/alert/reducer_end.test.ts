import {describe, expect, it} from 'vitest';
import {earlierKey} from '../../../../server-proxy/src/domain/alert/alert_key';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {KEY} from '../../../support/app/problem';
import {ACKNOWLEDGED} from '../../../support/records';
import {acknowledgement, at, BEGAN, heard, read, recordAfter, recovery, said, seen} from '../../../support/words';

const WARNING = {state: '1'};
const NO_IDS = {problemid: '', lastproblemid: ''};
const begun = (seconds: number) => ({laststatechange: String(BEGAN + seconds)});
const open = () => recordAfter(said('PROBLEM', 10));
const over = () => recordAfter(said('PROBLEM', 10), recovery(300));
const FAILED = {look: 'not_confirmed', failure: 'Nothing answers.', notSent: true, ack: ACKNOWLEDGED} as const;

describe('the end of a problem', () => {
    it('closes it, and what stood there about an action is gone', () => {
        const record = heard({...open(), ...FAILED, missingSince: 1, gone: 'deleted'}, recovery(300));
        expect(record).toMatchObject({
            look: 'recovered',
            recoveredAt: BEGAN + 300,
            alert: {state: 'OK', notificationType: 'RECOVERY', output: 'fine'},
            ages: {ended: true, state: {by: 'core', since: at(300), at: at(300)}},
        });
        for (const gone of ['failure', 'notSent', 'missingSince', 'gone']) {
            expect(record).not.toHaveProperty(gone);
        }
    });

    it.each([
        ['when the state began', {}, 300],
        ['when it was notified, where it does not say', {laststatechange: ''}, 310],
    ])('was %s', (_when, more, seconds) => {
        const end = recovery(310, {...begun(300), ...more});
        expect(heard(open(), end).recoveredAt).toBe(BEGAN + seconds);
    });

    it('was when it is told, where nobody knows when the problem began, and no later than openITCOCKPIT allows', () => {
        const {since: _since, ...undated} = open();
        expect(heard(undated, recovery(300)).recoveredAt).toBe(BEGAN + 300);
        expect(heard({...open(), since: BEGAN + 999}, recovery(300)).recoveredAt).toBe(BEGAN + 300);
        const minute = {earliest: BEGAN + 60, latest: BEGAN + 119};
        expect(read({...open(), since: BEGAN + 90}, seen(120, {state: 'OK', stateSince: minute})).recoveredAt).toBe(
            BEGAN + 90,
        );
    });

    it('is told by its first word, whichever comes first', () => {
        const [first, repeat] = [recovery(300, {output: 'first'}), recovery(310, {...begun(300), output: 'repeat'})];
        const record = recordAfter(said('PROBLEM', 10), first, repeat);
        expect(record).toMatchObject({
            alert: {output: 'first'},
            recoveredAt: BEGAN + 300,
            ages: {state: {at: at(310)}},
        });
        expect(recordAfter(said('PROBLEM', 10), repeat, first)).toEqual(record);
    });

    it('of an earlier problem without ids does not replace it', () => {
        const record = recordAfter(
            said('PROBLEM', 10, NO_IDS),
            recovery(300, NO_IDS),
            recovery(200, {...NO_IDS, output: 'old'}),
        );
        expect(record).toMatchObject({alert: {output: 'fine'}, recoveredAt: BEGAN + 300, ages: {state: {at: at(300)}}});
    });

    it('is older than the next problem, which only the database has told: the post goes on with that', () => {
        const next = read(open(), seen(210, {state: 'WARNING', output: 'slow', stateSince: at(200)}));
        const record = heard({...next, ack: ACKNOWLEDGED, look: 'acknowledged'}, recovery(100));
        expect(record).toMatchObject({
            look: 'problem',
            since: BEGAN + 200,
            alert: {state: 'WARNING', output: 'slow', problemId: '', since: BEGAN + 200},
            ages: {state: {by: 'database', since: at(200), at: at(210)}, opened: at(200), after: at(100)},
        });
        expect(record.ages.ack).toEqual({on: false, by: 'database', at: at(200), state: 'WARNING', text: ''});
        expect(record.ages).not.toHaveProperty('first');
        expect(record.ages).not.toHaveProperty('notified');
        expect(record.ages).not.toHaveProperty('ended');
        expect(record.alert).not.toHaveProperty('time');
        expect(record).not.toHaveProperty('ack');
    });

    it('is older than the next one, whose start the database does not tell', () => {
        const {since: _since, ...alert} = open().alert;
        const next: AlertRecord = {...open(), alert, ages: {...open().ages, state: {by: 'database', at: at(210)}}};
        const record = heard(next, recovery(100));
        expect(record).toMatchObject({look: 'problem', ages: {opened: at(210), after: at(100)}});
        expect(record).not.toHaveProperty('since');
        expect(record.alert).not.toHaveProperty('since');
    });

    it('keeps the age of the next problem when the notification of its beginning comes last', () => {
        const next = recordAfter(
            said('PROBLEM', 10, NO_IDS),
            said('PROBLEM', 200, {...NO_IDS, ...WARNING, ...begun(200)}),
            acknowledgement(203, {...NO_IDS, ...WARNING, ...begun(200)}),
            recovery(100, NO_IDS),
            said('PROBLEM', 200, {...NO_IDS, ...WARNING, ...begun(200)}),
        );
        expect(next.ages.state.at).toEqual(at(203));
        expect(heard(next, recovery(200, NO_IDS))).toMatchObject({look: 'acknowledged'});
    });

    it('leaves an acknowledgement of the next problem', () => {
        const next = read(open(), seen(210, {state: 'WARNING', stateSince: at(200)}));
        const ack = (seconds: number) => heard(next, acknowledgement(seconds, {...WARNING, ...begun(200)}));
        expect(heard(ack(205), recovery(100))).toMatchObject({look: 'acknowledged', ack: {author: 'Admin'}});
        expect(heard(ack(200), recovery(100))).toMatchObject({look: 'problem', ages: {ack: {on: false}}});
    });

    it.each([
        ['is younger than the state in the database', seen(90, {state: 'WARNING', stateSince: at(80)})],
        ['is as old as the state in the database', seen(100, {state: 'WARNING', stateSince: at(100)})],
    ])('counts when it %s', (_law, status) => {
        expect(heard(read(open(), status), recovery(100)).look).toBe('recovered');
    });

    it('without ids that is older than a problem that was notified since is that of the one before', () => {
        const two = recordAfter(
            said('PROBLEM', 10, NO_IDS),
            said('PROBLEM', 200, {...NO_IDS, ...WARNING, ...begun(200)}),
        );
        expect(heard(two, recovery(100, NO_IDS))).toMatchObject({look: 'problem', ages: {after: at(100)}});
        expect(heard(two, recovery(100)).look).toBe('recovered');
        const withId = recordAfter(said('PROBLEM', 10), said('PROBLEM', 200, {...WARNING, ...begun(200)}));
        expect(heard(withId, recovery(100, NO_IDS)).look).toBe('recovered');
    });
});

describe('a problem that is over', () => {
    const closed = () => read(open(), seen(300, {state: 'OK', stateSince: at(300)}));

    it('is not opened by what is older than its end, or of the same second', () => {
        expect(heard(over(), said('PROBLEM', 299)).look).toBe('recovered');
        expect(heard(over(), said('PROBLEM', 300, begun(300))).look).toBe('recovered');
    });

    it('is opened by a problem that is younger: that it was over was a mistake', () => {
        const record = heard({...over(), gone: 'deleted'}, said('PROBLEM', 310, begun(305)));
        expect(record).toMatchObject({look: 'problem', ages: {state: {by: 'core', at: at(310)}}});
        expect(record.ages).not.toHaveProperty('ended');
        expect(record).not.toHaveProperty('recoveredAt');
        expect(record).not.toHaveProperty('gone');
    });

    it('is opened by the core where the database closed it in the same second', () => {
        expect(heard(closed(), said('PROBLEM', 300, begun(300))).look).toBe('problem');
        expect(heard(closed(), said('PROBLEM', 299)).look).toBe('recovered');
    });

    it('is opened by a problem without a time only where the database had closed it', () => {
        expect(heard(closed(), said('PROBLEM', undefined, begun(400))).look).toBe('problem');
        expect(heard(closed(), acknowledgement(undefined, begun(400))).look).toBe('recovered');
        expect(heard(over(), said('PROBLEM', undefined, begun(400))).look).toBe('recovered');
    });

    it('is not opened where it is kept as an earlier one', () => {
        const record = {...over(), key: earlierKey(KEY, 'problem-1')};
        expect(heard(record, said('PROBLEM', 310, begun(305))).look).toBe('recovered');
    });

    it('that is opened again is acknowledged only if that was given since', () => {
        const given = (seconds: number) => heard(closed(), acknowledgement(seconds, begun(0)));
        expect(heard(given(100), said('PROBLEM', 310, begun(305)))).not.toHaveProperty('ack');
        const record = heard(over(), acknowledgement(305, begun(305)));
        expect(record).toMatchObject({look: 'acknowledged', ack: {author: 'Admin'}, ages: {state: {at: at(305)}}});
        expect(record.ages).not.toHaveProperty('ended');
    });

    it('that a reading opens again is acknowledged no more, where that was before or nobody knows when', () => {
        const acknowledged = recordAfter(said('PROBLEM', 10), acknowledgement(100), recovery(300));
        const again = seen(undefined, {state: 'WARNING', checkedAt: at(310)});
        const {ack: _ack, ...ages} = acknowledged.ages;
        for (const record of [read(acknowledged, again), read({...acknowledged, ages}, again)]) {
            expect(record.look).toBe('problem');
            expect(record).not.toHaveProperty('ack');
        }
    });

    it('has one that was lost on the way said late, and stays over', () => {
        const record = heard(over(), said('PROBLEM', 5, begun(-20)));
        expect(record).toMatchObject({look: 'recovered', since: BEGAN - 20, alert: {state: 'OK'}});
    });
});
