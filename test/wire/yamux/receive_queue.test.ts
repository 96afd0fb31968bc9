import {describe, expect, test} from 'vitest';
import {ReceiveQueue} from '../../../server-proxy/src/wire/yamux/receive_queue';
import {Random} from '../../support/wire/random';

describe('receive queue', () => {
    test('gives back what came in, against a naive twin that keeps one buffer', () => {
        for (let seed = 1; seed <= 200; seed++) {
            const random = new Random(seed);
            const queue = new ReceiveQueue();
            let twin = Buffer.alloc(0);
            for (let step = 0; step < 60; step++) {
                if (random.chance(0.6)) {
                    const bytes = random.chance(0.1)
                        ? Buffer.alloc(random.int(16_000, 70_000), step)
                        : random.bytes(random.int(1, 900));
                    queue.push(bytes);
                    twin = Buffer.concat([twin, bytes]);
                } else {
                    const max = random.pick([1, 100, 5_000, Number.MAX_SAFE_INTEGER]);
                    const got = queue.shift(max);
                    expect(got === undefined, `seed ${seed}`).toBe(twin.length === 0);
                    expect(got?.equals(twin.subarray(0, got.length)) ?? true, `seed ${seed}`).toBe(true);
                    expect(got?.length ?? 0).toBeLessThanOrEqual(max);
                    twin = twin.subarray(got?.length ?? 0);
                }
                expect(queue.bytes).toBe(twin.length);
            }
            queue.clear();
            expect([queue.bytes, queue.shift(1)]).toEqual([0, undefined]);
        }
    });

    test('bytes handed out do not change when more arrive', () => {
        const queue = new ReceiveQueue();
        queue.push(Buffer.from('abc'));
        const first = queue.shift(2) as Buffer;
        queue.push(Buffer.from('xyz'));
        expect([first.toString(), queue.shift(1)?.toString(), queue.shift(9)?.toString()]).toEqual(['ab', 'c', 'xyz']);
    });
});
