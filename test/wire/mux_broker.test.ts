import {describe, expect, test} from 'vitest';
import {BrokerError, type BrokerOptions, MuxBroker, type YamuxSession} from '../../server-proxy/src/wire';
import {Random} from '../support/wire/random';
import {ACK, DATA, FIN, RST, rawData, rawFrame, SYN, settle, WINDOW} from '../support/wire/raw_peer';
import {sessionPair, sessionWithRawPeer} from '../support/wire/sessions';

const brokers = (
    options: BrokerOptions = {},
    random?: Random,
): {left: MuxBroker; right: MuxBroker; session: YamuxSession; other: YamuxSession} => {
    const {client, server} = sessionPair({}, random);
    return {
        left: new MuxBroker(client, options),
        right: new MuxBroker(server, options),
        session: client,
        other: server,
    };
};

const id = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
};

describe('a pair of brokers', () => {
    test('joins accept and dial, whichever comes first, in both directions', async () => {
        const {left, right} = brokers({}, new Random(1));
        const [early, dialled] = await Promise.all([right.accept(7), left.dial(7)]);
        const reverse = right.dial(8);
        await settle();
        const [late, back] = await Promise.all([left.accept(8), reverse]);
        for (const [one, two] of [
            [early, dialled],
            [back, late],
        ] as const) {
            await one.write(Buffer.from('to two'));
            await two.write(Buffer.from('to one'));
            expect((await two.read(6)).toString()).toBe('to two');
            expect((await one.read(6)).toString()).toBe('to one');
        }
    });

    test('counts from 1', () => {
        const {left} = brokers();
        expect([left.nextId(), left.nextId(), left.nextId()]).toEqual([1, 2, 3]);
    });

    test('used ahead: what is written goes out with the number, what is read begins behind the echo', async () => {
        for (const pull of [true, false]) {
            const {session, peer} = sessionWithRawPeer();
            const stream = new MuxBroker(session).dialAhead(5);
            void stream.write(Buffer.from('first words'));
            const got: string[] = [];
            if (!pull) {
                stream.consume({
                    data: (bytes) => got.push(bytes.toString()),
                    end: () => got.push('end'),
                    failed: () => {},
                });
            }
            await settle();
            expect(peer.log).toEqual(['window syn 2 +0', 'data 2 +4', 'data 2 +11']);
            const answer = Buffer.concat([id(5), Buffer.from('answer')]);
            peer.send(...[...answer].map((byte) => rawData(2, Buffer.of(byte))), rawFrame(WINDOW, ACK | FIN, 2, 0));
            await settle();
            if (pull) {
                got.push((await stream.read(3)).toString(), (await stream.readChunk())?.toString() ?? '');
                expect(await stream.readChunk()).toBeNull();
                expect(got).toEqual(['ans', 'wer']);
            } else {
                expect(got).toEqual(['a', 'n', 's', 'w', 'e', 'r', 'end']);
            }
        }
    });

    test('500 at once, in random order', async () => {
        const {left, right} = brokers({}, new Random(2));
        const random = new Random(3);
        const ids = Array.from({length: 500}, (_, at) => at + 1);
        const shuffled = [...ids].sort(() => random.next() - 0.5);
        const accepts = ids.map((each) => right.accept(each));
        const dials = shuffled.map(async (each) => {
            const stream = await left.dial(each);
            await stream.write(id(each));
            stream.end();
        });
        await Promise.all(dials);
        const told = await Promise.all(accepts.map(async (stream) => (await (await stream).read(4)).readUInt32LE(0)));
        expect(told).toEqual(ids);
    });

    test('an accept nobody dials and a dial nobody accepts end in time', async () => {
        const {left, right, other} = brokers({acceptTimeoutMs: 30, dialTimeoutMs: 20});
        await expect(right.accept(1)).rejects.toMatchObject({code: 'accept_timeout'});
        await expect(left.dial(2)).rejects.toMatchObject({code: 'dial_timeout'});
        await settle();
        expect(other.streamCount).toBe(0);
    });

    test('a stream that waits in vain for its accept is reset', async () => {
        const {left, right, session, other} = brokers({acceptTimeoutMs: 20, dialTimeoutMs: 5_000});
        await expect(left.dial(5)).rejects.toMatchObject({code: 'stream_reset'});
        expect([session.streamCount, other.streamCount]).toEqual([0, 0]);
        await expect(right.accept(5)).rejects.toMatchObject({code: 'accept_timeout'});
    });

    test('an id is never dialled twice, nor waited for twice', async () => {
        const {left, right} = brokers();
        const accepted = right.accept(3);
        await expect(right.accept(3)).rejects.toMatchObject({code: 'duplicate_accept'});
        await left.dial(3);
        await accepted;
        await expect(left.dial(3)).rejects.toMatchObject({code: 'duplicate_dial'});
    });

    test.each([-1, 1.5, 2 ** 32, Number.NaN])('%d is no id', async (value) => {
        const {left} = brokers();
        const refusal = left.dial(value);
        await expect(refusal).rejects.toBeInstanceOf(BrokerError);
        await expect(refusal).rejects.toMatchObject({code: 'invalid_id'});
    });

    test('the end of the session ends everything that waits', async () => {
        const {left, right, session} = brokers();
        const waiting = [right.accept(1), left.dial(9)].map((promise) =>
            expect(promise).rejects.toMatchObject({code: 'session_closed'}),
        );
        await settle();
        session.close();
        await Promise.all(waiting);
        await expect(right.accept(9)).rejects.toMatchObject({code: 'session_closed'});
        await expect(left.dial(10)).rejects.toMatchObject({code: 'session_closed'});
    });
});

describe('a peer by hand', () => {
    test('gets the id in little endian directly behind the SYN', async () => {
        const {session, peer} = sessionWithRawPeer();
        const dialled = new MuxBroker(session).dial(0x01020304);
        await settle();
        expect(peer.log).toEqual(['window syn 2 +0', 'data 2 +4']);
        expect(peer.frames[1]?.payload.toString('hex')).toBe('04030201');
        peer.send(rawFrame(WINDOW, ACK, 2, 0), rawData(2, Buffer.concat([id(0x01020304), Buffer.from('more')])));
        expect((await (await dialled).read(4)).toString()).toBe('more');
    });

    test.each([
        ['another id', [rawData(2, id(6), ACK)], 'bad_echo'],
        ['an end', [rawFrame(WINDOW, ACK | FIN, 2, 0)], 'bad_echo'],
        ['half an id and an end', [rawData(2, Buffer.of(5, 0), ACK | FIN)], 'bad_echo'],
        ['a reset', [rawFrame(WINDOW, RST, 2, 0)], 'stream_reset'],
    ])('%s instead of the echo', async (_name, frames, code) => {
        const {session, peer} = sessionWithRawPeer();
        const dialled = new MuxBroker(session).dial(5);
        await settle();
        peer.send(...frames);
        await expect(dialled).rejects.toMatchObject({code});
        expect(session.streamCount).toBe(0);
    });

    test.each([
        ['another id', [rawData(2, id(6), ACK)], 'bad_echo'],
        ['an end', [rawFrame(WINDOW, ACK | FIN, 2, 0)], 'bad_echo'],
        ['a reset', [rawFrame(WINDOW, RST, 2, 0)], 'stream_reset'],
        ['nothing', [], 'dial_timeout'],
    ])('%s instead of the echo of a stream that was used ahead', async (_name, frames, code) => {
        for (const pull of [true, false]) {
            const {session, peer} = sessionWithRawPeer();
            const stream = new MuxBroker(session, {dialTimeoutMs: 30}).dialAhead(5);
            const outcome = pull
                ? stream.readChunk()
                : new Promise((resolve, reject) => {
                      stream.consume({data: resolve, end: () => resolve('end'), failed: reject});
                  });
            await settle();
            peer.send(...frames);
            await expect(outcome).rejects.toMatchObject({code});
            stream.close();
            await settle();
            expect(session.streamCount).toBe(0);
        }
    });

    test('whose streams bring no id, half an id or a used one does not disturb the others', async () => {
        const {session, peer} = sessionWithRawPeer();
        const broker = new MuxBroker(session, {acceptTimeoutMs: 50});
        peer.send(
            rawFrame(WINDOW, SYN, 1, 0), // silent for ever
            rawData(3, Buffer.of(9, 0), SYN),
            rawData(5, Buffer.of(9), SYN | FIN),
            rawFrame(DATA, SYN | FIN, 7, 0),
            rawData(9, id(4), SYN),
            rawData(11, id(4), SYN), // the same id again
            rawData(13, Buffer.concat([id(6), Buffer.from('x')]), SYN),
        );
        const stream = await broker.accept(6);
        expect((await stream.read(1)).toString()).toBe('x');
        while (session.streamCount > 1) {
            await new Promise((done) => setTimeout(done, 5));
        }
        await settle();
        expect(peer.log.filter((line) => line.startsWith('window rst')).sort()).toEqual(
            [1, 11, 3, 5, 7, 9].map((each) => `window rst ${each} +0`),
        );
        expect(peer.frames.filter(({type}) => type === DATA).map(({payload}) => payload.toString('hex'))).toEqual([
            '06000000',
        ]);
    });

    test('who dials more than anybody accepts is refused', async () => {
        const {session, peer} = sessionWithRawPeer();
        new MuxBroker(session, {maxParked: 10});
        for (let at = 0; at < 30; at++) {
            peer.send(rawData(1 + 2 * at, id(at), SYN));
        }
        await settle(100);
        expect(peer.log.filter((line) => line.includes('rst'))).toHaveLength(20);
    });
});
