import type {WireError} from './errors';

/** Gets the bytes of a stream as they arrive. Must not throw. */
export interface ByteSink {
    /** A view that stays valid; counted as consumed. */
    data(bytes: Buffer): void;
    /** The peer sent everything. */
    end(): void;
    /** The stream was reset or its session ended. */
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
    /** Pushes everything from now on to `sink`, at once and synchronously, instead of readChunk. */
    consume(sink: ByteSink): void;
    /** Stops and restarts `consume`; what arrives meanwhile waits here and then at the peer. */
    pause(): void;
    resume(): void;
    /**
     * Sends bytes. Undefined: they are on their way and the caller may reuse the buffer. A promise: the peer's window
     * or the socket is full; leave the buffer alone and write no more until it resolves. It rejects with a YamuxError;
     * it may also be ignored, because the reading side of the stream fails with the same error.
     */
    write(bytes: Uint8Array): Promise<void> | undefined;
    /** No more bytes from this side (FIN, after those still waiting); reading goes on. */
    end(): void;
    /** `end`, and nobody reads any more: what still arrives is dropped. */
    close(): void;
    /** Ends both directions at once (RST); the peer sees an error. */
    reset(): void;
}
