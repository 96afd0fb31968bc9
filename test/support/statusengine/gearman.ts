// Just enough of Gearman's protocol to do what the core's broker does: hand in background jobs.
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';

const SUBMIT_JOB_BG = 18;
const JOB_CREATED = 8;
const HEADER_BYTES = 12;

/** A connection to a Gearman job server, over which jobs are handed in in order. */
export class GearmanClient {
    private readonly waiting: {readonly done: () => void; readonly failed: (error: Error) => void}[] = [];
    private received = Buffer.alloc(0);

    private constructor(private readonly socket: Socket) {
        socket.on('data', (chunk) => this.take(chunk));
        socket.on('error', () => undefined);
        socket.on('close', () => {
            for (const {failed} of this.waiting.splice(0)) {
                failed(new Error('gearmand hung up'));
            }
        });
    }

    static async open(port: number): Promise<GearmanClient> {
        const socket = connect(port, '127.0.0.1').setNoDelay();
        await once(socket, 'connect');
        return new GearmanClient(socket);
    }

    /** Resolves when the server has the job. */
    submit(queue: string, data: string): Promise<void> {
        const body = Buffer.from(`${queue}\0\0${data}`);
        const header = Buffer.alloc(HEADER_BYTES);
        header.write('\0REQ');
        header.writeUInt32BE(SUBMIT_JOB_BG, 4);
        header.writeUInt32BE(body.length, 8);
        return new Promise((done, failed) => {
            this.waiting.push({done, failed});
            this.socket.write(Buffer.concat([header, body]));
        });
    }

    close(): void {
        this.socket.destroy();
    }

    private take(chunk: Buffer): void {
        this.received = Buffer.concat([this.received, chunk]);
        while (this.received.length >= HEADER_BYTES) {
            const end = HEADER_BYTES + this.received.readUInt32BE(8);
            if (this.received.length < end) {
                return;
            }
            const type = this.received.readUInt32BE(4);
            const next = this.waiting.shift();
            if (type === JOB_CREATED) {
                next?.done();
            } else {
                next?.failed(new Error(`gearmand: ${this.received.subarray(HEADER_BYTES, end).toString()}`));
            }
            this.received = this.received.subarray(end);
        }
    }
}
