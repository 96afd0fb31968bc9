import {GO_AWAY, YamuxError} from '../errors';
import {FRAME, HEADER_BYTES, VERSION} from './frame';

/** Receives the frames. Throwing a YamuxError from either method ends the decoding. */
export interface FrameSink {
    /** One header. A data frame's `length` bytes follow through `payload`, in pieces as they arrive. */
    frame(type: number, flags: number, id: number, length: number): void;
    /** Bytes of the data frame announced last; `last` marks its final piece. A view of the socket's chunk. */
    payload(bytes: Buffer, last: boolean): void;
}

/**
 * Chunks in, frames out. A class only because a chunk may end anywhere inside a header or a payload; payloads are
 * passed on as they come, so a frame of 4 GiB costs no memory here.
 */
export class FrameDecoder {
    readonly #sink: FrameSink;
    readonly #partial = Buffer.alloc(HEADER_BYTES);
    #filled = 0;
    #payloadLeft = 0;
    #stopped = false;

    constructor(sink: FrameSink) {
        this.#sink = sink;
    }

    /** @throws YamuxError of the sink, or `invalid_version`, `invalid_frame_type` */
    push(chunk: Buffer): void {
        const end = chunk.length;
        let at = 0;
        while (at < end && !this.#stopped) {
            if (this.#payloadLeft > 0) {
                const take = Math.min(this.#payloadLeft, end - at);
                this.#payloadLeft -= take;
                this.#sink.payload(chunk.subarray(at, at + take), this.#payloadLeft === 0);
                at += take;
            } else if (this.#filled === 0 && end - at >= HEADER_BYTES) {
                this.#header(chunk, at);
                at += HEADER_BYTES;
            } else {
                at += this.#gatherHeader(chunk, at);
            }
        }
    }

    /** Drops everything from now on, including the rest of the current chunk. */
    stop(): void {
        this.#stopped = true;
    }

    #gatherHeader(chunk: Buffer, at: number): number {
        const take = Math.min(HEADER_BYTES - this.#filled, chunk.length - at);
        chunk.copy(this.#partial, this.#filled, at, at + take);
        this.#filled += take;
        if (this.#filled === HEADER_BYTES) {
            this.#filled = 0;
            this.#header(this.#partial, 0);
        }
        return take;
    }

    #header(bytes: Buffer, at: number): void {
        const version = bytes[at] as number;
        const type = bytes[at + 1] as number;
        if (version !== VERSION) {
            throw new YamuxError('invalid_version', `The peer sent yamux version ${version}.`, GO_AWAY.protocolError);
        }
        if (type > FRAME.goAway) {
            throw new YamuxError('invalid_frame_type', `The peer sent frame type ${type}.`, GO_AWAY.protocolError);
        }
        const flags = ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
        const length = uint32(bytes, at + 8);
        if (type === FRAME.data) {
            this.#payloadLeft = length;
        }
        this.#sink.frame(type, flags, uint32(bytes, at + 4), length);
    }
}

// `>>> 0` because a shift into bit 31 goes negative
const uint32 = (bytes: Buffer, at: number): number =>
    (((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number)) >>>
    0;
