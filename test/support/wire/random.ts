// Tools for tests of the wire: naive codecs, streams in memory, frames by hand, streams made by Go.
/** Repeatable random numbers (mulberry32): a failing test names its seed. */
export class Random {
    #state: number;

    constructor(seed: number) {
        this.#state = seed >>> 0;
    }

    /** 0 ≤ x < 1 */
    next(): number {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let mixed = this.#state;
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    }

    /** An integer, both ends included. */
    int(low: number, high: number): number {
        return low + Math.floor(this.next() * (high - low + 1));
    }

    chance(probability: number): boolean {
        return this.next() < probability;
    }

    pick<T>(items: readonly T[]): T {
        return items[this.int(0, items.length - 1)] as T;
    }

    bytes(length: number): Buffer {
        return Buffer.from(Array.from({length}, () => this.int(0, 255)));
    }

    /** `bytes` cut into pieces of `low` to `high` bytes. */
    pieces(bytes: Buffer, low = 1, high = 17): Buffer[] {
        const pieces: Buffer[] = [];
        for (let at = 0; at < bytes.length; ) {
            const size = this.int(low, high);
            pieces.push(bytes.subarray(at, at + size));
            at += size;
        }
        return pieces;
    }
}
