import {describe, expect, test} from 'vitest';
import {boundsIn, type Point, thinOut} from '../../../../server-proxy/src/domain/details/curve';

describe('the thresholds of a curve', () => {
    test.each([
        ['80', [80]],
        [80, [80]],
        ['80.5', [80.5]],
        ['10:', [10]],
        ['~:80', [80]],
        ['10:20', [10, 20]],
        ['@10:20', [10, 20]],
        ['-5:5', [-5, 5]],
        [' ', []],
        ['', []],
        [null, []],
        [undefined, []],
        ['none', []],
        ['1:2:3', [1, 2]],
    ] as const)('%j has the bounds %j', (threshold, bounds) => {
        expect(boundsIn(threshold)).toEqual(bounds);
    });
});

describe('a curve with too many points', () => {
    const points = Array.from({length: 10_000}, (_, at): Point => [at * 60, at === 7777 ? 99 : Math.sin(at / 50)]);

    test('is thinned out, in order, and keeps its highest and its lowest point', () => {
        const thin = thinOut(points, 240);
        expect(thin.length).toBeLessThanOrEqual(240);
        expect(thin.length).toBeGreaterThan(200);
        expect(thin.map(([at]) => at)).toEqual(thin.map(([at]) => at).toSorted((a, b) => a - b));
        const values = points.map(([, value]) => value);
        const kept = thin.map(([, value]) => value);
        expect([Math.max(...kept), Math.min(...kept)]).toEqual([99, Math.min(...values)]);
    });

    test('stays as it is where it has few, and where all are of the same moment', () => {
        expect(thinOut(points.slice(0, 3), 240)).toEqual(points.slice(0, 3));
        expect(thinOut([], 240)).toEqual([]);
        expect(
            thinOut(
                Array.from({length: 300}, (): Point => [5, 1]),
                240,
            ),
        ).toEqual([[5, 1]]);
    });
});
