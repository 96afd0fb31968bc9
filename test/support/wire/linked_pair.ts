import {Duplex} from 'node:stream';
import type {Random} from './random';

/** One end of a pair in memory: writes to one end can be read from the other. */
export class LinkedEnd extends Duplex {
    /** Bytes written to this end so far. */
    written = 0;
    other!: LinkedEnd;
    readonly #cut: ((bytes: Buffer) => Buffer[]) | undefined;
    #resume: (() => void) | undefined;

    constructor(cut: ((bytes: Buffer) => Buffer[]) | undefined) {
        super({allowHalfOpen: true});
        this.#cut = cut;
    }

    override _write(bytes: Buffer, _encoding: string, done: () => void): void {
        this.written += bytes.length;
        for (const piece of this.#cut?.(bytes) ?? [bytes]) {
            this.other.push(piece);
        }
        if (this.other.readableLength < this.other.readableHighWaterMark) {
            setImmediate(done); // like a socket, never at once
        } else {
            this.other.#resume = done; // until the other end is read
        }
    }

    override _final(done: () => void): void {
        this.other.push(null);
        done();
    }

    override _read(): void {
        const resume = this.#resume;
        this.#resume = undefined;
        resume?.();
    }
}

/** Two connected ends. With `random`, every write arrives in pieces of 1 to 17 bytes. */
export const linkedPair = (random?: Random): [LinkedEnd, LinkedEnd] => {
    const cut = random === undefined ? undefined : (bytes: Buffer): Buffer[] => random.pieces(bytes);
    const left = new LinkedEnd(cut);
    const right = new LinkedEnd(cut);
    left.other = right;
    right.other = left;
    return [left, right];
};
