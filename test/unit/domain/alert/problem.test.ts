import {describe, expect, it} from 'vitest';
import {routeOf} from '../../../../server-proxy/src/domain/alert/problem';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {at, BEGAN, heard, recordAfter, recovery, said} from '../../../support/words';

const OK = {state: '0'};
const NO_IDS = {problemid: '', lastproblemid: ''};
const OTHER = {problemid: 'problem-2', laststatechange: String(BEGAN + 500)};
const EARLIER = {problemid: 'problem-0', laststatechange: String(BEGAN - 500)};

const open = recordAfter(said('PROBLEM', 10));
const over = recordAfter(said('PROBLEM', 10), recovery(300));
const openWithoutId = recordAfter(said('PROBLEM', 10, NO_IDS));
const overWithoutId = recordAfter(said('PROBLEM', 10, NO_IDS), recovery(300, NO_IDS));
const superseded: AlertRecord = {...open, look: 'recovered', superseded: true};

describe('a notification about an object without a problem', () => {
    it('begins one', () => expect(routeOf(undefined, said('PROBLEM', 10))).toBe('new'));
    it('begins one with its end, which is told as well', () => expect(routeOf(undefined, recovery(10))).toBe('new'));
    it('is only a notice while the object is fine', () =>
        expect(routeOf(undefined, said('DOWNTIMESTART', 10, OK))).toBe('none'));
});

describe('a notification with the id of its problem', () => {
    it.each([
        ['is about the one with this id', open, said('PROBLEM', 20), 'current'],
        ['is about it though it is older than all of it', open, said('PROBLEM', 5), 'current'],
        ['is about it when that is over', over, said('ACKNOWLEDGEMENT', 20), 'current'],
        ['ends it', open, recovery(300), 'current'],
        ['of another id begins the next', open, said('PROBLEM', 510, OTHER), 'new'],
        ['of another id begins the next when this one is over', over, said('PROBLEM', 510, OTHER), 'new'],
        ['of another id, and older, is about the one before', open, said('PROBLEM', -400, EARLIER), 'earlier'],
        ['is about the one before when that ends late', open, recovery(-10, {lastproblemid: 'problem-0'}), 'earlier'],
        ['tells of the next by its end when it is younger', open, recovery(600, {lastproblemid: 'problem-2'}), 'new'],
    ] as const)('%s', (_law, current, alert, route) => {
        expect(routeOf(current, alert)).toBe(route);
    });

    it('of another problem, when the object is fine, says that this one is over', () => {
        const notice = said('DOWNTIMESTART', 600, {...OK, problemid: '', lastproblemid: 'problem-2'});
        expect(routeOf(open, notice)).toBe('current');
        expect(routeOf(over, notice)).toBe('none');
        expect(routeOf(superseded, notice)).toBe('none');
    });
});

describe('two problems of which one tells the id of the other', () => {
    const SAME_SECOND = {laststatechange: String(BEGAN + 10)};
    const next = recordAfter(said('PROBLEM', 10, {...SAME_SECOND, problemid: 'problem-2', lastproblemid: 'problem-1'}));
    const first = recordAfter(said('PROBLEM', 10, {...SAME_SECOND, problemid: 'problem-1'}));

    it('are told apart within one second, whichever comes first', () => {
        expect(routeOf(next, said('PROBLEM', 10, {...SAME_SECOND, problemid: 'problem-1'}))).toBe('earlier');
        expect(
            routeOf(first, said('PROBLEM', 10, {...SAME_SECOND, problemid: 'problem-2', lastproblemid: 'problem-1'})),
        ).toBe('new');
    });

    it('still are when the next one was repeated', () => {
        const repeated = heard(next, said('PROBLEM', 60, {...SAME_SECOND, problemid: 'problem-2'}));
        expect(routeOf(repeated, said('PROBLEM', 10, {...SAME_SECOND, problemid: 'problem-1'}))).toBe('earlier');
    });
});

describe('a notification without an id', () => {
    const problem = (seconds: number, more: Record<string, unknown> = {}) =>
        said('PROBLEM', seconds, {...NO_IDS, ...more});
    const undated = said('PROBLEM', undefined, {...NO_IDS, laststatechange: ''});

    it.each([
        ['is about the open problem', openWithoutId, problem(20), 'current'],
        [
            'is about the open problem though that has an id',
            open,
            problem(600, {laststatechange: String(BEGAN + 550)}),
            'current',
        ],
        ['is about the open problem that has none', openWithoutId, said('PROBLEM', 20), 'current'],
        ['ends the open problem', openWithoutId, recovery(300, NO_IDS), 'current'],
        [
            'that ends a problem and is older than the open one ended the one before',
            openWithoutId,
            recovery(-5, NO_IDS),
            'none',
        ],
        ['of a problem that is older is a late word on the open one', openWithoutId, problem(5), 'current'],
        ['of which nothing tells how old it is belongs to the open one', openWithoutId, undated, 'current'],
        ['begins the next problem after the end', overWithoutId, problem(400), 'new'],
        ['from before the end is a late word on what is over', overWithoutId, problem(200), 'current'],
        ['repeats the end', overWithoutId, recovery(300, NO_IDS), 'current'],
        [
            'with an end of a state that began later tells of a problem that was missed',
            overWithoutId,
            recovery(700, NO_IDS),
            'new',
        ],
        [
            'with an end that does not say since when repeats the end',
            overWithoutId,
            recovery(700, {...NO_IDS, laststatechange: ''}),
            'current',
        ],
        [
            'is a notice that says nothing new of what is over',
            overWithoutId,
            said('DOWNTIMESTART', 600, {...OK, ...NO_IDS}),
            'current',
        ],
    ] as const)('%s', (_law, current, alert, route) => {
        expect(routeOf(current, alert)).toBe(route);
    });

    it('is a notice where the object is fine since a time of which nobody said so', () => {
        const notice = said('FLAPPINGSTOP', 710, {...OK, ...NO_IDS, laststatechange: String(BEGAN + 700)});
        expect(routeOf(overWithoutId, notice)).toBe('current');
    });

    it('ends what is over once more when nobody knows since when that is', () => {
        const {recoveredAt: _at, ...record} = overWithoutId;
        expect(routeOf(record, recovery(700, NO_IDS))).toBe('current');
    });

    it('made before the end of the problem before is about neither', () => {
        const after: AlertRecord = {...openWithoutId, ages: {...openWithoutId.ages, before: at(5)}};
        expect(routeOf(after, said('ACKNOWLEDGEMENT', 4, NO_IDS))).toBe('none');
        expect(routeOf(after, said('ACKNOWLEDGEMENT', 5, NO_IDS))).toBe('current');
        expect(routeOf(after, said('ACKNOWLEDGEMENT', undefined, NO_IDS))).toBe('current');
    });

    it('may end the open problem within its first word: only what is older than all of it ended one before', () => {
        const later = recordAfter(said('PROBLEM', 10, NO_IDS), said('PROBLEM', 200, NO_IDS));
        expect(routeOf(later, recovery(100, NO_IDS))).toBe('current');
        expect(routeOf(later, recovery(9, NO_IDS))).toBe('none');
    });

    it('ends the problem before where nothing tells when this one began', () => {
        const {first: _first, ...ages} = openWithoutId.ages;
        const {since: _since, ...record} = {...openWithoutId, ages};
        expect(routeOf(record, recovery(9, NO_IDS))).toBe('none');
    });
});

describe('a notification from before the end that the database told between two problems', () => {
    const next: AlertRecord = {...open, ages: {...open.ages, after: at(400)}};

    it.each([
        ['is about the one before, whose post is this one now', said('PROBLEM', 390), 'none'],
        ['counts by the start of its state', said('PROBLEM', 410, {laststatechange: String(BEGAN + 399)}), 'none'],
        [
            'of a state that began in the second of the end is about the one before, if made in that second',
            said('PROBLEM', 400, {laststatechange: String(BEGAN + 400)}),
            'none',
        ],
        [
            'of a state that began in the second of the end is about this one, if made later',
            said('DOWNTIMEEND', 430, {laststatechange: String(BEGAN + 400)}),
            'current',
        ],
        [
            'is about this one when its state began since',
            said('PROBLEM', 410, {laststatechange: String(BEGAN + 401)}),
            'current',
        ],
        ['counts by its time where it tells no start', said('PROBLEM', 401, {laststatechange: ''}), 'current'],
        ['counts by its time to the second', said('PROBLEM', 400, {laststatechange: ''}), 'none'],
        ['is about this one where nothing tells', said('PROBLEM', undefined, {laststatechange: ''}), 'current'],
    ] as const)('%s', (_law, alert, route) => {
        expect(routeOf(next, alert)).toBe(route);
    });
});
