import {describe, expect, test} from 'vitest';
import {chartOf} from '../../../../server-proxy/src/domain/details/chart';
import type {Point} from '../../../../server-proxy/src/domain/details/curve';

const SPAN = {start: 0, end: 1000};
const curve = (times: readonly number[], values = times) => ({
    points: times.map((at, index): Point => [at, values[index] ?? 0]),
    warning: [],
    critical: [],
});

describe('a curve in its box', () => {
    test('goes from the left to the right, with the highest value at the top', () => {
        const {low, high, strokes} = chartOf(curve([0, 10, 20], [10, 30, 20]), SPAN);
        expect([low, high]).toEqual([10, 30]);
        expect(strokes[0]?.flat()).toEqual([0, 1, 0.01, 0, 0.02, 0.5]);
    });

    test('has the thresholds that are near, and leaves out those that would press it flat', () => {
        const chart = chartOf({...curve([0, 10]), warning: [20], critical: [31]}, SPAN);
        expect(chart).toMatchObject({low: 0, high: 20, warning: [0], critical: []});
    });

    test('breaks where values are missing, and not elsewhere', () => {
        const times = [0, 60, 120, 180, 900, 960];
        expect(chartOf(curve(times), SPAN).strokes.map(({length}) => length)).toEqual([4, 2]);
        expect(chartOf(curve(times), {...SPAN, end: 100_000}).strokes).toHaveLength(1);
    });

    test('that never changes is in the middle, and one without values is empty', () => {
        expect(chartOf(curve([0, 10], [5, 5]), SPAN).strokes[0]?.[0]).toEqual([0, 0.5]);
        expect(chartOf(curve([0]), SPAN).strokes[0]).toEqual([[0, 0.5]]);
        expect(chartOf(curve([]), SPAN)).toMatchObject({strokes: [], warning: [], critical: []});
    });
});
