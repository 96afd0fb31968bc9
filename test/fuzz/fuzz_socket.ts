import {Duplex} from 'node:stream';

/** The socket of a session under attack: swallows what is written, counts it, and is fed synchronously. */
export class FuzzSocket extends Duplex {
    /** Bytes the session sent. */
    sent = 0;

    override _write(bytes: Buffer, _encoding: string, done: () => void): void {
        this.sent += bytes.length;
        done();
    }

    override _read(): void {}

    feed(pieces: readonly Buffer[]): void {
        for (const piece of pieces) {
            this.emit('data', piece);
        }
    }
}

/** Lets the promises and ticks that the input set off run. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
