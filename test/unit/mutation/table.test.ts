import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {countOf, mutationTable, scoreOf, withTable} from '../../mutation/table';

const tried = (file: string, ...statuses: string[]) => statuses.map((status) => ({file, status}));

describe('the table of mutants', () => {
    it('has a row for each folder and file, and the total', () => {
        const table = mutationTable([
            ...tried('src/domain/text.ts', 'Killed', 'Survived', 'NoCoverage'),
            ...tried('src/app/actions/recheck.ts', 'Killed'),
            ...tried('src/domain/alert.ts', 'Timeout', 'Ignored'),
            ...tried('src/domain/texts/en.ts', 'Ignored'),
        ]);
        expect(table.split('\n').slice(2)).toEqual([
            '| **`src/app/actions`** | 1 | 1 | 0 | 100.0 % |',
            '| `recheck.ts` | 1 | 1 | 0 | 100.0 % |',
            '| **`src/domain`** | 4 | 2 | 2 | 50.0 % |',
            '| `alert.ts` | 1 | 1 | 0 | 100.0 % |',
            '| `text.ts` | 3 | 1 | 2 | 33.3 % |',
            '| **Total** | 5 | 3 | 2 | 60.0 % |',
        ]);
    });

    it('counts an endless loop as noticed, and what could not run not at all', () => {
        expect(
            countOf(tried('a.ts', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'Ignored')),
        ).toEqual({
            mutants: 4,
            killed: 2,
            survived: 2,
        });
    });

    it('does not round a score up', () => {
        expect(scoreOf({mutants: 10_000, killed: 8499, survived: 1501})).toBe('84.9 %');
        expect(scoreOf({mutants: 0, killed: 0, survived: 0})).toBe('–');
    });

    it('replaces the one before, and nothing else of its page', () => {
        const page = readFileSync(inRepository('docs/mutation.md'), 'utf8');
        const first = withTable(page, '| one |');
        expect(first).toContain('| one |');
        expect(withTable(first, '| two |')).toBe(first.replace('| one |', '| two |'));
        expect(() => withTable('a page without a place for it', '')).toThrow(/must have the lines/);
    });
});
