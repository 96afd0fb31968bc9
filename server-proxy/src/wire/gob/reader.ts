import {GobError} from '../errors';

/** Thrown when a value continues in a message that has not arrived yet; the decoder catches it. */
export const NEED_MORE: unique symbol = Symbol('gob: more bytes needed');

export interface ReaderLimits {
    /** Bytes of one message, and of all messages of one value together. */
    readonly maxMessage: number;
    /** Nesting of structs, lists, maps and interfaces. */
    readonly maxDepth: number;
    /** Elements and fields of one top-level value. */
    readonly maxValues: number;
}

const NOTHING = Buffer.alloc(0);

/** The numbers and byte strings of gob, read from a moving position in the current message. */
export class GobReader {
    buffer: Buffer = NOTHING;
    position = 0;
    end = 0;
    /** End of the bytes received so far; the next messages lie between `end` and here. */
    limit = 0;
    /** First byte of the value being read. */
    valueStart = 0;
    /** Set with NEED_MORE: how many bytes must have arrived, counted like `limit`. */
    needed = 0;
    #depth = 0;
    #values = 0;
    readonly #limits: ReaderLimits;

    constructor(limits: ReaderLimits) {
        this.#limits = limits;
    }

    /** Begins a value at `position`, outside any message. */
    startValue(position: number): void {
        this.valueStart = position;
        this.position = position;
        this.end = position;
        this.#depth = 0;
        this.#values = 0;
    }

    /** Steps into the next message. @throws NEED_MORE when it is not complete */
    nextMessage(): void {
        const at = this.end;
        if (at >= this.limit) {
            this.#needUpTo(at + 2);
        }
        const first = this.buffer[at] as number;
        let start = at + 1;
        let length = first;
        if (first >= 128) {
            const bytes = 256 - first;
            if (bytes > 8) {
                throw new GobError('bad_number', 'The length of a gob message is malformed.');
            }
            start += bytes;
            if (start > this.limit) {
                this.#needUpTo(start);
            }
            length = bigEndian(this.buffer, at + 1, bytes);
        }
        if (length === 0) {
            throw new GobError('empty_message', 'A gob message is empty.');
        }
        if (start + length - this.valueStart > this.#limits.maxMessage) {
            throw new GobError(
                'message_too_large',
                `A gob value of more than ${this.#limits.maxMessage} bytes is refused.`,
            );
        }
        if (start + length > this.limit) {
            this.#needUpTo(start + length);
        }
        this.position = start;
        this.end = start + length;
    }

    /** Counts, lengths, field deltas. @throws GobError `truncated`, `bad_number`, `number_too_large` */
    uint(): number {
        const at = this.position;
        if (at >= this.end) {
            throw truncated();
        }
        const first = this.buffer[at] as number;
        if (first < 128) {
            this.position = at + 1;
            return first;
        }
        const value = bigEndian(this.buffer, at + 1, this.#skipLong(first));
        if (value > Number.MAX_SAFE_INTEGER) {
            throw new GobError('number_too_large', 'A count in the gob stream exceeds 53 bits.');
        }
        return value;
    }

    /** An unsigned value: a number, or a bigint beyond 2^53. */
    uintValue(): number | bigint {
        const first = this.position < this.end ? (this.buffer[this.position] as number) : 0;
        if (first < 128 || first > 249) {
            return this.uint();
        }
        const at = this.position + 1;
        const value = bigValue(this.buffer, at, this.#skipLong(first));
        return value <= MAX_SAFE ? Number(value) : value;
    }

    /** A signed value: a number, or a bigint beyond ±2^53. */
    intValue(): number | bigint {
        const first = this.position < this.end ? (this.buffer[this.position] as number) : 0;
        if (first < 128 || first > 249) {
            const value = this.uint();
            return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
        }
        const at = this.position + 1;
        const raw = bigValue(this.buffer, at, this.#skipLong(first));
        const value = raw & 1n ? ~(raw >> 1n) : raw >> 1n;
        return value <= MAX_SAFE && value >= -MAX_SAFE ? Number(value) : value;
    }

    /** A type id. @throws GobError when it does not fit 32 bits */
    typeId(): number {
        const value = this.intValue();
        if (typeof value === 'bigint' || value > 0x7fff_ffff || value < -0x7fff_ffff) {
            throw new GobError('bad_number', 'A type number in the gob stream exceeds 31 bits.');
        }
        return value;
    }

    /** The bits of a float64 travel byte-reversed as an unsigned number. */
    float(): number {
        const at = this.position;
        if (at >= this.end) {
            throw truncated();
        }
        const first = this.buffer[at] as number;
        const float = Buffer.alloc(8);
        if (first < 128) {
            this.position = at + 1;
            float[7] = first;
            return float.readDoubleLE(0);
        }
        const bytes = this.#skipLong(first);
        if (bytes === 8) {
            return this.buffer.readDoubleLE(at + 1);
        }
        this.buffer.copy(float, 8 - bytes, at + 1, at + 1 + bytes);
        return float.readDoubleLE(0);
    }

    string(): string {
        const from = this.#skipCounted();
        return from === this.position ? '' : this.buffer.toString('utf8', from, this.position);
    }

    /** A copy: a view would keep the whole chunk of the socket alive. */
    bytes(): Buffer {
        const from = this.#skipCounted();
        return Buffer.from(this.buffer.subarray(from, this.position));
    }

    /** Into a struct, list, map or interface; call `leave` afterwards. */
    enter(): void {
        if (++this.#depth > this.#limits.maxDepth) {
            throw new GobError('too_deep', `A gob value is nested deeper than ${this.#limits.maxDepth}.`);
        }
    }

    leave(): void {
        this.#depth--;
    }

    /** Counts every element and field: a byte on the wire can cost a hundred in memory. */
    count(): void {
        if (++this.#values > this.#limits.maxValues) {
            throw new GobError('too_many_values', `A gob value has more than ${this.#limits.maxValues} parts.`);
        }
    }

    #skipLong(first: number): number {
        const bytes = 256 - first;
        if (bytes > 8) {
            throw new GobError('bad_number', 'A number in the gob stream is longer than 8 bytes.');
        }
        const next = this.position + 1 + bytes;
        if (next > this.end) {
            throw truncated();
        }
        this.position = next;
        return bytes;
    }

    #skipCounted(): number {
        const length = this.uint();
        const from = this.position;
        if (length > this.end - from) {
            throw truncated();
        }
        this.position = from + length;
        return from;
    }

    #needUpTo(limit: number): never {
        this.needed = limit;
        throw NEED_MORE;
    }
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

const truncated = (): GobError => new GobError('truncated', 'A gob value goes beyond the end of its message.');

/** Loses precision beyond 2^53; callers check for that. */
const bigEndian = (buffer: Buffer, from: number, bytes: number): number => {
    let value = 0;
    for (let at = from; at < from + bytes; at++) {
        value = value * 256 + (buffer[at] as number);
    }
    return value;
};

const bigValue = (buffer: Buffer, from: number, bytes: number): bigint =>
    (BigInt(buffer.readUIntBE(from, bytes - 4)) << 32n) | BigInt(buffer.readUInt32BE(from + bytes - 4));
