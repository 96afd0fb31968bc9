import {describe, expect, it} from 'vitest';
import {PostUpdates} from '../../../../server-proxy/src/app/posts/post_updates';
import type {Clock} from '../../../../server-proxy/src/app/telemetry';

/** Time stands until it is moved. */
class HeldClock implements Clock {
    private milliseconds = 0;
    private sleeping: {readonly until: number; readonly wake: () => void}[] = [];

    now(): number {
        return this.milliseconds;
    }

    monotonic(): number {
        return this.milliseconds;
    }

    sleep(milliseconds: number): Promise<void> {
        return new Promise((wake) => this.sleeping.push({until: this.milliseconds + milliseconds, wake}));
    }

    async advance(milliseconds: number): Promise<void> {
        this.milliseconds += milliseconds;
        const due = this.sleeping.filter(({until}) => until <= this.milliseconds);
        this.sleeping = this.sleeping.filter((one) => !due.includes(one));
        for (const {wake} of due) {
            wake();
        }
        await settled();
    }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const start = () => {
    const clock = new HeldClock();
    const updates = new PostUpdates(clock);
    const shown: number[] = [];
    let state = 0;
    /** A change of the alert, and its update, which shows what is known when it begins. */
    const change = (key = 'a') => {
        state += 1;
        return updates.run(key, async () => {
            shown.push(state);
        });
    };
    return {clock, updates, shown, change};
};

describe('updates of one post', () => {
    it('begin at once, and then at most once a second; the last state is shown', async () => {
        const {clock, shown, change} = start();
        await change();
        const storm = Array.from({length: 100}, () => change());
        await settled();
        expect(shown).toEqual([1]);
        await clock.advance(999);
        expect(shown).toEqual([1]);
        await clock.advance(1);
        expect(shown).toEqual([1, 101]);
        await Promise.all(storm);
        void change();
        await clock.advance(500);
        expect(shown).toEqual([1, 101]);
        await clock.advance(500);
        expect(shown).toEqual([1, 101, 102]);
    });

    it('are due again after a second', async () => {
        const {clock, updates, change} = start();
        expect(updates.isDue('a')).toBe(true);
        await change();
        expect(updates.isDue('a')).toBe(false);
        await clock.advance(1000);
        expect(updates.isDue('a')).toBe(true);
    });

    it('do not wait for those of a post before it under the same key', async () => {
        const {updates, shown, change} = start();
        await change();
        updates.begin('a');
        await change();
        expect(shown).toEqual([1, 2]);
    });

    it('do not wait for those of another post', async () => {
        const {shown, change} = start();
        await change('a');
        await change('b');
        expect(shown).toEqual([1, 2]);
    });

    it('that fail tell those who wait for them, and nobody else', async () => {
        const {clock, updates, shown, change} = start();
        await expect(updates.run('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
        const next = change();
        await clock.advance(1000);
        await next;
        expect(shown).toEqual([1]);
    });
});
