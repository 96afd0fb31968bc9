import {YamuxError} from '../errors';
import {MAX_UINT32} from './frame';
import type {YamuxStream} from './stream';

/** Own streams not acknowledged yet. The peer resets streams beyond its backlog, so the others wait. */
export class OutgoingOpens {
    readonly #most: number;
    readonly #send: (stream: YamuxStream, id: number) => void;
    readonly #unacknowledged = new Set<number>();
    #waiting: YamuxStream[] = [];
    #nextId: number;

    /** `send` must send a stream's SYN. */
    constructor(firstId: number, most: number, send: (stream: YamuxStream, id: number) => void) {
        this.#nextId = firstId;
        this.#most = most;
        this.#send = send;
    }

    get waiting(): number {
        return this.#waiting.length;
    }

    /** Sends the SYN, now or after others were acknowledged. @throws YamuxError `streams_exhausted` */
    add(stream: YamuxStream): void {
        if (this.#nextId + 2 * this.#waiting.length > MAX_UINT32) {
            throw new YamuxError('streams_exhausted', 'The session has used up its stream ids.');
        }
        this.#waiting.push(stream);
        this.#sendWaiting();
    }

    /** The peer accepted the stream, or it is gone. */
    settled(id: number): void {
        if (this.#unacknowledged.delete(id)) {
            this.#sendWaiting();
        }
    }

    /** For a stream that was closed while still waiting. */
    remove(stream: YamuxStream): void {
        const at = this.#waiting.indexOf(stream);
        if (at >= 0) {
            this.#waiting.splice(at, 1);
        }
    }

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
