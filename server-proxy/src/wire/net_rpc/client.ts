// Go's net/rpc over gob, both sides (https://pkg.go.dev/net/rpc).
import type {ByteStream} from '../byte_stream';
import {RpcError} from '../errors';
import type {GobType} from '../gob/types';
import type {GobValue} from '../gob/values';
import {type ChannelOptions, RpcChannel} from './channel';
import {type Header, REQUEST} from './messages';

export interface RpcClientOptions extends ChannelOptions {
    /** Unanswered calls; further ones are refused. */
    readonly maxPending?: number;
}

export interface CallOptions {
    /** Stops waiting; the peer is not told, and its answer is ignored. */
    readonly signal?: AbortSignal;
}

const MAX_PENDING = 4_096;

interface Call {
    readonly resolve: (reply: GobValue) => void;
    readonly reject: (error: unknown) => void;
}

interface Waiting {
    readonly call: Call;
    readonly send: () => void;
}

/** The calling side of a net/rpc connection over one stream. Answers may come in any order. */
export class RpcClient {
    /** Resolves when the connection is over; with the error, or undefined after an orderly end. */
    readonly closed: Promise<RpcError | undefined>;
    readonly #channel: RpcChannel;
    readonly #maxPending: number;
    readonly #pending = new Map<number, Call>();
    #waiting: Waiting[] = [];
    #blocked = false;
    #nextSeq = 0;
    /** Creates the error for calls once the connection is over; on demand, as most connections end without any. */
    #over: (() => RpcError) | undefined;
    #resolveClosed: (error: RpcError | undefined) => void = () => {};

    constructor(stream: ByteStream, options: RpcClientOptions = {}) {
        this.#maxPending = options.maxPending ?? MAX_PENDING;
        this.closed = new Promise((resolve) => {
            this.#resolveClosed = resolve;
        });
        this.#channel = new RpcChannel(
            stream,
            {message: (header, body) => this.#answered(header, body), ended: (error) => this.#ended(error)},
            options,
        );
        this.#channel.start();
    }

    get pending(): number {
        return this.#pending.size + this.#waiting.length;
    }

    /**
     * Calls "Service.Method" and resolves with the decoded reply. @throws RpcError: `server_error` with the peer's
     * text, `too_many_calls`, `connection_lost`, `closed`, `aborted`; GobError if the argument does not fit its type
     */
    call<Arg>(method: string, type: GobType<Arg>, argument: Arg, options: CallOptions = {}): Promise<GobValue> {
        if (this.#over !== undefined) {
            return Promise.reject(this.#over());
        }
        if (this.pending >= this.#maxPending) {
            return Promise.reject(new RpcError('too_many_calls', `${this.pending} calls wait for an answer already.`));
        }
        const {signal} = options;
        if (signal?.aborted) {
            return Promise.reject(aborted(method, signal));
        }
        return new Promise((resolve, reject) => {
            const call = signal === undefined ? {resolve, reject} : abortable({resolve, reject}, method, signal);
            if (this.#blocked) {
                this.#waiting.push({call, send: () => this.#send(method, type, argument, call)});
            } else {
                this.#send(method, type, argument, call);
            }
        });
    }

    /** Ends the connection; unanswered calls fail with `closed`. */
    close(): void {
        this.#channel.close();
        this.#finish(closed, undefined);
    }

    #send<Arg>(method: string, type: GobType<Arg>, argument: Arg, call: Call): void {
        const seq = this.#nextSeq++;
        let waits: Promise<void> | undefined;
        try {
            waits = this.#channel.send(REQUEST, {ServiceMethod: method, Seq: seq}, type, argument);
        } catch (error) {
            call.reject(error);
            return;
        }
        this.#pending.set(seq, call);
        if (waits !== undefined) {
            this.#blocked = true;
            // `ended` reports the stream's failure as well
            waits.then(
                () => this.#unblock(),
                () => this.#unblock(),
            );
        }
    }

    #unblock(): void {
        this.#blocked = false;
        while (!this.#blocked && this.#waiting.length > 0) {
            this.#waiting.shift()?.send();
        }
    }

    #answered(header: Header, body: GobValue): void {
        const call = this.#pending.get(header.seq);
        if (call === undefined) {
            return; // like Go: the answer to a call that failed while being sent
        }
        this.#pending.delete(header.seq);
        if (header.error !== '') {
            call.reject(new RpcError('server_error', header.error));
        } else {
            call.resolve(body);
        }
    }

    #ended(error: RpcError | undefined): void {
        this.#finish(error === undefined ? hungUp : () => error, error);
    }

    #finish(over: () => RpcError, error: RpcError | undefined): void {
        if (this.#over !== undefined) {
            return;
        }
        this.#over = over;
        const calls = [...this.#pending.values()];
        const waiting = this.#waiting;
        this.#pending.clear();
        this.#waiting = [];
        this.#blocked = false;
        for (const call of calls) {
            call.reject(over());
        }
        for (const {call} of waiting) {
            call.reject(over());
        }
        this.#resolveClosed(error);
    }
}

const closed = (): RpcError => new RpcError('closed', 'The net/rpc client was closed.');
const hungUp = (): RpcError => new RpcError('connection_lost', 'The peer ended the net/rpc connection.');

const aborted = (method: string, signal: AbortSignal): RpcError =>
    new RpcError('aborted', `The call of ${method} was given up.`, {cause: signal.reason});

const abortable = (call: Call, method: string, signal: AbortSignal): Call => {
    const onAbort = (): void => call.reject(aborted(method, signal));
    signal.addEventListener('abort', onAbort, {once: true});
    const done = (): void => signal.removeEventListener('abort', onAbort);
    return {
        resolve: (reply) => {
            done();
            call.resolve(reply);
        },
        reject: (error) => {
            done();
            call.reject(error);
        },
    };
};
