/** What the halves of a stream know of it. */
export interface SidedStream {
    /** 0 while the open waits for its turn. */
    readonly id: number;
    /** One of the two sides is over. */
    sideEnded(): void;
}

/** What a stream needs of its session. */
export interface StreamHost<S extends SidedStream> {
    /** The socket does not take more payload now; a stream that still has some asks for `whenRoom`. */
    readonly congested: boolean;
    /** Most bytes `write` may keep waiting on one stream. */
    readonly maxQueuedBytes: number;
    sendData(id: number, bytes: Uint8Array, from: number, to: number): void;
    sendControl(id: number, flags: number, delta: number): void;
    whenRoom(stream: S): void;
    /** Change of the number of unread bytes. @throws YamuxError when the session holds too many */
    unread(delta: number): void;
    /** This side sent its FIN and reads no more; the peer has not finished. */
    lingers(stream: S): void;
    /** Both directions are over. */
    ended(stream: S): void;
}
