import {describe, expect, it} from 'vitest';
import type {AlertStore} from '../../server-proxy/src/app/ports';
import type {AlertRecord} from '../../server-proxy/src/domain/alert_record';
import {parseNotification} from '../../server-proxy/src/domain/notification';
import {applyNotification} from '../../server-proxy/src/domain/transitions';
import {problem} from './app/harness';

export const recordOf = (key: string, more: Partial<AlertRecord> = {}): AlertRecord => ({
    ...applyNotification(undefined, parseNotification(problem()), 'nonce', 1_795_490_000).record,
    key,
    ...more,
});

/** What every AlertStore must do. `open` gives a fresh one. */
export const defineStoreSuite = (name: string, open: () => Promise<AlertStore>): void => {
    describe(`AlertStore: ${name}`, () => {
        it('keeps what it was given, by key and by post', async () => {
            const store = await open();
            const record = recordOf('a', {postId: 'p1', channelId: 'c1'});
            await store.update('a', () => record);
            expect(await store.get('a')).toEqual(record);
            expect(await store.findByPost('p1')).toEqual(record);
            expect(await store.get('b')).toBeUndefined();
            expect(await store.findByPost('p2')).toBeUndefined();
        });

        it('finds an alert by its newest post only', async () => {
            const store = await open();
            await store.update('a', () => recordOf('a', {postId: 'old'}));
            await store.update('a', (current) => current && {...current, postId: 'new'});
            expect(await store.findByPost('old')).toBeUndefined();
            expect((await store.findByPost('new'))?.key).toBe('a');
        });

        it('loses no update when many come at once', async () => {
            const store = await open();
            await store.update('a', () => recordOf('a', {updatedAt: 0}));
            const bump = (current: AlertRecord | undefined) =>
                current && {...current, updatedAt: current.updatedAt + 1};
            await Promise.all(Array.from({length: 50}, () => store.update('a', bump)));
            expect((await store.get('a'))?.updatedAt).toBe(50);
        });

        it('leaves a record alone when the change returns it unchanged, or nothing', async () => {
            const store = await open();
            const record = recordOf('a');
            await store.update('a', () => record);
            expect(await store.update('a', (current) => current)).toEqual(record);
            expect(await store.update('a', () => undefined)).toEqual(record);
            expect(await store.update('b', () => undefined)).toBeUndefined();
        });

        it('knows whose acknowledgement is under way', async () => {
            const store = await open();
            await store.update('a', () => recordOf('a', {look: 'acknowledging'}));
            await store.update('b', () => recordOf('b'));
            expect((await store.pending()).map(({key}) => key)).toEqual(['a']);
        });
    });
};
