import {AheadStream} from './ahead_stream';
import type {ByteStream} from './byte_stream';
import {BrokerError, type WireError} from './errors';
import type {YamuxSession} from './yamux/session';

export interface BrokerOptions {
    /** How long `accept` waits for the peer's dial, and a dialled stream for `accept`. 5 s in Go. */
    readonly acceptTimeoutMs?: number;
    /** How long `dial` waits for the peer's `accept`. */
    readonly dialTimeoutMs?: number;
    /** Streams dialled by the peer that wait for `accept`; more are reset. */
    readonly maxParked?: number;
}

const DEFAULTS = {acceptTimeoutMs: 5_000, dialTimeoutMs: 5_000, maxParked: 1_024} as const;
/** How many ids `dial` remembers at least. They come from a counter, so old ones do not return. */
const REMEMBERED_DIALS = 4_096;
const ID_BYTES = 4;

interface Waiter {
    readonly resolve: (stream: ByteStream) => void;
    readonly reject: (error: BrokerError) => void;
    readonly timer: NodeJS.Timeout;
}

/**
 * Numbers the streams of a session, as go-plugin's MuxBroker does: one side sends a number in a call and accepts it,
 * the other dials it. Once made, it takes every further stream the peer opens.
 */
export class MuxBroker {
    readonly #session: YamuxSession;
    readonly #options: Required<BrokerOptions>;
    readonly #waiters = new Map<number, Waiter>();
    readonly #parked = new Map<number, {readonly stream: ByteStream; readonly timer: NodeJS.Timeout}>();
    #dialled = new Set<number>();
    #dialledBefore = new Set<number>();
    #arriving = 0;
    #lastId = 0;

    constructor(session: YamuxSession, options: BrokerOptions = {}) {
        this.#session = session;
        this.#options = {...DEFAULTS, ...options};
        void this.#run();
    }

    /** A number to send to the peer, for `accept`. */
    nextId(): number {
        this.#lastId = (this.#lastId + 1) >>> 0;
        return this.#lastId;
    }

    /** The stream that the peer dials with `id`. @throws BrokerError `accept_timeout`, `duplicate_accept`, `session_closed` */
    accept(id: number): Promise<ByteStream> {
        if (this.#session.isClosed) {
            return Promise.reject(sessionClosed());
        }
        const parked = this.#parked.get(id);
        if (parked !== undefined) {
            this.#parked.delete(id);
            clearTimeout(parked.timer);
            echo(parked.stream, id);
            return Promise.resolve(parked.stream);
        }
        if (this.#waiters.has(id)) {
            return Promise.reject(new BrokerError('duplicate_accept', `Stream ${id} is waited for already.`));
        }
        return new Promise((resolve, reject) => {
            const {acceptTimeoutMs} = this.#options;
            const timer = setTimeout(() => {
                this.#waiters.delete(id);
                reject(
                    new BrokerError('accept_timeout', `The peer did not dial stream ${id} in ${acceptTimeoutMs} ms.`),
                );
            }, acceptTimeoutMs);
            this.#waiters.set(id, {resolve, reject, timer});
        });
    }

    /**
     * Opens the stream the peer accepts as `id`. An id is never dialled twice: a second dial can block a Go peer's
     * whole broker. @throws BrokerError `dial_timeout`, `duplicate_dial`, `invalid_id`, `bad_echo`; YamuxError
     */
    async dial(id: number): Promise<ByteStream> {
        const stream = this.dialAhead(id);
        await stream.echoed();
        return stream;
    }

    /**
     * Like `dial`, but the stream can be written to at once, and its first bytes travel with the number. If nobody
     * accepts it, reading fails. @throws BrokerError `duplicate_dial`, `invalid_id`; YamuxError
     */
    dialAhead(id: number): AheadStream {
        this.#remember(id);
        const stream = this.#session.open();
        // together with the SYN: the peer's broker reads its streams' ids one after the other
        void stream.write(idBytes(id));
        return new AheadStream(stream, id, this.#options.dialTimeoutMs);
    }

    async #run(): Promise<void> {
        try {
            for (;;) {
                void this.#arrived(await this.#session.accept());
            }
        } catch (error) {
            this.#fail(error as WireError);
        }
    }

    async #arrived(stream: ByteStream): Promise<void> {
        if (this.#arriving + this.#parked.size >= this.#options.maxParked) {
            stream.reset();
            return;
        }
        this.#arriving++;
        const timer = setTimeout(() => stream.reset(), this.#options.acceptTimeoutMs);
        try {
            const id = (await stream.read(ID_BYTES)).readUInt32LE(0);
            this.#match(id, stream);
        } catch {
            stream.reset(); // it ended or was too late: nobody can be waiting for it by name
        } finally {
            this.#arriving--;
            clearTimeout(timer);
        }
    }

    #match(id: number, stream: ByteStream): void {
        const waiter = this.#waiters.get(id);
        if (waiter !== undefined) {
            this.#waiters.delete(id);
            clearTimeout(waiter.timer);
            echo(stream, id);
            waiter.resolve(stream);
        } else if (this.#parked.has(id)) {
            stream.reset();
        } else {
            const timer = setTimeout(() => {
                this.#parked.delete(id);
                stream.reset();
            }, this.#options.acceptTimeoutMs);
            this.#parked.set(id, {stream, timer});
        }
    }

    #remember(id: number): void {
        if (!Number.isInteger(id) || id < 0 || id > 0xffff_ffff) {
            throw new BrokerError('invalid_id', `${id} is not the number of a stream.`);
        }
        if (this.#dialled.has(id) || this.#dialledBefore.has(id)) {
            throw new BrokerError('duplicate_dial', `Stream ${id} was dialled before.`);
        }
        if (this.#dialled.size === REMEMBERED_DIALS) {
            this.#dialledBefore = this.#dialled;
            this.#dialled = new Set();
        }
        this.#dialled.add(id);
    }

    #fail(cause: WireError): void {
        for (const {timer} of this.#parked.values()) {
            clearTimeout(timer);
        }
        this.#parked.clear();
        for (const waiter of this.#waiters.values()) {
            clearTimeout(waiter.timer);
            waiter.reject(sessionClosed(cause));
        }
        this.#waiters.clear();
    }
}

const sessionClosed = (cause?: WireError): BrokerError =>
    new BrokerError('session_closed', 'The session ended.', cause ? {cause} : undefined);

const idBytes = (id: number): Buffer => {
    const bytes = Buffer.allocUnsafe(ID_BYTES);
    bytes.writeUInt32LE(id, 0);
    return bytes;
};

/** Failures are ignored here: reading the stream reports them. */
const echo = (stream: ByteStream, id: number): void => {
    void stream.write(idBytes(id));
};
