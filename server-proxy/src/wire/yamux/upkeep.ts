import type {YamuxStream} from './stream';

/** Periodic work of a session: pings the peer, and resets streams whose peer never finishes. One timer for all. */
export class Upkeep {
    readonly #timer: NodeJS.Timeout;
    readonly #lingerMs: number;
    readonly #lingering = new Map<YamuxStream, number>();

    /** `ping` is called every `intervalMs`. */
    constructor(intervalMs: number, lingerMs: number, ping: () => void) {
        this.#lingerMs = lingerMs;
        this.#timer = setInterval(() => {
            ping();
            this.#resetLingering();
        }, intervalMs);
        this.#timer.unref();
    }

    add(stream: YamuxStream): void {
        this.#lingering.set(stream, performance.now());
    }

    remove(stream: YamuxStream): void {
        this.#lingering.delete(stream);
    }

    stop(): void {
        clearInterval(this.#timer);
        this.#lingering.clear();
    }

    #resetLingering(): void {
        for (const [stream, since] of this.#lingering) {
            if (performance.now() - since < this.#lingerMs) {
                return; // the map is in chronological order
            }
            stream.reset();
        }
    }
}
