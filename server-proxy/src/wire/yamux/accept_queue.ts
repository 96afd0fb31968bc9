import type {YamuxError} from '../errors';
import type {YamuxStream} from './stream';

interface Waiter {
    readonly resolve: (stream: YamuxStream) => void;
    readonly reject: (error: YamuxError) => void;
}

/** Streams of the peer on one side, `accept` calls on the other; one of the two is always empty. */
export class AcceptQueue {
    #streams: YamuxStream[] = [];
    #waiters: Waiter[] = [];
    #error: YamuxError | undefined;

    get waiting(): number {
        return this.#streams.length;
    }

    /** `acknowledge` is called once the stream is accepted, now or later. */
    offer(stream: YamuxStream, acknowledge: (stream: YamuxStream) => void): void {
        const waiter = this.#waiters.shift();
        if (waiter === undefined) {
            this.#streams.push(stream);
        } else {
            acknowledge(stream);
            waiter.resolve(stream);
        }
    }

    take(acknowledge: (stream: YamuxStream) => void): Promise<YamuxStream> {
        const stream = this.#streams.shift();
        if (stream !== undefined) {
            acknowledge(stream);
            return Promise.resolve(stream);
        }
        if (this.#error !== undefined) {
            return Promise.reject(this.#error);
        }
        return new Promise((resolve, reject) => {
            this.#waiters.push({resolve, reject});
        });
    }

    /** For a stream that was reset before it was accepted. */
    remove(stream: YamuxStream): void {
        const at = this.#streams.indexOf(stream);
        if (at >= 0) {
            this.#streams.splice(at, 1);
        }
    }

    fail(error: YamuxError): void {
        this.#error = error;
        this.#streams = [];
        for (const waiter of this.#waiters.splice(0)) {
            waiter.reject(error);
        }
    }
}
