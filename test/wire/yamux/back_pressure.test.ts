import {describe, expect, test} from 'vitest';
import {Random} from '../../support/wire/random';
import {ACK, PING, rawData, rawFrame, SYN, settle, WINDOW} from '../../support/wire/raw_peer';
import {sessionPair, sessionWithRawPeer} from '../../support/wire/sessions';

const KIB = 1024;

describe('windows', () => {
    test('never more than the peer has granted, then exactly as much as it grants', async () => {
        const {session, peer} = sessionWithRawPeer();
        const stream = session.open();
        let written = false;
        const writing = stream.write(Buffer.alloc(600 * KIB))?.then(() => {
            written = true;
        });
        stream.end();
        const sent = (): number =>
            peer.frames.filter(({type}) => type === 0).reduce((sum, {length}) => sum + length, 0);
        await settle(60);
        expect(sent()).toBe(256 * KIB);
        peer.send(rawFrame(WINDOW, ACK, 2, 1));
        await settle(60);
        expect(sent()).toBe(256 * KIB + 1);
        peer.send(rawFrame(WINDOW, 0, 2, 100 * KIB));
        await settle(60);
        expect(sent()).toBe(356 * KIB + 1);
        expect(written).toBe(false);
        peer.send(rawFrame(WINDOW, 0, 2, 1_000 * KIB));
        await settle(60);
        expect(sent()).toBe(600 * KIB);
        await writing;
        expect(written).toBe(true);
        expect(peer.log.at(-1)).toBe('window fin 2 +0');
        expect(Math.max(...peer.frames.map(({length}) => length))).toBeLessThanOrEqual(100 * KIB);
    });

    test('credit follows what the application read, in halves of the window', async () => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(rawFrame(WINDOW, SYN, 1, 0), rawData(1, Buffer.alloc(256 * KIB)));
        const stream = await session.accept();
        await settle();
        expect(peer.log).toEqual(['window ack 1 +0']);
        await stream.read(128 * KIB - 1);
        await settle();
        expect(peer.log).toHaveLength(1);
        await stream.read(1);
        await settle();
        expect(peer.log.slice(1)).toEqual([`window 1 +${128 * KIB}`]);
        peer.send(rawData(1, Buffer.alloc(128 * KIB)));
        await settle();
        expect(session.isClosed).toBe(false);
        await stream.read(256 * KIB);
        await settle();
        const credit = peer.frames.slice(1).reduce((sum, {length}) => sum + length, 0);
        expect(credit).toBe(384 * KIB);
    });

    test('a paused consumer holds the peer at one window', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        let got = 0;
        accepted.consume({data: (bytes) => (got += bytes.length), end: () => {}, failed: () => {}});
        accepted.pause();
        const writing = stream.write(Buffer.alloc(2_000 * KIB));
        await settle(100);
        expect(got).toBe(0);
        accepted.resume();
        await writing;
        await settle(100);
        expect(got).toBe(2_000 * KIB);
    });

    test('streams take turns on a full socket', async () => {
        const {client, server} = sessionPair();
        const done: number[] = [];
        const serve = async (): Promise<void> => {
            for (;;) {
                const stream = await server.accept();
                stream.consume({data: () => {}, end: () => {}, failed: () => {}});
            }
        };
        serve().catch(() => {});
        const writing = Array.from({length: 8}, async (_, at) => {
            const stream = client.open();
            await stream.write(Buffer.alloc(at === 0 ? 40_000 * KIB : 1_000 * KIB));
            done.push(at);
        });
        await Promise.all(writing);
        expect(done.at(-1)).toBe(0); // forty times as much: it did not hold up the others
    });
});

describe('a peer that stops reading its socket', () => {
    test('holds memory at a bounded amount, and everything arrives when it goes on', async () => {
        const {client, server, ends} = sessionPair();
        ends[1].pause();
        const writes = Array.from({length: 40}, () => {
            const stream = client.open();
            const waits = stream.write(Buffer.alloc(500 * KIB));
            expect(waits).toBeInstanceOf(Promise);
            return waits?.then(() => stream.end());
        });
        await settle(200);
        expect(ends[0].writableLength + ends[1].readableLength).toBeLessThan(1_000 * KIB);
        let got = 0;
        const serve = async (): Promise<void> => {
            for (let left = 40; left > 0; left--) {
                const stream = await server.accept();
                stream.consume({data: (bytes) => (got += bytes.length), end: () => stream.end(), failed: () => {}});
            }
        };
        ends[1].resume();
        await Promise.all([serve(), ...writes]);
        await settle(100);
        expect(got).toBe(40 * 500 * KIB);
        expect([client.streamCount, server.streamCount]).toEqual([0, 0]);
    });

    test('is not read any more while it keeps asking', async () => {
        const {session, peer, end} = sessionWithRawPeer();
        peer.socket.pause();
        const pings = Buffer.concat(Array.from({length: 1_000}, (_, at) => rawFrame(PING, SYN, 0, at)));
        for (let round = 0; round < 400; round++) {
            peer.send(pings); // 4.8 MB of questions, as many of answers
        }
        await settle(1_000);
        expect(end.writableLength).toBeLessThan(3_000 * KIB);
        expect(session.isClosed).toBe(false);
        peer.socket.resume();
        while (peer.receivedBytes < 400_000 * 12) {
            await settle();
        }
        expect(peer.frames.at(-1)?.length).toBe(999);
    });

    test('a write beyond the queue of its stream is refused', async () => {
        const {session} = sessionWithRawPeer({maxQueuedBytes: 1_000_000});
        const stream = session.open();
        const first = stream.write(Buffer.alloc(1_200_000));
        await expect(stream.write(Buffer.alloc(100_000))).rejects.toMatchObject({code: 'write_queue_full'});
        stream.reset();
        await expect(first).rejects.toMatchObject({code: 'stream_reset'});
    });

    test('close does not wait for it', async () => {
        const {session, peer, end} = sessionWithRawPeer();
        peer.socket.pause();
        void session.open().write(Buffer.alloc(250 * KIB));
        await settle();
        session.close();
        expect(await session.closed).toBeUndefined();
        while (!end.destroyed) {
            await new Promise((done) => setTimeout(done, 20));
        }
    });
});

describe('a reader that stops', () => {
    test('bytes of small frames do not keep the chunks of the socket alive', async () => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(rawFrame(WINDOW, SYN, 1, 0));
        const stream = await session.accept();
        const random = new Random(1);
        const expected: Buffer[] = [];
        for (let round = 0; round < 300; round++) {
            const bytes = random.bytes(random.int(1, 3));
            expected.push(bytes);
            peer.send(rawData(1, bytes), ...Array.from({length: 100}, () => rawFrame(PING, ACK, 0, 1)));
            await settle(2);
        }
        const sent = Buffer.concat(expected);
        const parts: Buffer[] = [];
        for (let got = 0; got < sent.length; ) {
            const part = (await stream.readChunk()) as Buffer;
            parts.push(part);
            got += part.length;
        }
        expect(Buffer.concat(parts).equals(sent)).toBe(true);
        const kept = new Set(parts.map(({buffer}) => buffer));
        expect([...kept].reduce((sum, {byteLength}) => sum + byteLength, 0)).toBeLessThanOrEqual(4 * sent.length);
    });
});
