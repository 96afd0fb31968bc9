import {type GobType, gob} from '../../../server-proxy/src/wire';
import {Complex, type GobValue, Named, Opaque} from '../../../server-proxy/src/wire/gob/values';
import type {Random} from './random';

/** Types as plain data, for the naive codec and the generator of random values. */
export type NaiveType =
    | {readonly kind: 'bool' | 'int' | 'uint' | 'float' | 'string' | 'bytes' | 'complex' | 'any'}
    | {readonly kind: 'struct'; readonly name: string; readonly fields: readonly (readonly [string, NaiveType])[]}
    | {readonly kind: 'slice'; readonly elem: NaiveType}
    | {readonly kind: 'array'; readonly elem: NaiveType; readonly length: number}
    | {readonly kind: 'map'; readonly key: NaiveType; readonly elem: NaiveType}
    | {readonly kind: 'opaque'; readonly name: string; readonly marshaler: 'gob' | 'binary' | 'text'};

export type Contents = ReadonlyMap<string, NaiveType>;

/** The product's description of a naive type. The same object always gives the same description. */
export const describer = (): ((type: NaiveType) => GobType) => {
    const made = new Map<NaiveType, GobType>();
    const make = (type: NaiveType): GobType => {
        switch (type.kind) {
            case 'struct':
                return gob.struct(type.name, Object.fromEntries(type.fields.map(([name, field]) => [name, of(field)])));
            case 'slice':
                return gob.slice(of(type.elem));
            case 'array':
                return gob.array(type.length, of(type.elem));
            case 'map':
                return gob.map(of(type.key), of(type.elem));
            case 'opaque':
                return gob.opaque(type.name, type.marshaler);
            default:
                return gob[type.kind];
        }
    };
    const of = (type: NaiveType): GobType => {
        const known = made.get(type) ?? make(type);
        made.set(type, known);
        return known;
    };
    return of;
};

const BASIC = ['bool', 'int', 'uint', 'float', 'string', 'bytes', 'complex'] as const;

export const randomType = (random: Random, depth = 3): NaiveType => {
    if (depth === 0 || random.chance(0.3)) {
        return {kind: random.pick([...BASIC, 'any'] as const)};
    }
    switch (random.int(0, 4)) {
        case 0:
            return {kind: 'slice', elem: randomType(random, depth - 1)};
        case 1:
            return {kind: 'array', elem: randomType(random, depth - 1), length: random.int(0, 4)};
        case 2:
            return {
                kind: 'map',
                key: {kind: random.pick(['string', 'int', 'bool'] as const)},
                elem: randomType(random, depth - 1),
            };
        case 3:
            return {kind: 'opaque', name: 'Op', marshaler: random.pick(['gob', 'binary', 'text'] as const)};
        default:
            return randomStruct(random, depth);
    }
};

export const randomStruct = (random: Random, depth: number): NaiveType => ({
    kind: 'struct',
    name: `S${random.int(0, 99)}`,
    fields: Array.from({length: random.int(0, 6)}, (_, at) => [`F${at}`, randomType(random, depth - 1)] as const),
});

/** Names and types allowed in interfaces. */
export const randomContents = (random: Random): Contents =>
    new Map(Array.from({length: 6}, (_, at) => [`test.Content${at}`, randomType(random, 2)] as const));

/** A value as the decoder would return it: zero fields of structs are absent. */
export const randomValue = (random: Random, type: NaiveType, contents: Contents, depth = 8): GobValue => {
    switch (type.kind) {
        case 'bool':
            return random.chance(0.5);
        case 'int':
            return narrow(BigInt.asIntN(random.int(1, 64), randomBits(random)));
        case 'uint':
            return narrow(BigInt.asUintN(random.int(1, 64), randomBits(random)));
        case 'float':
            return random.pick([0, 1, -1.5, 1e300, 5e-324, random.next(), random.int(-1000, 1000)]);
        case 'string':
            return randomString(random);
        case 'bytes':
            return random.bytes(random.int(0, 200));
        case 'complex':
            return new Complex(random.int(-9, 9), random.next());
        case 'opaque':
            return new Opaque(random.bytes(random.int(0, 20)));
        case 'any':
            return randomContent(random, contents, depth);
        case 'slice':
            return Array.from({length: depth > 0 ? random.int(0, 4) : 0}, () =>
                randomValue(random, type.elem, contents, depth - 1),
            );
        case 'array':
            return Array.from({length: type.length}, () => randomValue(random, type.elem, contents, depth - 1));
        case 'map':
            return new Map(
                Array.from({length: depth > 0 ? random.int(0, 3) : 0}, () => [
                    randomValue(random, type.key, contents, depth - 1),
                    randomValue(random, type.elem, contents, depth - 1),
                ]),
            );
        case 'struct':
            return randomFields(random, type.fields, contents, depth);
    }
};

const randomFields = (
    random: Random,
    fields: readonly (readonly [string, NaiveType])[],
    contents: Contents,
    depth: number,
): GobValue => {
    const value: Record<string, GobValue> = {};
    for (const [name, type] of fields) {
        const content = randomValue(random, type, contents, depth - 1);
        if (!isZero(type, content) && !(random.chance(0.3) && type.kind !== 'array')) {
            value[name] = content;
        }
    }
    return value;
};

export const isZero = (type: NaiveType, value: GobValue): boolean => {
    switch (type.kind) {
        case 'slice':
        case 'bytes':
            return (value as Buffer).length === 0;
        case 'complex':
            return (value as Complex).re === 0 && (value as Complex).im === 0;
        case 'bool':
        case 'int':
        case 'uint':
        case 'float':
        case 'string':
        case 'any':
            return !value;
        default:
            return false;
    }
};

const randomContent = (random: Random, contents: Contents, depth: number): GobValue => {
    if (depth <= 0 || random.chance(0.2)) {
        return null;
    }
    const name = random.pick([...contents.keys()]);
    return new Named(name, randomValue(random, contents.get(name) as NaiveType, contents, depth - 2));
};

const randomBits = (random: Random): bigint => BigInt(`0x${random.bytes(8).toString('hex')}`);

const narrow = (value: bigint): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

const randomString = (random: Random): string => {
    const alphabet = random.pick(['abc', 'äöü€', '東京👋', 'aé😀\u0000']);
    const letters = [...alphabet];
    return Array.from({length: random.int(0, random.pick([3, 45, 200]))}, () => random.pick(letters)).join('');
};
