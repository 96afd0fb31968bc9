import {YamuxError} from '../errors';

interface Ping {
    readonly sentAt: number;
    readonly timer: NodeJS.Timeout;
    readonly resolve: (milliseconds: number) => void;
    readonly reject: (error: YamuxError) => void;
}

const MOST_PINGS = 64;

export class Pings {
    readonly #waiting = new Map<number, Ping>();
    #next = 0;

    /** Resolves with the round trip in milliseconds. @throws YamuxError `keep_alive_timeout`, `too_many_pings` */
    start(send: (value: number) => void, timeoutMs: number): Promise<number> {
        if (this.#waiting.size >= MOST_PINGS) {
            return Promise.reject(new YamuxError('too_many_pings', `${MOST_PINGS} pings already wait for an answer.`));
        }
        const value = this.#next;
        this.#next = (value + 1) >>> 0;
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
                this.#waiting.delete(value);
                reject(new YamuxError('keep_alive_timeout', `The peer did not answer a ping within ${timeoutMs} ms.`));
            }, timeoutMs);
            timer.unref();
            this.#waiting.set(value, {sentAt: performance.now(), timer, resolve, reject});
            send(value);
        });
    }

    answered(value: number): void {
        const ping = this.#waiting.get(value);
        if (ping !== undefined) {
            this.#waiting.delete(value);
            clearTimeout(ping.timer);
            ping.resolve(performance.now() - ping.sentAt);
        }
    }

    fail(error: YamuxError): void {
        for (const ping of this.#waiting.values()) {
            clearTimeout(ping.timer);
            ping.reject(error);
        }
        this.#waiting.clear();
    }
}
