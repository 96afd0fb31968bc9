import type {Duplex} from 'node:stream';

/** A frame as seen on the wire. */
export interface RawFrame {
    readonly version: number;
    readonly type: number;
    readonly flags: number;
    readonly id: number;
    readonly length: number;
    readonly payload: Buffer;
}

export const DATA = 0;
export const WINDOW = 1;
export const PING = 2;
export const GO_AWAY = 3;
export const SYN = 1;
export const ACK = 2;
export const FIN = 4;
export const RST = 8;

/** A naive frame encoder to compare ours with. */
export const rawFrame = (type: number, flags: number, id: number, length: number, version = 0): Buffer => {
    const view = new DataView(new ArrayBuffer(12));
    view.setUint8(0, version);
    view.setUint8(1, type);
    view.setUint16(2, flags);
    view.setUint32(4, id);
    view.setUint32(8, length);
    return Buffer.from(view.buffer);
};

export const rawData = (id: number, payload: Buffer, flags = 0): Buffer =>
    Buffer.concat([rawFrame(DATA, flags, id, payload.length), payload]);

/** A naive frame decoder to compare ours with: all bytes at once. */
export const rawFrames = (bytes: Buffer): RawFrame[] => {
    const frames: RawFrame[] = [];
    for (let at = 0; at + 12 <= bytes.length; ) {
        const view = new DataView(bytes.buffer, bytes.byteOffset + at);
        const type = view.getUint8(1);
        const length = view.getUint32(8);
        const end = at + 12 + (type === DATA ? length : 0);
        frames.push({
            version: view.getUint8(0),
            type,
            flags: view.getUint16(2),
            id: view.getUint32(4),
            length,
            payload: bytes.subarray(at + 12, end),
        });
        at = end;
    }
    return frames;
};

/** A peer that sends frames by hand and keeps what it receives. */
export class RawPeer {
    readonly socket: Duplex;
    #received: Buffer[] = [];

    constructor(socket: Duplex) {
        this.socket = socket;
        socket.on('data', (bytes: Buffer) => this.#received.push(bytes));
        socket.on('error', () => {});
    }

    send(...frames: Buffer[]): void {
        this.socket.write(Buffer.concat(frames));
    }

    get receivedBytes(): number {
        return this.#received.reduce((sum, {length}) => sum + length, 0);
    }

    get frames(): RawFrame[] {
        return rawFrames(Buffer.concat(this.#received));
    }

    /** The frames received so far in short form: "data syn 2 +5". */
    get log(): string[] {
        return this.frames.map(shortForm);
    }
}

const TYPES = ['data', 'window', 'ping', 'go-away'];
const FLAGS = ['syn', 'ack', 'fin', 'rst'];

export const shortForm = ({type, flags, id, length}: RawFrame): string => {
    const names = FLAGS.filter((_, bit) => flags & (1 << bit));
    return [TYPES[type], ...names, id, `+${length}`].join(' ');
};

/** Lets everything in transit in memory arrive. */
export const settle = async (turns = 20): Promise<void> => {
    for (let turn = 0; turn < turns; turn++) {
        await new Promise((done) => setImmediate(done));
    }
};
