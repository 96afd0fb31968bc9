import type {ByteSink, ByteStream} from './byte_stream';
import {BrokerError} from './errors';

const ECHO_BYTES = 4;

/**
 * A dialled stream that is used before the peer has echoed its number: writes go out together with the number, and
 * reading begins after the echo. Saves a round trip for streams on which this side speaks first.
 */
export class AheadStream implements ByteStream {
    readonly #stream: ByteStream;
    readonly #id: number;
    readonly #timer: NodeJS.Timeout;
    #have = 0;
    #echo = 0;
    #error: BrokerError | undefined;

    /** The number has already been written to `stream`; without an echo in time, the stream is reset. */
    constructor(stream: ByteStream, id: number, timeoutMs: number) {
        this.#stream = stream;
        this.#id = id;
        this.#timer = setTimeout(() => {
            this.#fail(new BrokerError('dial_timeout', `The peer did not accept stream ${id} in ${timeoutMs} ms.`));
        }, timeoutMs).unref();
    }

    /** Resolves when the peer has accepted. @throws BrokerError `dial_timeout`, `bad_echo`; YamuxError */
    async echoed(): Promise<void> {
        try {
            while (this.#have < ECHO_BYTES) {
                const bytes = await this.#stream.readChunk(ECHO_BYTES - this.#have);
                if (bytes === null) {
                    this.#fail(this.#badEcho('ended'));
                } else {
                    this.#take(bytes);
                }
                if (this.#error !== undefined) {
                    throw this.#error;
                }
            }
        } catch (error) {
            this.reset();
            throw this.#error ?? error;
        }
    }

    readChunk(max?: number): Promise<Buffer | null> {
        return this.#accepted ? this.#stream.readChunk(max) : this.echoed().then(() => this.#stream.readChunk(max));
    }

    read(length: number): Promise<Buffer> {
        return this.#accepted ? this.#stream.read(length) : this.echoed().then(() => this.#stream.read(length));
    }

    consume(sink: ByteSink): void {
        this.#stream.consume({
            data: (bytes) => {
                const rest = this.#accepted ? bytes : this.#take(bytes);
                if (rest.length > 0) {
                    sink.data(rest);
                }
            },
            end: () => (this.#accepted ? sink.end() : sink.failed(this.#badEcho('ended'))),
            failed: (error) => sink.failed(this.#error ?? error),
        });
    }

    pause(): void {
        this.#stream.pause();
    }

    resume(): void {
        this.#stream.resume();
    }

    write(bytes: Uint8Array): Promise<void> | undefined {
        return this.#stream.write(bytes);
    }

    end(): void {
        this.#stream.end();
    }

    close(): void {
        clearTimeout(this.#timer);
        this.#stream.close();
    }

    reset(): void {
        clearTimeout(this.#timer);
        this.#stream.reset();
    }

    get #accepted(): boolean {
        return this.#have === ECHO_BYTES;
    }

    /** Consumes bytes of the echo and returns the rest. */
    #take(bytes: Buffer): Buffer {
        let at = 0;
        while (at < bytes.length && !this.#accepted) {
            this.#echo += (bytes[at++] as number) * 256 ** this.#have++;
        }
        if (this.#accepted) {
            clearTimeout(this.#timer);
            if (this.#echo !== this.#id) {
                this.#fail(this.#badEcho(`answered ${this.#echo}`));
                return bytes.subarray(0, 0);
            }
        }
        return bytes.subarray(at);
    }

    #fail(error: BrokerError): void {
        this.#error = error;
        this.reset();
    }

    #badEcho(what: string): BrokerError {
        return new BrokerError('bad_echo', `The peer ${what} when stream ${this.#id} was dialled.`);
    }
}
