/** The stream, as its two halves see it. */
export interface SidedStream {
    /** 0 while the open waits for its turn. */
    readonly id: number;
    /** One of the two directions is over. */
    sideEnded(): void;
}

/** The session, as a stream sees it. */
export interface StreamHost<S extends SidedStream> {
    /** The socket takes no more payload for now; a stream that has some asks for `whenRoom`. */
    readonly congested: boolean;
    /** Most bytes `write` may hold back per stream. */
    readonly maxQueuedBytes: number;
    sendData(id: number, bytes: Uint8Array, from: number, to: number): void;
    sendControl(id: number, flags: number, delta: number): void;
    whenRoom(stream: S): void;
    /** Change in unread bytes. @throws YamuxError if the session holds too many */
    unread(delta: number): void;
    /** This side sent its FIN and reads no more; the peer has not finished. */
    lingers(stream: S): void;
    /** Both directions are over. */
    ended(stream: S): void;
}
