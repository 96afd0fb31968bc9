import type {ByteStream} from '../wire';

/** Bodies up to this size are handed over whole; also the size of the first request. */
const SMALL_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
/** A body that has not arrived by then is streamed, so that unauthorised senders cannot keep us waiting. */
const SOON_MS = 20;
const LATE = Symbol('late');

/**
 * The body of a request, over a stream of its own: a zig-zag varint says how much is wanted, the host answers with at
 * most that; the end of the body is the end of the stream.
 */
export class RequestBody {
    readonly #stream: ByteStream;
    #parts: Buffer[] = [];
    /** Bytes requested and not received yet. */
    #due = 0;
    #pending: Promise<Buffer | null> | undefined;

    constructor(stream: ByteStream) {
        this.#stream = stream;
    }

    /** @returns the whole body when it is small and arrives at once, else undefined: then `rest` has all of it */
    async whole(): Promise<Buffer | undefined> {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<typeof LATE>((resolve) => {
            timer = setTimeout(resolve, SOON_MS, LATE);
        });
        try {
            for (let size = 0; size < SMALL_BYTES; ) {
                this.#pending ??= this.#next(SMALL_BYTES);
                const chunk = await Promise.race([this.#pending, late]);
                if (chunk === LATE) {
                    return undefined;
                }
                if (chunk === null) {
                    return this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts, size);
                }
                this.#pending = undefined;
                this.#parts.push(chunk);
                size += chunk.length;
            }
            return undefined;
        } finally {
            clearTimeout(timer);
        }
    }

    /** Everything, as it arrives; what nobody reads stays with the host. */
    rest(): ReadableStream<Uint8Array> {
        return new ReadableStream({
            pull: async (controller) => {
                const chunk = this.#parts.shift() ?? (await this.#after());
                if (chunk === null) {
                    controller.close();
                } else {
                    controller.enqueue(chunk);
                }
            },
            cancel: () => this.#stream.close(),
        });
    }

    #after(): Promise<Buffer | null> {
        const next = this.#pending ?? this.#next(CHUNK_BYTES);
        this.#pending = undefined;
        return next;
    }

    async #next(most: number): Promise<Buffer | null> {
        if (this.#due === 0) {
            this.#due = most;
            await this.#stream.write(zigzag(most));
        }
        const chunk = await this.#stream.readChunk(this.#due);
        this.#due -= chunk?.length ?? 0;
        return chunk;
    }
}

const zigzag = (value: number): Buffer => {
    const bytes: number[] = [];
    let rest = value * 2;
    while (rest >= 0x80) {
        bytes.push((rest & 0x7f) | 0x80);
        rest = Math.floor(rest / 128);
    }
    return Buffer.from([...bytes, rest]);
};
