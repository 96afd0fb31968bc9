import {describe, expect, it} from 'vitest';
import {besideLastRun, readTable, worseBy} from '../../bench/last_run';
import {row, tableOf} from '../../bench/measure';

const worse = (value: string, last: string, target = ''): number => Number(worseBy({value, target}, last).toFixed(2));

describe('worseBy', () => {
    it.each([
        ['a time', '150 ms', '100 ms', '', 0.5],
        ['the worst of several', 'p50 11 ms, p99 40 ms', 'p50 10 ms, p99 20 ms', 'p50 ≤ 50 ms, p99 ≤ 60 ms', 1],
        ['memory', '130 MB', '100 MB', '', 0.3],
        ['a rate, of which more is better', '200 per second', '300 per second', '', 0.5],
        ['a rate with its sign', '50/s, 0.50 ×', '100/s, 0.50 ×', '≥ 0.8 ×', 1],
        ['a ratio that may be small', '0.75 ×', '0.50 ×', '≤ 0.8 ×', 0.5],
        ['a number in brackets', '10 ms (p95 30 ms)', '10 ms (p95 20 ms)', '', 0.5],
        ['a time beside a CPU time', '0.100 s / 0.200 s', '0.100 s / 0.100 s', '', 1],
        ['calls, whatever they are', '6.0 calls: 3 KVGet a, 3 KVSet b', '4.0 calls: 2 KVGet a, 2 KVSet b', '', 0.5],
        ['a bare number with a limit', '15', '10', '≤ 20', 0.5],
    ])('%s', (_, value, last, target, share) => {
        expect(worse(value, last, target)).toBe(share);
        expect(worse(value, value, target)).toBe(0);
        expect(worse(last, value, target)).toBe(0);
    });

    it('does not compare where something began', () => {
        expect(worse('200 → 100 MB', '100 → 100 MB')).toBe(0);
        expect(worse('100 → 200 MB', '100 → 100 MB')).toBe(1);
        expect(
            worse('p50 9.00 → 1.00 ms, 0.10 ×; p99 9.00 → 3.00 ms', 'p50 1.00 → 1.00 ms, 0.10 ×; p99 1.00 → 2.00 ms'),
        ).toBe(0.5);
    });

    it('is 0 for what says nothing of better or worse', () => {
        expect(worse('500 posts', '100 posts')).toBe(0);
        expect(worse('100 posts', '500 posts')).toBe(0);
    });

    it('is 0 for results that cannot be compared', () => {
        expect(worse('900 ms', '')).toBe(0);
        expect(worse('900 ms', '1 s')).toBe(0);
        expect(worse('5 ms, 900 ms', '5 ms')).toBe(0);
        expect(worse('5 calls: 3 KVGet, 2 CreatePost', '4 calls: 2 KVSet')).toBe(0.25);
        expect(worse('not measured: Chromium is not installed', '5 ms')).toBe(0);
        expect(worse('NaN ms', '5 ms')).toBe(0);
        expect(worse('5 ms', '0 ms')).toBe(0);
    });
});

const LAST = readTable([
    'One run of something on a day: two cores.',
    '',
    ...tableOf([
        row('first', '100 ms', '≤ 1 s'),
        row('… memory', '10 MB'),
        row('second', '1 s', '≤ 2 s', false),
        row('… memory', '20 MB'),
    ]),
]);

describe('readTable', () => {
    it('has what was measured and the result of each row', () => {
        expect(LAST).toEqual([
            {what: 'first', value: '100 ms'},
            {what: '… memory', value: '10 MB'},
            {what: 'second', value: '1 s'},
            {what: '… memory', value: '20 MB'},
        ]);
    });

    it('is empty without a table', () => {
        expect(readTable([])).toEqual([]);
        expect(readTable(['', 'Nothing was measured yet.'])).toEqual([]);
    });
});

describe('besideLastRun', () => {
    const lines = besideLastRun(
        [
            row('second', '3 s', '≤ 2 s', false),
            row('… memory', '24 MB'),
            row('first', '120 ms', '≤ 1 s'),
            row('… memory', '13 MB'),
            row('… something new', '5'),
        ],
        LAST,
    );

    it('finds rows by their names, those that go on with another by both', () => {
        expect(lines.slice(2)).toEqual([
            '| second | 3 s | ≤ 2 s **missed** | 1 s **200 % worse** |',
            '| … memory | 24 MB |  | 20 MB |',
            '| first | 120 ms | ≤ 1 s | 100 ms |',
            '| … memory | 13 MB |  | 10 MB **30 % worse** |',
            '| … something new | 5 |  |  |',
        ]);
    });

    it('is a table, without a last run as well', () => {
        expect(lines.slice(0, 2)).toEqual(['| Measured | Result | Target | Last run |', '| --- | --- | --- | --- |']);
        expect(besideLastRun([row('first', '1 ms')], [])[2]).toBe('| first | 1 ms |  |  |');
    });
});
