import {describe, expect, it} from 'vitest';
import type {Row} from '../../../bench/measure';
import {type Measured, pluginRows} from '../../../bench/plugin/rows';

const KINDS = ['GET sequential', 'POST sequential', 'GET 64 at once', 'POST 64 at once', 'MessageWillBePosted'];

const measured = (fields: Partial<Measured> & {ms?: number} = {}): Measured => {
    const {ms = 1, ...rest} = fields;
    return {
        name: 'a plugin',
        activation: [150, 100, 200],
        idle: {resident: 80, private: 20},
        used: {resident: 90, private: 40},
        times: Object.fromEntries(KINDS.map((kind) => [kind, [ms, ms, ms]])),
        cpu: Object.fromEntries(KINDS.map((kind) => [kind, [ms / 2]])),
        ...rest,
    };
};

const rowOf = (ours: Measured, what: string, bundleBytes?: number): Row | undefined =>
    pluginRows([measured(), ours], 80_000, bundleBytes).find((row) => row.what.startsWith(what));

describe('pluginRows', () => {
    it('has Go beside ours, and how ours compares', () => {
        expect(rowOf(measured({ms: 0.5}), 'GET sequential')).toEqual({
            what: 'GET sequential: Go → ours',
            value: 'p50 1.00 → 0.50 ms, 0.50 ×; p99 1.00 → 0.50 ms, 0.50 ×',
            target: 'p50 ≤ 0.6 ×, p99 ≤ 0.8 ×',
            ok: true,
        });
        expect(rowOf(measured({ms: 0.5}), '… CPU')?.value).toBe('0.50 → 0.25 ms, 0.50 ×');
    });

    it.each([
        ['GET sequential', 0.7, false],
        ['POST sequential', 0.6, true],
        ['GET 64 at once', 1, true],
        ['POST 64 at once', 1.1, false],
        ['MessageWillBePosted', 9, true],
    ])('%s in %f of the time of Go: within its target is %s', (what, ms, ok) => {
        expect(rowOf(measured({ms}), what)?.ok).toBe(ok);
    });

    it('has what is called in the order of the target, whatever the order of the host', () => {
        const times = Object.fromEntries(KINDS.toSorted().map((kind) => [kind, [1]]));
        const rows = pluginRows([measured(), measured({times})], 80_000);
        const called = rows.map(({what}) => what.split(':')[0]).filter((what) => KINDS.includes(what ?? ''));
        expect(called).toEqual(KINDS);
    });

    it('takes the 99th percentile by itself', () => {
        const slowest = [...Array<number>(95).fill(1), ...Array<number>(5).fill(1.3)];
        const ours = measured({times: {'GET 64 at once': slowest}});
        expect(rowOf(ours, 'GET 64')).toMatchObject({
            value: 'p50 1.00 → 1.00 ms, 1.00 ×; p99 1.00 → 1.30 ms, 1.30 ×',
            ok: false,
        });
    });

    it.each([
        [[300], true],
        [[330], true],
        [[331], false],
    ])('an activation of %j beside 150 ms is within its target: %s', (activation, ok) => {
        expect(rowOf(measured({activation}), 'activation')?.ok).toBe(ok);
    });

    it('a quick activation may take more than 2.2 times that of Go', () => {
        const [go, ours] = [measured({activation: [100]}), measured({activation: [290]})];
        const rows = pluginRows([go, ours], 80_000);
        expect(rows.find(({what}) => what.startsWith('activation'))).toMatchObject({
            value: '100 → 290 ms, 2.90 ×',
            ok: true,
        });
    });

    it('limits private memory, and shows resident memory', () => {
        const rows = pluginRows(
            [measured(), measured({idle: {resident: 200, private: 26}, used: {resident: 300, private: 45}})],
            80_000,
        );
        expect(rows.slice(-4)).toEqual([
            {what: 'private memory (RssAnon) idle: Go → ours', value: '20 → 26 MB', target: '≤ 25 MB', ok: false},
            {what: '… resident memory', value: '80 → 200 MB', target: '', ok: true},
            {
                what: 'private memory (RssAnon) after 80000 requests: Go → ours',
                value: '40 → 45 MB',
                target: '≤ 45 MB',
                ok: true,
            },
            {what: '… resident memory', value: '90 → 300 MB', target: '', ok: true},
        ]);
    });

    it('counts the archive in megabytes of a million bytes, if there is one', () => {
        expect(rowOf(measured(), 'the bundle', 41_000_000)).toMatchObject({value: '41.0 MB', ok: true});
        expect(rowOf(measured(), 'the bundle', 41_500_000)).toMatchObject({value: '41.5 MB', ok: false});
        expect(rowOf(measured(), 'the bundle')).toBeUndefined();
    });
});
