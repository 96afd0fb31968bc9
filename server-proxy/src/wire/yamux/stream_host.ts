import type {YamuxStream} from './stream';

/** What a stream needs of its session. */
export interface StreamHost {
    /** The socket does not take more payload now; a stream that still has some asks for `whenRoom`. */
    readonly congested: boolean;
    /** Most bytes `write` may keep waiting on one stream. */
    readonly maxQueuedBytes: number;
    sendData(id: number, bytes: Uint8Array, from: number, to: number): void;
    sendControl(id: number, flags: number, delta: number): void;
    whenRoom(stream: YamuxStream): void;
    /** Change of the number of unread bytes. @throws YamuxError when the session holds too many */
    unread(delta: number): void;
    /** This side sent its FIN and reads no more; the peer has not finished. */
    lingers(stream: YamuxStream): void;
    /** Both directions are over. */
    ended(stream: YamuxStream): void;
}
