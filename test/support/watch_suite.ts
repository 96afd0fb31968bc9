import {describe, expect, it} from 'vitest';
import type {WatchStore} from '../../server-proxy/src/app/health/watch_store';

/** What every WatchStore must do. `open` returns an empty one. */
export const defineWatchStoreSuite = (name: string, open: () => Promise<WatchStore>): void => {
    describe(`WatchStore: ${name}`, () => {
        it('is empty at first, and keeps what it is given', async () => {
            const store = await open();
            expect(await store.read()).toEqual({});
            const state = {heartbeatAt: 1000, notified: {at: 990, via: 'module'}} as const;
            expect(await store.update(() => state)).toEqual(state);
            expect(await store.read()).toEqual(state);
        });

        it('loses no change when many come at once', async () => {
            const store = await open();
            const bump = () => store.update(({heartbeatAt = 0}) => ({heartbeatAt: heartbeatAt + 1}));
            await Promise.all(Array.from({length: 10}, bump));
            expect(await store.read()).toEqual({heartbeatAt: 10});
        });
    });
};
