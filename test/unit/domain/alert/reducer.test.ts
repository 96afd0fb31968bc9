import {describe, expect, it} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {isSameRecord, isVisible, newRecord, superseded} from '../../../../server-proxy/src/domain/alert/reducer';
import {earlierKey} from '../../../../server-proxy/src/domain/alert_key';
import {HOST_UUID, KEY, SERVICE_UUID} from '../../../support/app/problem';
import {ACKNOWLEDGED, NOW, pendingOf} from '../../../support/records';
import {acknowledgement, at, BEGAN, heard, read, recordAfter, recovery, said, seen} from '../../../support/words';

const OK = {state: '0'};
const WARNING = {state: '1'};
const NO_IDS = {problemid: '', lastproblemid: ''};
const LATER = NOW + 500;
const begun = (seconds: number) => ({laststatechange: String(BEGAN + seconds)});
const open = () => recordAfter(said('PROBLEM', 10));
const over = () => recordAfter(said('PROBLEM', 10), recovery(300));
const FAILED = {look: 'not_confirmed', failure: 'Nothing answers.', notSent: true, ack: ACKNOWLEDGED} as const;

describe('the first word on an object', () => {
    it('that is a problem begins a record that has a post to show', () => {
        expect(open()).toEqual({
            version: 2,
            key: KEY,
            posts: [{channelId: '', postId: '', nonce: 'nonce', wanted: 1, shown: 0}],
            alert: said('PROBLEM', 10),
            ages: {
                state: {by: 'core', since: at(0), at: at(10)},
                opened: at(10),
                first: BEGAN + 10,
                notified: at(10),
            },
            look: 'problem',
            since: BEGAN,
            flapping: false,
            inDowntime: false,
            updatedAt: NOW,
        });
    });

    it('that is a notice about a problem begins its record, too', () => {
        expect(recordAfter(said('DOWNTIMESTART', 10))).toMatchObject({look: 'problem', inDowntime: true});
        expect(recordAfter(said('DOWNTIMESTART', 10)).ages).not.toHaveProperty('notified');
    });

    it('that is a recovery begins a record that is over', () => {
        expect(recordAfter(recovery(10))).toMatchObject({look: 'recovered', ages: {ended: true}});
    });

    it.each([
        ['DOWNTIMESTART', true, false],
        ['FLAPPINGSTART', false, true],
        ['DOWNTIMEEND', false, false],
        ['CUSTOM', false, false],
    ] as const)(
        'that is %s while all is well is shown as it is: downtime %s, flapping %s',
        (type, inDowntime, flapping) => {
            const notice = recordAfter(said(type, 10, OK));
            expect(notice).toMatchObject({look: 'info', inDowntime, flapping, since: BEGAN});
            expect(notice.ages).toEqual({state: {by: 'core', since: at(0), at: at(10)}, opened: at(10)});
            expect(recordAfter(said(type, 10, {...OK, laststatechange: ''}))).not.toHaveProperty('since');
        },
    );
});

describe('what the post shows', () => {
    const record = open();

    it.each([
        ['another look', {look: 'acknowledged'}],
        ['another alert', {alert: {...record.alert}}],
        ['another acknowledgement', {ack: ACKNOWLEDGED}],
        ['another start', {since: 1}],
        ['flapping', {flapping: true}],
        ['a downtime', {inDowntime: true}],
    ] as const)('changes with %s', (_what, more) => {
        expect(isVisible(record, {...record, ...more})).toBe(true);
    });

    it('does not change with anything else', () => {
        expect(
            isVisible(record, {...record, missingSince: 1, updatedAt: 1, ages: {...record.ages, opened: at(0)}}),
        ).toBe(false);
    });

    it('is the same in an equal record', () => {
        expect(isSameRecord(open(), open())).toBe(true);
        expect(isSameRecord(open(), undefined)).toBe(false);
        expect(isSameRecord(open(), over())).toBe(false);
    });

    it('dates the record when it changes, and when the core says anything new', () => {
        expect(heard(open(), said('PROBLEM', 20), LATER).updatedAt).toBe(LATER);
        expect(heard(open(), said('CUSTOM', 20), LATER).updatedAt).toBe(LATER);
        expect(read(open(), seen(20, {state: 'WARNING'}), LATER).updatedAt).toBe(LATER);
        expect(read(open(), 'deleted', LATER).updatedAt).toBe(NOW);
        expect(heard(open(), said('PROBLEM', 10), LATER)).toEqual(open());
    });
});

describe('a problem that another one replaced', () => {
    it('is over, and its post has to say so', () => {
        const record = superseded({...open(), ...FAILED, pending: [pendingOf()]}, 'moved');
        expect(record).toMatchObject({
            key: 'moved',
            look: 'recovered',
            superseded: true,
            posts: [{wanted: 2, shown: 0}],
        });
        expect(record).not.toHaveProperty('failure');
        expect(record).not.toHaveProperty('pending');
    });

    it('only moves when it was over already', () => {
        expect(superseded({...over(), pending: [pendingOf()]}, 'moved')).toEqual({...over(), key: 'moved'});
    });

    it('hears nothing from readings, and opens for no notification', () => {
        const record = superseded(open(), KEY);
        expect(read(record, seen(99, {state: 'WARNING'}))).toBe(record);
        expect(heard(record, said('PROBLEM', 99)).look).toBe('recovered');
        expect(heard(record, recovery(99))).toMatchObject({look: 'recovered', recoveredAt: BEGAN + 99});
        expect(heard(record, recovery(99))).not.toHaveProperty('superseded');
    });
});

describe('a notification', () => {
    it('that is younger is what the record says now', () => {
        const record = heard(open(), said('PROBLEM', 60, {...WARNING, ...begun(55), output: 'slow'}));
        expect(record.alert).toMatchObject({state: 'WARNING', output: 'slow', time: BEGAN + 60, since: BEGAN + 55});
        expect(record).toMatchObject({since: BEGAN, ages: {state: {by: 'core', since: at(55), at: at(60)}}});
    });

    it('that is older does not change what is known of the state, and tells that the problem began earlier', () => {
        const record = heard(open(), said('PROBLEM', 5, {...WARNING, ...begun(-20), output: 'slow'}));
        expect(record.alert).toEqual(open().alert);
        expect(record).toMatchObject({since: BEGAN - 20, ages: {opened: at(5), first: BEGAN + 5, notified: at(10)}});
    });

    it('that is older than the database is late', () => {
        const record = read(open(), seen(50, {state: 'WARNING', stateSince: at(45)}));
        expect(heard(record, said('PROBLEM', 40)).alert.state).toBe('WARNING');
        expect(heard(record, said('PROBLEM', 50, begun(45))).alert.state).toBe('CRITICAL');
    });

    it('keeps what it does not bring: names, id and output', () => {
        const record = heard(open(), said('PROBLEM', 20, {problemid: '', output: '', hostname: '', servicename: ''}));
        expect(record.alert).toMatchObject({
            problemId: 'problem-1',
            output: 'rta nan, lost 100%',
            target: {host: {name: 'web01'}, service: {name: 'Ping'}},
        });
    });

    it('brings new names', () => {
        const record = heard(open(), said('PROBLEM', 20, {hostname: 'web02', servicename: 'HTTP'}));
        expect(record.alert.target).toEqual({
            host: {uuid: HOST_UUID, name: 'web02'},
            service: {uuid: SERVICE_UUID, name: 'HTTP'},
        });
    });

    it('of a host has no service', () => {
        const host = {type: 'Host', serviceuuid: '', state: '1'};
        const record = recordAfter(said('PROBLEM', 10, host), said('PROBLEM', 20, {...host, hostname: 'web02'}));
        expect(record.alert.target).toEqual({host: {uuid: HOST_UUID, name: 'web02'}});
    });

    it('that is late brings only what is missing', () => {
        const bare = recordAfter(said('PROBLEM', 10, {problemid: '', output: '', hostname: '', servicename: ''}));
        expect(heard(bare, said('PROBLEM', 5)).alert).toMatchObject({
            problemId: 'problem-1',
            output: 'rta nan, lost 100%',
            target: {host: {name: 'web01'}, service: {name: 'Ping'}},
        });
        const late = said('PROBLEM', 5, {problemid: 'problem-9', output: 'old', hostname: 'old', servicename: 'old'});
        expect(heard(open(), late).alert).toEqual(open().alert);
    });

    it('tells the start of a problem that nobody told', () => {
        const unknown = recordAfter(said('PROBLEM', 10, {laststatechange: ''}));
        expect(unknown).not.toHaveProperty('since');
        expect(heard(unknown, said('PROBLEM', 20))).toMatchObject({since: BEGAN});
        expect(heard(open(), said('PROBLEM', 20, {laststatechange: ''}))).toMatchObject({since: BEGAN});
    });

    it('without a time is dated by its arrival, and is not the newest that is dated', () => {
        const record = heard(open(), said('PROBLEM', undefined, begun(400)), NOW);
        expect(record.ages).toMatchObject({first: BEGAN + 10, opened: at(10), notified: at(10)});
        expect(recordAfter(said('PROBLEM')).ages).toEqual({
            state: {by: 'core', since: at(0), at: {earliest: NOW - 1, latest: NOW + 1}},
            opened: {earliest: NOW - 1, latest: NOW + 1},
        });
    });
});

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
        expect(record).toMatchObject({look: 'acknowledged', ack: {author: 'Admin'}});
    });

    it('has one that was lost on the way said late, and stays over', () => {
        const record = heard(over(), said('PROBLEM', 5, begun(-20)));
        expect(record).toMatchObject({look: 'recovered', since: BEGAN - 20, alert: {state: 'OK'}});
    });
});

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

    it('in the same second is not found once', () => {
        const once = read(open(), 'deleted', NOW);
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
