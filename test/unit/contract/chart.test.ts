import {describe, expect, test} from 'vitest';
import {chartOf} from '#contract';

const NOTHING = {start: 0, end: 1000, points: [], warning: [], critical: []};

describe('a curve in its box', () => {
    test('goes from the left to the right, with the highest value at the top', () => {
        const {low, high, strokes} = chartOf({
            ...NOTHING,
            points: [
                [0, 10],
                [10, 30],
                [20, 20],
            ],
        });
        expect([low, high]).toEqual([10, 30]);
        expect(strokes).toEqual([
            [
                [0, 1],
                [0.01, 0],
                [0.02, 0.5],
            ],
        ]);
    });

    test('has the thresholds that are near, and leaves out those that would press it flat', () => {
        const chart = chartOf({
            ...NOTHING,
            points: [
                [0, 0],
                [10, 10],
            ],
            warning: [20],
            critical: [31],
        });
        expect(chart).toMatchObject({low: 0, high: 20, warning: [0], critical: []});
    });

    test('breaks where values are missing, and not elsewhere', () => {
        const points = [0, 60, 120, 180, 900, 960].map((at): [number, number] => [at, at]);
        expect(chartOf({...NOTHING, points}).strokes.map(({length}) => length)).toEqual([4, 2]);
        expect(chartOf({...NOTHING, end: 100_000, points}).strokes).toHaveLength(1);
    });

    test('that never changes is in the middle, and one without values is empty', () => {
        expect(
            chartOf({
                ...NOTHING,
                points: [
                    [0, 5],
                    [10, 5],
                ],
            }).strokes[0]?.[0],
        ).toEqual([0, 0.5]);
        expect(chartOf({...NOTHING, points: [[0, 0]]}).strokes[0]).toEqual([[0, 0.5]]);
        expect(chartOf(NOTHING)).toMatchObject({strokes: [], warning: [], critical: []});
    });
});
