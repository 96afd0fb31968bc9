import {describe, expect, test} from 'vitest';
import {type DecoderLimits, GobDecoder, type GobError} from '../../../server-proxy/src/wire';
import {decodeAll} from '../../support/wire/decode_all';
import {loadVectors} from '../../support/wire/vectors';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** The code of the error that decoding these bytes ends with, or what came out. */
const outcome = (bytes: Buffer, limits?: Partial<DecoderLimits>): unknown => {
    try {
        const {values, decoder} = decodeAll([bytes], new GobDecoder(limits));
        return decoder.buffered === 0 ? values : 'waits';
    } catch (error) {
        return (error as GobError).code;
    }
};

const vector = (name: string): Buffer => hex(loadVectors().find((each) => each.name === name)?.hex ?? '');

/** Puts the length before a message of less than 64 KiB. */
const message = (body: Buffer): Buffer =>
    Buffer.concat([
        body.length < 128 ? Buffer.of(body.length) : Buffer.of(0xfe, body.length >> 8, body.length & 0xff),
        body,
    ]);

/** Definition of type 65 as a list of itself. */
const LIST_OF_ITSELF = message(hex('ff81 02 01 02 ff82 00 01 ff82 00 00'));
/** Type 65: struct S {A int}. */
const STRUCT = message(hex('ff81 03 01 01 01 53 01 ff82 00 01 01 01 01 41 01 04 00 00 00'));

describe('broken streams end in a typed error', () => {
    test.each([
        ['a message of no bytes', '00', 'empty_message'],
        ['a length of 9 bytes', 'f7 010101010101010101', 'bad_number'],
        ['a length of 4 GB', 'fc ffffffff', 'message_too_large'],
        ['a length of 2^64', 'f8 ffffffffffffffff', 'message_too_large'],
        ['a value that ends early', '02 0400', 'truncated'],
        ['a number that ends early', '03 0400fe', 'truncated'],
        ['a number of 9 bytes', '0c 0400f7010101010101010101', 'bad_number'],
        ['a string longer than its message', '04 0c000561', 'truncated'],
        ['a string of 2^63 bytes', '0b 0c00f88000000000000000', 'number_too_large'],
        ['bytes longer than their message', '04 0a007f61', 'truncated'],
        ['a value longer than it says', '04 04000200', 'trailing_bytes'],
        ['a type nobody defined', '04 ff840000', 'unknown_type'],
        ['type 0', '03 000000', 'unknown_type'],
        ["one of gob's own types", '03 200000', 'unknown_type'],
        ['a type id beyond 31 bits', '06 fbffffffff0000', 'bad_number'],
        ['a basic value with a field number', '03 040102', 'bad_field'],
        ['interface contents of an unknown type', '0a 1000 0161 ff84 0300 0000', 'unknown_type'],
    ])('%s', (_name, stream, code) => {
        expect(outcome(hex(stream))).toBe(code);
    });

    test.each([
        ['of nothing', '81 00', 'bad_definition'],
        ['of two types at once', '81 01 01 02 ff82 00 01 02 00 01 01 02 ff82 00 01 02 00 00', 'bad_definition'],
        ['of a list without element type', '81 02 01 02 ff82 00 00 00', 'bad_definition'],
        ['of an array of negative length', '81 01 01 02 ff82 00 01 02 01 01 00 00', 'bad_definition'],
        ['of a field without name', '81 03 01 02 ff82 00 01 01 02 04 00 00 00', 'bad_definition'],
        ['longer than it says', '81 02 01 02 ff82 00 01 04 00 00 00', 'trailing_bytes'],
        ['with an unknown field', '81 09 00', 'bad_field'],
    ])('a definition %s', (_name, body, code) => {
        expect(outcome(message(hex(`ff${body}`)))).toBe(code);
    });

    test('a definition of a type of gob itself, and one a second time', () => {
        expect(outcome(message(hex('13 02 01 02 14 00 01 04 00 00')))).toBe('duplicate_type');
        expect(outcome(Buffer.concat([STRUCT, STRUCT]))).toBe('duplicate_type');
    });

    test('a field number beyond the struct', () => {
        expect(outcome(Buffer.concat([STRUCT, message(hex('ff82 02 02 00'))]))).toBe('bad_field');
        expect(outcome(Buffer.concat([STRUCT, message(hex('ff82 01 02 00'))]))).toEqual([{A: 1}]);
    });

    test('an array of another length than defined', () => {
        const array = message(hex('ff81 01 01 02 ff82 00 01 04 01 06 00 00'));
        expect(outcome(Buffer.concat([array, message(hex('ff82 00 03 02 02 02'))]))).toEqual([[1, 1, 1]]);
        expect(outcome(Buffer.concat([array, message(hex('ff82 00 04 02 02 02 02'))]))).toBe('bad_length');
    });

    test('afterwards every call throws the same error', () => {
        const decoder = new GobDecoder();
        decoder.push(hex('00'));
        expect(() => decoder.next()).toThrow(expect.objectContaining({code: 'empty_message'}));
        decoder.push(vector('int/1'));
        expect(() => decoder.next()).toThrow(expect.objectContaining({code: 'empty_message'}));
    });
});

describe('limits', () => {
    test('a message, and the messages of one value together', () => {
        expect(outcome(vector('string/70000'), {maxMessage: 70_020})).toHaveLength(1);
        expect(outcome(vector('string/70000'), {maxMessage: 69_000})).toBe('message_too_large');
        expect(outcome(vector('iface/slice-then-more'), {maxMessage: 240})).toBe('message_too_large');
        expect(outcome(vector('iface/slice-then-more'), {maxMessage: 270})).toHaveLength(1);
    });

    test('nesting: 100 and no more', () => {
        const nested = (levels: number): Buffer =>
            Buffer.concat([
                LIST_OF_ITSELF,
                message(Buffer.concat([hex('ff82 00'), Buffer.alloc(levels - 1, 1), Buffer.of(0)])),
            ]);
        expect(outcome(nested(100))).toHaveLength(1);
        expect(outcome(nested(101))).toBe('too_deep');
        expect(outcome(nested(30_000))).toBe('too_deep');
    });

    test('a count from the wire is believed only as far as bytes follow', () => {
        const huge = message(hex('ff82 00 fb ffffffffff 00 00'));
        expect(outcome(Buffer.concat([LIST_OF_ITSELF, huge]))).toBe('truncated');
        const map = message(hex('ff81 04 01 02 ff82 00 01 0c 01 0c 00 00'));
        expect(outcome(Buffer.concat([map, huge]))).toBe('truncated');
    });

    test('parts of one value', () => {
        const list = (count: number): Buffer =>
            Buffer.concat([
                LIST_OF_ITSELF,
                message(Buffer.concat([hex('ff82 00'), Buffer.of(count), Buffer.alloc(count)])),
            ]);
        expect(outcome(list(100), {maxValues: 100})).toHaveLength(1);
        expect(outcome(list(101), {maxValues: 100})).toBe('too_many_values');
    });

    test('type definitions of one stream', () => {
        expect(outcome(vector('resp/GetConfig'), {maxTypes: 30})).toBe('too_many_types');
        expect(outcome(vector('resp/GetConfig'), {maxDefinitionBytes: 10_000})).toBe('too_many_types');
        expect(outcome(vector('resp/GetConfig'), {maxDefinitionBytes: 20_000, maxTypes: 100})).toHaveLength(2);
    });

    test('bytes read again because a value comes in many messages', () => {
        const cut = vector('iface/two-types');
        const decoder = new GobDecoder({maxRework: 300});
        expect(() => {
            for (const byte of cut) {
                decoder.push(Buffer.of(byte));
                decoder.next();
            }
        }).toThrow(expect.objectContaining({code: 'too_fragmented'}));
        expect(decodeAll([cut], new GobDecoder({maxRework: 0})).values).toHaveLength(1);
    });

    test('bytes that wait take at most twice their size', () => {
        const decoder = new GobDecoder();
        decoder.push(hex('fd 100000 0c00')); // announces a megabyte
        for (let round = 0; round < 1_000; round++) {
            decoder.push(Buffer.alloc(10));
            expect(decoder.next()).toBeUndefined();
        }
        expect(decoder.buffered).toBe(10_006);
    });
});

describe('odd, but allowed', () => {
    test('a definition that comes alone, and a value later', () => {
        const decoder = new GobDecoder();
        decoder.push(STRUCT);
        expect(decoder.next()).toBeUndefined();
        expect(decoder.buffered).toBe(0);
        decoder.push(message(hex('ff82 01 02 00')));
        expect(decoder.next()).toEqual({A: 1});
        expect(decoder.typeOf(decoder.lastType)).toEqual({kind: 'struct', name: 'S', fields: [{name: 'A', id: 2}]});
    });

    test('field names that Go would not export are read and dropped', () => {
        const proto = Buffer.from('__proto__');
        const definition = message(
            Buffer.concat([hex('ff81 03 01 02 ff82 00 01 02 01 09'), proto, hex('01 04 00 01 01 41 01 04 00 00 00')]),
        );
        const [value] = outcome(Buffer.concat([definition, message(hex('ff82 01 0a 01 02 00'))])) as object[];
        expect(value).toEqual({A: 1});
        expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    });

    test('strings that are not UTF-8 get replacement characters', () => {
        expect(outcome(message(hex('0c 00 03 61 ff 62')))).toEqual(['a\ufffdb']);
    });

    test('numbers written longer than needed', () => {
        expect(outcome(hex('fc 00000004 04 00 ff 02'))).toEqual([1]);
    });
});
