import {describe, expect, test} from 'vitest';
import {decodeAll} from '../../support/wire/decode_all';
import {NaiveDecoder} from '../../support/wire/naive_decode';
import {Random} from '../../support/wire/random';
import {reencode} from '../../support/wire/redescribe';
import {loadVectors, toFixture, type Vector} from '../../support/wire/vectors';

const vectors = loadVectors();
const streamOf = (vector: Vector): Buffer => Buffer.from(vector.hex, 'hex');
const valuesOf = (pieces: readonly Buffer[]): unknown[] => decodeAll(pieces).values.map(toFixture);

describe('every gob stream made by Go', () => {
    test('there are 180', () => {
        expect(vectors).toHaveLength(180);
    });

    test.each(vectors)('$name: decodes whole', (vector) => {
        const {values, decoder} = decodeAll([streamOf(vector)]);
        expect(values.map(toFixture)).toEqual(vector.value);
        expect(decoder.buffered).toBe(0);
    });

    test.each(vectors)('$name: the naive twin agrees', (vector) => {
        const {values} = new NaiveDecoder(streamOf(vector));
        expect(values).toEqual(decodeAll([streamOf(vector)]).values);
    });

    test.each(vectors)('$name: decodes byte by byte', (vector) => {
        const bytes = [...streamOf(vector)].map((byte) => Buffer.of(byte));
        expect(valuesOf(bytes)).toEqual(vector.value);
    });

    test.each(vectors)('$name: decodes in random pieces', (vector) => {
        for (let seed = 1; seed <= 5; seed++) {
            const pieces = new Random(seed).pieces(streamOf(vector), 1, seed === 5 ? 300 : 17);
            expect(valuesOf(pieces), `seed ${seed}`).toEqual(vector.value);
        }
    });

    test.each(vectors)('$name: encodes to a stream that decodes to the same', (vector) => {
        const decoded = decodeAll([streamOf(vector)]);
        const again = reencode(decoded, new NaiveDecoder(streamOf(vector)).contents);
        expect(valuesOf([again])).toEqual(vector.value);
        expect(new NaiveDecoder(again).values).toEqual(decoded.values);
    });
});
