import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Outbox} from '../../../../server-proxy/src/app/actions/outbox';
import {RecordingLogger} from '../../../support/app/fakes';

describe('when the outbox looks', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    const watching = () => {
        const left = {queued: 0, pending: 0};
        const replay = vi.fn(async () => ({...left}));
        const outbox = new Outbox(replay, new RecordingLogger());
        outbox.watch();
        return {left, replay, outbox};
    };

    /** @returns seconds until each of the next looks */
    const pauses = async (replay: {mock: {calls: unknown[]}}, seconds: number): Promise<number[]> => {
        const found: number[] = [];
        let since = 0;
        for (let second = 0; second < seconds; second += 1) {
            const before = replay.mock.calls.length;
            await vi.advanceTimersByTimeAsync(1000);
            since += 1;
            if (replay.mock.calls.length > before) {
                found.push(since);
                since = 0;
            }
        }
        return found;
    };

    it('every half minute while nothing is pending: another node may have died', async () => {
        const {replay} = watching();
        expect(await pauses(replay, 90)).toEqual([30, 30, 30]);
    });

    it('after pauses that double, up to half a minute, while something waits', async () => {
        const {left, replay, outbox} = watching();
        left.queued = 2;
        left.pending = 2;
        outbox.later();
        expect(await pauses(replay, 125)).toEqual([1, 1, 2, 4, 8, 16, 30, 30, 30]);
        expect(outbox.queued).toBe(2);
        left.queued = 0;
        left.pending = 0;
        await outbox.now();
        expect(await pauses(replay, 60)).toEqual([30, 30]);
    });

    it('at once when asked, one turn at a time', async () => {
        const {replay, outbox} = watching();
        await Promise.all([outbox.now(), outbox.now()]);
        expect(replay).toHaveBeenCalledTimes(1);
    });

    it('again after a store that could not be read', async () => {
        const {replay, outbox} = watching();
        replay.mockRejectedValueOnce(new Error('disk'));
        await outbox.now();
        expect(await pauses(replay, 40)).toEqual([1, 30]);
    });

    it('never after its end', async () => {
        const {replay, outbox} = watching();
        outbox.rest();
        outbox.later();
        expect(await pauses(replay, 90)).toEqual([]);
    });
});
