import {describe, expect, it} from 'vitest';
import {MOST_STORED, merged, type TraceEntry, withEntry} from '../../../../server-proxy/src/domain/explain/trace';

const heard = (at: number, what = 'PROBLEM CRITICAL'): TraceEntry => ({at, kind: 'heard_command', what});

describe('a trace', () => {
    it('counts what happens again', () => {
        const twice = withEntry(withEntry([], heard(1)), heard(9));
        expect(withEntry(twice, {at: 12, kind: 'late'})).toEqual([
            {...heard(1), times: 2, last: 9},
            {at: 12, kind: 'late'},
        ]);
    });

    it('counts it even if little else came between', () => {
        const trace = [heard(1), heard(2, 'RECOVERY OK'), heard(3), heard(4, 'RECOVERY OK')];
        const all = trace.reduce<readonly TraceEntry[]>(withEntry, []);
        expect(all.map(({what, times}) => [what, times])).toEqual([
            ['PROBLEM CRITICAL', 2],
            ['RECOVERY OK', 2],
        ]);
    });

    it('holds at most 40 entries, however many different things happen', () => {
        let trace: readonly TraceEntry[] = [];
        for (let at = 0; at < 1000; at += 1) {
            trace = withEntry(trace, heard(at, `output ${at}`));
        }
        expect(trace).toHaveLength(40);
        expect(trace.at(-1)?.what).toBe('output 999');
    });

    it('cuts long texts off', () => {
        expect(withEntry([], heard(1, 'x'.repeat(10_000)))[0]?.what).toHaveLength(120);
    });

    it('is put together from two nodes: the latest, in order, each once, with the higher count', () => {
        const one = [heard(1), {...heard(5, 'RECOVERY OK'), times: 2, last: 6}];
        const other = [heard(5, 'RECOVERY OK'), heard(3, 'PROBLEM WARNING')];
        expect(merged(one, other)).toEqual([
            heard(1),
            heard(3, 'PROBLEM WARNING'),
            {...heard(5, 'RECOVERY OK'), times: 2, last: 6},
        ]);
        const many = Array.from({length: 60}, (_, at) => heard(at));
        expect(merged(many, [], MOST_STORED).map(({at}) => at)).toEqual([
            48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
        ]);
    });
});
