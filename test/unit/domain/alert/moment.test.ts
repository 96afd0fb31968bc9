import {describe, expect, it} from 'vitest';
import {isAfter, isAfterOrAtEnd, later, momentAt} from '../../../../server-proxy/src/domain/alert/moment';

const span = (earliest: number, latest: number) => ({earliest, latest});

describe('a moment is after another', () => {
    it.each([
        ['a later second is', momentAt(11), momentAt(10), true],
        ['the same second is not', momentAt(10), momentAt(10), false],
        ['an earlier second is not', momentAt(9), momentAt(10), false],
        ['the minute that follows is', span(60, 119), span(0, 59), true],
        ['what may be the same second is not', span(59, 119), span(0, 59), false],
        ['a second in the middle of a minute is not', momentAt(30), span(0, 59), false],
        ['what is not dated is after nothing', undefined, momentAt(10), false],
        ['nothing is after what is not dated', momentAt(10), undefined, false],
    ])('%s', (_law, a, b, expected) => {
        expect(isAfter(a, b)).toBe(expected);
    });
});

describe('a moment is after another, or at its end', () => {
    it.each([
        ['a later second is', momentAt(11), momentAt(10), true],
        ['the same second is not', momentAt(10), momentAt(10), false],
        ['the last second of a minute is', momentAt(59), span(0, 59), true],
        ['the second before it is not', momentAt(58), span(0, 59), false],
        ['a span that begins with it is', span(59, 90), span(0, 59), true],
        ['what is not dated is not', undefined, span(0, 59), false],
        ['nothing is where the other is not dated', momentAt(10), undefined, false],
    ])('%s', (_law, a, b, expected) => {
        expect(isAfterOrAtEnd(a, b)).toBe(expected);
    });
});

describe('the later of two moments', () => {
    it.each([
        ['is the one that begins later', span(60, 119), span(0, 59), span(60, 119)],
        ['is so in either order', span(0, 59), span(60, 119), span(60, 119)],
        ['is the first of two that begin together', span(0, 59), span(0, 10), span(0, 59)],
        ['is the only one that is dated', undefined, momentAt(10), momentAt(10)],
        ['is the only one that is dated, in either order', momentAt(10), undefined, momentAt(10)],
        ['is not there when neither is dated', undefined, undefined, undefined],
    ])('%s', (_law, a, b, expected) => {
        expect(later(a, b)).toEqual(expected);
    });
});
