import {Readable} from 'node:stream';
import {arrayBuffer, text} from 'node:stream/consumers';

export type Content = string | Uint8Array | ReadableStream<Uint8Array> | null;

/** What requests and responses share: a body that can be read once. */
export class LightBody {
    #content: Content;
    #used = false;

    constructor(content: Content) {
        this.#content = content;
    }

    get bodyUsed(): boolean {
        return this.#used || (isStream(this.#content) && Readable.isDisturbed(this.#content as unknown as Readable));
    }

    /** Text and bytes become a stream only on demand: creating one costs more than everything else. */
    get body(): ReadableStream<Uint8Array> | null {
        const content = this.#content;
        if (content === null || isStream(content)) {
            return content;
        }
        const used = this.#used;
        this.#content = new ReadableStream<Uint8Array>({
            start: (controller) => {
                const bytes = typeof content === 'string' ? Buffer.from(content) : content;
                if (bytes.length > 0 && !used) {
                    // A copy, because the stream transfers its buffer.
                    controller.enqueue(new Uint8Array(bytes));
                }
                controller.close();
            },
        });
        return this.#content;
    }

    /** The body as given, without creating a stream. @throws TypeError when it was read before */
    take(): Content {
        if (this.bodyUsed || (isStream(this.#content) && this.#content.locked)) {
            throw new TypeError('Body is unusable: Body has already been read');
        }
        this.#used = this.#content !== null;
        return this.#content;
    }

    async text(): Promise<string> {
        const content = this.take();
        if (content === null || typeof content === 'string') {
            return content ?? '';
        }
        const whole = isStream(content)
            ? await text(content)
            : Buffer.from(content.buffer, content.byteOffset, content.length).toString();
        return whole.startsWith('\ufeff') ? whole.slice(1) : whole;
    }

    async json(): Promise<unknown> {
        return JSON.parse(await this.text());
    }

    async arrayBuffer(): Promise<ArrayBuffer> {
        const content = this.take();
        if (isStream(content)) {
            return arrayBuffer(content);
        }
        const bytes = typeof content === 'string' ? Buffer.from(content) : (content ?? new Uint8Array(0));
        return new Uint8Array(bytes).buffer;
    }
}

export const isStream = (content: unknown): content is ReadableStream<Uint8Array> =>
    typeof content === 'object' && content !== null && 'getReader' in content;
