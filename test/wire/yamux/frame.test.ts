import {describe, expect, test} from 'vitest';
import {putHeader} from '../../../server-proxy/src/wire/yamux/frame';
import {FrameDecoder} from '../../../server-proxy/src/wire/yamux/frame_decoder';
import {Random} from '../../support/wire/random';
import {DATA, type RawFrame, rawFrame, rawFrames} from '../../support/wire/raw_peer';

const ours = (type: number, flags: number, id: number, length: number): Buffer => {
    const header = Buffer.alloc(14, 0xee);
    putHeader(header, 1, type, flags, id, length);
    expect(header[0]).toBe(0xee);
    expect(header[13]).toBe(0xee);
    return header.subarray(1, 13);
};

/** What the decoder says about these pieces, payloads put together again. */
const decode = (pieces: readonly Buffer[]): RawFrame[] => {
    const frames: {type: number; flags: number; id: number; length: number; parts: Buffer[]; last: boolean}[] = [];
    const decoder = new FrameDecoder({
        frame: (type, flags, id, length) => frames.push({type, flags, id, length, parts: [], last: false}),
        payload: (bytes, last) => {
            const frame = frames.at(-1);
            expect(frame?.last).toBe(false);
            frame?.parts.push(Buffer.from(bytes));
            if (frame) {
                frame.last = last;
            }
        },
    });
    for (const piece of pieces) {
        decoder.push(piece);
    }
    return frames.map(({parts, last, ...frame}) => {
        expect(last).toBe(frame.type === DATA && frame.length > 0);
        return {version: 0, ...frame, payload: Buffer.concat(parts)};
    });
};

describe('header', () => {
    test.each([
        ['open', 1, 1, 1, 0, '000100010000000100000000'],
        ['accept', 1, 2, 2, 0, '000100020000000200000000'],
        ['five bytes', 0, 0, 7, 5, '000000000000000700000005'],
        ['credit', 1, 0, 3, 0x40000, '000100000000000300040000'],
        ['ping', 2, 1, 0, 0xdeadbeef, '0002000100000000deadbeef'],
        ['go away', 3, 0, 0, 2, '000300000000000000000002'],
        ['all ones', 3, 0xffff, 0xffffffff, 0xffffffff, '0003ffffffffffffffffffff'],
    ])('%s', (_name, type, flags, id, length, hex) => {
        expect(ours(type, flags, id, length).toString('hex')).toBe(hex);
        expect(rawFrame(type, flags, id, length).toString('hex')).toBe(hex);
    });

    test('1000 random headers equal those of the naive twin, both ways', () => {
        const random = new Random(1);
        for (let round = 0; round < 1_000; round++) {
            const fields = [
                random.int(1, 3),
                random.int(0, 0xffff),
                random.int(0, 2 ** 32 - 1),
                random.int(0, 2 ** 32 - 1),
            ];
            const header = ours(...(fields as [number, number, number, number]));
            expect(header).toEqual(rawFrame(...(fields as [number, number, number, number])));
            expect(decode([header])).toEqual(rawFrames(header));
        }
    });
});

describe('decoder', () => {
    const stream = (random: Random): Buffer =>
        Buffer.concat(
            Array.from({length: 30}, () => {
                const type = random.int(0, 3);
                const length =
                    type === DATA ? random.pick([0, 1, 11, 12, 13, random.int(0, 500)]) : random.int(0, 2 ** 32 - 1);
                const header = rawFrame(type, random.int(0, 15), random.int(0, 2 ** 32 - 1), length);
                return type === DATA ? Buffer.concat([header, random.bytes(length)]) : header;
            }),
        );

    test('finds the same frames whole, byte by byte and in random pieces', () => {
        for (let seed = 1; seed <= 100; seed++) {
            const random = new Random(seed);
            const bytes = stream(random);
            const expected = rawFrames(bytes);
            expect(decode([bytes]), `seed ${seed}`).toEqual(expected);
            expect(decode([...bytes].map((byte) => Buffer.of(byte))), `seed ${seed}`).toEqual(expected);
            expect(decode(random.pieces(bytes)), `seed ${seed}`).toEqual(expected);
        }
    });

    test('passes on the payload of a frame of 4 GB as it comes', () => {
        let got = 0;
        const decoder = new FrameDecoder({
            frame: (_type, _flags, _id, length) => expect(length).toBe(4_000_000_000),
            payload: (bytes, last) => {
                got += bytes.length;
                expect(last).toBe(false);
            },
        });
        decoder.push(rawFrame(DATA, 0, 1, 4_000_000_000));
        for (let chunk = 0; chunk < 100; chunk++) {
            decoder.push(Buffer.alloc(1_000));
        }
        expect(got).toBe(100_000);
    });

    test.each([
        ['invalid_version', rawFrame(0, 0, 0, 0, 1)],
        ['invalid_frame_type', rawFrame(4, 0, 0, 0)],
    ])('%s', (code, bytes) => {
        expect(() => decode([bytes])).toThrow(expect.objectContaining({code, goAway: 1}));
    });

    test('drops the rest of a chunk after stop', () => {
        const seen: number[] = [];
        const decoder = new FrameDecoder({
            frame: (_type, _flags, id) => {
                seen.push(id);
                decoder.stop();
            },
            payload: () => {},
        });
        decoder.push(Buffer.concat([rawFrame(1, 0, 1, 0), rawFrame(1, 0, 2, 0)]));
        expect(seen).toEqual([1]);
    });
});
