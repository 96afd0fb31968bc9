const EMPTY = Buffer.alloc(0);

/** Received bytes in one piece. A chunk is used as it came; only leftovers of an earlier one are copied. */
export class InputBuffer {
    bytes: Buffer = EMPTY;
    start = 0;
    end = 0;
    /** Position of `bytes[0]` in the stream. */
    offset = 0;
    #owned = false;

    get length(): number {
        return this.end - this.start;
    }

    push(chunk: Buffer): void {
        if (this.start === this.end) {
            this.offset += this.end;
            this.bytes = chunk;
            this.start = 0;
            this.end = chunk.length;
            this.#owned = false;
            return;
        }
        const size = this.length + chunk.length;
        if (!this.#owned || this.end + chunk.length > this.bytes.length) {
            // twice the bytes present: grows with what arrived, not with what was announced
            const larger = Buffer.allocUnsafeSlow(size * 2);
            this.bytes.copy(larger, 0, this.start, this.end);
            this.offset += this.start;
            this.end -= this.start;
            this.start = 0;
            this.bytes = larger;
            this.#owned = true;
        }
        chunk.copy(this.bytes, this.end);
        this.end += chunk.length;
    }

    /** Drops the chunk once all of it was read. */
    release(): void {
        if (this.start === this.end) {
            this.offset += this.end;
            this.bytes = EMPTY;
            this.start = 0;
            this.end = 0;
            this.#owned = false;
        }
    }
}
