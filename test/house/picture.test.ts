import {describe, expect, it} from 'vitest';
import {measureSource, quantile, tooLong} from '../../build/house/figures';
import {readMarked, writeMarked} from '../../build/house/marked';
import {type Arrow, arrowsOutwards, pictureOf} from '../../build/house/picture';
import type {Room} from '../../build/house/rooms';

const room = (name: string, level: number): Room => ({
    name,
    path: `server-proxy/src/${name}`,
    level,
    node: [],
    libraries: [],
});
const [inner, middle, outer] = [room('inner', 0), room('middle', 1), room('outer/room', 2)];
const arrow = (from: Room, to: Room): Arrow => ({from, to, imports: 1});

describe('the picture', () => {
    it('leaves out an arrow where a longer way leads', () => {
        const arrows = [arrow(middle, inner), arrow(outer, inner), arrow(outer, middle)];
        expect(pictureOf(arrows, [inner, middle, outer])).toEqual([
            '```mermaid',
            'flowchart TB',
            '    outer_room["outer/room"]',
            '    middle["middle"]',
            '    inner["inner"]',
            '    outer_room --> middle',
            '    middle --> inner',
            '```',
        ]);
    });

    it('cannot be drawn of a house with a circle', () => {
        const arrows = [arrow(middle, inner), arrow(inner, outer), arrow(outer, middle)];
        expect(arrowsOutwards(arrows)).toEqual(['inner → outer/room']);
        expect(() => pictureOf(arrows)).toThrow('These rooms import each other: middle, inner, outer/room');
    });

    it('is put where the page has a place for it', () => {
        const page = 'a\n<!-- picture: written by npm run house -->\nold\n<!-- end of picture -->\nb\n';
        const changed = writeMarked(page, 'picture', ['new', 'lines']);
        expect(changed).toBe(page.replace('old', 'new\nlines'));
        expect(readMarked(changed, 'picture')).toEqual(['new', 'lines']);
        expect(() => readMarked('nothing', 'picture')).toThrow('The page has no place for picture');
    });
});

describe('the figures', () => {
    const text = [
        'export const arrow = (a: number) =>',
        '    [a].map((b) => b);',
        'export class A {',
        '    method(): void {',
        '        void 0;',
        '    }',
        '}',
        'export function declared(): void {}',
        'export type Shape = () => void;',
        '',
    ].join('\n');

    it('measure every function', () => {
        expect(measureSource('a.ts', text)).toEqual({
            path: 'a.ts',
            lines: 9,
            functions: [
                {name: 'arrow', lines: 2},
                {name: '(no name)', lines: 1},
                {name: 'method', lines: 3},
                {name: 'declared', lines: 1},
            ],
        });
    });

    it('name what is too long, and what is listed in vain', () => {
        const long = measureSource('a.ts', `export const long = () => {\n${'\n'.repeat(59)}};\n${'\n'.repeat(240)}`);
        expect(long.lines).toBe(301);
        expect(tooLong([long], {})).toEqual(['a.ts has 301 lines.', 'a.ts: long has 61 lines.']);
        expect(tooLong([long], {'a.ts': 'why', 'a.ts: long': 'why'})).toEqual([]);
        expect(tooLong([], {'a.ts': 'why'})).toEqual(['a.ts is listed as long and is not.']);
    });

    it('know median and longest', () => {
        expect([0.5, 0.9, 1].map((share) => quantile([5, 1, 4, 2, 3], share))).toEqual([3, 5, 5]);
        expect(quantile([], 0.5)).toBe(0);
    });
});
