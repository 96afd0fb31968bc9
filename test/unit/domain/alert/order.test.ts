import {describe, expect, it} from 'vitest';
import type {Alert} from '../../../../server-proxy/src/domain/alert/alert';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {
    ageOf,
    endsProblem,
    isBefore,
    isNotice,
    isOlderThan,
    isYounger,
} from '../../../../server-proxy/src/domain/alert/order';
import {recordOf} from '../../../support/records';
import {BEGAN, said} from '../../../support/words';

const OK = {state: '0'};
/** Made at, and of a state that began at; undefined: it does not say so. */
const dated = (time: number | undefined, since: number | undefined, more: Partial<Alert> = {}): Alert => {
    const {since: _since, ...alert} = said('PROBLEM');
    return {...alert, ...(time === undefined ? {} : {time}), ...(since === undefined ? {} : {since}), ...more};
};

describe('a notification', () => {
    it.each([
        ['PROBLEM', {}, false, false],
        ['PROBLEM', OK, true, false],
        ['RECOVERY', OK, true, false],
        // A host's recovery may come while it is down again.
        ['RECOVERY', {}, true, false],
        ['DOWNTIMESTART', {}, false, false],
        ['DOWNTIMESTART', OK, true, true],
        ['CUSTOM', OK, true, true],
    ] as const)('%s %j ends a problem: %s; is only a notice: %s', (type, fields, ends, notice) => {
        expect(endsProblem(said(type, 0, fields))).toBe(ends);
        expect(isNotice(said(type, 0, fields))).toBe(notice);
    });
});

describe('the order of notifications', () => {
    it.each([
        ['the time decides', dated(10, 5), dated(11, 5), true],
        ['the time decides, whatever the state began', dated(10, 9), dated(11, 5), true],
        ['a later one is not before', dated(12, 5), dated(11, 5), false],
        ['of one second the state that began earlier is before', dated(10, 5), dated(10, 6), true],
        ['of one second the state that began later is not', dated(10, 6), dated(10, 5), false],
        ['starts are compared as numbers', dated(10, 9), dated(10, 10), true],
        ['of one second one without a start is before', dated(10, undefined), dated(10, 1), true],
        ['the same one is not before itself', dated(10, 5), dated(10, 5), false],
        ['without a time the start of the state decides', dated(undefined, 5), dated(undefined, 6), true],
        ['without a time the same start says nothing', dated(undefined, 5), dated(undefined, 5), false],
        ['where one has a time, the start of the state decides', dated(10, 5), dated(undefined, 6), true],
        ['and where the other has one', dated(undefined, 5), dated(1, 6), true],
        ['without time and start nothing is before', dated(undefined, undefined), dated(10, 5), false],
        ['and before it there is nothing', dated(10, 5), dated(undefined, undefined), false],
    ])('%s', (_law, a, b, expected) => {
        expect(isBefore(a, b)).toBe(expected);
    });

    it.each([
        ['state', {state: 'CRITICAL'}, {state: 'WARNING'}],
        ['type', {notificationType: 'ACKNOWLEDGEMENT'}, {notificationType: 'PROBLEM'}],
        ['output', {output: 'a'}, {output: 'b'}],
    ] as const)('within one second and start does not depend on which came first: %s', (_what, a, b) => {
        expect(isBefore(dated(10, 5, a), dated(10, 5, b))).toBe(true);
        expect(isBefore(dated(10, 5, b), dated(10, 5, a))).toBe(false);
    });
});

describe('a notification, next to all that is known of a problem', () => {
    const {since: _since, ...blank} = recordOf();
    const first = {...blank, ages: {...blank.ages, first: BEGAN + 10}};

    it.each([
        ['one from before its first is older', said('PROBLEM', 9), first, true],
        ['one from after its first is not', said('PROBLEM', 11), first, false],
        ['of the same second a problem is not older', said('PROBLEM', 10), first, false],
        ['of the same second an end is: it is that of the one before', said('RECOVERY', 10, OK), first, true],
        ['without a time its state’s start decides', dated(undefined, 4), {...blank, since: 5}, true],
        ['the same start is not older', dated(undefined, 5), {...blank, since: 5}, false],
        ['without a first one the start decides', dated(10, 4), {...blank, since: 5}, true],
        ['without any time nothing can be told', dated(undefined, undefined), {...blank, since: 5}, undefined],
        ['nor where the start of the problem is not known', dated(undefined, 4), blank, undefined],
    ])('%s', (_law, alert, record, expected) => {
        expect(isOlderThan(alert, record)).toBe(expected);
    });
});

describe('a word on the state', () => {
    const word = (since?: number, at?: number) => ({
        since: since === undefined ? undefined : momentAt(since),
        at: at === undefined ? undefined : momentAt(at),
    });

    it.each([
        ['a state that began later is younger, whatever the check’s time', word(10, 20), word(5, 30), true],
        ['a state that began earlier is not, though it was seen later', word(5, 40), word(10, 30), false],
        ['of one state the later sight is younger', word(5, 31), word(5, 30), true],
        ['of one state an earlier sight is not', word(5, 29), word(5, 30), false],
        ['the same word is not younger than itself', word(5, 30), word(5, 30), false],
        ['without a start the sight decides', word(undefined, 31), word(5, 30), true],
        ['and where the other has no start', word(5, 31), word(undefined, 30), true],
        ['what is not dated is younger than nothing', word(), word(5, 30), false],
        ['nothing is younger than what is not dated', word(5, 30), word(), false],
    ])('%s', (_law, a, b, expected) => {
        expect(isYounger(a, b)).toBe(expected);
    });

    it('of a notification is as old as that says', () => {
        expect(ageOf(dated(10, 5), 99)).toEqual({by: 'core', since: momentAt(5), at: momentAt(10)});
    });

    it('of one without times is as old as its arrival, to the second that clocks are compared to', () => {
        expect(ageOf(dated(undefined, undefined), 99)).toEqual({by: 'core', at: {earliest: 98, latest: 100}});
    });
});
