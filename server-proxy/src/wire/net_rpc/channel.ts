import type {ByteStream} from '../byte_stream';
import {RpcError, type WireError} from '../errors';
import {type DecoderLimits, GobDecoder} from '../gob/decoder';
import {GobEncoder} from '../gob/encoder';
import type {Registry} from '../gob/registry';
import type {GobType} from '../gob/types';
import type {GobValue} from '../gob/values';
import type {WireType} from '../gob/wire_type';
import {type Header, isRequestType, readHeader} from './messages';

export interface ChannelOptions {
    /** Types allowed in interfaces this side sends, by the name Go registered them under. */
    readonly registry?: Registry;
    readonly limits?: Partial<DecoderLimits>;
}

export interface ChannelHandler {
    /** A header and its body. Must not throw. */
    message(header: Header, body: GobValue): void;
    /** The stream is over; undefined after an orderly end between two messages. */
    ended(error: RpcError | undefined): void;
}

/** Pairs of gob values (header, body) over one stream, in both directions. */
export class RpcChannel {
    readonly #stream: ByteStream;
    readonly #handler: ChannelHandler;
    readonly #decoder: GobDecoder;
    readonly #encoder: GobEncoder;
    #header: Header | undefined;
    #paused = false;
    #pumping = false;
    #streamEnded = false;
    #over = false;

    constructor(stream: ByteStream, handler: ChannelHandler, options: ChannelOptions) {
        this.#stream = stream;
        this.#handler = handler;
        this.#decoder = new GobDecoder(options.limits);
        this.#encoder = new GobEncoder(options.registry);
    }

    /** Begins reading; messages may arrive before this returns. */
    start(): void {
        this.#stream.consume({
            data: (bytes) => {
                this.#decoder.push(bytes);
                this.#pump();
            },
            end: () => {
                this.#streamEnded = true;
                this.#pump();
            },
            failed: (error) => this.#finish(lost(error)),
        });
    }

    /**
     * Sends one pair. Undefined or a promise, as ByteStream.write. @throws GobError if a value does not fit its type;
     * then nothing was sent and the connection is still usable
     */
    send<H, B>(headerType: GobType<H>, header: H, bodyType: GobType<B>, body: B): Promise<void> | undefined {
        const encoder = this.#encoder;
        encoder.put(headerType, header);
        encoder.put(bodyType, body);
        const waits = this.#stream.write(encoder.take());
        if (waits !== undefined) {
            encoder.detach();
        }
        return waits;
    }

    pause(): void {
        if (!this.#paused) {
            this.#paused = true;
            this.#stream.pause();
        }
    }

    resume(): void {
        if (this.#paused) {
            this.#paused = false;
            this.#pump();
            if (!this.#paused) {
                this.#stream.resume();
            }
        }
    }

    /** Ends the connection once everything has been sent. */
    close(): void {
        this.#over = true;
        this.#stream.close();
    }

    #pump(): void {
        if (this.#pumping) {
            return; // a handler answered at once and that resumed us
        }
        this.#pumping = true;
        try {
            while (!this.#paused && !this.#over && this.#step()) {
                // one value per step
            }
        } finally {
            this.#pumping = false;
        }
        if (this.#streamEnded && !this.#paused) {
            this.#finish(this.#remainder());
        }
    }

    /** Handles one value; false if none is complete. */
    #step(): boolean {
        let value: GobValue | undefined;
        try {
            value = this.#decoder.next();
            if (value === undefined) {
                return false;
            }
            if (this.#header === undefined || isRequestType(this.#lastType())) {
                this.#header = readHeader(value);
                return true;
            }
        } catch (error) {
            this.#finish(
                error instanceof RpcError
                    ? error
                    : new RpcError('bad_stream', `The peer's gob stream is broken: ${(error as Error).message}`, {
                          cause: error,
                      }),
            );
            return false;
        }
        const header = this.#header;
        this.#header = undefined;
        this.#handler.message(header, value);
        return true;
    }

    #lastType(): WireType | undefined {
        return this.#decoder.typeOf(this.#decoder.lastType);
    }

    #remainder(): RpcError | undefined {
        return this.#header === undefined && this.#decoder.buffered === 0
            ? undefined
            : new RpcError('connection_lost', 'The connection ended in the middle of a message.');
    }

    #finish(error: RpcError | undefined): void {
        if (this.#over) {
            return;
        }
        this.#over = true;
        if (error !== undefined) {
            this.#stream.reset();
        }
        this.#handler.ended(error);
    }
}

const lost = (cause: WireError): RpcError =>
    new RpcError('connection_lost', `The connection was lost: ${cause.message}`, {cause});
