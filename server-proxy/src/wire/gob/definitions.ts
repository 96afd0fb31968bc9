import type {Definition, GobType} from './types';
import type {Marshaler} from './wire_type';
import type {GobWriter} from './writer';

/** Field numbers of Go's wireType, from 1. */
const WIRE_TYPE = {array: 1, slice: 2, struct: 3, map: 4} as const;
const MARSHALER: Record<Marshaler, number> = {gob: 5, binary: 6, text: 7};

/** Appends the message that defines type `id`; `idOf` returns the ids of its parts. */
export const writeDefinition = (
    writer: GobWriter,
    id: number,
    definition: Definition,
    idOf: (type: GobType) => number,
): void => {
    const start = writer.position;
    writer.intValue(-id);
    writer.uint(definition.kind === 'opaque' ? MARSHALER[definition.marshaler] : WIRE_TYPE[definition.kind]);
    writeCommon(writer, definition.name, id);
    switch (definition.kind) {
        case 'struct':
            writeFields(writer, definition.fields, idOf);
            break;
        case 'map':
            writer.uint(1);
            writer.intValue(idOf(definition.key));
            writer.uint(1);
            writer.intValue(idOf(definition.elem));
            break;
        case 'slice':
        case 'array':
            writer.uint(1);
            writer.intValue(idOf(definition.elem));
            if (definition.kind === 'array' && definition.length > 0) {
                writer.uint(1);
                writer.intValue(definition.length);
            }
            break;
        case 'opaque':
            break;
    }
    writer.byte(0);
    writer.byte(0);
    writer.prefixLength(start);
};

/** The embedded CommonType: field 1 of every kind. */
const writeCommon = (writer: GobWriter, name: string, id: number): void => {
    writer.uint(1);
    if (name === '') {
        writer.uint(2);
    } else {
        writer.uint(1);
        writer.string(name);
        writer.uint(1);
    }
    writer.intValue(id);
    writer.byte(0);
};

const writeFields = (
    writer: GobWriter,
    fields: readonly (readonly [string, GobType])[],
    idOf: (type: GobType) => number,
): void => {
    if (fields.length === 0) {
        return;
    }
    writer.uint(1);
    writer.uint(fields.length);
    for (const [name, type] of fields) {
        writer.uint(1);
        writer.string(name);
        writer.uint(1);
        writer.intValue(idOf(type));
        writer.byte(0);
    }
};
