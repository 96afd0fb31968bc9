// yamux: many streams over one connection (https://github.com/hashicorp/yamux/blob/master/spec.md).
import type {Duplex} from 'node:stream';
import {GO_AWAY, YamuxError} from '../errors';
import {AcceptQueue} from './accept_queue';
import {FLAG, FRAME} from './frame';
import {FrameDecoder} from './frame_decoder';
import {FrameOutput} from './frame_output';
import {hangUp} from './hang_up';
import {IncomingFrames} from './incoming_frames';
import {SESSION_DEFAULTS, type SessionOptions} from './options';
import {OutgoingOpens} from './outgoing_opens';
import {Pings} from './pings';
import {YamuxStream} from './stream';
import type {StreamHost} from './stream_host';
import {Turns} from './turns';
import {Upkeep} from './upkeep';

/** Payload waits above this; frames that answer the peer (pongs, resets, credit) still go. */
const CONGESTED_AT = 512 * 1024;
/** Stop reading from a peer that keeps asking without reading our answers. */
const DEAF_AT = 2 * 1024 * 1024;

/**
 * A yamux session over a connected socket: streams in both directions, each with its own flow control.
 * Whatever the peer does, it ends in a typed error of a stream or of the session (`closed`), never in a throw.
 */
export class YamuxSession implements StreamHost<YamuxStream> {
    /** Resolves once the session is over: with the error that ended it, or undefined after an orderly end. */
    readonly closed: Promise<YamuxError | undefined>;
    readonly #options: Required<SessionOptions>;
    readonly #socket: Duplex;
    readonly #output: FrameOutput;
    readonly #decoder: FrameDecoder;
    readonly #streams = new Map<number, YamuxStream>();
    readonly #accepts = new AcceptQueue();
    readonly #pings = new Pings();
    readonly #opens: OutgoingOpens;
    readonly #upkeep: Upkeep;
    /** Parity of the ids the peer may use. */
    readonly #peerParity: number;
    readonly #turns = new Turns();
    #unreadBytes = 0;
    #deaf = false;
    #localGoAway = false;
    #remoteGoAway = false;
    #over: YamuxError | undefined;
    #resolveClosed: (error: YamuxError | undefined) => void = () => {};

    constructor(socket: Duplex, options: SessionOptions) {
        this.#options = {...SESSION_DEFAULTS, ...options};
        this.#socket = socket;
        this.#output = new FrameOutput(socket, () => this.#written());
        this.#decoder = new FrameDecoder(this.#incoming());
        const firstId = options.role === 'client' ? 1 : 2;
        this.#peerParity = 1 - (firstId % 2);
        const {keepAliveMs, lingerMs, maxUnacknowledged} = this.#options;
        this.#opens = new OutgoingOpens(firstId, maxUnacknowledged, (stream, id) => this.#sendOpen(stream, id));
        this.#upkeep = new Upkeep(keepAliveMs || SESSION_DEFAULTS.keepAliveMs, lingerMs, () => this.#keepAlive());
        this.closed = new Promise((resolve) => {
            this.#resolveClosed = resolve;
        });
        socket.on('data', (chunk: Buffer) => this.#read(chunk));
        socket.on('error', (cause) => this.#fail(socketFailed(cause)));
        socket.on('end', () => this.#fail(sessionClosed('The peer closed the connection.')));
        socket.on('close', () => this.#fail(sessionClosed('The connection was closed.')));
    }

    get streamCount(): number {
        return this.#streams.size + this.#opens.waiting;
    }

    get isClosed(): boolean {
        return this.#over !== undefined;
    }

    /**
     * A new stream. Its SYN goes out at once, or when the peer has acknowledged enough earlier ones; it can be written
     * to without waiting. @throws YamuxError `session_closed`, `remote_go_away`, `too_many_streams`,
     * `streams_exhausted`
     */
    open(): YamuxStream {
        if (this.#over !== undefined) {
            throw this.#over;
        }
        if (this.#remoteGoAway) {
            throw new YamuxError('remote_go_away', 'The peer accepts no further streams.');
        }
        if (this.streamCount >= this.#options.maxStreams) {
            throw new YamuxError('too_many_streams', `${this.streamCount} streams are open already.`);
        }
        const stream = new YamuxStream(this);
        this.#opens.add(stream);
        return stream;
    }

    /** The next stream the peer opened, in its order. @throws YamuxError if the session ends first */
    accept(): Promise<YamuxStream> {
        return this.#accepts.take(this.#acknowledge);
    }

    /** Round trip in milliseconds. @throws YamuxError `keep_alive_timeout`, or the session's end */
    ping(): Promise<number> {
        if (this.#over !== undefined) {
            return Promise.reject(this.#over);
        }
        const send = (value: number): void => this.#output.control(FRAME.ping, FLAG.syn, 0, value);
        return this.#pings.start(send, this.#options.pingTimeoutMs);
    }

    /** Tells the peer to open no further streams; open ones continue. */
    goAway(): void {
        if (!this.#localGoAway && this.#over === undefined) {
            this.#localGoAway = true;
            this.#output.control(FRAME.goAway, 0, 0, GO_AWAY.normal);
        }
    }

    /** Sends pending frames and a go-away, then closes the socket. */
    close(): void {
        this.goAway();
        this.#fail(sessionClosed('The session was closed by this side.'));
    }

    // ── StreamHost: for the streams, not for the application ──

    get congested(): boolean {
        return this.#output.queued >= CONGESTED_AT;
    }

    get maxQueuedBytes(): number {
        return this.#options.maxQueuedBytes;
    }

    sendData(id: number, bytes: Uint8Array, from: number, to: number): void {
        this.#output.data(0, id, bytes, from, to);
    }

    sendControl(id: number, flags: number, delta: number): void {
        this.#output.control(FRAME.windowUpdate, flags, id, delta);
    }

    whenRoom(stream: YamuxStream): void {
        this.#turns.add(stream);
    }

    unread(delta: number): void {
        this.#unreadBytes += delta;
        if (delta > 0 && this.#unreadBytes > this.#options.maxUnreadBytes) {
            throw new YamuxError(
                'receive_buffer_full',
                `${this.#unreadBytes} received bytes wait to be read; the session gives up.`,
                GO_AWAY.internalError,
            );
        }
    }

    lingers(stream: YamuxStream): void {
        this.#upkeep.add(stream);
    }

    ended(stream: YamuxStream): void {
        this.#upkeep.remove(stream);
        this.#turns.remove(stream);
        if (stream.id === 0) {
            this.#opens.remove(stream);
        } else {
            this.#streams.delete(stream.id);
            this.#opens.settled(stream.id);
        }
    }

    // ── inside ──

    #read(chunk: Buffer): void {
        if (this.#over !== undefined) {
            return;
        }
        try {
            this.#decoder.push(chunk);
        } catch (error) {
            this.#fail(error instanceof YamuxError ? error : internalError(error));
        }
        if (this.#output.queued > DEAF_AT && this.#over === undefined) {
            this.#deaf = true;
            this.#socket.pause();
        }
    }

    /** The socket took a write: waiting streams take their turns, and reading resumes. */
    #written(): void {
        if (this.#over !== undefined || this.congested) {
            return;
        }
        this.#turns.run(this.#isCongested);
        if (this.#deaf) {
            this.#deaf = false;
            this.#socket.resume();
        }
    }

    readonly #isCongested = (): boolean => this.congested;

    #incoming(): IncomingFrames {
        return new IncomingFrames({
            streamOf: (id) => this.#streams.get(id),
            opened: (id) => this.#peerOpened(id),
            acknowledged: (id) => this.#opens.settled(id),
            reset: (stream) => this.#accepts.remove(stream),
            pinged: (value) => this.#output.control(FRAME.ping, FLAG.ack, 0, value),
            pingAnswered: (value) => this.#pings.answered(value),
            wentAway: (code) => this.#wentAway(code),
        });
    }

    #wentAway(code: number): void {
        if (code !== GO_AWAY.normal) {
            throw new YamuxError('peer_go_away', `The peer ended the session with code ${code}.`);
        }
        this.#remoteGoAway = true;
        for (const stream of this.#opens.clear()) {
            stream.fail(new YamuxError('remote_go_away', 'The peer accepts no further streams.'));
        }
    }

    #peerOpened(id: number): void {
        if (id === 0 || id % 2 !== this.#peerParity) {
            throw new YamuxError('invalid_stream_id', `The peer opened stream ${id}.`, GO_AWAY.protocolError);
        }
        if (this.#streams.has(id)) {
            throw new YamuxError('duplicate_stream', `The peer opened stream ${id} twice.`, GO_AWAY.protocolError);
        }
        if (
            this.#localGoAway ||
            this.#accepts.waiting >= this.#options.acceptBacklog ||
            this.streamCount >= this.#options.maxStreams
        ) {
            this.sendControl(id, FLAG.rst, 0);
            return;
        }
        const stream = new YamuxStream(this);
        this.#streams.set(id, stream);
        stream.opened(id);
        this.#accepts.offer(stream, this.#acknowledge);
    }

    readonly #acknowledge = (stream: YamuxStream): void => {
        if (this.#streams.has(stream.id)) {
            this.sendControl(stream.id, FLAG.ack, 0);
        }
    };

    #sendOpen(stream: YamuxStream, id: number): void {
        this.#streams.set(id, stream);
        this.sendControl(id, FLAG.syn, 0);
        stream.opened(id);
    }

    #keepAlive(): void {
        if (this.#options.keepAliveMs > 0) {
            this.ping().catch((error: YamuxError) => {
                if (error.code === 'keep_alive_timeout') {
                    this.#fail(error);
                }
            });
        }
    }

    #fail(error: YamuxError): void {
        if (this.#over !== undefined) {
            return;
        }
        this.#over = error;
        this.#decoder.stop();
        this.#upkeep.stop();
        if (error.goAway !== undefined) {
            this.#output.control(FRAME.goAway, 0, 0, error.goAway);
        }
        this.#output.flush();
        this.#accepts.fail(error);
        this.#pings.fail(error);
        for (const stream of [...this.#opens.clear(), ...this.#streams.values()]) {
            stream.fail(error);
        }
        hangUp(this.#socket);
        this.#resolveClosed(error.code === 'session_closed' ? undefined : error);
    }
}

const sessionClosed = (message: string): YamuxError => new YamuxError('session_closed', message);

const socketFailed = (cause: unknown): YamuxError => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new YamuxError('socket_failed', `The connection failed: ${reason}.`, undefined, {cause});
};

const internalError = (cause: unknown): YamuxError =>
    new YamuxError('internal', 'The session ended on an internal error.', GO_AWAY.internalError, {cause});
