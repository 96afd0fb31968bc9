import type {ClientRequest, IncomingMessage} from 'node:http';
import type {RawData, WebSocket} from 'ws';
import type {EventStreamPort, StreamListener} from '../../app/stream/stream_port';
import type {Clock} from '../../app/telemetry';
import {type AppError, asAppError} from '../../domain/errors';
import {createAgents} from '../../net/agents';
import {type Manner, pauseBefore} from './back_off';
import {readFrame, TOPICS} from './core_events';
import {brokeOff, failureOfAnswer, failureOfOpening, silent} from './failures';
import {checkStreamSettings, type EventStreamSettings, type StreamAddress} from './settings';

interface Dependencies {
    readonly clock: Clock;
    /** In [0, 1). */
    readonly random: () => number;
    readonly timing?: Partial<Timing> | undefined;
}

/** Milliseconds. */
interface Timing {
    readonly connectMs: number;
    /** The server pings every 54 s. */
    readonly silenceMs: number;
    readonly firstPauseMs: number;
    readonly longestPauseMs: number;
    /** A connection that lasted this long was a good one. */
    readonly goodMs: number;
}

const TIMING: Timing = {
    connectMs: 10_000,
    silenceMs: 70_000,
    firstPauseMs: 1000,
    longestPauseMs: 60_000,
    goodMs: 10_000,
};

/** The broker flushes at least every 30 events, of a few kB each. Larger frames are none of the worker's. */
const MAX_FRAME_BYTES = 4_000_000;

/**
 * The event stream of the Statusengine Worker, over a WebSocket.
 * Wrong settings are reported as `away`, so that the handler starts and can show them.
 */
export const createEventStream = (settings: EventStreamSettings, dependencies: Dependencies): EventStreamPort => ({
    connect: (listener) => {
        const connection = new Connection(settings, dependencies, listener);
        connection.open();
        return connection;
    },
});

/** Why a connection ended, and how long it had lasted; undefined: it did not come about. */
interface Ending {
    readonly reason: AppError;
    readonly openMs: number | undefined;
}

class Connection {
    private socket: WebSocket | undefined;
    private timer: NodeJS.Timeout | undefined;
    private failures = 0;
    private isClosed = false;
    private lastReason = '';
    private readonly timing: Timing;

    constructor(
        private readonly settings: EventStreamSettings,
        private readonly dependencies: Dependencies,
        private readonly listener: StreamListener,
    ) {
        this.timing = {...TIMING, ...dependencies.timing};
    }

    open(): void {
        this.attempt().then(
            (ending) => this.ended(ending),
            (error: unknown) => this.ended({reason: asAppError(error), openMs: undefined}),
        );
    }

    close(): void {
        this.isClosed = true;
        clearTimeout(this.timer);
        this.socket?.terminate();
    }

    /** One connection, from its beginning to its end. @throws AppError when it cannot be opened */
    private async attempt(): Promise<Ending> {
        const address = checkStreamSettings(this.settings);
        const {url, key} = address;
        const [{WebSocket: Socket}, agentFor] = await Promise.all([
            import('ws'),
            createAgents(address, false).load(address.httpUrl),
        ]);
        const {connectMs} = this.timing;
        const giveUp = new AbortController();
        const late = setTimeout(() => giveUp.abort(), connectMs);
        const socket = new Socket(`${url}?topics=${TOPICS.join(',')}`, {
            headers: {authorization: `Bearer ${key}`},
            agent: agentFor(giveUp.signal),
            handshakeTimeout: connectMs,
            maxPayload: MAX_FRAME_BYTES,
            followRedirects: false,
            perMessageDeflate: false,
        });
        this.socket = socket;
        // Not longer than that: the signal would end the connection through a proxy later, too.
        socket.once('open', () => clearTimeout(late));
        socket.once('close', () => clearTimeout(late));
        return this.follow(socket, address);
    }

    private follow(socket: WebSocket, address: StreamAddress): Promise<Ending> {
        return new Promise((resolve, reject) => {
            // Listens at once: the first frame may have come in one piece with the handshake.
            socket.once('open', () => resolve(this.opened(socket, address)));
            socket.once('error', (error) => reject(failureOfOpening(error, address)));
            socket.once('unexpected-response', (request: ClientRequest, response: IncomingMessage) => {
                reject(failureOfAnswer(response.statusCode ?? 0, address));
                request.destroy();
            });
        });
    }

    private async opened(socket: WebSocket, address: StreamAddress): Promise<Ending> {
        const {clock} = this.dependencies;
        const openedAt = clock.now();
        const ended = this.listen(socket, address);
        if (this.isClosed) {
            socket.terminate();
        } else {
            this.lastReason = '';
            this.listener.opened();
        }
        return {reason: await ended, openMs: clock.now() - openedAt};
    }

    /** @returns why it ended */
    private listen(socket: WebSocket, address: StreamAddress): Promise<AppError> {
        return new Promise((resolve) => {
            let reason: AppError | undefined;
            const watched = (): void => {
                clearTimeout(this.timer);
                this.timer = setTimeout(() => {
                    reason = silent(this.timing.silenceMs);
                    socket.terminate();
                }, this.timing.silenceMs);
            };
            watched();
            socket.on('ping', watched);
            socket.on('message', (data, isBinary) => {
                watched();
                this.take(data, isBinary);
            });
            socket.on('error', (error) => {
                reason ??= brokeOff(error, address);
            });
            socket.on('close', () => {
                clearTimeout(this.timer);
                resolve(reason ?? brokeOff(undefined, address));
            });
        });
    }

    private take(data: RawData, isBinary: boolean): void {
        const {events, unreadable} = isBinary ? {events: [], unreadable: 1} : readFrame(data.toString());
        if (unreadable > 0) {
            this.listener.unreadable(unreadable);
        }
        if (events.length > 0) {
            this.listener.received(events);
        }
    }

    private ended({reason, openMs}: Ending): void {
        if (this.isClosed) {
            return;
        }
        const wasGood = openMs !== undefined && openMs >= this.timing.goodMs;
        this.failures = wasGood ? 0 : this.failures + 1;
        const manner: Manner = {...this.timing, random: this.dependencies.random};
        // Mostly a restart: the sooner the next connection, the less is missed. A worker that is stopped takes its leave only
        // sometimes, so its close frame says nothing.
        const pause = wasGood ? 0 : pauseBefore(this.failures, manner);
        if (reason.message !== this.lastReason) {
            this.lastReason = reason.message;
            this.listener.away(reason);
        }
        this.timer = setTimeout(() => this.open(), pause);
        this.timer.unref();
    }
}
