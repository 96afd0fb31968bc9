import {describe, expect, it} from 'vitest';
import {parseConnectionTest} from '#contract';

const check = {name: 'tls', ok: null, message: ''};

describe('parseConnectionTest', () => {
    it('takes an answer', () => {
        expect(
            parseConnectionTest({checks: [check, {...check, ok: true}, {...check, ok: false}]})?.checks,
        ).toHaveLength(3);
    });

    it.each([
        ['nothing', undefined],
        ['no list', {checks: {}}],
        ['an error', {error: {code: 'forbidden', message: 'no'}}],
        ['a check of a later version', {checks: [{...check, name: 'dns'}]}],
        ['no verdict', {checks: [{name: 'tls', message: ''}]}],
        ['an endless sentence', {checks: [{...check, message: 'x'.repeat(4001)}]}],
        ['an endless list', {checks: Array(9).fill(check)}],
    ])('refuses %s', (_, value) => {
        expect(parseConnectionTest(value)).toBeUndefined();
    });
});
