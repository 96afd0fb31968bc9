import type {YamuxError} from '../errors';

interface PendingWrite {
    readonly bytes: Uint8Array;
    from: number;
    readonly resolve: () => void;
    readonly reject: (error: YamuxError) => void;
}

/** Lets a promise be ignored: its failure must not end the process. Whoever awaits it still gets the error. */
const ignorable = (promise: Promise<void>): Promise<void> => {
    promise.catch(() => {});
    return promise;
};

/** The result of a write that cannot be done. */
export const refused = (error: YamuxError): Promise<void> => ignorable(Promise.reject(error));

/** Writes waiting for the peer's window or for the socket, in order. */
export class WriteQueue {
    #pending: PendingWrite[] = [];
    bytes = 0;

    get empty(): boolean {
        return this.#pending.length === 0;
    }

    /** Only valid if not empty. */
    get first(): {readonly bytes: Uint8Array; readonly from: number} {
        return this.#pending[0] as PendingWrite;
    }

    add(bytes: Uint8Array, from: number): Promise<void> {
        this.bytes += bytes.length - from;
        return ignorable(
            new Promise((resolve, reject) => {
                this.#pending.push({bytes, from, resolve, reject});
            }),
        );
    }

    /** The first write has been framed up to `to`. */
    advance(to: number): void {
        const first = this.#pending[0] as PendingWrite;
        this.bytes -= to - first.from;
        first.from = to;
        if (to === first.bytes.length) {
            this.#pending.shift();
            first.resolve();
        }
    }

    fail(error: YamuxError): void {
        const pending = this.#pending;
        this.#pending = [];
        this.bytes = 0;
        for (const write of pending) {
            write.reject(error);
        }
    }
}
