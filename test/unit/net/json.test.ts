import {describe, expect, it} from 'vitest';
import {exceeds, objectIn} from '../../../server-proxy/src/net/json';

const LIMITS = {values: 5, levels: 3};

describe('the limits of JSON', () => {
    it.each([
        ['just as many values', '[1,2,3,4,5]', false],
        ['one more', '[1,2,3,4,5,6]', true],
        ['empty objects', '[{},{},{}]', true],
        ['just as many levels', '[{"a":[1]}]', false],
        ['one level more', '[{"a":[[1]]}]', true],
        ['as many levels one after the other', '[[[]],[]]', false],
        ['brackets and commas in a string', '"[[[[{{{{,,,,,,,,"', false],
        ['an escaped quote in a string', '"\\",,,,,,[[[["', false],
        ['an escaped backslash at the end of a string', '["\\\\",1,2,3,4,5]', true],
        ['a string without an end', '[",,,,,,,,,,', false],
        ['a string that ends with backslashes', '"\\\\\\', false],
        ['nothing', '', false],
    ])('%s: %s', (_what, text, expected) => expect(exceeds(text, LIMITS)).toBe(expected));

    it('are far from what openITCOCKPIT answers: 200 services with an output of 8 kB each', () => {
        const row = {
            Service: Object.fromEntries(Array.from({length: 40}, (_, at) => [`field${at}`, 'value'])),
            Host: Object.fromEntries(Array.from({length: 30}, (_, at) => [`field${at}`, at])),
            Servicestatus: {output: `"${'x'.repeat(8000)}\\`, ...Object.fromEntries([...'abcdefghij'].entries())},
        };
        const list = {all_services: Array.from({length: 200}, () => row), paging: {pageCount: 50}};
        expect(objectIn(JSON.stringify(list))).toEqual(list);
    });

    it('leave everything else as it was', () => {
        expect(objectIn('{"a":[1]}')).toEqual({a: [1]});
        expect(objectIn('[]')).toEqual([]);
        expect(['', '{', '1', 'null', '<html>'].map(objectIn)).toEqual(Array.from({length: 5}, () => undefined));
    });
});
