import {describe, expect, it} from 'vitest';
import {isSameRecord, isVisible, superseded} from '../../../../server-proxy/src/domain/alert/reducer';
import {HOST_UUID, KEY, SERVICE_UUID} from '../../../support/app/problem';
import {ACKNOWLEDGED, NOW, pendingOf} from '../../../support/records';
import {at, BEGAN, heard, read, recordAfter, recovery, said, seen} from '../../../support/words';

const OK = {state: '0'};
const WARNING = {state: '1'};
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

    it('of the same second and start has its place, whichever comes first', () => {
        const [one, two] = [said('PROBLEM', 10), said('PROBLEM', 10, WARNING)];
        expect(recordAfter(two, one)).toEqual(recordAfter(one, two));
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
        expect(recordAfter(said('PROBLEM')).ages).toStrictEqual({
            state: {by: 'core', since: at(0), at: {earliest: NOW - 1, latest: NOW + 1}},
            opened: {earliest: NOW - 1, latest: NOW + 1},
        });
    });
});
