import {GobError} from '../errors';
import {writeDefinition} from './definitions';
import {BASIC_CONTENTS, plainContent, type Registry} from './registry';
import type {Content, Definition, EncodeContext, GobType} from './types';
import {Named} from './values';
import {GobWriter} from './writer';

const FIRST_OWN_ID = 65;
const MAX_DEPTH = 100;

/**
 * Encodes one gob stream. `put` gathers values, `take` returns the bytes; each type is defined once, in messages of its
 * own before the first value that needs it.
 */
export class GobEncoder implements EncodeContext {
    readonly writer = new GobWriter();
    readonly #registry: Registry;
    readonly #definitions = new GobWriter();
    readonly #ids = new Map<() => Definition, number>();
    readonly #uncommitted: (() => Definition)[] = [];
    #nextId = FIRST_OWN_ID;
    #depth = 0;

    /** `registry`: types allowed in interfaces, by the exact name Go registered them under. */
    constructor(registry: Registry = new Map()) {
        this.#registry = registry;
    }

    /** Adds one top-level value. @throws GobError; then everything since the last `take` is discarded */
    put<Value>(type: GobType<Value>, value: Value): void {
        const {writer} = this;
        const start = writer.position;
        try {
            this.#depth = 0;
            writer.intValue(this.idOf(type as GobType));
            if (!type.isStruct) {
                writer.byte(0);
            }
            type.write(this, value);
            writer.prefixLength(start);
            this.#insertDefinitions(start);
        } catch (error) {
            this.#rollBack();
            throw error;
        }
    }

    /** The bytes of all values put since the last `take`; they are overwritten by the next `put`. */
    take(): Buffer {
        const {writer} = this;
        const bytes = writer.buffer.subarray(0, writer.position);
        writer.reset();
        this.#uncommitted.length = 0;
        return bytes;
    }

    /** Hands over the bytes taken last; they will not be overwritten. */
    detach(): void {
        this.writer.detach();
    }

    // ── EncodeContext ──

    idOf(type: GobType): number {
        const {definition} = type;
        if (definition === undefined) {
            return type.builtIn;
        }
        const known = this.#ids.get(definition);
        return known ?? this.#define(definition);
    }

    contentOf(value: unknown): Content {
        if (!(value instanceof Named)) {
            return plainContent(value);
        }
        const type = this.#registry.get(value.name) ?? BASIC_CONTENTS.get(value.name);
        if (type === undefined) {
            throw new GobError('not_registered', `No type is registered for interface contents named ${value.name}.`);
        }
        return {name: value.name, type, value: value.value};
    }

    enter(): void {
        if (++this.#depth > MAX_DEPTH) {
            throw new GobError(
                'too_deep',
                `A value nested deeper than ${MAX_DEPTH}, or containing itself, is refused.`,
            );
        }
    }

    leave(): void {
        this.#depth--;
    }

    /** Assigns ids to the type and all its parts, then writes their definitions. */
    #define(definition: () => Definition): number {
        const found: (() => Definition)[] = [];
        this.#collect(definition, found);
        for (const each of found) {
            writeDefinition(this.#definitions, this.#ids.get(each) as number, each(), (part) => this.idOf(part));
        }
        return this.#ids.get(definition) as number;
    }

    #collect(definition: () => Definition, found: (() => Definition)[]): void {
        if (this.#ids.has(definition)) {
            return;
        }
        this.#ids.set(definition, this.#nextId++);
        this.#uncommitted.push(definition);
        found.push(definition);
        for (const part of partsOf(definition())) {
            if (part.definition !== undefined) {
                this.#collect(part.definition, found);
            }
        }
    }

    /** Definitions are only known once the value is written, but precede it. */
    #insertDefinitions(start: number): void {
        const definitions = this.#definitions;
        const size = definitions.position;
        if (size === 0) {
            return;
        }
        const {writer} = this;
        writer.ensure(size);
        writer.buffer.copyWithin(start + size, start, writer.position);
        definitions.buffer.copy(writer.buffer, start, 0, size);
        writer.position += size;
        definitions.reset();
    }

    /** Types not sent yet must be defined by the next value that needs them. For simplicity, ids are not reused. */
    #rollBack(): void {
        for (const definition of this.#uncommitted.splice(0)) {
            this.#ids.delete(definition);
        }
        this.#definitions.reset();
        this.writer.reset();
    }
}

const partsOf = (definition: Definition): readonly GobType[] => {
    switch (definition.kind) {
        case 'struct':
            return definition.fields.map(([, type]) => type);
        case 'map':
            return [definition.key, definition.elem];
        case 'opaque':
            return [];
        default:
            return [definition.elem];
    }
};
