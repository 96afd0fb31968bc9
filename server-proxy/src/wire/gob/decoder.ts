// gob, Go's self-describing binary encoding (https://pkg.go.dev/encoding/gob).
import {GobError} from '../errors';
import {BASIC_OPS, compile, DEFINITION_OP, type DecodeOp} from './decode_ops';
import {InputBuffer} from './input_buffer';
import {GobReader, NEED_MORE, type ReaderLimits} from './reader';
import {type GobValue, Named} from './values';
import {FIRST_USER_ID, ID, toWireType, type WireType} from './wire_type';

export interface DecoderLimits extends ReaderLimits {
    readonly maxTypes: number;
    /** Bytes of all type definitions of one stream, which are kept as long as it lives. */
    readonly maxDefinitionBytes: number;
    /** Bytes that may be read again because a value arrived in pieces. */
    readonly maxRework: number;
}

export const DECODER_DEFAULTS: DecoderLimits = {
    maxMessage: 32 * 1024 * 1024,
    maxDepth: 100,
    maxValues: 1_000_000,
    maxTypes: 4_096,
    maxDefinitionBytes: 1024 * 1024, // sixty times the definitions of Mattermost's whole configuration
    maxRework: 64 * 1024 * 1024,
};

const REWORK_PER_TRY = 256;

interface KnownType {
    readonly type: WireType;
    /** Position in the stream: a value that is read again meets its own definitions again. */
    readonly definedAt: number;
    op: DecodeOp | undefined;
}

/**
 * Decodes one gob stream. Bytes go in through `push` in pieces of any size, values come out of `next`. After an error,
 * every further call throws.
 */
export class GobDecoder {
    readonly #limits: DecoderLimits;
    readonly #reader: GobReader;
    readonly #input = new InputBuffer();
    readonly #types = new Map<number, KnownType>();
    readonly #opOf = (id: number): DecodeOp => this.#operation(id);
    #definitionBytes = 0;
    #lastType = 0;
    #rework = 0;
    #needed = 1;
    #broken: GobError | undefined;

    constructor(limits: Partial<DecoderLimits> = {}) {
        this.#limits = {...DECODER_DEFAULTS, ...limits};
        this.#reader = new GobReader(this.#limits);
    }

    /** Type id of the value `next` returned last. */
    get lastType(): number {
        return this.#lastType;
    }

    /** A type as the peer defined it; undefined for basic and unknown ones. */
    typeOf(id: number): WireType | undefined {
        return this.#types.get(id)?.type;
    }

    get buffered(): number {
        return this.#input.length;
    }

    /** The buffer must not change afterwards. */
    push(bytes: Buffer): void {
        this.#input.push(bytes);
    }

    /** The next value, or undefined until more bytes are pushed. @throws GobError */
    next(): GobValue | undefined {
        if (this.#broken !== undefined) {
            throw this.#broken;
        }
        if (this.#input.length < this.#needed) {
            return undefined;
        }
        const reader = this.#reader;
        const input = this.#input;
        reader.buffer = input.bytes;
        reader.limit = input.end;
        try {
            const value = this.#value();
            input.start = reader.position;
            input.release();
            this.#needed = 1;
            this.#rework = 0;
            return value;
        } catch (error) {
            if (error === NEED_MORE) {
                this.#waitFor(reader.needed);
                return undefined;
            }
            this.#broken = asGobError(error);
            throw this.#broken;
        }
    }

    #waitFor(needed: number): void {
        const reader = this.#reader;
        this.#rework += REWORK_PER_TRY + reader.position - reader.valueStart;
        if (this.#rework > this.#limits.maxRework) {
            this.#broken = new GobError('too_fragmented', 'A gob value is cut into too many messages.');
            throw this.#broken;
        }
        this.#needed = needed - this.#input.start;
        this.#input.release();
    }

    #value(): GobValue {
        const reader = this.#reader;
        for (;;) {
            reader.startValue(this.#input.start);
            reader.nextMessage();
            const id = reader.typeId();
            if (id >= 0) {
                this.#lastType = id;
                const value = this.#content(id);
                if (reader.position !== reader.end) {
                    throw new GobError('trailing_bytes', 'A gob message is longer than its value.');
                }
                return value;
            }
            this.#define(-id);
            if (reader.position !== reader.end) {
                throw new GobError('trailing_bytes', 'A gob message is longer than its type definition.');
            }
            this.#input.start = reader.position;
            this.#rework = 0;
        }
    }

    /** A value with the 0 byte that precedes everything but structs. */
    #content(id: number): GobValue {
        const known = this.#types.get(id);
        if (known?.type.kind !== 'struct' && this.#reader.uint() !== 0) {
            throw new GobError('bad_field', 'A gob value that is not a struct begins with a field number.');
        }
        return this.#operation(id)(this.#reader);
    }

    #define(id: number): void {
        const reader = this.#reader;
        const definedAt = this.#input.offset + reader.position;
        const from = reader.position;
        const value = DEFINITION_OP(reader);
        const known = this.#types.get(id);
        if (known !== undefined && known.definedAt === definedAt) {
            return;
        }
        if (id < FIRST_USER_ID || known !== undefined) {
            throw new GobError('duplicate_type', `Type ${id} is defined twice.`);
        }
        this.#definitionBytes += reader.position - from;
        if (this.#types.size >= this.#limits.maxTypes || this.#definitionBytes > this.#limits.maxDefinitionBytes) {
            throw new GobError('too_many_types', 'The gob stream defines too many or too large types.');
        }
        this.#types.set(id, {type: toWireType(value), definedAt, op: undefined});
    }

    #operation(id: number): DecodeOp {
        const known = this.#types.get(id);
        if (known !== undefined) {
            known.op ??= compile(known.type, this.#opOf);
            return known.op;
        }
        const op = id === ID.interface ? this.#interface : BASIC_OPS.get(id);
        if (op === undefined) {
            throw new GobError('unknown_type', `Type ${id} was never defined.`);
        }
        return op;
    }

    readonly #interface: DecodeOp = (reader) => {
        const name = reader.string();
        if (name === '') {
            return null;
        }
        reader.enter();
        const id = this.#typeSequence();
        reader.uint(); // bytes of the value, for readers that skip it; covers its first piece only
        const value = this.#content(id);
        reader.leave();
        return new Named(name, value);
    };

    /**
     * The concrete type of an interface's content, defined here if it is new. At the outermost level Go ends the
     * message after each such definition and continues in the next; inside, a count to skip comes between.
     */
    #typeSequence(): number {
        const reader = this.#reader;
        for (;;) {
            if (reader.position === reader.end) {
                reader.nextMessage();
            }
            const id = reader.typeId();
            if (id >= 0) {
                return id;
            }
            this.#define(-id);
            if (reader.position < reader.end) {
                reader.uint();
            }
        }
    }
}

/** Anything else is a bug here, for instance an exhausted stack; callers must only get typed errors. */
const asGobError = (error: unknown): GobError =>
    error instanceof GobError ? error : new GobError('decoder_broken', 'The gob decoder failed.', {cause: error});
