import {YamuxError} from '../errors';
import {MAX_UINT32} from './frame';
import type {YamuxStream} from './stream';

/** Own streams on their way to the peer: it resets streams beyond its backlog, so only so many go out unacknowledged. */
export class OutgoingOpens {
    readonly #most: number;
    readonly #send: (stream: YamuxStream, id: number) => void;
    readonly #unacknowledged = new Set<number>();
    #waiting: YamuxStream[] = [];
    #nextId: number;

    /** `send` has to send the SYN of a stream. */
    constructor(firstId: number, most: number, send: (stream: YamuxStream, id: number) => void) {
        this.#nextId = firstId;
        this.#most = most;
        this.#send = send;
    }

    /** Streams whose SYN did not go out yet. */
    get waiting(): number {
        return this.#waiting.length;
    }

    /** Sends the SYN now or when others were acknowledged. @throws YamuxError `streams_exhausted` */
    add(stream: YamuxStream): void {
        if (this.#nextId + 2 * this.#waiting.length > MAX_UINT32) {
            throw new YamuxError('streams_exhausted', 'The session has used up its stream ids.');
        }
        this.#waiting.push(stream);
        this.#sendWaiting();
    }

    /** The peer took the stream, or it is gone. */
    settled(id: number): void {
        if (this.#unacknowledged.delete(id)) {
            this.#sendWaiting();
        }
    }

    /** The application gave up on a stream that still waits. */
    remove(stream: YamuxStream): void {
        const at = this.#waiting.indexOf(stream);
        if (at >= 0) {
            this.#waiting.splice(at, 1);
        }
    }

    /** Forgets the streams that wait and returns them. */
    clear(): YamuxStream[] {
        const waiting = this.#waiting;
        this.#waiting = [];
        return waiting;
    }

    #sendWaiting(): void {
        while (this.#waiting.length > 0 && this.#unacknowledged.size < this.#most) {
            const stream = this.#waiting.shift() as YamuxStream;
            const id = this.#nextId;
            this.#nextId += 2;
            this.#unacknowledged.add(id);
            this.#send(stream, id);
        }
    }
}
