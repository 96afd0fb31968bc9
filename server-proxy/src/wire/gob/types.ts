import {GobError} from '../errors';
import {Complex, Opaque} from './values';
import {ID, type Marshaler} from './wire_type';
import type {GobWriter} from './writer';

/** What writing a value needs besides the bytes: type ids, interface contents, a guard against cycles. */
export interface EncodeContext {
    readonly writer: GobWriter;
    /** A type's id in this stream; defines the type if it is new. */
    idOf(type: GobType): number;
    /** Name, type and value of an interface's content. @throws GobError `not_registered` */
    contentOf(value: unknown): Content;
    enter(): void;
    leave(): void;
}

export interface Content {
    readonly name: string;
    readonly type: GobType;
    readonly value: unknown;
}

/**
 * A Go type as this side describes it: made once, used by every encoder. `Value` is its type in TypeScript. Names only
 * matter to the peer, which matches fields by name and ignores type names.
 */
export interface GobType<in Value = never> {
    /** Its id if every stream knows it, else 0. */
    readonly builtIn: number;
    readonly isStruct: boolean;
    /** How to define it, undefined for built-in types. A function, because types may be recursive. */
    readonly definition: (() => Definition) | undefined;
    /** Fields with this value are left out. */
    isZero(value: Value): boolean;
    /** @throws GobError `wrong_value`, `out_of_range`, `not_registered`, `too_deep` */
    write(context: EncodeContext, value: Value): void;
}

export type Definition =
    | {readonly kind: 'struct'; readonly name: string; readonly fields: readonly (readonly [string, GobType])[]}
    | {readonly kind: 'slice'; readonly name: string; readonly elem: GobType}
    | {readonly kind: 'array'; readonly name: string; readonly elem: GobType; readonly length: number}
    | {readonly kind: 'map'; readonly name: string; readonly key: GobType; readonly elem: GobType}
    | {readonly kind: 'opaque'; readonly name: string; readonly marshaler: Marshaler};

export type ValueOf<Type> = Type extends GobType<infer Value> ? Value : never;
export type StructValue<Fields> = {readonly [Name in keyof Fields]?: ValueOf<Fields[Name]> | null | undefined};

const basic = <Value>(
    builtIn: number,
    expected: string,
    accepts: (value: unknown) => boolean,
    isZero: (value: Value) => boolean,
    write: (writer: GobWriter, value: Value) => void,
): GobType<Value> => ({
    builtIn,
    isStruct: false,
    definition: undefined,
    isZero,
    write: ({writer}, value) => {
        if (!accepts(value)) {
            throw wrongValue(expected, value);
        }
        write(writer, value);
    },
});

const isInteger = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';
const isNothing = (value: number | bigint): boolean => value === 0 || value === 0n;

export const bool: GobType<boolean> = basic(
    ID.bool,
    'a boolean',
    (value) => typeof value === 'boolean',
    (value) => value === false,
    (writer, value) => writer.byte(value ? 1 : 0),
);
export const int: GobType<number | bigint> = basic(ID.int, 'an integer', isInteger, isNothing, (writer, value) =>
    writer.intValue(value),
);
export const uint: GobType<number | bigint> = basic(ID.uint, 'an integer', isInteger, isNothing, (writer, value) =>
    writer.uintValue(value),
);
export const float: GobType<number> = basic(
    ID.float,
    'a number',
    (value) => typeof value === 'number',
    (value) => value === 0,
    (writer, value) => writer.float(value),
);
export const string: GobType<string> = basic(
    ID.string,
    'a string',
    (value) => typeof value === 'string',
    (value) => value === '',
    (writer, value) => writer.string(value),
);
export const bytes: GobType<Uint8Array> = basic(
    ID.bytes,
    'bytes',
    (value) => value instanceof Uint8Array,
    (value) => value.length === 0,
    (writer, value) => writer.bytes(value),
);
export const complex: GobType<Complex> = basic(
    ID.complex,
    'a complex number',
    (value) => value instanceof Complex,
    (value) => value.re === 0 && value.im === 0,
    (writer, value) => {
        writer.float(value.re);
        writer.float(value.im);
    },
);

/**
 * A Go interface. Holds null, a `Named` content, or a plain value: string, boolean, number (float64), bigint (int64),
 * bytes, array ([]interface {}), Map or object (map[string]interface {}).
 */
export const any: GobType<unknown> = {
    builtIn: ID.interface,
    isStruct: false,
    definition: undefined,
    isZero: (value) => value === null || value === undefined,
    write: (context, value) => {
        const {writer} = context;
        if (value === null || value === undefined) {
            writer.byte(0);
            return;
        }
        const content = context.contentOf(value);
        writer.string(content.name);
        writer.intValue(context.idOf(content.type));
        const start = writer.position;
        context.enter();
        if (!content.type.isStruct) {
            writer.byte(0);
        }
        content.type.write(context, content.value as never);
        context.leave();
        writer.prefixLength(start);
    },
};

/** A struct; fields that are absent, null or zero are left out, and other properties ignored. */
export const struct = <Fields extends Record<string, GobType>>(
    name: string,
    fields: Fields,
): GobType<StructValue<Fields>> => {
    const entries = Object.entries(fields);
    return {
        builtIn: 0,
        isStruct: true,
        definition: () => ({kind: 'struct', name, fields: entries}),
        isZero: () => false,
        write: (context, value) => {
            if (typeof value !== 'object' || value === null) {
                throw wrongValue(`an object for ${name || 'a struct'}`, value);
            }
            const {writer} = context;
            context.enter();
            let last = -1;
            for (let at = 0; at < entries.length; at++) {
                const [field, type] = entries[at] as [string, GobType];
                const content = (value as Record<string, unknown>)[field];
                if (content !== undefined && content !== null && !type.isZero(content as never)) {
                    writer.uint(at - last);
                    last = at;
                    type.write(context, content as never);
                }
            }
            writer.byte(0);
            context.leave();
        },
    };
};

/** A list of any length. Elements must not be null, unless they are interfaces. */
export const slice = <Elem>(elem: GobType<Elem>, name = ''): GobType<readonly Elem[]> => ({
    builtIn: 0,
    isStruct: false,
    definition: () => ({kind: 'slice', name, elem: elem as GobType}),
    isZero: (value) => value.length === 0,
    write: (context, value) => writeList(context, elem, value),
});

export const array = <Elem>(length: number, elem: GobType<Elem>, name = ''): GobType<readonly Elem[]> => ({
    builtIn: 0,
    isStruct: false,
    definition: () => ({kind: 'array', name, elem: elem as GobType, length}),
    isZero: () => false,
    write: (context, value) => {
        if (Array.isArray(value) && value.length !== length) {
            throw wrongValue(`${length} elements`, value);
        }
        writeList(context, elem, value);
    },
});

/** From a Map, or with string keys from a plain object; undefined properties are left out. */
export const map = <Key, Elem>(
    key: GobType<Key>,
    elem: GobType<Elem>,
    name = '',
): GobType<ReadonlyMap<Key, Elem> | {readonly [key: string]: Elem | undefined}> => ({
    builtIn: 0,
    isStruct: false,
    definition: () => ({kind: 'map', name, key: key as GobType, elem: elem as GobType}),
    isZero: () => false,
    write: (context, value) => {
        if (typeof value !== 'object' || value === null) {
            throw wrongValue('a Map or an object', value);
        }
        const entries =
            value instanceof Map ? [...value] : Object.entries(value).filter(([, content]) => content !== undefined);
        context.enter();
        context.writer.uint(entries.length);
        for (const [name_, content] of entries) {
            key.write(context, name_ as Key);
            elem.write(context, content as Elem);
        }
        context.leave();
    },
});

/** A Go type that encodes itself, given as the bytes it would produce, or the text if it marshals to text. */
export const opaque = (name: string, marshaler: Marshaler): GobType<Opaque | Uint8Array | string> => ({
    builtIn: 0,
    isStruct: false,
    definition: () => ({kind: 'opaque', name, marshaler}),
    isZero: () => false,
    write: ({writer}, value) => {
        if (typeof value === 'string') {
            writer.string(value);
        } else if (value instanceof Opaque) {
            writer.bytes(value.bytes);
        } else if (value instanceof Uint8Array) {
            writer.bytes(value);
        } else {
            throw wrongValue(`the encoded bytes of ${name}`, value);
        }
    },
});

/** For types that contain themselves. `make` is called on first use and must always return the same type. */
export const lazy = <Value>(make: () => GobType<Value>): GobType<Value> => ({
    get builtIn() {
        return make().builtIn;
    },
    get isStruct() {
        return make().isStruct;
    },
    get definition() {
        return make().definition;
    },
    isZero: (value) => make().isZero(value),
    write: (context, value) => make().write(context, value),
});

const writeList = <Elem>(context: EncodeContext, elem: GobType<Elem>, value: readonly Elem[]): void => {
    if (!Array.isArray(value)) {
        throw wrongValue('an array', value);
    }
    context.enter();
    context.writer.uint(value.length);
    for (const item of value) {
        elem.write(context, item as Elem);
    }
    context.leave();
};

const wrongValue = (expected: string, value: unknown): GobError => {
    const got = value === null ? 'null' : Array.isArray(value) ? `an array of ${value.length}` : typeof value;
    return new GobError('wrong_value', `A gob value should be ${expected}, not ${got}.`);
};
