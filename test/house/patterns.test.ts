import {describe, expect, it} from 'vitest';
import {analysePattern} from '../support/patterns/analyse_pattern';
import {findPatterns, patternsIn} from '../support/patterns/find_patterns';

/** Puts its pattern together from parts of fixed length; `npm run fuzz -- patterns` tries what comes of it. */
const BUILT = ['server-proxy/src/openitcockpit/date_format.ts'];

const {patterns, built} = findPatterns();

describe('regular expressions', () => {
    it.each(patterns)('$place takes linear time for every text', async (pattern) => {
        expect((await analysePattern(pattern)).fault).toBeUndefined();
    });

    it('are all found, and none is put together where no analysis sees it', () => {
        expect(patterns.length).toBeGreaterThan(100);
        expect(built.map((place) => place.replace(/:\d+$/, ''))).toEqual(BUILT);
    });

    it('are found wherever they stand', () => {
        const {patterns: found, built: others} = patternsIn(
            'some.ts',
            'const one = [text.replace(/a+/g, "")];\nx.match("b");\nnew RegExp(c);\nRegExp(d);\ntext.split("/");',
        );
        expect(found).toEqual([{place: 'some.ts:1', source: 'a+', flags: 'g'}]);
        expect(others).toEqual(['some.ts:2', 'some.ts:3', 'some.ts:4']);
    });

    it.each([
        ['quadratic', '\\s*[;\\n]\\s*'],
        ['cubic', '^\\s*a?\\s*b?\\s*c$'],
        ['exponential', '^(a+)+$'],
    ])('are refused if they are %s', async (_name, source) => {
        const {fault, attackOf} = await analysePattern({place: 'some.ts:1', source, flags: ''});
        expect(fault).toContain('some.ts:1');
        expect(attackOf(1000)?.length).toBeGreaterThanOrEqual(1000);
    });
});
