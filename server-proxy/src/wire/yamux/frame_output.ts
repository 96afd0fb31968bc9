import type {Duplex} from 'node:stream';
import {FRAME, HEADER_BYTES, putHeader} from './frame';

const BLOCK_BYTES = 32 * 1024;

/**
 * Gathers the frames of one turn of the event loop and hands them to the socket in one write: a reply of several small
 * frames costs one system call. Payloads are copied, so a caller may reuse its buffer at once.
 */
export class FrameOutput {
    readonly #socket: Duplex;
    readonly #written: () => void;
    #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    #start = 0;
    #at = 0;
    #full: Buffer[] = [];
    #unflushed = 0;
    #scheduled = false;
    readonly #flush = (): void => this.flush();

    /** `written` is called each time the socket has taken a flush. */
    constructor(socket: Duplex, written: () => void) {
        this.#socket = socket;
        this.#written = written;
    }

    /** Bytes framed but not yet taken by the operating system. */
    get queued(): number {
        return this.#unflushed + this.#socket.writableLength;
    }

    /** Window update, ping or go-away. */
    control(type: number, flags: number, id: number, length: number): void {
        this.#reserve(HEADER_BYTES);
        putHeader(this.#block, this.#at, type, flags, id, length);
        this.#advance(HEADER_BYTES);
    }

    data(flags: number, id: number, bytes: Uint8Array, from: number, to: number): void {
        const size = HEADER_BYTES + to - from;
        this.#reserve(size);
        putHeader(this.#block, this.#at, FRAME.data, flags, id, to - from);
        this.#block.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.#at + HEADER_BYTES);
        this.#advance(size);
    }

    /** Hands everything to the socket now; otherwise this happens at the end of the turn. */
    flush(): void {
        this.#scheduled = false;
        if (this.#unflushed === 0) {
            return;
        }
        const last = this.#block.subarray(this.#start, this.#at);
        const full = this.#full;
        this.#start = this.#at;
        this.#unflushed = 0;
        if (full.length > 0) {
            this.#full = [];
        }
        if (this.#socket.writableEnded || this.#socket.destroyed) {
            return;
        }
        if (full.length === 0) {
            this.#socket.write(last, this.#written);
            return;
        }
        this.#socket.cork();
        for (const block of full) {
            this.#socket.write(block);
        }
        this.#socket.write(last, this.#written);
        this.#socket.uncork();
    }

    #reserve(size: number): void {
        if (this.#at + size <= this.#block.length) {
            return;
        }
        if (this.#at > this.#start) {
            this.#full.push(this.#block.subarray(this.#start, this.#at));
        }
        this.#block = Buffer.allocUnsafeSlow(Math.max(size, BLOCK_BYTES));
        this.#start = 0;
        this.#at = 0;
    }

    #advance(size: number): void {
        this.#at += size;
        this.#unflushed += size;
        if (!this.#scheduled) {
            this.#scheduled = true;
            // After everything read in this turn and the promises it settled: one write for all of it.
            setImmediate(this.#flush);
        }
    }
}
