import {GobError} from '../errors';

const FIRST_SIZE = 512;
const KEEP_SIZE = 256 * 1024;
/** Bytes of the longest number, of 64 bits. */
const LONGEST_NUMBER = 9;
/** Longer strings are measured first; for shorter ones, reserving room for the longest UTF-8 form is cheaper. */
const SHORT_STRING = 40;

/** The numbers and byte strings of gob, appended to a growing buffer. */
export class GobWriter {
    buffer = Buffer.allocUnsafe(FIRST_SIZE);
    position = 0;

    /** Makes room for `size` bytes. Required before writing to `buffer` directly. */
    ensure(size: number): void {
        if (this.position + size > this.buffer.length) {
            const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.position + size));
            this.buffer.copy(larger, 0, 0, this.position);
            this.buffer = larger;
        }
    }

    /** Starts over; a buffer that has grown large is released. */
    reset(): void {
        this.position = 0;
        if (this.buffer.length > KEEP_SIZE) {
            this.detach();
        }
    }

    /** Hands over the written bytes and continues with a fresh buffer. */
    detach(): void {
        this.buffer = Buffer.allocUnsafe(FIRST_SIZE);
        this.position = 0;
    }

    byte(value: number): void {
        this.ensure(1);
        this.buffer[this.position++] = value;
    }

    /** A non-negative safe integer. */
    uint(value: number): void {
        this.ensure(LONGEST_NUMBER);
        if (value < 128) {
            this.buffer[this.position++] = value;
            return;
        }
        const bytes = byteCount(value);
        this.buffer[this.position] = 256 - bytes;
        putBigEndian(this.buffer, this.position + 1, value, bytes);
        this.position += 1 + bytes;
    }

    /** A number or bigint of at most 64 bits. @throws GobError `out_of_range` */
    uintValue(value: number | bigint): void {
        if (typeof value === 'number') {
            if (!Number.isSafeInteger(value) || value < 0) {
                throw new GobError('out_of_range', `${value} is not an unsigned integer.`);
            }
            this.uint(value);
        } else if (value >= 0n && value <= MAX_UINT64) {
            this.#big(value);
        } else {
            throw new GobError('out_of_range', `${value} does not fit an unsigned integer of 64 bits.`);
        }
    }

    /** A number or bigint of at most 64 bits with sign. @throws GobError `out_of_range` */
    intValue(value: number | bigint): void {
        if (typeof value === 'number') {
            if (!Number.isSafeInteger(value)) {
                throw new GobError('out_of_range', `${value} is not an integer.`);
            }
            if (value <= HALF_SAFE && value >= -HALF_SAFE) {
                this.uint(value < 0 ? -value * 2 - 1 : value * 2);
                return;
            }
        } else if (value > MAX_INT64 || value < -MAX_INT64 - 1n) {
            throw new GobError('out_of_range', `${value} does not fit an integer of 64 bits.`);
        }
        const wide = BigInt(value);
        this.#big(wide < 0n ? (~wide << 1n) | 1n : wide << 1n);
    }

    /** The bits of a float64, byte-reversed, as an unsigned number: short for round values. */
    float(value: number): void {
        this.ensure(LONGEST_NUMBER);
        const {buffer, position} = this;
        const end = position + 9;
        buffer.writeDoubleLE(value, position + 1);
        let from = position + 1;
        while (from < end - 1 && buffer[from] === 0) {
            from++;
        }
        const first = buffer[from] as number;
        if (from === end - 1 && first < 128) {
            buffer[position] = first;
            this.position = position + 1;
            return;
        }
        const bytes = end - from;
        buffer[position] = 256 - bytes;
        buffer.copyWithin(position + 1, from, end);
        this.position = position + 1 + bytes;
    }

    string(value: string): void {
        if (value.length <= SHORT_STRING) {
            this.#shortString(value);
            return;
        }
        const bytes = Buffer.byteLength(value);
        this.uint(bytes);
        this.ensure(bytes);
        this.position += this.buffer.write(value, this.position, 'utf8');
    }

    bytes(value: Uint8Array): void {
        this.uint(value.length);
        this.ensure(value.length);
        this.buffer.set(value, this.position);
        this.position += value.length;
    }

    /** Inserts the length of everything since `from` before it. */
    prefixLength(from: number): void {
        const length = this.position - from;
        const size = length < 128 ? 1 : 1 + byteCount(length);
        // As much as `uint` asks for, further in front: were the buffer to grow there, all after `from` would be lost.
        this.ensure(LONGEST_NUMBER);
        this.buffer.copyWithin(from + size, from, this.position);
        const end = this.position + size;
        this.position = from;
        this.uint(length);
        this.position = end;
    }

    /** At most 120 bytes, so that the length takes one byte. */
    #shortString(value: string): void {
        const length = value.length;
        this.ensure(1 + 3 * length);
        const buffer = this.buffer;
        const start = this.position + 1;
        let at = start;
        for (let index = 0; index < length; index++) {
            const code = value.charCodeAt(index);
            if (code >= 128) {
                at = start + buffer.write(value, start, 'utf8');
                break;
            }
            buffer[at++] = code;
        }
        buffer[start - 1] = at - start;
        this.position = at;
    }

    #big(value: bigint): void {
        if (value <= MAX_SAFE) {
            this.uint(Number(value));
            return;
        }
        const high = Number(value >> 32n);
        const bytes = 4 + byteCount(high);
        this.ensure(LONGEST_NUMBER);
        this.buffer[this.position] = 256 - bytes;
        putBigEndian(this.buffer, this.position + 1, high, bytes - 4);
        this.buffer.writeUInt32BE(Number(value & 0xffff_ffffn), this.position + 1 + bytes - 4);
        this.position += 1 + bytes;
    }
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const MAX_UINT64 = 2n ** 64n - 1n;
const MAX_INT64 = 2n ** 63n - 1n;
/** Doubling is exact up to here. */
const HALF_SAFE = 2 ** 52 - 1;

const byteCount = (value: number): number => {
    let bytes = 1;
    for (let rest = value; rest >= 256; rest /= 256) {
        bytes++;
    }
    return bytes;
};

const putBigEndian = (buffer: Buffer, at: number, value: number, bytes: number): void => {
    let rest = value;
    for (let index = at + bytes - 1; index >= at; index--) {
        const low = rest % 256;
        buffer[index] = low;
        rest = (rest - low) / 256;
    }
};
