import {describe, expect, it} from 'vitest';
import type {AlertStore} from '../../server-proxy/src/app/ports';
import type {AlertRecord} from '../../server-proxy/src/domain/alert/record';
import {newRecord} from '../../server-proxy/src/domain/alert/reducer';
import {parseNotification} from '../../server-proxy/src/domain/notification';
import {type PendingAction, withoutPending} from '../../server-proxy/src/domain/pending_action';
import {problem} from './app/harness';

export const recordOf = (key: string, more: Partial<AlertRecord> = {}): AlertRecord => ({
    ...newRecord(parseNotification(problem()), 'nonce', 1_795_490_000),
    key,
    ...more,
});

/** Its post, in Mattermost. */
export const postedAs = (postId: string, channelId = '', nonce = 'nonce'): Pick<AlertRecord, 'posts'> => ({
    posts: [{postId, channelId, nonce, wanted: 1, shown: 1}],
});

/** What somebody asked for. */
export const pendingAction = (id: string): PendingAction => ({
    id,
    userId: 'jane',
    username: 'jane',
    author: 'Jane',
    postId: 'p1',
    channelId: 'c1',
    askedAt: 1_795_490_000,
    attempts: 0,
    request: {kind: 'recheck', hostAndServices: false},
});

/** What every AlertStore must do. `open` gives a fresh one. */
export const defineStoreSuite = (name: string, open: () => Promise<AlertStore>): void => {
    describe(`AlertStore: ${name}`, () => {
        it('keeps what it was given', async () => {
            const store = await open();
            const record = recordOf('a', postedAs('p1', 'c1'));
            await store.update('a', () => record);
            expect(await store.get('a')).toEqual(record);
            expect(await store.get('b')).toBeUndefined();
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

        it('knows what is pending, until it is not', async () => {
            const store = await open();
            await store.update('a', () => recordOf('a', {pending: [pendingAction('jane')]}));
            await store.update('b', () => recordOf('b'));
            expect((await store.pending()).map(({key}) => key)).toEqual(['a']);
            await store.update('a', (current) => current && withoutPending(current, 'jane'));
            expect(await store.pending()).toEqual([]);
        });

        it('knows which problems are open, from their first record to their last', async () => {
            const store = await open();
            expect(await store.followed()).toEqual([]);
            for (const key of ['a', 'b', 'c']) {
                await store.update(key, () => recordOf(key));
            }
            await store.update('d', () => recordOf('d', {look: 'recovered'}));
            await store.update('a', (current) => current && {...current, look: 'acknowledged'});
            await store.update('b', (current) => current && {...current, look: 'recovered'});
            expect((await store.followed()).toSorted()).toEqual(['a', 'c']);
            const read = await store.readFollowed(['a', 'b', 'c', 'd', 'e']);
            expect(read.map(({key, look}) => `${key} ${look}`).toSorted()).toEqual(['a acknowledged', 'c problem']);
            await store.update('b', (current) => current && {...current, look: 'problem'});
            expect((await store.followed()).toSorted()).toEqual(['a', 'b', 'c']);
        });

        it('does what somebody else is at only once, and again when they are done', async () => {
            const store = await open();
            let finish: () => void = () => undefined;
            let begun: () => void = () => undefined;
            const isRunning = new Promise<void>((resolve) => (begun = resolve));
            const first = store.unlessBusy('turn', () => {
                begun();
                return new Promise<string>((resolve) => (finish = () => resolve('first')));
            });
            await isRunning;
            expect(await store.unlessBusy('turn', async () => 'second')).toBeUndefined();
            finish();
            expect(await first).toBe('first');
            await expect(store.unlessBusy('turn', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
            expect(await store.unlessBusy('turn', async () => 'third', 60)).toBe('third');
            expect(await store.unlessBusy('turn', async () => 'fourth')).toBeUndefined();
        });
    });
};
