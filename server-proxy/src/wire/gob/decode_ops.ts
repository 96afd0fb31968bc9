import {GobError} from '../errors';
import type {GobReader} from './reader';
import {Complex, type GobStruct, type GobValue, Opaque} from './values';
import {BUILT_IN, ID, type WireType} from './wire_type';

export type DecodeOp = (reader: GobReader) => GobValue;

/** Returns the operation of a type id. @throws GobError `unknown_type` */
export type OpOf = (id: number) => DecodeOp;

export const BASIC_OPS: ReadonlyMap<number, DecodeOp> = new Map<number, DecodeOp>([
    [ID.bool, (reader) => reader.uint() !== 0],
    [ID.int, (reader) => reader.intValue()],
    [ID.uint, (reader) => reader.uintValue()],
    [ID.float, (reader) => reader.float()],
    [ID.bytes, (reader) => reader.bytes()],
    [ID.string, (reader) => reader.string()],
    [ID.complex, (reader) => new Complex(reader.float(), reader.float())],
]);

/** Compiles a type once; operations of its parts are looked up on first use, because types may be recursive. */
export const compile = (type: WireType, opOf: OpOf): DecodeOp => {
    switch (type.kind) {
        case 'struct':
            return structOp(type.name, type.fields, opOf);
        case 'slice':
            return listOp(type.elem, undefined, opOf);
        case 'array':
            return listOp(type.elem, type.length, opOf);
        case 'map':
            return mapOp(type.key, type.elem, opOf);
        case 'opaque':
            return (reader) => new Opaque(reader.bytes());
    }
};

interface FieldPlan {
    readonly name: string;
    readonly id: number;
    /** Go exports capitalised names only; others (`__proto__`) are read and dropped, as Go does. */
    readonly kept: boolean;
    op: DecodeOp | undefined;
}

const isExported = (name: string): boolean => (name >= 'A' && name < '[') || /^\p{Lu}/u.test(name);

const structOp = (name: string, fields: readonly {name: string; id: number}[], opOf: OpOf): DecodeOp => {
    const plan: FieldPlan[] = fields.map((field) => ({
        name: field.name,
        id: field.id,
        kept: isExported(field.name),
        op: undefined,
    }));
    return (reader) => {
        reader.enter();
        const value: GobStruct = {};
        let at = -1;
        for (let delta = reader.uint(); delta !== 0; delta = reader.uint()) {
            at += delta;
            const field = plan[at];
            if (field === undefined) {
                throw new GobError('bad_field', `A value of type ${name || 'struct'} has a field number ${at}.`);
            }
            reader.count();
            field.op ??= opOf(field.id);
            const content = field.op(reader);
            if (field.kept) {
                value[field.name] = content;
            }
        }
        reader.leave();
        return value;
    };
};

const listOp = (elem: number, length: number | undefined, opOf: OpOf): DecodeOp => {
    let op: DecodeOp | undefined;
    return (reader) => {
        const count = reader.uint();
        if (length !== undefined && count !== length) {
            throw new GobError('bad_length', `An array of length ${length} came with ${count} elements.`);
        }
        reader.enter();
        op ??= opOf(elem);
        const values: GobValue[] = []; // grows with the bytes that arrive, never by the count
        for (let index = 0; index < count; index++) {
            reader.count();
            values.push(op(reader));
        }
        reader.leave();
        return values;
    };
};

const mapOp = (key: number, elem: number, opOf: OpOf): DecodeOp => {
    let keyOp: DecodeOp | undefined;
    let elemOp: DecodeOp | undefined;
    return (reader) => {
        const count = reader.uint();
        reader.enter();
        keyOp ??= opOf(key);
        elemOp ??= opOf(elem);
        const values = new Map<GobValue, GobValue>();
        for (let index = 0; index < count; index++) {
            reader.count();
            const name = keyOp(reader);
            values.set(name, elemOp(reader));
        }
        reader.leave();
        return values;
    };
};

/** Reads a type definition, itself a value of types that every stream knows. Nothing else may use those types. */
export const DEFINITION_OP: DecodeOp = (() => {
    const ops = new Map(BASIC_OPS);
    for (const [id, type] of BUILT_IN) {
        ops.set(
            id,
            compile(type, (part) => ops.get(part) as DecodeOp),
        );
    }
    return ops.get(ID.wireType) as DecodeOp;
})();
