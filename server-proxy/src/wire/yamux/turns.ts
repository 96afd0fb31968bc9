import type {YamuxStream} from './stream';

/**
 * Streams that have payload and window, but no room in the socket. Round robin: after sending, a stream goes to the
 * back.
 */
export class Turns {
    #waiting = new Set<YamuxStream>();

    add(stream: YamuxStream): void {
        this.#waiting.add(stream);
    }

    remove(stream: YamuxStream): void {
        this.#waiting.delete(stream);
    }

    /** Lets streams send until `full`, or until all have had their turn. */
    run(full: () => boolean): void {
        if (this.#waiting.size === 0) {
            return;
        }
        const turn = [...this.#waiting];
        let next = 0;
        this.#waiting.clear();
        while (next < turn.length && !full()) {
            (turn[next++] as YamuxStream).pump();
        }
        const again = this.#waiting;
        this.#waiting = new Set([...turn.slice(next), ...again]);
    }
}
