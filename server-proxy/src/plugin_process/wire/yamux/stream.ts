import type {ByteSink, ByteStream} from '../byte_stream';
import {GO_AWAY, YamuxError} from '../errors';
import {FLAG, INITIAL_WINDOW, MAX_UINT32} from './frame';
import {ReceiveQueue} from './receive_queue';
import {WriteQueue} from './write_queue';

const CREDIT_FROM = INITIAL_WINDOW / 2;

/** What a stream needs of its session. */
export interface StreamHost {
    /** The socket does not take more payload now; a stream that still has some asks for `whenRoom`. */
    readonly congested: boolean;
    /** Most bytes `write` may keep waiting on one stream. */
    readonly maxQueuedBytes: number;
    sendData(id: number, bytes: Uint8Array, from: number, to: number): void;
    sendControl(id: number, flags: number, delta: number): void;
    whenRoom(stream: YamuxStream): void;
    /** Change of the number of unread bytes. @throws YamuxError when the session holds too many */
    unread(delta: number): void;
    /** This side sent its FIN and reads no more; the peer has not finished. */
    lingers(stream: YamuxStream): void;
    /** Both directions are over. */
    ended(stream: YamuxStream): void;
}

interface Reader {
    readonly max: number;
    readonly resolve: (bytes: Buffer | null) => void;
    readonly reject: (error: YamuxError) => void;
}

/** One stream of a session; see ByteStream for the contract of its public methods. */
export class YamuxStream implements ByteStream {
    /** 0 while the open waits for its turn. */
    id = 0;
    readonly #host: StreamHost;
    readonly #received = new ReceiveQueue();
    readonly #writes = new WriteQueue();
    #reader: Reader | undefined;
    #sink: ByteSink | undefined;
    #paused = false;
    #discarding = false;
    #receiveWindow = INITIAL_WINDOW;
    #owed = 0;
    #sendWindow = 0;
    #endWanted = false;
    #endSent = false;
    #peerEnded = false;
    #error: YamuxError | undefined;

    constructor(host: StreamHost) {
        this.#host = host;
    }

    readChunk(max = Number.MAX_SAFE_INTEGER): Promise<Buffer | null> {
        if (this.#reader !== undefined || this.#sink !== undefined) {
            return Promise.reject(new YamuxError('concurrent_read', `Stream ${this.id} already has a reader.`));
        }
        const bytes = this.#received.shift(max);
        if (bytes !== undefined) {
            this.#consumed(bytes.length);
            return Promise.resolve(bytes);
        }
        if (this.#peerEnded || this.#discarding) {
            return Promise.resolve(null);
        }
        if (this.#error !== undefined) {
            return Promise.reject(this.#error);
        }
        return new Promise((resolve, reject) => {
            this.#reader = {max, resolve, reject};
        });
    }

    async read(length: number): Promise<Buffer> {
        const parts: Buffer[] = [];
        let have = 0;
        while (have < length) {
            const part = await this.readChunk(length - have);
            if (part === null) {
                throw new YamuxError('unexpected_end', `Stream ${this.id} ended after ${have} of ${length} bytes.`);
            }
            parts.push(part);
            have += part.length;
        }
        return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, have);
    }

    consume(sink: ByteSink): void {
        if (this.#reader !== undefined || this.#sink !== undefined) {
            throw new YamuxError('concurrent_read', `Stream ${this.id} already has a reader.`);
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

    write(bytes: Uint8Array): Promise<void> | undefined {
        if (this.#error !== undefined) {
            return Promise.reject(this.#error);
        }
        if (this.#endWanted) {
            return Promise.reject(new YamuxError('stream_closed', `Stream ${this.id} was closed before this write.`));
        }
        const from = this.#writes.empty ? this.#emit(bytes, 0) : 0;
        const left = bytes.length - from;
        if (left === 0) {
            return undefined;
        }
        if (this.#writes.bytes + left > this.#host.maxQueuedBytes) {
            return Promise.reject(
                new YamuxError('write_queue_full', `The peer does not read stream ${this.id}; too much is waiting.`),
            );
        }
        return this.#writes.add(bytes, from);
    }

    end(): void {
        if (this.#endWanted || this.#error !== undefined) {
            return;
        }
        this.#endWanted = true;
        this.#sendEnd();
    }

    close(): void {
        this.end();
        if (this.#discarding || this.#error !== undefined) {
            return;
        }
        this.#discarding = true;
        this.#sink = undefined;
        this.#consumed(this.#received.bytes);
        this.#received.clear();
        this.#wakeReader();
        if (!this.#peerEnded) {
            this.#host.lingers(this);
        }
    }

    reset(): void {
        if (this.#error === undefined && !(this.#endSent && this.#peerEnded)) {
            if (this.id !== 0) {
                this.#host.sendControl(this.id, FLAG.rst, 0);
            }
            this.fail(new YamuxError('stream_reset', `Stream ${this.id} was reset by this side.`));
        }
    }

    // ── what the session tells ──

    /** The stream's SYN was sent or received: it may send. */
    opened(id: number): void {
        this.id = id;
        this.#sendWindow = INITIAL_WINDOW;
        this.pump();
    }

    /** Room appeared, in the peer's window or in the socket. */
    pump(): void {
        const writes = this.#writes;
        while (!writes.empty) {
            const {bytes, from} = writes.first;
            const at = this.#emit(bytes, from);
            writes.advance(at);
            if (at < bytes.length) {
                return;
            }
        }
        this.#sendEnd();
    }

    /** @throws YamuxError `window_overflow` */
    credited(delta: number): void {
        if (this.#sendWindow + delta > MAX_UINT32) {
            throw new YamuxError(
                'window_overflow',
                `The peer's credit for stream ${this.id} exceeds 32 bits.`,
                GO_AWAY.protocolError,
            );
        }
        this.#sendWindow += delta;
        if (delta > 0 && this.id !== 0) {
            this.pump();
        }
    }

    /** A data frame begins. @throws YamuxError `window_exceeded` */
    announced(length: number): void {
        if (length > this.#receiveWindow) {
            throw new YamuxError(
                'window_exceeded',
                `The peer sent ${length} bytes on stream ${this.id}, ${this.#receiveWindow} were allowed.`,
                GO_AWAY.protocolError,
            );
        }
        this.#receiveWindow -= length;
    }

    /** @throws YamuxError when the session holds too many unread bytes */
    arrived(bytes: Buffer): void {
        if (this.#peerEnded || this.#error !== undefined) {
            return;
        }
        this.#host.unread(bytes.length);
        if (this.#discarding) {
            this.#consumed(bytes.length);
        } else if (this.#sink !== undefined && !this.#paused && this.#received.bytes === 0) {
            this.#consumed(bytes.length);
            this.#sink.data(bytes);
        } else if (this.#reader !== undefined && bytes.length <= this.#reader.max) {
            const reader = this.#reader;
            this.#reader = undefined;
            this.#consumed(bytes.length);
            reader.resolve(bytes);
        } else {
            this.#received.push(bytes);
            this.#wakeReader();
        }
    }

    /** @throws YamuxError `unexpected_fin` */
    peerFinished(): void {
        if (this.#peerEnded) {
            throw new YamuxError('unexpected_fin', `The peer ended stream ${this.id} twice.`, GO_AWAY.protocolError);
        }
        this.#peerEnded = true;
        if (this.#endSent) {
            this.#host.ended(this);
        }
        this.#wakeReader();
        this.#feed();
    }

    /** Reset, or the end of the session. Bytes that arrived before can still be read after the session's end only. */
    fail(error: YamuxError): void {
        if (this.#error !== undefined) {
            return;
        }
        this.#error = error;
        this.#writes.fail(error);
        if (error.code === 'stream_reset') {
            this.#host.unread(-this.#received.bytes);
            this.#received.clear();
        }
        this.#host.ended(this);
        this.#wakeReader();
        this.#feed();
    }

    // ── inside ──

    #emit(bytes: Uint8Array, from: number): number {
        let at = from;
        while (at < bytes.length && this.#sendWindow > 0 && !this.#host.congested) {
            const size = Math.min(bytes.length - at, this.#sendWindow, MAX_FRAME_PAYLOAD);
            this.#host.sendData(this.id, bytes, at, at + size);
            this.#sendWindow -= size;
            at += size;
        }
        if (at < bytes.length && this.#sendWindow > 0) {
            this.#host.whenRoom(this);
        }
        return at;
    }

    #sendEnd(): void {
        if (!this.#endWanted || this.#endSent || !this.#writes.empty || this.id === 0) {
            return;
        }
        this.#endSent = true;
        this.#host.sendControl(this.id, FLAG.fin, 0);
        if (this.#peerEnded) {
            this.#host.ended(this);
        }
    }

    #consumed(count: number): void {
        if (count === 0) {
            return;
        }
        this.#host.unread(-count);
        this.#owed += count;
        if (this.#owed >= CREDIT_FROM && !this.#peerEnded && this.#error === undefined) {
            this.#host.sendControl(this.id, 0, this.#owed);
            this.#receiveWindow += this.#owed;
            this.#owed = 0;
        }
    }

    #wakeReader(): void {
        const reader = this.#reader;
        if (reader === undefined) {
            return;
        }
        const bytes = this.#received.shift(reader.max);
        if (bytes === undefined && !this.#peerEnded && !this.#discarding && this.#error === undefined) {
            return;
        }
        this.#reader = undefined;
        if (bytes !== undefined) {
            this.#consumed(bytes.length);
            reader.resolve(bytes);
        } else if (this.#peerEnded || this.#discarding) {
            reader.resolve(null);
        } else {
            reader.reject(this.#error as YamuxError);
        }
    }

    /** Gives the sink what waits, then the end of the stream, once. */
    #feed(): void {
        while (this.#sink !== undefined && !this.#paused) {
            const bytes = this.#received.shift(Number.MAX_SAFE_INTEGER);
            if (bytes !== undefined) {
                this.#consumed(bytes.length);
                this.#sink.data(bytes);
                continue;
            }
            if (!this.#peerEnded && this.#error === undefined) {
                return;
            }
            const sink = this.#sink;
            this.#sink = undefined;
            if (this.#peerEnded) {
                sink.end();
            } else {
                sink.failed(this.#error as YamuxError);
            }
        }
    }
}

/** Larger writes are cut, so that streams take turns on the socket. */
const MAX_FRAME_PAYLOAD = 64 * 1024;
