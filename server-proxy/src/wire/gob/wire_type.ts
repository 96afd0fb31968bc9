import {GobError} from '../errors';
import type {GobValue} from './values';

/** Ids that every gob stream knows without a definition. */
export const ID = {
    bool: 1,
    int: 2,
    uint: 3,
    float: 4,
    bytes: 5,
    string: 6,
    complex: 7,
    interface: 8,
    wireType: 16,
    arrayType: 17,
    commonType: 18,
    sliceType: 19,
    structType: 20,
    fieldType: 21,
    fieldList: 22,
    mapType: 23,
    gobEncoderType: 24,
} as const;

/** Lower ids belong to gob itself. */
export const FIRST_USER_ID = 64;

export interface WireField {
    readonly name: string;
    readonly id: number;
}

export type WireType =
    | {readonly kind: 'struct'; readonly name: string; readonly fields: readonly WireField[]}
    | {readonly kind: 'slice'; readonly name: string; readonly elem: number}
    | {readonly kind: 'array'; readonly name: string; readonly elem: number; readonly length: number}
    | {readonly kind: 'map'; readonly name: string; readonly key: number; readonly elem: number}
    | {readonly kind: 'opaque'; readonly name: string; readonly marshaler: Marshaler};

export type Marshaler = 'gob' | 'binary' | 'text';

const struct = (name: string, fields: Record<string, number>): WireType => ({
    kind: 'struct',
    name,
    fields: Object.entries(fields).map(([field, id]) => ({name: field, id})),
});

/** Definitions are themselves gob values of these types. */
export const BUILT_IN: ReadonlyMap<number, WireType> = new Map<number, WireType>([
    [
        ID.wireType,
        struct('wireType', {
            ArrayT: ID.arrayType,
            SliceT: ID.sliceType,
            StructT: ID.structType,
            MapT: ID.mapType,
            GobEncoderT: ID.gobEncoderType,
            BinaryMarshalerT: ID.gobEncoderType,
            TextMarshalerT: ID.gobEncoderType,
        }),
    ],
    [ID.arrayType, struct('arrayType', {CommonType: ID.commonType, Elem: ID.int, Len: ID.int})],
    [ID.commonType, struct('CommonType', {Name: ID.string, Id: ID.int})],
    [ID.sliceType, struct('sliceType', {CommonType: ID.commonType, Elem: ID.int})],
    [ID.structType, struct('structType', {CommonType: ID.commonType, Field: ID.fieldList})],
    [ID.fieldType, struct('fieldType', {Name: ID.string, Id: ID.int})],
    [ID.fieldList, {kind: 'slice', name: '[]fieldType', elem: ID.fieldType}],
    [ID.mapType, struct('mapType', {CommonType: ID.commonType, Key: ID.int, Elem: ID.int})],
    [ID.gobEncoderType, struct('gobEncoderType', {CommonType: ID.commonType})],
]);

/** Converts a decoded definition. @throws GobError `bad_definition` */
export const toWireType = (value: GobValue): WireType => {
    const found = Object.entries(value as Record<string, GobValue>);
    const [kind, body] = found[0] ?? [];
    if (kind === undefined || found.length > 1) {
        throw new GobError('bad_definition', `A type definition describes ${found.length} types instead of one.`);
    }
    const parts = body as Record<string, GobValue>;
    const common = (parts.CommonType ?? {}) as Record<string, GobValue>;
    const name = (common.Name ?? '') as string;
    switch (kind) {
        case 'ArrayT':
            return {kind: 'array', name, elem: typeId(parts.Elem), length: arrayLength(parts.Len)};
        case 'SliceT':
            return {kind: 'slice', name, elem: typeId(parts.Elem)};
        case 'MapT':
            return {kind: 'map', name, key: typeId(parts.Key), elem: typeId(parts.Elem)};
        case 'StructT':
            return {kind: 'struct', name, fields: ((parts.Field ?? []) as GobValue[]).map(toField)};
        case 'GobEncoderT':
            return {kind: 'opaque', name, marshaler: 'gob'};
        case 'BinaryMarshalerT':
            return {kind: 'opaque', name, marshaler: 'binary'};
        default:
            return {kind: 'opaque', name, marshaler: 'text'};
    }
};

const toField = (value: GobValue): WireField => {
    const {Name, Id} = value as Record<string, GobValue>;
    if (typeof Name !== 'string') {
        throw new GobError('bad_definition', 'A field of a type definition has no name.');
    }
    return {name: Name, id: typeId(Id)};
};

const typeId = (value: GobValue | undefined): number => {
    if (typeof value !== 'number' || value <= 0) {
        throw new GobError('bad_definition', `A type definition refers to type ${value ?? 0}.`);
    }
    return value;
};

const arrayLength = (value: GobValue | undefined): number => {
    const length = value ?? 0;
    if (typeof length !== 'number' || length < 0) {
        throw new GobError('bad_definition', `A type definition has an array of length ${length}.`);
    }
    return length;
};
