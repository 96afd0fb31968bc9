import {GobEncoder, gob, MuxBroker, method, RpcServer, YamuxSession} from '../../../server-proxy/src/wire';
import {REQUEST} from '../../../server-proxy/src/wire/net_rpc/messages';
import {rawData, rawFrame, SYN, WINDOW} from '../../support/wire/raw_peer';
import {FuzzSocket, turn} from '../fuzz_socket';
import {mutate} from '../mutate';
import {labelOf, type Target} from '../target';

const idBytes = (id: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(id);
    return bytes;
};

const request = (name: string): Buffer => {
    const encoder = new GobEncoder();
    encoder.put(REQUEST, {ServiceMethod: name, Seq: 1});
    encoder.put(gob.string, 'hooks');
    return Buffer.from(encoder.take());
};

/** How a host begins: three streams, a call on the first, a broker stream with its number, a call on that. */
const START = [
    rawFrame(WINDOW, SYN, 1, 0),
    rawFrame(WINDOW, SYN, 3, 0),
    rawFrame(WINDOW, SYN, 5, 0),
    rawData(1, request('Dispenser.Dispense')),
    rawFrame(WINDOW, SYN, 7, 0),
    rawData(7, idBytes(1)),
    rawData(7, request('Plugin.Implemented')),
    rawData(2, idBytes(9)),
];

const reply = method(gob.uint, () => 1);
const SERVICES = {Dispenser: {Dispense: reply}, Plugin: {Implemented: reply}};

/** The start of a connection, through session, broker and net/rpc together. */
export const handshake = (): Target => ({
    name: 'handshake',
    input: (random) => {
        const frames = START.map((each) => (random.chance(0.2) ? mutate(each, random, START) : each));
        if (random.chance(0.3)) {
            frames.splice(random.int(0, frames.length), 0, random.pick(START));
        }
        return random.chance(0.2) ? mutate(Buffer.concat(frames), random, START) : Buffer.concat(frames);
    },
    run: async (input, random) => {
        const socket = new FuzzSocket();
        const session = new YamuxSession(socket, {role: 'server'});
        const serve = async (): Promise<void> => {
            const control = await session.accept();
            await session.accept();
            await session.accept();
            const broker = new MuxBroker(session);
            new RpcServer(control, SERVICES);
            broker.dial(9).catch(labelOf);
            new RpcServer(await broker.accept(broker.nextId()), SERVICES);
        };
        const serving = serve().catch(labelOf);
        socket.feed(random.chance(0.3) ? random.pieces(input) : [input]);
        await turn();
        session.close();
        await serving;
        if (socket.sent > 20 * input.length + 2_000) {
            throw new Error(`${input.length} bytes made the session send ${socket.sent}`);
        }
        const error = await session.closed;
        return error === undefined ? 'ok' : labelOf(error);
    },
});
