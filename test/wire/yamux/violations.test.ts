import {describe, expect, test} from 'vitest';
import type {YamuxStream} from '../../../server-proxy/src/wire';
import {ACK, DATA, FIN, GO_AWAY, PING, RST, rawData, rawFrame, SYN, settle, WINDOW} from '../../support/wire/raw_peer';
import {sessionWithRawPeer} from '../../support/wire/sessions';

const WINDOW_BYTES = 256 * 1024;
const open1 = rawFrame(WINDOW, SYN, 1, 0);

describe('what a peer must not do ends the session with a go-away and a typed error', () => {
    test.each([
        ['another version', 'invalid_version', 1, [rawFrame(DATA, 0, 0, 0, 7)]],
        ['an unknown frame type', 'invalid_frame_type', 1, [rawFrame(9, 0, 0, 0)]],
        ['stream 0', 'invalid_stream_id', 1, [rawFrame(WINDOW, SYN, 0, 0)]],
        ['a stream with an id of our side', 'invalid_stream_id', 1, [rawFrame(WINDOW, SYN, 2, 0)]],
        ['a stream twice', 'duplicate_stream', 1, [open1, open1]],
        ['its end twice', 'unexpected_fin', 1, [open1, rawFrame(WINDOW, FIN, 1, 0), rawFrame(DATA, FIN, 1, 0)]],
        ['a frame larger than the window', 'window_exceeded', 1, [open1, rawFrame(DATA, 0, 1, WINDOW_BYTES + 1)]],
        [
            'more bytes than the window, in two frames',
            'window_exceeded',
            1,
            [open1, rawData(1, Buffer.alloc(WINDOW_BYTES)), rawFrame(DATA, 0, 1, 1)],
        ],
        ['credit beyond 32 bits', 'window_overflow', 1, [open1, rawFrame(WINDOW, 0, 1, 0xffffffff)]],
    ])('%s', async (_name, code, goAway, frames) => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(...frames);
        expect(await session.closed).toMatchObject({code, goAway});
        await settle();
        expect(peer.log.at(-1)).toBe(`go-away 0 +${goAway}`);
        expect(peer.socket.readableEnded).toBe(true);
        expect(session.streamCount).toBe(0);
    });

    test.each([1, 2, 3, 4_000_000_000])('its go-away with code %i', async (code) => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(rawFrame(GO_AWAY, 0, 0, code));
        expect(await session.closed).toMatchObject({code: 'peer_go_away', goAway: undefined});
    });

    test('more unread bytes than the session holds', async () => {
        const {session, peer} = sessionWithRawPeer({maxUnreadBytes: 1_000_000});
        for (let id = 1; id < 20; id += 2) {
            peer.send(rawFrame(WINDOW, SYN, id, 0), rawData(id, Buffer.alloc(200_000)));
        }
        expect(await session.closed).toMatchObject({code: 'receive_buffer_full', goAway: 2});
    });

    test('the rest of a chunk after a violation is ignored', async () => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(rawFrame(WINDOW, SYN, 0, 0), open1, rawFrame(PING, SYN, 0, 5));
        await session.closed;
        await settle();
        expect(peer.log).toEqual(['go-away 0 +1']);
    });
});

describe('what a peer may do', () => {
    test.each([
        ['data for a stream that is gone', [rawData(77, Buffer.alloc(70_000))]],
        ['credit for a stream that is gone', [rawFrame(WINDOW, 0, 77, 5)]],
        ['a reset or an end for a stream that is gone', [rawFrame(WINDOW, RST, 77, 0), rawFrame(WINDOW, FIN, 77, 0)]],
        ['an acknowledgement nobody waits for', [open1, rawFrame(WINDOW, ACK, 1, 0), rawFrame(WINDOW, ACK, 5, 0)]],
        ['the answer to a ping nobody sent', [rawFrame(PING, ACK, 0, 9)]],
        ['a ping without flags', [rawFrame(PING, 0, 0, 9)]],
        ['flags that do not exist', [rawFrame(WINDOW, 0xfff0, 1, 0)]],
        ['data after its end, which are dropped', [open1, rawFrame(WINDOW, FIN, 1, 0), rawData(1, Buffer.of(1))]],
        ['an id again once the stream is gone', [open1, rawFrame(WINDOW, RST, 1, 0), open1]],
    ])('%s', async (_name, frames) => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(...frames, rawFrame(PING, SYN, 0, 1));
        await settle();
        expect(session.isClosed).toBe(false);
        expect(peer.log.at(-1)).toBe('ping ack 0 +1');
    });

    test('open with a data frame, and end with the last one', async () => {
        const {session, peer} = sessionWithRawPeer();
        peer.send(rawData(1, Buffer.from('hello'), SYN | FIN));
        const stream = await session.accept();
        expect((await stream.read(5)).toString()).toBe('hello');
        expect(await stream.readChunk()).toBeNull();
        stream.end();
        expect(session.streamCount).toBe(0);
    });
});

/** Brings a stream of ours into a state; returns the stream. */
const STATES: Record<string, (stream: YamuxStream, send: (...frames: Buffer[]) => void) => void> = {
    'SYN sent': () => {},
    established: (_stream, send) => send(rawFrame(WINDOW, ACK, 2, 0)),
    'closed here': (stream) => stream.end(),
    'closed there': (_stream, send) => send(rawFrame(WINDOW, ACK | FIN, 2, 0)),
    'closed here, reading given up': (stream) => stream.close(),
    'closed on both sides': (stream, send) => {
        stream.end();
        send(rawFrame(WINDOW, ACK | FIN, 2, 0));
    },
    'reset here': (stream) => stream.reset(),
    'reset there': (_stream, send) => send(rawFrame(WINDOW, RST, 2, 0)),
    'with data half received': (_stream, send) => send(rawFrame(DATA, ACK, 2, 5), Buffer.from('ab')),
};

describe.each(Object.keys(STATES))('a stream that is %s', (state) => {
    const prepare = async (): Promise<{
        stream: YamuxStream;
        log: () => string[];
        send: (...frames: Buffer[]) => void;
        alive: () => boolean;
    }> => {
        const {session, peer} = sessionWithRawPeer();
        const stream = session.open();
        await settle();
        const send = (...frames: Buffer[]): void => peer.send(...frames);
        STATES[state]?.(stream, send);
        await settle();
        return {stream, log: () => peer.log, send, alive: () => session.streamCount === 1};
    };
    const isOver = ['closed on both sides', 'reset here', 'reset there'].includes(state);
    const isHalf = state === 'with data half received';

    test('is known or forgotten', async () => {
        expect((await prepare()).alive()).toBe(!isOver);
    });

    test('takes a reset of the peer', async () => {
        const {stream, send, alive} = await prepare();
        const expected =
            state === 'closed on both sides' || state === 'closed here, reading given up' || state === 'closed there';
        send(...(isHalf ? [Buffer.from('cde')] : []), rawFrame(WINDOW, RST, 2, 0));
        await settle();
        expect(alive()).toBe(false);
        const outcome = await stream.readChunk().catch((error) => error.code);
        expect(outcome).toBe(expected ? null : 'stream_reset');
    });

    test('can be reset here, once', async () => {
        const {stream, log, alive} = await prepare();
        stream.reset();
        stream.reset();
        stream.end();
        stream.close();
        await settle();
        expect(alive()).toBe(false);
        const resets = log().filter((line) => line === 'window rst 2 +0').length;
        expect(resets).toBe(state === 'closed on both sides' || state === 'reset there' ? 0 : 1);
    });

    test('can be closed here, once', async () => {
        const {stream, log, send, alive} = await prepare();
        stream.end();
        stream.close();
        stream.end();
        await settle();
        expect(log().filter((line) => line === 'window fin 2 +0')).toHaveLength(state.startsWith('reset') ? 0 : 1);
        if (!isOver && state !== 'closed there') {
            send(...(isHalf ? [Buffer.from('cde')] : []), rawFrame(WINDOW, FIN, 2, 0));
            await settle();
        }
        expect(alive()).toBe(false);
    });

    test('takes data of the peer and its end', async () => {
        const {stream, send} = await prepare();
        const reading = stream.read(5).then(
            (bytes) => bytes.toString(),
            (error) => error.code,
        );
        send(...(isHalf ? [Buffer.from('cde')] : [rawData(2, Buffer.from('abcde'))]));
        await settle();
        expect(await reading).toBe(
            state.startsWith('reset')
                ? 'stream_reset'
                : ['closed there', 'closed on both sides', 'closed here, reading given up'].includes(state)
                  ? 'unexpected_end'
                  : 'abcde',
        );
    });
});
