import {readdirSync, readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {type Document, documents} from '../../support/documents';

const COLUMNS = 5;

/** The rows of all tables of attacks and faults: their cells. */
const rowsOf = ({text}: Document): string[][] =>
    text
        .split(/^\| Tried .*\n\| --- .*\n/m)
        .slice(1)
        .flatMap((rest) => rest.split('\n\n')[0]?.split('\n') ?? [])
        .filter((line) => line.startsWith('|'))
        .map((line) =>
            line
                .slice(1, -1)
                .split(' | ')
                .map((cell) => cell.trim()),
        );

const ROWS = documents().flatMap((page) => rowsOf(page).map((cells) => ({cells, name: cells[0] ?? ''})));

const testFiles = new Map(
    readdirSync(inRepository('test'), {recursive: true, encoding: 'utf8'}).map((path) => [basename(path), path]),
);

describe('what was tried', () => {
    it('is found, on whichever page it stands', () => {
        expect(ROWS.length).toBeGreaterThan(150);
    });

    it.each(ROWS)('$name: is held by a test that exists', ({cells}) => {
        expect(cells).toHaveLength(COLUMNS);
        const [file = '', title = ''] = (cells.at(-1) ?? '').replaceAll('`', '').split(' › ');
        const path = testFiles.get(file);
        expect(path, `${file} is not below test/`).toBeDefined();
        expect(readFileSync(inRepository('test', path ?? ''), 'utf8')).toContain(title);
        expect(title).not.toBe('');
    });
});
