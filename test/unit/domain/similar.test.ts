import {describe, expect, it} from 'vitest';
import {mostSimilar} from '../../../server-proxy/src/domain/similar';

describe('names like the one that was typed', () => {
    it('come the nearest first, equally near ones by name', () => {
        expect(mostSimilar('wbe01', ['web01', 'wbe02', 'web03', 'wbe01x'], 9)).toEqual([
            'wbe01x',
            'wbe02',
            'web01',
            'web03',
        ]);
    });

    it('are as many as are wanted, each once, whatever their case', () => {
        expect(mostSimilar('WEB1', ['web1', 'web1', 'Web2', 'web3'], 2)).toEqual(['web1', 'Web2']);
    });

    it.each([
        ['ab', 'xy', true],
        ['', 'abc', false],
        ['abcdef', 'abcxyz', true],
        ['abcdef', 'abuxyz', false],
        ['abcdefg', 'abcwxyz', true],
        ['abcde', 'abcdefghij', true],
        ['abcd', 'abcdefghij', false],
    ])('%j is like %j: %s, by half of their letters', (typed, name, like) => {
        expect(mostSimilar(typed, [name], 1)).toEqual(like ? [name] : []);
    });

    it('may be long, and of any letters', () => {
        const name = `Überwachung ${'größer-'.repeat(20)}0😀`;
        expect(mostSimilar(name.replace('Ü', 'U').replace('😀', ''), ['x', name, `${name}abc`], 2)).toEqual([
            name,
            `${name}abc`,
        ]);
    });

    it('are compared by what a name can hold, however much was typed', () => {
        const name = 'a'.repeat(255);
        expect(mostSimilar(`${name}${'b'.repeat(600)}`, [name], 1)).toEqual([name]);
        expect(mostSimilar(name, [`${name}${'b'.repeat(600)}`, name], 2)).toHaveLength(2);
    });
});
