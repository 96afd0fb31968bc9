import {expect, it} from 'vitest';
import {gob} from '../../../server-proxy/src/wire';
import {plainOf} from '../../../server-proxy/src/wire/go_values';
import {GobDecoder} from '../../../server-proxy/src/wire/gob/decoder';
import {GobEncoder} from '../../../server-proxy/src/wire/gob/encoder';

const LIST = gob.slice(gob.any);

it('keeps a short value at the very end of its buffer, wherever that is', () => {
    for (let length = 0; length < 2100; length += 1) {
        const encoder = new GobEncoder();
        const value = ['x'.repeat(length), true, 'a', 1, false, 'end'];
        encoder.put(LIST, value);
        const decoder = new GobDecoder();
        decoder.push(encoder.take());
        expect(plainOf(decoder.next()), `after ${length} bytes`).toEqual(value);
    }
});
