import {describe, expect, it} from 'vitest';
import type {NotificationType} from '#contract';
import {withOtherNotice, withSeenNotice} from '../../../../server-proxy/src/domain/alert/marks';
import {NOW} from '../../../support/records';
import {at, heard, read, recordAfter, recovery, said, seen} from '../../../support/words';

const OK = {state: '0'};

describe('a notice', () => {
    it.each([
        ['DOWNTIMESTART', {inDowntime: true, flapping: false}],
        ['FLAPPINGSTART', {inDowntime: false, flapping: true}],
    ] as const)('%s marks the post', (type, marks) => {
        expect(recordAfter(said('PROBLEM', 10), said(type, 20))).toMatchObject(marks);
    });

    it.each([
        ['DOWNTIMESTART', 'DOWNTIMEEND', 'inDowntime'],
        ['DOWNTIMESTART', 'DOWNTIMECANCELLED', 'inDowntime'],
        ['FLAPPINGSTART', 'FLAPPINGSTOP', 'flapping'],
        ['FLAPPINGSTART', 'FLAPPINGDISABLED', 'flapping'],
    ] as const)('%s is taken back by %s', (start, end, flag) => {
        const record = recordAfter(said('PROBLEM', 10), said(start, 20), said(end, 30));
        expect(record[flag]).toBe(false);
        expect(record.ages[flag]).toEqual({by: 'core', at: at(30)});
    });

    it('is taken back by the end that was notified while the object was fine, before this problem', () => {
        const record = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        const flagAfter = (type: NotificationType, seconds?: number) =>
            withOtherNotice(record, said(type, seconds, OK), NOW).inDowntime;
        expect(flagAfter('DOWNTIMECANCELLED', 30)).toBe(false);
        expect(flagAfter('DOWNTIMECANCELLED', 19)).toBe(true);
        expect(flagAfter('DOWNTIMECANCELLED')).toBe(true);
        const free = recordAfter(said('PROBLEM', 10));
        expect(withOtherNotice(free, said('DOWNTIMESTART', 30, OK), NOW)).toBe(free);
    });

    it('is taken back when the object is fine by then', () => {
        const record = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20), said('DOWNTIMEEND', 30, OK));
        expect(record.inDowntime).toBe(false);
    });

    it('of something that begins when all is well is not about the problem before', () => {
        const over = recordAfter(said('PROBLEM', 10), recovery(20));
        expect(heard(over, said('DOWNTIMESTART', 30, OK)).inDowntime).toBe(false);
    });

    it('changes the mark whichever comes first: the younger one counts', () => {
        const [start, end] = [said('FLAPPINGSTART', 20), said('FLAPPINGSTOP', 30)];
        expect(recordAfter(said('PROBLEM', 10), end, start)).toEqual(recordAfter(said('PROBLEM', 10), start, end));
    });

    it('of the end and one of the beginning, in one second, is the end', () => {
        const [start, end] = [said('DOWNTIMESTART', 20), said('DOWNTIMEEND', 20)];
        expect(recordAfter(said('PROBLEM', 10), start, end).inDowntime).toBe(false);
        expect(recordAfter(said('PROBLEM', 10), end, start).inDowntime).toBe(false);
    });

    it.each(['inDowntime', 'flapping'] as const)(
        'of a problem counts against the mark %s that the database showed of the same second',
        (flag) => {
            const shown = read(recordAfter(said('PROBLEM', 10)), seen(20, {[flag]: true}));
            expect(shown[flag]).toBe(true);
            expect(heard(shown, said('PROBLEM', 20))[flag]).toBe(false);
            const noticed = recordAfter(
                said('PROBLEM', 10),
                said(flag === 'flapping' ? 'FLAPPINGSTART' : 'DOWNTIMESTART', 20),
            );
            expect(heard(noticed, said('PROBLEM', 20))[flag]).toBe(true);
        },
    );

    it('of the beginning counts against what the database showed of the same second', () => {
        const record = read(read(recordAfter(said('PROBLEM', 10)), seen(15, {inDowntime: true})), seen(20));
        expect(record.inDowntime).toBe(false);
        expect(heard(record, said('DOWNTIMESTART', 20))).toMatchObject({
            inDowntime: true,
            ages: {inDowntime: {by: 'core', at: at(20)}},
        });
        expect(heard(record, said('DOWNTIMESTART', 19)).inDowntime).toBe(false);
    });

    it('without a time tells nothing new where the mark is so already', () => {
        const record = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        expect(heard(record, said('DOWNTIMESTART')).ages.inDowntime).toEqual({by: 'core', at: at(20)});
        expect(heard(record, said('DOWNTIMEEND')).inDowntime).toBe(false);
    });

    it('of the beginning, from before a problem was notified, is over by then: the core notifies none meanwhile', () => {
        const record = recordAfter(said('PROBLEM', 10), said('PROBLEM', 30));
        expect(heard(record, said('FLAPPINGSTART', 20)).flapping).toBe(false);
        expect(heard(record, said('FLAPPINGSTART', 30)).flapping).toBe(true);
    });
});

describe('a problem that is notified', () => {
    it.each([
        ['DOWNTIMESTART', 'inDowntime'],
        ['FLAPPINGSTART', 'flapping'],
    ] as const)('says that what %s began is over', (type, flag) => {
        const record = recordAfter(said('PROBLEM', 10), said(type, 20), said('PROBLEM', 30));
        expect(record[flag]).toBe(false);
        expect(record.ages[flag]).toEqual({by: 'core', at: at(20)});
    });

    it('of the same second, or before it, says nothing about it', () => {
        const record = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        expect(heard(record, said('PROBLEM', 20)).inDowntime).toBe(true);
        expect(heard(record, said('PROBLEM', 15)).inDowntime).toBe(true);
    });

    it('of which nobody knows when it was says nothing about it', () => {
        const record = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        expect(heard(record, said('PROBLEM')).inDowntime).toBe(true);
    });

    it('forgets the downtime that was scheduled here with the one that is over', () => {
        const downtime = {start: NOW - 600, end: NOW + 600, author: 'Jane', comment: 'new disk'};
        const record = {...recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20)), downtime};
        expect(heard(record, said('PROBLEM', 30))).not.toHaveProperty('downtime');
    });
});

describe('a reading', () => {
    const record = () => recordAfter(said('PROBLEM', 10));

    it.each(['inDowntime', 'flapping'] as const)('shows %s when it is younger than the problem', (flag) => {
        expect(read(record(), seen(11, {[flag]: true}))).toMatchObject({
            [flag]: true,
            ages: {[flag]: {by: 'database', at: at(11)}},
        });
        expect(read(record(), seen(10, {[flag]: true}))[flag]).toBe(false);
    });

    it('that is not dated changes no mark', () => {
        expect(read(record(), seen(undefined, {inDowntime: true})).inDowntime).toBe(false);
    });

    it('that shows what is known leaves its age alone', () => {
        const known = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        expect(read(known, seen(40, {inDowntime: true})).ages.inDowntime).toEqual({by: 'core', at: at(20)});
    });

    it('of equal age loses against the core', () => {
        const known = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        expect(read(known, seen(20)).inDowntime).toBe(true);
        expect(read(known, seen(21)).inDowntime).toBe(false);
    });

    it('from before a problem that was notified since says nothing about now', () => {
        const known = recordAfter(said('PROBLEM', 10), said('PROBLEM', 30));
        expect(read(known, seen(25, {flapping: true})).flapping).toBe(false);
        expect(read(known, seen(31, {flapping: true})).flapping).toBe(true);
    });
});

describe('a custom notification', () => {
    const custom = (seconds: number | undefined, comment: string, more = {}) =>
        said('CUSTOM', seconds, {ackauthor: 'Ada', ackcomment: comment, ...more});
    const texts = (...alerts: readonly ReturnType<typeof custom>[]) =>
        (recordAfter(said('PROBLEM', 10), ...alerts).ages.customs ?? []).map(({text}) => text);

    it('is remembered, to be told once', () => {
        expect(texts(custom(20, 'look'))).toEqual(['CUSTOM Ada look']);
        expect(texts(custom(20, 'look'), custom(20, 'look'))).toHaveLength(1);
        expect(texts(custom(20, 'look'), custom(20, 'other'))).toHaveLength(2);
    });

    it('is remembered in the order of its making', () => {
        expect(texts(custom(30, 'b'), custom(20, 'a'))).toEqual(['CUSTOM Ada a', 'CUSTOM Ada b']);
    });

    it('about an object that is fine is none of the problem', () => {
        expect(texts(custom(20, 'look', OK))).toEqual([]);
    });

    it('does not mark the post', () => {
        expect(recordAfter(said('PROBLEM', 10), custom(20, 'look'))).toMatchObject({
            inDowntime: false,
            flapping: false,
        });
    });

    it.each([
        [5, 1],
        [6, 2],
        [-5, 1],
        [-6, 2],
    ])('of two contacts comes within seconds: %i s apart they are %i', (apart, count) => {
        expect(texts(custom(20, 'look'), custom(20 + apart, 'look'))).toHaveLength(count);
    });

    it.each([
        [30, 1],
        [31, 2],
    ])('without a time is known again for half a minute: %i s apart they are %i', (apart, count) => {
        const once = withSeenNotice([], custom(undefined, 'look'), NOW);
        expect(withSeenNotice(once, custom(undefined, 'look'), NOW + apart)).toHaveLength(count);
    });

    it('is forgotten after six others', () => {
        const seven = Array.from({length: 7}, (_, number) => custom(20 + number, `number ${number}`));
        expect(texts(...seven)).toEqual(Array.from({length: 6}, (_, number) => `CUSTOM Ada number ${number + 1}`));
    });

    it('is known by the beginning of a long text', () => {
        const [text = ''] = texts(custom(20, 'x'.repeat(500)));
        expect(text).toHaveLength(200);
    });
});
