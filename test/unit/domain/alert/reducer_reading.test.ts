import {describe, expect, it} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {newRecord} from '../../../../server-proxy/src/domain/alert/reducer';
import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';
import {ACKNOWLEDGED, NOW} from '../../../support/records';
import {at, BEGAN, read, recordAfter, recovery, said, seen} from '../../../support/words';

const OK = {state: '0'};
const open = () => recordAfter(said('PROBLEM', 10));
const over = () => recordAfter(said('PROBLEM', 10), recovery(300));
const FAILED = {look: 'not_confirmed', failure: 'Nothing answers.', notSent: true, ack: ACKNOWLEDGED} as const;

describe('a reading', () => {
    it('that is older than the notification changes nothing', () => {
        const record = open();
        expect(read(record, seen(9, {state: 'WARNING'}))).toBe(record);
        expect(read(record, seen(9, {state: 'OK'}))).toBe(record);
    });

    it('of equal age loses against the core', () => {
        const record = open();
        expect(read(record, seen(10, {state: 'WARNING'}))).toBe(record);
    });

    it('that is not dated confirms, and never contradicts', () => {
        const record = open();
        expect(read(record, seen(undefined, {state: 'WARNING'}))).toBe(record);
        expect(read(record, seen(undefined))).toBe(record);
    });

    it('of a state that began later counts, whatever the check’s time', () => {
        const record = read(open(), seen(5, {state: 'WARNING', stateSince: at(3)}));
        expect(record.alert.state).toBe('WARNING');
        expect(read(open(), seen(undefined, {state: 'WARNING', stateSince: at(3)})).ages.state).toEqual({
            by: 'database',
            since: at(3),
            at: at(3),
        });
    });

    it('that is younger shows the state it is in now', () => {
        const record = read(open(), seen(50, {state: 'WARNING', output: 'slow', stateSince: at(45)}));
        expect(record).toMatchObject({
            look: 'problem',
            since: BEGAN,
            alert: {state: 'WARNING', output: 'slow', since: BEGAN + 45, notificationType: 'PROBLEM'},
            ages: {state: {by: 'database', since: at(45), at: at(50)}},
        });
        expect(record.alert).not.toHaveProperty('time');
    });

    it('of another state without output or start keeps those that are known', () => {
        const record = read(open(), seen(50, {state: 'WARNING', output: ''}));
        expect(record.alert).toMatchObject({output: 'rta nan, lost 100%', since: BEGAN});
        expect(record.ages.state).toEqual({by: 'database', at: at(50)});
    });

    it('of the same state changes neither output nor age', () => {
        const record = open();
        expect(read(record, seen(50, {output: 'rta 900ms', stateSince: at(0)}))).toBe(record);
        expect(read(record, seen(50, {stateSince: at(5)}))).toBe(record);
    });

    it('tells when the problem began, where no notification did', () => {
        const record = recordAfter(said('PROBLEM', 10, {laststatechange: ''}));
        expect(read(record, seen(50, {stateSince: at(-3)}))).toMatchObject({
            since: BEGAN - 3,
            ages: {state: {by: 'core', since: at(-3), at: at(10)}},
        });
        expect(read(record, seen(50))).toBe(record);
    });

    it('of an object that is fine closes the problem', () => {
        const record = read({...open(), ...FAILED}, seen(300, {state: 'OK', output: 'fine', stateSince: at(290)}));
        expect(record).toMatchObject({
            look: 'recovered',
            recoveredAt: BEGAN + 290,
            alert: {state: 'OK', notificationType: 'RECOVERY', output: 'fine'},
            ages: {ended: true, state: {by: 'database', since: at(290), at: at(300)}},
        });
        expect(record).not.toHaveProperty('failure');
        expect(read(record, seen(400, {state: 'OK', inDowntime: true, stateSince: at(350)}))).toBe(record);
    });

    it('of an object that was gone and is fine closes it', () => {
        const gone = read(read(open(), 'deleted', NOW), 'deleted', NOW + 60);
        expect(read(gone, seen(NOW - BEGAN + 90, {state: 'OK'})).look).toBe('recovered');
        expect(read(gone, seen(NOW - BEGAN + 90))).toMatchObject({look: 'problem', alert: {state: 'CRITICAL'}});
    });

    it('opens what was closed by mistake, and leaves it the same problem', () => {
        const record = read(over(), seen(310, {stateSince: at(0)}));
        expect(record.look).toBe('recovered');
        const again = read(over(), seen(310, {state: 'WARNING', output: 'slow'}));
        expect(again).toMatchObject({
            look: 'problem',
            since: BEGAN,
            alert: {state: 'WARNING', output: 'slow', notificationType: 'PROBLEM', problemId: 'problem-1'},
        });
        expect(again.ages).not.toHaveProperty('after');
    });

    it('opens it with the next problem where the state began since', () => {
        const record = read(over(), seen(410, {state: 'WARNING', stateSince: at(400)}));
        expect(record).toMatchObject({
            look: 'problem',
            since: BEGAN + 400,
            alert: {problemId: ''},
            ages: {after: at(300), opened: at(400)},
        });
        expect(record).not.toHaveProperty('recoveredAt');
    });

    it('opens it with the next problem where the end is only known by when it was seen', () => {
        const end = read(open(), seen(300, {state: 'OK'}));
        expect(read(end, seen(310, {stateSince: at(301)})).ages.after).toEqual(at(300));
        expect(read(end, seen(310, {stateSince: at(300)})).ages).not.toHaveProperty('after');
    });

    it('says nothing about a notice', () => {
        const notice = newRecord(said('DOWNTIMESTART', 10, OK), 'nonce', NOW);
        expect(read(notice, seen(99, {state: 'CRITICAL'}))).toBe(notice);
    });

    it('shows marks and acknowledgements of open problems only', () => {
        const acknowledged = {acknowledged: true, inDowntime: true, flapping: true};
        expect(read(open(), seen(50, acknowledged))).toMatchObject({
            look: 'acknowledged',
            inDowntime: true,
            flapping: true,
        });
        expect(read(open(), seen(50, {...acknowledged, state: 'OK'}))).toMatchObject({
            look: 'recovered',
            inDowntime: false,
            flapping: false,
        });
    });
});

describe('a minute in openITCOCKPIT', () => {
    const minute = {earliest: BEGAN + 60, latest: BEGAN + 119};

    it('counts from its start when it contradicts', () => {
        const within = recordAfter(said('PROBLEM', 70));
        expect(read(within, seen(undefined, {state: 'WARNING', checkedAt: minute}))).toBe(within);
        const before = recordAfter(said('PROBLEM', 59));
        expect(read(before, seen(undefined, {state: 'WARNING', checkedAt: minute})).alert.state).toBe('WARNING');
    });

    it('is the start of the state from its first second', () => {
        const record = read(recordAfter(said('PROBLEM', 10)), seen(130, {state: 'WARNING', stateSince: minute}));
        expect(record.alert.since).toBe(BEGAN + 60);
    });
});

describe('an object that openITCOCKPIT does not find', () => {
    const unmonitored = (seconds?: number) => {
        const {state: _state, ...status} = seen(seconds);
        return status;
    };

    it.each([
        ['deleted', () => 'deleted' as const],
        ['unmonitored', () => unmonitored(500)],
    ])('twice is gone: %s', (why, status) => {
        const once = read({...open(), ...FAILED}, status(), NOW);
        expect(once).toMatchObject({look: 'not_confirmed', missingSince: NOW});
        const twice = read(once, status(), NOW + 1);
        expect(twice).toMatchObject({look: 'gone', gone: why, ages: {state: {by: 'database'}}});
        expect(twice).not.toHaveProperty('missingSince');
        expect(twice).not.toHaveProperty('failure');
        expect(twice).not.toHaveProperty('notSent');
    });

    it('in the same second is not found once, and neither when the clock is put back', () => {
        const once = read(open(), 'deleted', NOW);
        expect(read(once, 'deleted', NOW - 5)).toBe(once);
        expect(read(once, 'deleted', NOW)).toBe(once);
    });

    it('is there when a notification is younger, or of the same second', () => {
        const record = recordAfter(said('PROBLEM', 500));
        expect(read(record, 'deleted', BEGAN + 500)).toBe(record);
        expect(read(record, 'deleted', BEGAN + 501).missingSince).toBe(BEGAN + 501);
        expect(read(record, unmonitored(500))).toBe(record);
        expect(read(record, unmonitored())).toBe(record);
        expect(read(record, unmonitored(501)).missingSince).toBe(NOW);
    });

    it('is forgotten to be missing when it is found', () => {
        const once = read(open(), 'deleted', NOW);
        expect(read(once, seen(50))).not.toHaveProperty('missingSince');
    });

    it('does not matter where its problem is over', () => {
        const record = over();
        expect(read(record, 'deleted', NOW)).toBe(record);
    });
});

describe('the names of an object', () => {
    const renamed = {hostName: 'web02', serviceName: 'HTTP'};

    it('are those of the newest reading: they are from the configuration, as old as the question', () => {
        const record = read(open(), seen(undefined, renamed), NOW);
        expect(record.alert.target).toEqual({
            host: {uuid: HOST_UUID, name: 'web02'},
            service: {uuid: SERVICE_UUID, name: 'HTTP'},
        });
        expect(record.ages.names).toEqual(momentAt(NOW));
        expect(read(record, seen(undefined), NOW)).toBe(record);
        expect(read(record, seen(undefined), NOW + 1).alert.target.host.name).toBe('web01');
    });

    it.each([
        ['host', {hostName: 'web02'}, {host: {name: 'web02'}, service: {name: 'Ping'}}],
        ['service', {serviceName: 'HTTP'}, {host: {name: 'web01'}, service: {name: 'HTTP'}}],
    ])('may be another one of the %s only', (_what, more, target) => {
        expect(read(open(), seen(undefined, more)).alert.target).toMatchObject(target);
    });

    it('of a service that the reading does not tell stay', () => {
        const {serviceName: _name, ...unnamed} = seen(undefined);
        const record = open();
        expect(read(record, unnamed)).toBe(record);
        expect(read(record, {...unnamed, hostName: 'web02'}).alert.target.service?.name).toBe('Ping');
    });

    it('of a host have no service', () => {
        const host = recordAfter(said('PROBLEM', 10, {type: 'Host', serviceuuid: '', state: '1'}));
        expect(read(host, seen(undefined, {state: 'DOWN'}))).toBe(host);
        expect(read(host, seen(undefined, {...renamed, state: 'DOWN'})).alert.target).toEqual({
            host: {uuid: HOST_UUID, name: 'web02'},
        });
    });
});
