import {describe, expect, it} from 'vitest';
import {nameMatch, someFoldedMatch} from '../../../../server-proxy/src/domain/subscription/name_pattern';

describe('a name pattern', () => {
    it.each([
        ['web01', 'web01', true],
        ['web01', 'WEB01', true],
        ['web01', 'web011', false],
        ['web*', 'web01', true],
        ['web*', 'myweb01', false],
        ['*web*', 'myweb01', true],
        ['web?1', 'web01', true],
        ['web?1', 'web1', false],
        ['*', '', true],
        ['?', '', false],
        ['a*b*c', 'aXbYbZc', true],
        ['a*b*c', 'aXbYbZ', false],
        ['Platte /*', 'Platte /var', true],
        ['w.b01', 'web01', false],
        ['[w]eb01', '[w]eb01', true],
        ['*.example.org', 'web01.example.org', true],
        ['naïve*', 'NAÏVE check', true],
        ['nai\u0308ve', 'na\u00efve', true],
        ['?', '🔥', true],
        ['??', '🔥', false],
        ['*? disk', '🔥🔥 disk', true],
        ['🔥*', '🔥 hot', true],
        ['C:\\*', 'c:\\Windows', true],
        ['"quoted" \'name\'', '"Quoted" \'Name\'', true],
        ['a/b/*', 'A/b/c', true],
        [' web01 ', 'web01', true],
        ['', 'web01', false],
    ])('%s for %s: %s', (pattern, name, matches) => {
        expect(nameMatch([pattern])(name)).toBe(matches);
    });

    it('excludes with !, and everything is meant where nothing else is', () => {
        const match = nameMatch(['web*', 'db*', '!web03']);
        expect(['web01', 'db1', 'web03', 'mail'].map(match)).toEqual([true, true, false, false]);
        expect(['web01', 'test1'].map(nameMatch(['!test*']))).toEqual([true, false]);
        expect(nameMatch([])('anything')).toBe(true);
    });

    it('never takes long, whatever is typed and however an object is called', () => {
        const bomb = `${'a*'.repeat(500)}b`;
        expect(nameMatch([bomb])('a'.repeat(20_000))).toBe(false);
        expect(nameMatch([`${'*'.repeat(5000)}x`])('y'.repeat(20_000))).toBe(false);
    });

    it.each([
        '"quotes" and \'more\'',
        'slashes/and\\more',
        '🔥 emoji 🖨️ 漢字',
        `${'long '.repeat(99)}name!`,
        '<b>&amp;</b>',
        '$(x) `y`',
    ])('that is the name itself matches: %s', (name) => {
        expect(nameMatch([name])(name)).toBe(true);
        expect(nameMatch([`*${name.slice(3)}`])(name)).toBe(true);
        expect(nameMatch([name])(`${name}x`)).toBe(false);
    });

    it('for several names: one is wanted, none is excluded', () => {
        expect(someFoldedMatch(['web*', '!old*'])(['web', 'x'])).toBe(true);
        expect(someFoldedMatch(['web*', '!old*'])(['web', 'old things'])).toBe(false);
        expect(someFoldedMatch(['! old*'])([])).toBe(true);
        expect(someFoldedMatch(['web*'])([])).toBe(false);
        expect(someFoldedMatch([])([])).toBe(true);
    });
});
