import type {ByteSink, ByteStream} from '../byte_stream';
import {YamuxError} from '../errors';
import {FLAG} from './frame';
import {ReceiveSide} from './receive_side';
import {SendSide} from './send_side';
import type {StreamHost} from './stream_host';
import {refused} from './write_queue';

/** One stream of a session. Its first methods are for the application (see ByteStream), the others for the session. */
export class YamuxStream implements ByteStream {
    id = 0;
    readonly #host: StreamHost<YamuxStream>;
    readonly #sending: SendSide<YamuxStream>;
    readonly #receiving: ReceiveSide<YamuxStream>;
    #error: YamuxError | undefined;

    constructor(host: StreamHost<YamuxStream>) {
        this.#host = host;
        this.#sending = new SendSide(host, this);
        this.#receiving = new ReceiveSide(host, this);
    }

    readChunk(max = Number.MAX_SAFE_INTEGER): Promise<Buffer | null> {
        return this.#receiving.readChunk(max);
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
        this.#receiving.consume(sink);
    }

    pause(): void {
        this.#receiving.pause();
    }

    resume(): void {
        this.#receiving.resume();
    }

    write(bytes: Uint8Array): Promise<void> | undefined {
        return this.#error === undefined ? this.#sending.write(bytes) : refused(this.#error);
    }

    end(): void {
        if (this.#error === undefined) {
            this.#sending.end();
        }
    }

    close(): void {
        this.end();
        if (this.#receiving.discard() && this.#error === undefined) {
            this.#host.lingers(this);
        }
    }

    reset(): void {
        if (this.#error === undefined && !this.#bothEnded) {
            if (this.id !== 0) {
                this.#host.sendControl(this.id, FLAG.rst, 0);
            }
            this.fail(new YamuxError('stream_reset', `Stream ${this.id} was reset by this side.`));
        }
    }

    // ── for the session ──

    /** The SYN was sent or received: the stream may send. */
    opened(id: number): void {
        this.id = id;
        this.#sending.opened();
    }

    pump(): void {
        this.#sending.pump();
    }

    /** @throws YamuxError `window_overflow` */
    credited(delta: number): void {
        this.#sending.credited(delta);
    }

    /** A data frame begins. @throws YamuxError `window_exceeded` */
    announced(length: number): void {
        this.#receiving.announced(length);
    }

    /** @throws YamuxError `receive_buffer_full` */
    arrived(bytes: Buffer): void {
        this.#receiving.arrived(bytes);
    }

    /** @throws YamuxError `unexpected_fin` */
    peerFinished(): void {
        this.#receiving.finished();
    }

    /** Reset, or the end of the session. */
    fail(error: YamuxError): void {
        if (this.#error === undefined) {
            this.#error = error;
            this.#host.ended(this);
            this.#sending.fail(error);
            this.#receiving.fail(error);
        }
    }

    sideEnded(): void {
        if (this.#bothEnded) {
            this.#host.ended(this);
        }
    }

    get #bothEnded(): boolean {
        return this.#sending.ended && this.#receiving.ended;
    }
}
