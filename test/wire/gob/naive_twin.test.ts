import {describe, expect, test} from 'vitest';
import {GobEncoder} from '../../../server-proxy/src/wire';
import type {GobValue} from '../../../server-proxy/src/wire/gob/values';
import {decodeAll} from '../../support/wire/decode_all';
import {NaiveDecoder} from '../../support/wire/naive_decode';
import {NaiveEncoder} from '../../support/wire/naive_encode';
import {
    type Contents,
    describer,
    type NaiveType,
    randomContents,
    randomType,
    randomValue,
} from '../../support/wire/naive_types';
import {Random} from '../../support/wire/random';

interface Sample {
    readonly contents: Contents;
    readonly items: readonly {readonly type: NaiveType; readonly value: GobValue}[];
}

/** A stream of one to five random values over random types, which share definitions. */
const sample = (random: Random): Sample => {
    const contents = randomContents(random);
    const types = Array.from({length: 3}, () => randomType(random));
    const items = Array.from({length: random.int(1, 5)}, () => {
        const type = random.pick(types);
        return {type, value: randomValue(random, type, contents)};
    });
    return {contents, items};
};

const valuesOf = ({items}: Sample): GobValue[] => items.map(({value}) => value);

const naiveStream = ({contents, items}: Sample): Buffer => {
    const encoder = new NaiveEncoder(contents);
    for (const {type, value} of items) {
        encoder.encode(type, value);
    }
    return Buffer.from(encoder.out);
};

const ourStream = ({contents, items}: Sample): Buffer => {
    const describe_ = describer();
    const encoder = new GobEncoder(new Map([...contents].map(([name, type]) => [name, describe_(type)])));
    const pieces = items.map(({type, value}) => {
        encoder.put(describe_(type), value as never);
        return Buffer.from(encoder.take());
    });
    return Buffer.concat(pieces);
};

const SEEDS = Array.from({length: 400}, (_, index) => index + 1);

describe('400 random streams', () => {
    test('those of the naive encoder, cut at definitions as Go cuts them, decode in pieces of 1 to 17 bytes', () => {
        for (const seed of SEEDS) {
            const random = new Random(seed);
            const made = sample(random);
            const {values, decoder} = decodeAll(random.pieces(naiveStream(made)));
            expect(values, `seed ${seed}`).toStrictEqual(valuesOf(made));
            expect(decoder.buffered).toBe(0);
        }
    });

    test('ours are understood by the naive decoder and by our own', () => {
        for (const seed of SEEDS) {
            const made = sample(new Random(seed));
            const stream = ourStream(made);
            expect(new NaiveDecoder(stream).values, `seed ${seed}`).toStrictEqual(valuesOf(made));
            expect(decodeAll([stream]).values, `seed ${seed}`).toStrictEqual(valuesOf(made));
        }
    });

    test('without new types inside interfaces both encoders write the same bytes', () => {
        for (const seed of SEEDS) {
            const {items} = sample(new Random(seed));
            const contents: Contents = new Map();
            const plain = {contents, items: items.filter(({type}) => !JSON.stringify(type).includes('"any"'))};
            expect(ourStream(plain).toString('hex'), `seed ${seed}`).toBe(naiveStream(plain).toString('hex'));
        }
    });
});
