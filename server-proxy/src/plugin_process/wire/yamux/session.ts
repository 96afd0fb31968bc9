import type {Duplex} from 'node:stream';
import {GO_AWAY, YamuxError} from '../errors';
import {AcceptQueue} from './accept_queue';
import {FLAG, FRAME, MAX_UINT32} from './frame';
import {FrameDecoder, type FrameSink} from './frame_decoder';
import {FrameOutput} from './frame_output';
import {SESSION_DEFAULTS, type SessionOptions} from './options';
import {Pings} from './pings';
import {type StreamHost, YamuxStream} from './stream';

/** Payload waits above this; frames that answer the peer (pongs, resets, credit) still go. */
const CONGESTED_AT = 512 * 1024;
/** A peer that keeps asking without reading our answers is not read any more. */
const DEAF_AT = 2 * 1024 * 1024;
const LAST_WORDS_MS = 1_000;

/**
 * A yamux session over a connected socket: many streams in both directions, each with its own flow control.
 * Whatever the peer does, it ends in a typed error of a stream or of the session (`closed`), never in a throw.
 */
export class YamuxSession implements FrameSink, StreamHost {
    /** Resolves once, when the session is over: with the error that ended it, or undefined after an orderly end. */
    readonly closed: Promise<YamuxError | undefined>;
    readonly #options: Required<SessionOptions>;
    readonly #socket: Duplex;
    readonly #output: FrameOutput;
    readonly #decoder: FrameDecoder;
    readonly #streams = new Map<number, YamuxStream>();
    readonly #accepts = new AcceptQueue();
    readonly #pings = new Pings();
    readonly #unacknowledged = new Set<number>();
    readonly #lingering = new Map<YamuxStream, number>();
    readonly #timer: NodeJS.Timeout;
    #unsent: YamuxStream[] = [];
    #waitingForRoom = new Set<YamuxStream>();
    #nextId: number;
    #unreadBytes = 0;
    #current: YamuxStream | undefined;
    #currentEnds = false;
    #deaf = false;
    #localGoAway = false;
    #remoteGoAway = false;
    #over: YamuxError | undefined;
    #resolveClosed: (error: YamuxError | undefined) => void = () => {};

    constructor(socket: Duplex, options: SessionOptions) {
        this.#options = {...SESSION_DEFAULTS, ...options};
        this.#socket = socket;
        this.#output = new FrameOutput(socket, () => this.#written());
        this.#decoder = new FrameDecoder(this);
        this.#nextId = options.role === 'client' ? 1 : 2;
        this.closed = new Promise((resolve) => {
            this.#resolveClosed = resolve;
        });
        this.#timer = setInterval(() => this.#tick(), this.#options.keepAliveMs || SESSION_DEFAULTS.keepAliveMs);
        this.#timer.unref();
        socket.on('data', (chunk: Buffer) => this.#read(chunk));
        socket.on('error', (cause) => this.#fail(socketFailed(cause)));
        socket.on('end', () => this.#fail(sessionClosed('The peer closed the connection.')));
        socket.on('close', () => this.#fail(sessionClosed('The connection was closed.')));
    }

    /** Streams alive, of both sides. */
    get streamCount(): number {
        return this.#streams.size + this.#unsent.length;
    }

    get isClosed(): boolean {
        return this.#over !== undefined;
    }

    /**
     * A new stream. Its SYN goes out at once, or when the peer has acknowledged enough earlier ones; writing may begin
     * without waiting. @throws YamuxError `session_closed`, `remote_go_away`, `too_many_streams`, `streams_exhausted`
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
        if (this.#nextId + 2 * this.#unsent.length > MAX_UINT32) {
            throw new YamuxError('streams_exhausted', 'The session has used up its stream ids.');
        }
        const stream = new YamuxStream(this);
        this.#unsent.push(stream);
        this.#openWaiting();
        return stream;
    }

    /** The next stream the peer opened, in its order. @throws YamuxError when the session ends first */
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

    /** Tells the peer to open no further streams; those alive go on. */
    goAway(): void {
        if (!this.#localGoAway && this.#over === undefined) {
            this.#localGoAway = true;
            this.#output.control(FRAME.goAway, 0, 0, GO_AWAY.normal);
        }
    }

    /** Ends everything: sends what was framed and a go-away, then closes the socket. */
    close(): void {
        this.goAway();
        this.#fail(sessionClosed('The session was closed by this side.'));
    }

    // ── FrameSink: what the decoder found ──

    frame(type: number, flags: number, id: number, length: number): void {
        if (this.#over !== undefined) {
            return;
        }
        if (type === FRAME.ping) {
            this.#pinged(flags, length);
        } else if (type === FRAME.goAway) {
            this.#wentAway(length);
        } else {
            this.#streamFrame(type, flags, id, length);
        }
    }

    payload(bytes: Buffer, last: boolean): void {
        const stream = this.#current;
        if (stream === undefined || this.#over !== undefined) {
            return;
        }
        stream.arrived(bytes);
        if (last) {
            this.#current = undefined;
            if (this.#currentEnds && this.#streams.has(stream.id)) {
                stream.peerFinished();
            }
        }
    }

    // ── StreamHost: what the streams need ──

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
        this.#waitingForRoom.add(stream);
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
        this.#lingering.set(stream, performance.now());
    }

    ended(stream: YamuxStream): void {
        this.#lingering.delete(stream);
        this.#waitingForRoom.delete(stream);
        if (stream.id === 0) {
            this.#unsent = this.#unsent.filter((other) => other !== stream);
        } else {
            this.#streams.delete(stream.id);
            this.#acknowledged(stream.id);
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

    /** The socket took a write: let the streams that waited take turns, and listen again. */
    #written(): void {
        if (this.#over !== undefined || this.congested) {
            return;
        }
        if (this.#waitingForRoom.size > 0) {
            const waiting = this.#waitingForRoom;
            this.#waitingForRoom = new Set();
            for (const stream of waiting) {
                stream.pump();
            }
        }
        if (this.#deaf) {
            this.#deaf = false;
            this.#socket.resume();
        }
    }

    #pinged(flags: number, value: number): void {
        if (flags & FLAG.syn) {
            this.#output.control(FRAME.ping, FLAG.ack, 0, value);
        } else if (flags & FLAG.ack) {
            this.#pings.answered(value);
        }
    }

    #wentAway(code: number): void {
        if (code !== GO_AWAY.normal) {
            throw new YamuxError('peer_go_away', `The peer ended the session with code ${code}.`);
        }
        this.#remoteGoAway = true;
        for (const stream of this.#unsent.splice(0)) {
            stream.fail(new YamuxError('remote_go_away', 'The peer accepts no further streams.'));
        }
    }

    #streamFrame(type: number, flags: number, id: number, length: number): void {
        if (flags & FLAG.syn) {
            this.#opened(id);
        }
        const stream = this.#streams.get(id);
        const isData = type === FRAME.data;
        if (isData) {
            this.#current = undefined;
        }
        if (stream === undefined) {
            return; // frames cross a reset on the way: they are dropped, like in Go
        }
        if (flags & FLAG.ack) {
            this.#acknowledged(id);
        }
        if (flags & FLAG.rst) {
            this.#accepts.remove(stream);
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

    #opened(id: number): void {
        if (id === 0 || id % 2 === this.#nextId % 2) {
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

    #acknowledged(id: number): void {
        if (this.#unacknowledged.delete(id)) {
            this.#openWaiting();
        }
    }

    #openWaiting(): void {
        while (
            this.#over === undefined &&
            this.#unsent.length > 0 &&
            this.#unacknowledged.size < this.#options.maxUnacknowledged
        ) {
            const stream = this.#unsent.shift() as YamuxStream;
            const id = this.#nextId;
            this.#nextId += 2;
            this.#streams.set(id, stream);
            this.#unacknowledged.add(id);
            this.sendControl(id, FLAG.syn, 0);
            stream.opened(id);
        }
    }

    #tick(): void {
        if (this.#options.keepAliveMs > 0) {
            this.ping().catch((error: YamuxError) => {
                if (error.code === 'keep_alive_timeout') {
                    this.#fail(error);
                }
            });
        }
        for (const [stream, since] of this.#lingering) {
            if (performance.now() - since >= this.#options.lingerMs) {
                stream.reset();
            }
        }
    }

    #fail(error: YamuxError): void {
        if (this.#over !== undefined) {
            return;
        }
        this.#over = error;
        clearInterval(this.#timer);
        if (error.goAway !== undefined) {
            this.#output.control(FRAME.goAway, 0, 0, error.goAway);
        }
        this.#output.flush();
        this.#accepts.fail(error);
        this.#pings.fail(error);
        for (const stream of [...this.#streams.values(), ...this.#unsent.splice(0)]) {
            stream.fail(error);
        }
        this.#hangUp();
        this.#resolveClosed(error.code === 'session_closed' ? undefined : error);
    }

    /** Lets the last frames leave, but does not wait for a peer that no longer reads. */
    #hangUp(): void {
        const socket = this.#socket;
        if (socket.destroyed) {
            return;
        }
        const timer = setTimeout(() => socket.destroy(), LAST_WORDS_MS);
        timer.unref();
        socket.once('close', () => clearTimeout(timer));
        socket.resume();
        socket.end(() => socket.destroy());
    }
}

const sessionClosed = (message: string): YamuxError => new YamuxError('session_closed', message);

const socketFailed = (cause: unknown): YamuxError =>
    new YamuxError(
        'socket_failed',
        `The connection failed: ${cause instanceof Error ? cause.message : cause}.`,
        undefined,
        {
            cause,
        },
    );

const internalError = (cause: unknown): YamuxError =>
    new YamuxError('internal', 'The session ended on an internal error.', GO_AWAY.internalError, {cause});
