const COPY_BELOW = 16 * 1024;
const FIRST_BLOCK = 512;
const LARGEST_BLOCK = 64 * 1024;

/**
 * Bytes received but not read yet. Small pieces are copied together: a view of one byte would keep the socket's whole
 * chunk (64 KiB) alive, and a peer could make 256 KiB of window hold gigabytes.
 */
export class ReceiveQueue {
    #chunks: Buffer[] = [];
    #head = 0;
    #block: Buffer | undefined;
    #blockUsed = 0;
    bytes = 0;

    push(bytes: Buffer): void {
        this.bytes += bytes.length;
        if (bytes.length >= COPY_BELOW) {
            this.#closeBlock();
            this.#chunks.push(bytes);
        } else {
            this.#append(bytes);
        }
    }

    /** The next bytes, at most `max` of them; undefined if there are none. */
    shift(max: number): Buffer | undefined {
        if (this.#head === this.#chunks.length) {
            this.#closeBlock();
            if (this.#head === this.#chunks.length) {
                return undefined;
            }
        }
        const chunk = this.#chunks[this.#head] as Buffer;
        if (chunk.length > max) {
            this.#chunks[this.#head] = chunk.subarray(max);
            this.bytes -= max;
            return chunk.subarray(0, max);
        }
        this.#head++;
        if (this.#head === this.#chunks.length) {
            this.#chunks = [];
            this.#head = 0;
        }
        this.bytes -= chunk.length;
        return chunk;
    }

    clear(): void {
        this.#chunks = [];
        this.#head = 0;
        this.#block = undefined;
        this.#blockUsed = 0;
        this.bytes = 0;
    }

    #append(bytes: Buffer): void {
        const block = this.#block;
        if (block !== undefined && this.#blockUsed + bytes.length <= block.length) {
            bytes.copy(block, this.#blockUsed);
            this.#blockUsed += bytes.length;
            return;
        }
        const size = Math.min(Math.max(FIRST_BLOCK, (block?.length ?? 0) * 2), LARGEST_BLOCK);
        this.#closeBlock();
        this.#block = Buffer.allocUnsafeSlow(Math.max(size, bytes.length));
        bytes.copy(this.#block);
        this.#blockUsed = bytes.length;
    }

    #closeBlock(): void {
        if (this.#block !== undefined) {
            this.#chunks.push(this.#block.subarray(0, this.#blockUsed));
            this.#block = undefined;
            this.#blockUsed = 0;
        }
    }
}
