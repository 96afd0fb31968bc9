import {describe, expect, it} from 'vitest';
import {csvOf} from '../../../../server-proxy/src/domain/shift/csv';

const cellOf = (value: string): string => csvOf([[value]]);

describe('CSV', () => {
    it('quotes every text, doubles quotes, ends every line with CRLF, and leaves numbers alone', () => {
        expect(
            csvOf([
                ['a', 'b "c"'],
                ['d, e', 7],
            ]),
        ).toBe('"a","b ""c"""\r\n"d, e",7\r\n');
    });

    it('keeps what an object is called, be it over several lines, without what nobody sees', () => {
        expect(cellOf('one\r\ntwo\u0000\u202e')).toBe('"one\ntwo"\r\n');
    });

    it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', ' =1', '\u200b=1'])(
        'makes no formula of %j',
        (value) => {
            expect(cellOf(value)).toMatch(/^"'/);
        },
    );

    it.each(['disk;=1+1', 'disk; =cmd|x', 'disk\n=1', 'disk\t@SUM(A1)', 'a;;-1', 'a;\u200b+1'])(
        'makes no formula of %j, where the list separator is a semicolon and splits it',
        (value) => {
            expect(cellOf(value)).not.toMatch(/[;\t\n]\s*[=+\-@]/);
            expect(cellOf(value)).toContain("'");
        },
    );

    it('does not touch what is none', () => {
        expect(cellOf('a=b')).toBe('"a=b"\r\n');
        expect(cellOf('a; b, -5')).toBe('"a; b, -5"\r\n');
        expect(cellOf('')).toBe('""\r\n');
    });

    it('is bounded', () => {
        expect(cellOf('x'.repeat(100_000)).length).toBeLessThan(1100);
    });
});
