import type {ByteStream} from '../byte_stream';
import type {RpcError} from '../errors';
import type {GobType} from '../gob/types';
import type {GobValue} from '../gob/values';
import {type ChannelOptions, RpcChannel} from './channel';
import {EMPTY, type Header, RESPONSE} from './messages';

export interface RpcMethod<Reply = never> {
    readonly reply: GobType<Reply>;
    /** May be asynchronous. An error thrown becomes the answer's error text. */
    handle(argument: GobValue): Reply | Promise<Reply>;
}

/** Methods by service and name: `{Plugin: {OnActivate: …}}`. */
export type RpcServices = Readonly<Record<string, Readonly<Record<string, RpcMethod>>>>;

export interface RpcServerOptions extends ChannelOptions {
    /** Further requests wait unread at the peer. */
    readonly maxConcurrent?: number;
    /** For the log: errors that methods threw, and replies that did not fit their type. */
    readonly onMethodError?: (method: string, error: unknown) => void;
}

const MAX_CONCURRENT = 1_024;

/** Ties a method to its types: what `handle` returns is checked against the reply's description. */
export const method = <Reply>(
    reply: GobType<Reply>,
    handle: (argument: GobValue) => NoInfer<Reply> | Promise<NoInfer<Reply>>,
): RpcMethod => ({reply, handle}) as RpcMethod;

/** The serving side of a net/rpc connection over one stream. Calls run in parallel, and are answered as they finish. */
export class RpcServer {
    /** Resolves when the connection is over and its last answer was sent; with the error, or undefined. */
    readonly closed: Promise<RpcError | undefined>;
    readonly #channel: RpcChannel;
    readonly #services: ReadonlyMap<string, ReadonlyMap<string, RpcMethod>>;
    readonly #maxConcurrent: number;
    readonly #onMethodError: (method: string, error: unknown) => void;
    #running = 0;
    #over = false;
    #error: RpcError | undefined;
    #resolveClosed: (error: RpcError | undefined) => void = () => {};

    constructor(stream: ByteStream, services: RpcServices, options: RpcServerOptions = {}) {
        this.#services = new Map(
            Object.entries(services).map(([name, methods]) => [name, new Map(Object.entries(methods))]),
        );
        this.#maxConcurrent = options.maxConcurrent ?? MAX_CONCURRENT;
        this.#onMethodError = options.onMethodError ?? (() => {});
        this.closed = new Promise((resolve) => {
            this.#resolveClosed = resolve;
        });
        this.#channel = new RpcChannel(
            stream,
            {message: (header, body) => this.#called(header, body), ended: (error) => this.#ended(error)},
            options,
        );
        this.#channel.start();
    }

    get running(): number {
        return this.#running;
    }

    /** Reads no further requests; answers of calls in progress are dropped. */
    close(): void {
        this.#channel.close();
        this.#running = 0;
        this.#ended(undefined);
    }

    #called(header: Header, argument: GobValue): void {
        const found = this.#find(header.method);
        if (typeof found === 'string') {
            this.#answer(header, EMPTY, {}, found);
            return;
        }
        this.#begin();
        let result: unknown;
        try {
            result = found.handle(argument);
        } catch (error) {
            this.#failed(header, error);
            return;
        }
        if (result instanceof Promise) {
            result.then(
                (reply) => this.#replied(header, found, reply),
                (error) => this.#failed(header, error),
            );
        } else {
            this.#replied(header, found, result);
        }
    }

    /** The method, or Go's error text if there is none, which callers compare. */
    #find(name: string): RpcMethod | string {
        const dot = name.lastIndexOf('.');
        if (dot < 0) {
            return `rpc: service/method request ill-formed: ${name}`;
        }
        const service = this.#services.get(name.slice(0, dot));
        if (service === undefined) {
            return `rpc: can't find service ${name}`;
        }
        return service.get(name.slice(dot + 1)) ?? `rpc: can't find method ${name}`;
    }

    #replied(header: Header, {reply: type}: RpcMethod, reply: unknown): void {
        try {
            this.#answer(header, type as GobType<unknown>, reply, '');
        } catch (error) {
            this.#failed(header, error);
            return;
        }
        this.#finished();
    }

    #failed(header: Header, error: unknown): void {
        this.#onMethodError(header.method, error);
        const text = error instanceof Error ? error.message : String(error);
        this.#answer(header, EMPTY, {}, text || 'unknown error');
        this.#finished();
    }

    /** @throws GobError if the reply does not fit its type */
    #answer<Body>(header: Header, type: GobType<Body>, body: Body, error: string): void {
        if (this.#over && this.#error !== undefined) {
            return;
        }
        const response = {ServiceMethod: header.method, Seq: header.seq, Error: error};
        const waits = this.#channel.send(RESPONSE, response, type, body);
        if (waits !== undefined) {
            this.#begin();
            const done = (): void => this.#finished();
            waits.then(done, done);
        }
    }

    /** An answer waiting for the peer to read still counts as running, so that answers cannot pile up here. */
    #begin(): void {
        this.#running++;
        if (this.#running >= this.#maxConcurrent) {
            this.#channel.pause();
        }
    }

    #finished(): void {
        this.#running--;
        if (this.#over) {
            this.#settle();
        } else if (this.#running < this.#maxConcurrent) {
            this.#channel.resume();
        }
    }

    #ended(error: RpcError | undefined): void {
        if (this.#over) {
            return;
        }
        this.#over = true;
        this.#error = error;
        this.#settle();
    }

    #settle(): void {
        if (this.#running <= 0) {
            this.#channel.close();
            this.#resolveClosed(this.#error);
        }
    }
}
