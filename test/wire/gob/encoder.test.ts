import {describe, expect, test} from 'vitest';
import {Complex, GobEncoder, type GobType, gob, Named, Opaque, withoutNames} from '../../../server-proxy/src/wire';
import {decodeAll} from '../../support/wire/decode_all';
import {loadVectors} from '../../support/wire/vectors';

const encode = <T>(type: GobType<T>, value: T, registry?: ReadonlyMap<string, GobType>): Buffer => {
    const encoder = new GobEncoder(registry);
    encoder.put(type, value);
    return Buffer.from(encoder.take());
};
const roundTrip = <T>(type: GobType<T>, value: T, registry?: ReadonlyMap<string, GobType>): unknown =>
    decodeAll([encode(type, value, registry)]).values[0];
const vector = (name: string): string => loadVectors().find((each) => each.name === name)?.hex ?? '';

describe('basic values are the bytes Go writes', () => {
    test.each([
        ['bool/true', gob.bool, true],
        ['bool/false', gob.bool, false],
        ['int/-65', gob.int, -65],
        ['int/9007199254740992', gob.int, 2n ** 53n],
        ['int/9223372036854775807', gob.int, 2n ** 63n - 1n],
        ['int/-9223372036854775808', gob.int, -(2n ** 63n)],
        ['int/4503599627370496', gob.int, 2 ** 52],
        ['int/-9007199254740991', gob.int, Number.MIN_SAFE_INTEGER],
        ['uint/18446744073709551615', gob.uint, 2n ** 64n - 1n],
        ['uint/9007199254740991', gob.uint, Number.MAX_SAFE_INTEGER],
        ['uint/281474976710656', gob.uint, 2 ** 48],
        ['float/-0', gob.float, -0],
        ['float/+Inf', gob.float, Number.POSITIVE_INFINITY],
        ['float/5e-324', gob.float, 5e-324],
        ['float/17', gob.float, 17],
        ['string/empty', gob.string, ''],
        ['string/utf8', gob.string, 'Zürich 東京 👋🏽\u0000\n'],
        ['bytes/empty', gob.bytes, Buffer.alloc(0)],
        ['complex', gob.complex, new Complex(1.5, -2)],
    ] as [string, GobType<unknown>, unknown][])('%s', (name, type, value) => {
        expect(encode(type, value).toString('hex')).toBe(vector(name));
    });

    test('strings of every length around the borders of the encoding', () => {
        for (const letter of ['a', 'ä', '€', '👋', '\ud800']) {
            for (const length of [0, 1, 39, 40, 41, 42, 63, 64, 127, 128, 129, 255, 256, 1_000, 70_000]) {
                const text = letter.repeat(length);
                expect(roundTrip(gob.string, text)).toBe(Buffer.from(text).toString());
            }
        }
    });
});

describe('structs', () => {
    const POINT = gob.struct('Point', {X: gob.int, Y: gob.int, Name: gob.string, Tags: gob.slice(gob.string)});

    test('zero, null, undefined and unknown properties are left out', () => {
        const value = {X: 0, Y: null, Name: undefined, Tags: [], Z: 5} as object;
        expect(roundTrip(POINT, value)).toEqual({});
        expect(roundTrip(POINT, {Y: -1, Tags: ['', 'a']})).toEqual({Y: -1, Tags: ['', 'a']});
    });

    test('empty maps, structs and arrays of zeroes are sent', () => {
        const type = gob.struct('S', {M: gob.map(gob.string, gob.int), S: POINT, A: gob.array(2, gob.int)});
        expect(roundTrip(type, {M: {}, S: {}, A: [0, 0]})).toEqual({M: new Map(), S: {}, A: [0, 0]});
        expect(roundTrip(type, {})).toEqual({});
    });

    test('types that contain themselves', () => {
        interface Tree {
            readonly Name?: string;
            readonly Kids?: readonly Tree[];
        }
        const TREE: GobType<Tree> = gob.struct('Tree', {
            Name: gob.string,
            Kids: gob.slice(gob.lazy((): GobType<Tree> => TREE)),
        }) as GobType<Tree>;
        const tree = {Name: 'r', Kids: [{Name: 'a', Kids: [{}]}, {}]};
        expect(roundTrip(TREE, tree)).toEqual(tree);
    });

    test('definitions are sent once, before the first value that needs them', () => {
        const encoder = new GobEncoder();
        const sizes = [1, 2, 3].map((X) => {
            encoder.put(POINT, {X});
            return encoder.take().length;
        });
        expect(sizes[0]).toBeGreaterThan(40);
        expect(sizes.slice(1)).toEqual([6, 6]);
    });
});

describe('interfaces', () => {
    const DETAIL = gob.struct('Detail', {Note: gob.any});
    const registry = new Map<string, GobType>([['*test.Detail', DETAIL]]);
    const nested = new Named('*test.Detail', {Note: new Named('*test.Detail', {Note: new Named('string', 'deep')})});

    test('registered contents, with their names, and null', () => {
        expect(roundTrip(gob.slice(gob.any), [nested, null, new Named('int', 5)], registry)).toEqual([
            nested,
            null,
            new Named('int', 5),
        ]);
    });

    test('plain values become what JSON would become in Go', () => {
        const value = {
            s: 'x',
            n: 1,
            b: false,
            big: 5n,
            raw: Buffer.of(1),
            list: [1, null, {}],
            gone: undefined,
            nothing: null,
        };
        const decoded = roundTrip(gob.any, value) as Named;
        expect(decoded.name).toBe('map[string]interface {}');
        const names = Object.fromEntries(
            [...(decoded.value as Map<string, Named | null>)].map(([key, item]) => [key, item?.name]),
        );
        expect(names).toEqual({
            s: 'string',
            n: 'float64',
            b: 'bool',
            big: 'int64',
            raw: '[]uint8',
            list: '[]interface {}',
            nothing: undefined,
        });
        const {gone: _, ...rest} = value;
        expect(withoutNames(decoded)).toEqual(new Map(Object.entries({...rest, big: 5, list: [1, null, new Map()]})));
    });

    test('a name nobody registered', () => {
        expect(() => encode(gob.any, new Named('*foo.Bar', {}))).toThrow(
            expect.objectContaining({code: 'not_registered'}),
        );
    });
});

describe('opaque values', () => {
    test.each(['gob', 'binary', 'text'] as const)('%s', (marshaler) => {
        const type = gob.struct('S', {U: gob.opaque('URL', marshaler)});
        const expected = {U: new Opaque(Buffer.from('/päth'))};
        expect(roundTrip(type, {U: '/päth'})).toEqual(expected);
        expect(roundTrip(type, {U: Buffer.from('/päth')})).toEqual(expected);
        expect(roundTrip(type, expected)).toEqual(expected);
        expect(expected.U.text).toBe('/päth');
    });
});

describe('values that do not fit', () => {
    const cyclic: {self?: object} = {};
    cyclic.self = cyclic;
    test.each([
        ['a string for a number', gob.int, 'x', 'wrong_value'],
        ['a number for a string', gob.string, 1, 'wrong_value'],
        ['a string for bytes', gob.bytes, 'x', 'wrong_value'],
        ['a string for a boolean', gob.bool, 'true', 'wrong_value'],
        ['a string for a float', gob.float, '1', 'wrong_value'],
        ['a string for a complex number', gob.complex, '1', 'wrong_value'],
        ['a number for a struct', gob.struct('S', {}), 1, 'wrong_value'],
        ['a string for a list', gob.slice(gob.string), 'abc', 'wrong_value'],
        ['null in a list', gob.slice(gob.struct('S', {})), [null], 'wrong_value'],
        ['an array of another length', gob.array(2, gob.int), [1], 'wrong_value'],
        ['null for a map', gob.map(gob.string, gob.int), null, 'wrong_value'],
        ['a number for an opaque value', gob.opaque('T', 'gob'), 1, 'wrong_value'],
        ['a function in an interface', gob.any, () => {}, 'wrong_value'],
        ['a fraction', gob.int, 1.5, 'out_of_range'],
        ['an unsafe integer', gob.int, 2 ** 53, 'out_of_range'],
        ['NaN for an integer', gob.uint, Number.NaN, 'out_of_range'],
        ['a negative unsigned', gob.uint, -1, 'out_of_range'],
        ['a negative big unsigned', gob.uint, -1n, 'out_of_range'],
        ['65 bits', gob.uint, 2n ** 64n, 'out_of_range'],
        ['64 bits with sign', gob.int, 2n ** 63n, 'out_of_range'],
        ['64 bits below zero', gob.int, -(2n ** 63n) - 1n, 'out_of_range'],
        ['an object that contains itself', gob.any, cyclic, 'too_deep'],
    ] as [string, GobType<unknown>, unknown, string][])('%s', (_name, type, value, code) => {
        expect(() => encode(type, value)).toThrow(expect.objectContaining({code}));
    });

    test('leave nothing behind: neither bytes nor types marked as sent', () => {
        const INNER = gob.struct('Inner', {N: gob.int});
        const OUTER = gob.struct('Outer', {I: INNER, Any: gob.any});
        const encoder = new GobEncoder();
        encoder.put(gob.int, 1);
        expect(() => encoder.put(OUTER, {I: {N: 1}, Any: new Named('nope', 1)})).toThrow();
        expect(encoder.take()).toHaveLength(0);
        encoder.put(INNER, {N: 2});
        encoder.put(OUTER, {I: {N: 3}});
        expect(decodeAll([encoder.take()]).values).toEqual([{N: 2}, {I: {N: 3}}]);
    });
});

describe('taken bytes', () => {
    test('are overwritten by the next value, unless they were detached', () => {
        const encoder = new GobEncoder();
        encoder.put(gob.string, 'first');
        const first = encoder.take();
        encoder.detach();
        encoder.put(gob.string, 'other');
        const other = encoder.take();
        encoder.put(gob.string, 'third');
        expect(first.toString()).toContain('first');
        expect(other.toString()).toContain('third');
    });

    test('of a large value are given away', () => {
        const encoder = new GobEncoder();
        encoder.put(gob.string, 'a'.repeat(1_000_000));
        const first = encoder.take();
        encoder.put(gob.string, 'b'.repeat(1_000_000));
        expect(first.subarray(-10).toString()).toBe('aaaaaaaaaa');
    });
});
