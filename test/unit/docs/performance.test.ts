import {describe, expect, it} from 'vitest';
import {commandOf, PARTS} from '../../bench/parts';
import {readDocument} from '../../support/documents';
import {figuresIn} from '../../support/put_figures';

const {text} = readDocument('docs/performance.md');

const PLACE = /^<!-- figures: (.+) -->$/;

const commands = text.split('\n').flatMap((line) => PLACE.exec(line)?.[1] ?? []);

describe('docs/performance.md', () => {
    it('has a place for the table of every part, and for no other', () => {
        expect(commands.toSorted()).toEqual(
            ['npm run bench:plugin -- --write', ...Object.keys(PARTS).map(commandOf)].toSorted(),
        );
    });

    it('has no table that was typed by hand', () => {
        const written = commands.flatMap((command) => figuresIn(text, command) ?? []);
        const isTable = (line: string): boolean => line.startsWith('|');
        expect(written.some(isTable)).toBe(true);
        expect(text.split('\n').filter(isTable)).toEqual(written.filter(isTable));
    });

    it.each(commands)('%s says when and where it ran, and has results', (command) => {
        const [run = '', empty, ...table] = figuresIn(text, command) ?? [];
        expect(run).toMatch(/^One run of `[^`]+` on \d{1,2} [A-Z][a-z]+ 20\d\d\b.+\.$/);
        expect(command.startsWith(run.split('`')[1] ?? '?')).toBe(true);
        expect(empty).toBe('');
        expect(table.slice(0, 2)).toEqual(['| Measured | Result | Target |', '| --- | --- | --- |']);
        expect(table.length).toBeGreaterThan(2);
    });

    it('says of what was not measured here where it is from', () => {
        const php = text.split('\n').filter((line) => line.includes('PHP'));
        expect(php.length).toBeGreaterThan(0);
        expect(
            php.filter((line) => !line.startsWith("| openITCOCKPIT 5.0.1's own PHP command, measured once")),
        ).toEqual([]);
    });
});
