import type {ByteSink} from '../byte_stream';
import {GO_AWAY, YamuxError} from '../errors';
import {INITIAL_WINDOW} from './frame';
import {ReceiveQueue} from './receive_queue';
import type {SidedStream, StreamHost} from './stream_host';

/** Credit is granted in halves of the window: fewer frames, and the peer never runs dry. */
const CREDIT_FROM = INITIAL_WINDOW / 2;

interface Reader {
    readonly max: number;
    readonly resolve: (bytes: Buffer | null) => void;
    readonly reject: (error: YamuxError) => void;
}

/** The receiving half of a stream: what arrived, who reads it, and the peer's credit. */
export class ReceiveSide<S extends SidedStream> {
    readonly #host: StreamHost<S>;
    readonly #stream: S;
    readonly #queue = new ReceiveQueue();
    #reader: Reader | undefined;
    #sink: ByteSink | undefined;
    #paused = false;
    #discarding = false;
    #window = INITIAL_WINDOW;
    #owed = 0;
    #error: YamuxError | undefined;
    ended = false;

    constructor(host: StreamHost<S>, stream: S) {
        this.#host = host;
        this.#stream = stream;
    }

    readChunk(max: number): Promise<Buffer | null> {
        if (this.#reader !== undefined || this.#sink !== undefined) {
            return Promise.reject(this.#secondReader());
        }
        const bytes = this.#queue.shift(max);
        if (bytes !== undefined) {
            this.#consumed(bytes.length);
            return Promise.resolve(bytes);
        }
        if (this.ended || this.#discarding) {
            return Promise.resolve(null);
        }
        if (this.#error !== undefined) {
            return Promise.reject(this.#error);
        }
        return new Promise((resolve, reject) => {
            this.#reader = {max, resolve, reject};
        });
    }

    consume(sink: ByteSink): void {
        if (this.#reader !== undefined || this.#sink !== undefined) {
            throw this.#secondReader();
        }
        this.#sink = sink;
        this.#feed();
    }

    pause(): void {
        this.#paused = true;
    }

    resume(): void {
        this.#paused = false;
        this.#feed();
    }

    /** Drops what is there and what comes. Returns whether more may come. */
    discard(): boolean {
        if (this.#discarding) {
            return false;
        }
        this.#discarding = true;
        this.#sink = undefined;
        this.#consumed(this.#queue.bytes);
        this.#queue.clear();
        this.#wakeReader();
        return !this.ended;
    }

    /** A data frame begins. @throws YamuxError `window_exceeded` */
    announced(length: number): void {
        if (length > this.#window) {
            throw new YamuxError(
                'window_exceeded',
                `The peer sent ${length} bytes on stream ${this.#stream.id}, ${this.#window} were allowed.`,
                GO_AWAY.protocolError,
            );
        }
        this.#window -= length;
    }

    /** @throws YamuxError if the session holds too many unread bytes */
    arrived(bytes: Buffer): void {
        if (this.ended || this.#error !== undefined) {
            return; // a Go peer may send data after its FIN
        }
        this.#host.unread(bytes.length);
        if (this.#discarding) {
            this.#consumed(bytes.length);
        } else if (this.#sink !== undefined && !this.#paused && this.#queue.bytes === 0) {
            this.#consumed(bytes.length);
            this.#sink.data(bytes);
        } else if (this.#reader !== undefined && bytes.length <= this.#reader.max) {
            const reader = this.#reader;
            this.#reader = undefined;
            this.#consumed(bytes.length);
            reader.resolve(bytes);
        } else {
            this.#queue.push(bytes);
            this.#wakeReader();
        }
    }

    /** @throws YamuxError `unexpected_fin` */
    finished(): void {
        if (this.ended) {
            const message = `The peer ended stream ${this.#stream.id} twice.`;
            throw new YamuxError('unexpected_fin', message, GO_AWAY.protocolError);
        }
        this.ended = true;
        this.#stream.sideEnded();
        this.#wakeReader();
        this.#feed();
    }

    /** After the end of the session, but not after a reset, bytes received earlier can still be read. */
    fail(error: YamuxError): void {
        this.#error = error;
        if (error.code === 'stream_reset') {
            this.#host.unread(-this.#queue.bytes);
            this.#queue.clear();
        }
        this.#wakeReader();
        this.#feed();
    }

    #consumed(count: number): void {
        if (count === 0) {
            return;
        }
        this.#host.unread(-count);
        this.#owed += count;
        if (this.#owed >= CREDIT_FROM && !this.ended && this.#error === undefined) {
            this.#host.sendControl(this.#stream.id, 0, this.#owed);
            this.#window += this.#owed;
            this.#owed = 0;
        }
    }

    #wakeReader(): void {
        const reader = this.#reader;
        if (reader === undefined) {
            return;
        }
        const bytes = this.#queue.shift(reader.max);
        const over = this.ended || this.#discarding;
        if (bytes === undefined && !over && this.#error === undefined) {
            return;
        }
        this.#reader = undefined;
        if (bytes !== undefined) {
            this.#consumed(bytes.length);
            reader.resolve(bytes);
        } else if (over) {
            reader.resolve(null);
        } else {
            reader.reject(this.#error as YamuxError);
        }
    }

    /** Passes waiting bytes to the sink, then the end of the stream, once. */
    #feed(): void {
        while (this.#sink !== undefined && !this.#paused) {
            const sink: ByteSink = this.#sink;
            const bytes = this.#queue.shift(Number.MAX_SAFE_INTEGER);
            if (bytes !== undefined) {
                this.#consumed(bytes.length);
                sink.data(bytes);
            } else if (this.ended) {
                this.#sink = undefined;
                sink.end();
            } else if (this.#error !== undefined) {
                this.#sink = undefined;
                sink.failed(this.#error);
            } else {
                return;
            }
        }
    }

    #secondReader(): YamuxError {
        return new YamuxError('concurrent_read', `Stream ${this.#stream.id} already has a reader.`);
    }
}
