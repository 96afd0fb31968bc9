import {YamuxSession, type YamuxStream} from '../../../server-proxy/src/wire';
import type {Random} from '../../support/wire/random';
import {DATA, rawFrame, SYN} from '../../support/wire/raw_peer';
import {FuzzSocket, turn} from '../fuzz_socket';
import {mutate} from '../mutate';
import {labelOf, type Target} from '../target';

const OPENED = [1, 3, 5, 7, 9, 11, 13, 77, 0xffffffff];
const IDS = [1, 1, 3, 3, 5, 7, 9, 2, 2, 2, 4, 0];
const LENGTHS = [0, 0, 0, 1, 12, 255, 65_536, 262_144, 262_145, 0xffffffff];

/** A frame that could come from a peer, valid or nearly so. */
const frame = (random: Random): Buffer => {
    const type = random.chance(0.03) ? 3 : random.pick([0, 0, 0, 1, 1, 1, 2]);
    const flags = random.pick([0, 0, 0, 1, 1, 2, 4, 5, 8, 9, 15]);
    const id = random.pick(flags & SYN && random.chance(0.97) ? OPENED : IDS);
    if (type === DATA && random.chance(0.9)) {
        const payload = Buffer.alloc(random.pick([0, 1, 5, 12, 400, 5_000]), random.int(0, 255));
        return Buffer.concat([rawFrame(type, flags, id, payload.length), payload]);
    }
    return rawFrame(type, flags, id, random.pick(LENGTHS));
};

/** What an application may do with a stream of the peer. */
const use = async (stream: YamuxStream, action: number): Promise<void> => {
    switch (action) {
        case 0:
            return stream.close();
        case 1:
            return stream.reset();
        case 2:
            await stream.write(Buffer.alloc(300_000));
            return stream.end();
        case 3:
            for (let part = await stream.readChunk(); part !== null; part = await stream.readChunk()) {
                await stream.write(part);
            }
            return stream.end();
        default:
            stream.consume({data: () => {}, end: () => stream.end(), failed: () => {}});
    }
};

export const yamuxFrames = (): Target => ({
    name: 'yamux frames',
    input: (random) => {
        const frames = Array.from({length: random.int(1, 12)}, () => frame(random));
        const stream = Buffer.concat(frames);
        return random.chance(0.4) ? mutate(stream, random, frames) : stream;
    },
    run: async (input, random) => {
        const socket = new FuzzSocket();
        const session = new YamuxSession(socket, {role: 'server'});
        const own = session.open();
        const serve = async (): Promise<void> => {
            for (;;) {
                use(await session.accept(), random.int(0, 5)).catch(labelOf);
            }
        };
        serve().catch(labelOf);
        use(own, random.int(0, 5)).catch(labelOf);
        socket.feed(random.chance(0.3) ? random.pieces(input) : [input]);
        await turn();
        const ended = session.isClosed;
        session.close();
        const error = await session.closed;
        if (socket.sent > 300_000 * 13 + 20 * input.length) {
            throw new Error(`${input.length} bytes made the session send ${socket.sent}`);
        }
        return error === undefined ? (ended ? 'go-away' : 'ok') : labelOf(error);
    },
});
