import {describe, expect, test} from 'vitest';
import type {State} from '#contract';
import {episodesIn, problemsBefore} from '../../../../server-proxy/src/domain/details/before';
import type {StateChange} from '../../../../server-proxy/src/domain/details/state_change';

/** The newest first, as openITCOCKPIT lists them. */
const history = (...changes: readonly (readonly [at: number, state: State, hard?: boolean])[]): StateChange[] =>
    changes.map(([at, state, hard = true]) => ({at, state, hard, output: ''})).toReversed();

describe('the problems of the last 30 days', () => {
    test('last from the first bad state to the next good one, however often the state changes in between', () => {
        const changes = history([100, 'WARNING', false], [160, 'WARNING'], [300, 'CRITICAL'], [700, 'OK']);
        expect(episodesIn(changes)).toEqual([{from: 100, until: 700}]);
    });

    test('are none where the state never became hard', () => {
        expect(episodesIn(history([100, 'CRITICAL', false], [160, 'OK']))).toEqual([]);
        expect(problemsBefore(history([100, 'CRITICAL', false], [160, 'OK']))).toEqual({count: 0});
    });

    test('the one that still lasts is not one of before', () => {
        const changes = history([100, 'DOWN'], [400, 'UP'], [1000, 'DOWN']);
        expect(episodesIn(changes)).toEqual([{from: 100, until: 400}, {from: 1000}]);
        expect(problemsBefore(changes)).toEqual({count: 1, median: 300, longest: 300});
    });

    test('are counted, with the length in the middle and the longest', () => {
        const changes = history(
            [0, 'CRITICAL'],
            [60, 'OK'],
            [1000, 'CRITICAL'],
            [1600, 'OK'],
            [2000, 'UNKNOWN'],
            [9200, 'OK'],
        );
        expect(problemsBefore(changes)).toEqual({count: 3, median: 600, longest: 7200});
        expect(problemsBefore(changes.slice(2))).toEqual({count: 2, median: 330, longest: 600});
    });

    test('what ended before its beginning was listed does not count', () => {
        expect(problemsBefore(history([100, 'OK'], [200, 'CRITICAL'], [300, 'OK']))).toEqual({
            count: 1,
            median: 100,
            longest: 100,
        });
    });

    test('of changes in the same minute the order of the list counts', () => {
        expect(episodesIn(history([60, 'CRITICAL'], [60, 'OK'], [60, 'CRITICAL']))).toEqual([
            {from: 60, until: 60},
            {from: 60},
        ]);
    });

    test('an empty history has none', () => {
        expect(problemsBefore([])).toEqual({count: 0});
    });
});
