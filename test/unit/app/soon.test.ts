import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Soon} from '../../../server-proxy/src/app/soon';

const PACE = {delayMs: 2000, restMs: 10_000};

describe('work that is asked for', () => {
    beforeEach(() => {
        vi.useFakeTimers();
    });
    afterEach(() => {
        vi.useRealTimers();
    });

    const start = () => {
        const begun: number[] = [];
        const clock = {monotonic: () => Date.now()};
        const began = Date.now();
        const soon = new Soon(async () => void begun.push(Date.now() - began), PACE, clock);
        return {soon, begun};
    };

    it('is done once, a moment later, and not again before its rest is over', async () => {
        const {soon, begun} = start();
        soon.ask();
        soon.ask();
        await vi.advanceTimersByTimeAsync(3000);
        soon.ask();
        await vi.advanceTimersByTimeAsync(60_000);
        expect(begun).toEqual([2000, 12_000]);
    });

    it('is not done any more after the end', async () => {
        const {soon, begun} = start();
        soon.ask();
        soon.rest();
        await vi.advanceTimersByTimeAsync(60_000);
        expect(begun).toEqual([]);
        soon.ask();
        await vi.advanceTimersByTimeAsync(2000);
        expect(begun).toEqual([62_000]);
    });
});
