import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import type {ByteStream} from '../../../server-proxy/src/wire';
import {Random} from '../../support/wire/random';
import {ACK, FIN, PING, rawFrame, SYN, settle, WINDOW} from '../../support/wire/raw_peer';
import {sessionPair, sessionWithRawPeer} from '../../support/wire/sessions';

const readAll = async (stream: ByteStream, max?: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (let part = await stream.readChunk(max); part !== null; part = await stream.readChunk(max)) {
        parts.push(Buffer.from(part));
    }
    return Buffer.concat(parts);
};

const echo = async (stream: ByteStream): Promise<void> => {
    for (let part = await stream.readChunk(); part !== null; part = await stream.readChunk()) {
        await stream.write(part);
    }
    stream.end();
};

const digest = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex');

describe('a linked pair', () => {
    test('opens streams from both sides, in order, with odd and even ids', async () => {
        const {client, server} = sessionPair();
        const opened = [client.open(), client.open(), server.open(), client.open(), server.open()];
        expect(opened.map(({id}) => id)).toEqual([1, 3, 2, 5, 4]);
        const accepted = [await server.accept(), await client.accept(), await server.accept()];
        expect(accepted.map(({id}) => id)).toEqual([1, 2, 3]);
    });

    test('carries bytes both ways, whole and in pieces of 1 to 17 bytes', async () => {
        for (const random of [undefined, new Random(1), new Random(2)]) {
            const {client, server} = sessionPair({}, random);
            const sent = new Random(3).bytes(20_000);
            const stream = client.open();
            void server.accept().then(echo);
            for (const piece of new Random(4).pieces(sent, 0, 3_000)) {
                await stream.write(piece);
            }
            stream.end();
            expect(await readAll(stream)).toEqual(sent);
            expect([client.streamCount, server.streamCount]).toEqual([0, 0]);
        }
    });

    test('a thousand streams at once, from both sides, beyond the backlog of 256', async () => {
        const {client, server} = sessionPair({}, new Random(5));
        const serve = async (session: typeof client): Promise<void> => {
            for (let left = 500; left > 0; left--) {
                void echo(await session.accept());
            }
        };
        const ask = async (session: typeof client, seed: number): Promise<boolean> => {
            const stream = session.open();
            const sent = new Random(seed).bytes(600);
            stream.write(sent);
            stream.end();
            return (await readAll(stream, 100)).equals(sent);
        };
        const serving = Promise.all([serve(client), serve(server)]);
        const asked = Array.from({length: 1_000}, (_, seed) => ask(seed % 2 === 0 ? client : server, seed));
        expect((await Promise.all(asked)).every(Boolean)).toBe(true);
        await serving;
        await settle();
        expect([client.streamCount, server.streamCount]).toEqual([0, 0]);
    });

    test('many times the window, with a slow reader of odd sizes', async () => {
        const {client, server} = sessionPair();
        const sent = Buffer.alloc(3_000_001, 'abcdefghijklmnop');
        const stream = client.open();
        const accepted = await server.accept();
        const writing = stream.write(sent);
        stream.end();
        const parts: Buffer[] = [];
        for (let part = await accepted.readChunk(77_777); part !== null; part = await accepted.readChunk(77_777)) {
            expect(part.length).toBeLessThanOrEqual(77_777);
            parts.push(part);
            await settle(1);
        }
        expect(digest(Buffer.concat(parts))).toBe(digest(sent));
        await writing;
    });

    test('push and pull readers see the same, also after a pause', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        const log: string[] = [];
        accepted.consume({
            data: (bytes) => log.push(bytes.toString()),
            end: () => log.push('end'),
            failed: (error) => log.push(error.code),
        });
        await stream.write(Buffer.from('one'));
        await settle();
        accepted.pause();
        await stream.write(Buffer.from('two'));
        await settle();
        await stream.write(Buffer.from('three'));
        stream.end();
        await settle();
        expect(log).toEqual(['one']);
        accepted.resume();
        expect(log).toEqual(['one', 'twothree', 'end']);
    });

    test('half close: the other direction goes on', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        stream.end();
        expect(await accepted.readChunk()).toBeNull();
        expect(await accepted.readChunk()).toBeNull();
        await accepted.write(Buffer.from('still here'));
        expect((await stream.read(10)).toString()).toBe('still here');
        await expect(stream.write(Buffer.from('x'))).rejects.toMatchObject({code: 'stream_closed'});
        accepted.end();
        expect(await stream.readChunk()).toBeNull();
        expect([client.streamCount, server.streamCount]).toEqual([0, 0]);
    });

    test('read waits for exactly as many bytes, and says how many came before the end', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        const reading = accepted.read(5);
        await stream.write(Buffer.from('ab'));
        await settle();
        await stream.write(Buffer.from('cdefg'));
        expect((await reading).toString()).toBe('abcde');
        stream.end();
        await expect(accepted.read(5)).rejects.toMatchObject({code: 'unexpected_end'});
    });

    test('only one reader at a time', async () => {
        const {client} = sessionPair();
        const stream = client.open();
        const first = stream.readChunk();
        await expect(stream.readChunk()).rejects.toMatchObject({code: 'concurrent_read'});
        expect(() => stream.consume({data: () => {}, end: () => {}, failed: () => {}})).toThrow(
            expect.objectContaining({code: 'concurrent_read'}),
        );
        stream.reset();
        await expect(first).rejects.toMatchObject({code: 'stream_reset'});
    });

    test('close drops what the peer still sends and lets it finish', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        accepted.close();
        await stream.write(Buffer.alloc(2_000_000));
        stream.end();
        await settle();
        expect([client.streamCount, server.streamCount]).toEqual([0, 0]);
    });

    test('reset ends both sides with an error, also what waits', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        const waiting = accepted.write(Buffer.alloc(1_000_000));
        const reading = accepted.readChunk();
        stream.reset();
        await expect(waiting).rejects.toMatchObject({code: 'stream_reset'});
        await expect(reading).rejects.toMatchObject({code: 'stream_reset'});
        await expect(accepted.write(Buffer.of(1))).rejects.toMatchObject({code: 'stream_reset'});
        await expect(stream.readChunk()).rejects.toMatchObject({code: 'stream_reset'});
        expect([client.streamCount, server.streamCount]).toEqual([0, 0]);
    });

    test('the end of the session: what arrived can be read, then everything fails', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        const accepting = server.accept();
        const pinging = expect(server.ping()).resolves.toBeTypeOf('number');
        await stream.write(Buffer.from('last words'));
        await pinging;
        client.close();
        expect(await client.closed).toBeUndefined();
        expect(await server.closed).toBeUndefined();
        expect((await accepted.read(10)).toString()).toBe('last words');
        await expect(accepted.readChunk()).rejects.toMatchObject({code: 'session_closed'});
        await expect(accepting).rejects.toMatchObject({code: 'session_closed'});
        await expect(server.ping()).rejects.toMatchObject({code: 'session_closed'});
        await expect(server.accept()).rejects.toMatchObject({code: 'session_closed'});
        expect(() => server.open()).toThrow(expect.objectContaining({code: 'session_closed'}));
    });

    test('a lost connection is an error', async () => {
        const {client, ends} = sessionPair();
        const stream = client.open();
        const reading = stream.readChunk();
        ends[0].destroy(new Error('cable cut'));
        await expect(reading).rejects.toMatchObject({code: 'socket_failed'});
        expect(await client.closed).toMatchObject({
            code: 'socket_failed',
            message: 'The connection failed: cable cut.',
        });
    });

    test('go-away: no new streams, the old ones go on', async () => {
        const {client, server} = sessionPair();
        const stream = client.open();
        const accepted = await server.accept();
        server.goAway();
        await settle();
        expect(() => client.open()).toThrow(expect.objectContaining({code: 'remote_go_away'}));
        await stream.write(Buffer.from('x'));
        expect((await accepted.read(1)).toString()).toBe('x');
        await server.open().write(Buffer.from('y')); // this direction is not concerned
        expect((await (await client.accept()).read(1)).toString()).toBe('y');
    });
});

describe('pings', () => {
    test('both ways', async () => {
        const {client, server} = sessionPair();
        expect(await client.ping()).toBeGreaterThanOrEqual(0);
        expect(await Promise.all([client.ping(), server.ping(), client.ping()])).toHaveLength(3);
    });

    test('answers with the same value', async () => {
        const {peer} = sessionWithRawPeer();
        peer.send(rawFrame(PING, SYN, 0, 0xdeadbeef));
        await settle();
        expect(peer.log).toEqual(['ping ack 0 +3735928559']);
    });

    test('a peer that does not answer ends the session', async () => {
        const {session} = sessionWithRawPeer({keepAliveMs: 10, pingTimeoutMs: 30});
        expect(await session.closed).toMatchObject({code: 'keep_alive_timeout'});
    });

    test('without keep-alive no ping is sent', async () => {
        const {session, peer} = sessionWithRawPeer({keepAliveMs: 0});
        await new Promise((done) => setTimeout(done, 50));
        expect(peer.log).toEqual([]);
        session.close();
    });

    test('so many at once', async () => {
        const {session} = sessionWithRawPeer();
        const pings = Array.from({length: 65}, () => session.ping().catch((error) => error.code));
        await expect(pings[64]).resolves.toBe('too_many_pings');
        session.close();
        expect(new Set(await Promise.all(pings.slice(0, 64)))).toEqual(new Set(['session_closed']));
    });
});

describe('opening', () => {
    test('at most 256 streams go out before the peer acknowledges; writes and ends wait with them', async () => {
        const {session, peer} = sessionWithRawPeer();
        const streams = Array.from({length: 300}, () => session.open());
        for (const stream of streams) {
            void stream.write(Buffer.from('hi'));
            stream.end();
        }
        streams[299]?.reset();
        await settle();
        const syns = (): number => peer.log.filter((line) => line.startsWith('window syn')).length;
        expect(syns()).toBe(256);
        peer.send(...Array.from({length: 10}, (_, at) => rawFrame(WINDOW, ACK, 2 + 2 * at, 0)));
        await settle();
        expect(syns()).toBe(266);
        peer.send(...Array.from({length: 256}, (_, at) => rawFrame(WINDOW, ACK | FIN, 22 + 2 * at, 0)));
        await settle();
        expect(syns()).toBe(299);
        expect(peer.log.filter((line) => line.startsWith('data'))).toHaveLength(299);
        expect(peer.log.filter((line) => line.startsWith('window fin'))).toHaveLength(299);
        expect(peer.log.slice(-3)).toEqual(['window syn 598 +0', 'data 598 +2', 'window fin 598 +0']);
    });

    test('a go-away of the peer fails the streams that still wait', async () => {
        const {session, peer} = sessionWithRawPeer({maxUnacknowledged: 1});
        const first = session.open();
        const second = session.open();
        const reading = second.read(1);
        peer.send(rawFrame(3, 0, 0, 0));
        await expect(reading).rejects.toMatchObject({code: 'remote_go_away'});
        peer.send(rawFrame(0, ACK, first.id, 1), Buffer.from('!'));
        expect((await first.read(1)).toString()).toBe('!');
    });

    test('streams of the peer that nobody accepts: 256 are kept, more are reset', async () => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(...Array.from({length: 300}, (_, at) => rawFrame(WINDOW, SYN, 1 + 2 * at, 0)));
        await settle();
        expect(peer.log).toEqual(Array.from({length: 44}, (_, at) => `window rst ${513 + 2 * at} +0`));
        expect(session.streamCount).toBe(256);
        expect((await session.accept()).id).toBe(1);
        await settle();
        expect(peer.log.at(-1)).toBe('window ack 1 +0');
    });

    test('after our go-away streams of the peer are reset', async () => {
        const {session, peer} = sessionWithRawPeer();
        session.goAway();
        peer.send(rawFrame(WINDOW, SYN, 1, 0));
        await settle();
        expect(peer.log).toEqual(['go-away 0 +0', 'window rst 1 +0']);
    });

    test('so many streams at once', async () => {
        const {session, peer} = sessionWithRawPeer({maxStreams: 3});
        session.open();
        session.open();
        peer.send(rawFrame(WINDOW, SYN, 1, 0), rawFrame(WINDOW, SYN, 3, 0));
        await settle();
        expect(peer.log).toContain('window rst 3 +0');
        expect(() => session.open()).toThrow(expect.objectContaining({code: 'too_many_streams'}));
    });

    test('a stream whose peer never finishes after our close is reset in time', async () => {
        const {session, peer} = sessionWithRawPeer({keepAliveMs: 10, pingTimeoutMs: 60_000, lingerMs: 20});
        const stream = session.open();
        stream.close();
        while (session.streamCount > 0) {
            await new Promise((done) => setTimeout(done, 5));
        }
        await settle();
        expect(peer.log.filter((line) => !line.startsWith('ping'))).toEqual([
            'window syn 2 +0',
            'window fin 2 +0',
            'window rst 2 +0',
        ]);
    });
});

test('all frames of a turn go out in one write', async () => {
    const {session, end} = sessionWithRawPeer();
    const stream = session.open();
    await settle();
    const before = end.written;
    let writes = 0;
    const write = end._write;
    end._write = (...all: Parameters<typeof write>): void => {
        writes++;
        write.apply(end, all);
    };
    void stream.write(Buffer.from('header'));
    await Promise.resolve();
    void stream.write(Buffer.from('body'));
    stream.end();
    session.open();
    await settle();
    expect(writes).toBe(1);
    expect(end.written - before).toBe(4 * 12 + 10);
});
