import {YamuxError} from '../errors';
import {FLAG, FRAME} from './frame';
import type {FrameSink} from './frame_decoder';
import type {YamuxStream} from './stream';

/** What the peer's frames do to a session. Each method may throw a YamuxError that ends it. */
export interface IncomingHost {
    streamOf(id: number): YamuxStream | undefined;
    opened(id: number): void;
    acknowledged(id: number): void;
    reset(stream: YamuxStream): void;
    pinged(value: number): void;
    pingAnswered(value: number): void;
    wentAway(code: number): void;
}

/** Passes each frame to the stream or part of the session it concerns, in the order its flags require. */
export class IncomingFrames implements FrameSink {
    readonly #host: IncomingHost;
    /** Stream of the data frame that is arriving; undefined if its bytes are to be dropped. */
    #current: YamuxStream | undefined;
    #currentEnds = false;

    constructor(host: IncomingHost) {
        this.#host = host;
    }

    frame(type: number, flags: number, id: number, length: number): void {
        if (type === FRAME.ping) {
            this.#ping(flags, length);
        } else if (type === FRAME.goAway) {
            this.#host.wentAway(length);
        } else {
            this.#streamFrame(type === FRAME.data, flags, id, length);
        }
    }

    payload(bytes: Buffer, last: boolean): void {
        const stream = this.#current;
        if (stream === undefined) {
            return;
        }
        stream.arrived(bytes);
        if (last) {
            this.#current = undefined;
            if (this.#currentEnds && this.#host.streamOf(stream.id) === stream) {
                stream.peerFinished();
            }
        }
    }

    #ping(flags: number, value: number): void {
        if (flags & FLAG.syn) {
            this.#host.pinged(value);
        } else if (flags & FLAG.ack) {
            this.#host.pingAnswered(value);
        }
    }

    #streamFrame(isData: boolean, flags: number, id: number, length: number): void {
        if (flags & FLAG.syn) {
            this.#host.opened(id);
        }
        const stream = this.#host.streamOf(id);
        if (stream === undefined) {
            return; // frames may cross a reset: they are dropped, as in Go
        }
        if (flags & FLAG.ack) {
            this.#host.acknowledged(id);
        }
        if (flags & FLAG.rst) {
            this.#host.reset(stream);
            stream.fail(new YamuxError('stream_reset', `Stream ${id} was reset by the peer.`));
            return;
        }
        const ends = (flags & FLAG.fin) !== 0;
        if (isData && length > 0) {
            stream.announced(length);
            this.#current = stream;
            this.#currentEnds = ends;
            return;
        }
        if (!isData) {
            stream.credited(length);
        }
        if (ends) {
            stream.peerFinished();
        }
    }
}
