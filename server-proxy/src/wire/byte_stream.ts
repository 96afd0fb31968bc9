import type {WireError} from './errors';

/** Receives a stream's bytes as they arrive. Must not throw. */
export interface ByteSink {
    /** A view that stays valid; counts as consumed. */
    data(bytes: Buffer): void;
    end(): void;
    failed(error: WireError): void;
}

/**
 * A two-way stream of bytes with back-pressure. Either pull (`readChunk`, `read`) or push (`consume`), one reader at a
 * time. Reading gives the peer credit; not reading makes it wait.
 */
export interface ByteStream {
    /** The next bytes, at most `max`; null after the peer's end. @throws YamuxError `stream_reset`, `session_closed` */
    readChunk(max?: number): Promise<Buffer | null>;
    /** Exactly `length` bytes. @throws YamuxError as readChunk, and `unexpected_end` */
    read(length: number): Promise<Buffer>;
    /** From now on, pushes everything to `sink`, synchronously, instead of readChunk. */
    consume(sink: ByteSink): void;
    /** Pauses and resumes `consume`; bytes arriving meanwhile wait here and then at the peer. */
    pause(): void;
    resume(): void;
    /**
     * Sends bytes. Undefined: they are on their way and the caller may reuse the buffer. A promise: the peer's window
     * or the socket is full; leave the buffer alone and write no more until it resolves. It rejects with a YamuxError;
     * it may be ignored, because the reading side fails with the same error.
     */
    write(bytes: Uint8Array): Promise<void> | undefined;
    /** No more bytes from this side (FIN, after those still waiting); reading continues. */
    end(): void;
    /** `end`, and drops whatever still arrives. */
    close(): void;
    /** Ends both directions at once (RST); the peer sees an error. */
    reset(): void;
}
