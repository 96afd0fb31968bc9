import {GO_AWAY, YamuxError} from '../errors';
import {FLAG, INITIAL_WINDOW, MAX_UINT32} from './frame';
import type {SidedStream, StreamHost} from './stream_host';
import {refused, WriteQueue} from './write_queue';

/** Larger writes are cut, so that streams take turns on the socket. */
const MAX_FRAME_PAYLOAD = 64 * 1024;

/** The sending half of a stream: the peer's window, what waits for it, and our FIN. */
export class SendSide<S extends SidedStream> {
    readonly #host: StreamHost<S>;
    readonly #stream: S;
    readonly #writes = new WriteQueue();
    /** 0 until the SYN has been sent, so that earlier writes wait. */
    #window = 0;
    #endWanted = false;
    /** The FIN was sent: nothing may follow. */
    ended = false;

    constructor(host: StreamHost<S>, stream: S) {
        this.#host = host;
        this.#stream = stream;
    }

    write(bytes: Uint8Array): Promise<void> | undefined {
        if (this.#endWanted) {
            return refused(new YamuxError('stream_closed', `Stream ${this.#stream.id} was closed before this write.`));
        }
        const from = this.#writes.empty ? this.#emit(bytes, 0) : 0;
        const left = bytes.length - from;
        if (left === 0) {
            return undefined;
        }
        if (this.#writes.bytes + left > this.#host.maxQueuedBytes) {
            const {id} = this.#stream;
            return refused(
                new YamuxError('write_queue_full', `The peer does not read stream ${id}; too much waits for it.`),
            );
        }
        return this.#writes.add(bytes, from);
    }

    end(): void {
        this.#endWanted = true;
        this.#sendEnd();
    }

    /** The stream has its id and its initial window. */
    opened(): void {
        this.#window = INITIAL_WINDOW;
        this.pump();
    }

    /** There is room again, in the peer's window or in the socket. */
    pump(): void {
        const writes = this.#writes;
        while (!writes.empty) {
            const {bytes, from} = writes.first;
            const at = this.#emit(bytes, from);
            writes.advance(at);
            if (at < bytes.length) {
                return;
            }
        }
        this.#sendEnd();
    }

    /** @throws YamuxError `window_overflow` */
    credited(delta: number): void {
        if (this.#window + delta > MAX_UINT32) {
            throw new YamuxError(
                'window_overflow',
                `The peer's credit for stream ${this.#stream.id} exceeds 32 bits.`,
                GO_AWAY.protocolError,
            );
        }
        if (delta > 0) {
            this.#window += delta;
            this.pump();
        }
    }

    fail(error: YamuxError): void {
        this.#writes.fail(error);
    }

    /** Frames as much as window and socket allow; returns how far it got. */
    #emit(bytes: Uint8Array, from: number): number {
        let at = from;
        while (at < bytes.length && this.#window > 0 && !this.#host.congested) {
            const size = Math.min(bytes.length - at, this.#window, MAX_FRAME_PAYLOAD);
            this.#host.sendData(this.#stream.id, bytes, at, at + size);
            this.#window -= size;
            at += size;
        }
        if (at < bytes.length && this.#window > 0) {
            this.#host.whenRoom(this.#stream);
        }
        return at;
    }

    #sendEnd(): void {
        const {id} = this.#stream;
        if (this.#endWanted && !this.ended && this.#writes.empty && id !== 0) {
            this.ended = true;
            this.#host.sendControl(id, FLAG.fin, 0);
            this.#stream.sideEnded();
        }
    }
}
