import {describe, expect, it} from 'vitest';
import type {Look} from '#contract';
import type {AlertStore} from '../../server-proxy/src/app/posts/alert_store';
import type {Clock} from '../../server-proxy/src/app/telemetry';
import type {PendingAction} from '../../server-proxy/src/domain/action/action_request';
import {withoutPending} from '../../server-proxy/src/domain/action/pending_action';
import {parseNotification} from '../../server-proxy/src/domain/alert/notification';
import type {AlertPost, AlertRecord} from '../../server-proxy/src/domain/alert/record';
import {newRecord} from '../../server-proxy/src/domain/alert/reducer';
import {FakeClock} from './app/fakes';
import {problem} from './app/harness';

export const recordOf = (key: string, more: Partial<AlertRecord> = {}): AlertRecord => ({
    ...newRecord(parseNotification(problem()), 'nonce', 1_795_490_000),
    key,
    ...more,
});

export const postedAs = (postId: string, channelId = '', nonce = 'nonce'): Pick<AlertRecord, 'posts'> => ({
    posts: [{postId, channelId, nonce, wanted: 1, shown: 1}],
});

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

const DAY_SECONDS = 86_400;

/** What every AlertStore must do. `open` returns an empty one. */
export const defineStoreSuite = (name: string, open: (clock: Clock) => Promise<AlertStore>): void => {
    describe(`AlertStore: ${name}`, () => {
        it('keeps what it was given', async () => {
            const store = await open(new FakeClock());
            const record = recordOf('a', postedAs('p1', 'c1'));
            await store.update('a', () => record);
            expect(await store.get('a')).toEqual(record);
            expect(await store.get('b')).toBeUndefined();
        });

        it('loses no update when many come at once', async () => {
            const store = await open(new FakeClock());
            await store.update('a', () => recordOf('a', {updatedAt: 0}));
            const bump = (current: AlertRecord | undefined) =>
                current && {...current, updatedAt: current.updatedAt + 1};
            await Promise.all(Array.from({length: 50}, () => store.update('a', bump)));
            expect((await store.get('a'))?.updatedAt).toBe(50);
        });

        it('leaves a record alone when the change returns it unchanged, or nothing', async () => {
            const store = await open(new FakeClock());
            const record = recordOf('a');
            await store.update('a', () => record);
            expect(await store.update('a', (current) => current)).toEqual(record);
            expect(await store.update('a', () => undefined)).toEqual(record);
            expect(await store.update('b', () => undefined)).toBeUndefined();
        });

        it('knows what is pending, until it is not', async () => {
            const store = await open(new FakeClock());
            await store.update('a', () => recordOf('a', {pending: [pendingAction('jane')]}));
            await store.update('b', () => recordOf('b'));
            expect((await store.pending()).map(({key}) => key)).toEqual(['a']);
            await store.update('a', (current) => current && withoutPending(current, 'jane'));
            expect(await store.pending()).toEqual([]);
        });

        it('knows which acknowledgements end, and which questions about them have no answer, also of an earlier problem', async () => {
            const store = await open(new FakeClock());
            const ack = {
                author: 'Jane Roe',
                comment: 'on it',
                sticky: true,
                notify: false,
                hostAndServices: false,
                userId: 'jane',
                username: 'jane',
                at: 1_795_490_000,
                via: 'mattermost',
            } as const;
            const until = 1_795_493_600;
            const question = {userId: 'jane', ackAt: ack.at, until, mark: 'm', firstTriedAt: until, triedAt: until};
            await store.update('ends', () => recordOf('ends', {look: 'acknowledged', ack: {...ack, until}}));
            await store.update('lasts', () => recordOf('lasts', {look: 'acknowledged', ack}));
            await store.update('over', () => recordOf('over', {look: 'recovered', ack: {...ack, until}}));
            await store.update('a#before', () => recordOf('a#before', {look: 'recovered', question}));
            const keys = async () => (await store.ending()).map(({key}) => key).toSorted();
            expect(await keys()).toEqual(['a#before', 'ends']);
            await store.update('ends', (current) => current && {...current, look: 'problem'});
            await store.update('a#before', (current) => {
                const {question: _answered, ...rest} = current ?? recordOf('a#before');
                return rest;
            });
            expect(await keys()).toEqual([]);
        });

        it('knows which posts do not show what they should, whether open, closed long ago or of an earlier problem', async () => {
            const store = await open(new FakeClock());
            const behind = (key: string, post: Partial<AlertPost>, more: Partial<AlertRecord> = {}) =>
                store.update(key, () =>
                    recordOf(key, {
                        posts: [{channelId: 'c', postId: 'p', nonce: 'n', wanted: 2, shown: 1, ...post}],
                        ...more,
                    }),
                );
            await behind('open', {});
            await behind('closed', {}, {look: 'recovered', updatedAt: 1_795_490_000 - 2 * DAY_SECONDS});
            await behind('a#before', {}, {look: 'recovered'});
            await behind('shown', {shown: 2});
            await behind('without a post', {postId: ''});
            await behind('deleted', {gone: true});
            const keys = async () => (await store.unshown()).map(({key}) => key).toSorted();
            expect(await keys()).toEqual(['a#before', 'closed', 'open']);
            await store.update(
                'open',
                (current) => current && {...current, posts: current.posts.map((post) => ({...post, shown: 2}))},
            );
            expect(await keys()).toEqual(['a#before', 'closed']);
            await store.update('shown', (current) => current && {...current, look: 'recovered'});
            expect(await keys()).toEqual(['a#before', 'closed', 'shown']);
        });

        it('knows which problems are open, from their first record to their last', async () => {
            const store = await open(new FakeClock());
            expect(await store.followed()).toEqual([]);
            for (const key of ['a', 'b', 'c']) {
                await store.update(key, () => recordOf(key));
            }
            await store.update('d', () => recordOf('d', {look: 'recovered', updatedAt: 0}));
            await store.update('a', (current) => current && {...current, look: 'acknowledged'});
            await store.update('b', (current) => current && {...current, look: 'recovered', updatedAt: 0});
            expect((await store.followed()).toSorted()).toEqual(['a', 'c']);
            const read = await store.readFollowed(['a', 'b', 'c', 'd', 'e']);
            expect(read.map(({key, look}) => `${key} ${look}`).toSorted()).toEqual(['a acknowledged', 'c problem']);
            await store.update('b', (current) => current && {...current, look: 'problem'});
            expect((await store.followed()).toSorted()).toEqual(['a', 'b', 'c']);
        });

        it('follows what closed within the last day, and nothing that closed before, nor notices and earlier problems', async () => {
            const now = 1_795_490_000;
            const clock = new FakeClock(now * 1000);
            const store = await open(clock);
            const closed = (key: string, look: Look, ago: number) =>
                store.update(key, () => recordOf(key, {look, updatedAt: now - ago}));
            await closed('an hour', 'recovered', 3600);
            await closed('nearly a day', 'gone', DAY_SECONDS - 60);
            await closed('a day', 'recovered', DAY_SECONDS);
            await closed('two days', 'gone', 2 * DAY_SECONDS);
            await closed('notice', 'info', 60);
            await closed('a#before', 'recovered', 60);
            await store.update('old and open', () => recordOf('old and open', {updatedAt: now - 30 * DAY_SECONDS}));
            const followed = async () => {
                const read = await store.readFollowed(await store.followed());
                return read.map(({key}) => key).toSorted();
            };
            expect(await followed()).toEqual(['an hour', 'nearly a day', 'old and open']);
            await clock.sleep(120_000);
            expect(await followed()).toEqual(['an hour', 'old and open']);
            // It is a problem again.
            await store.update('two days', (current) => current && {...current, look: 'problem', updatedAt: now + 120});
            await clock.sleep(DAY_SECONDS * 1000);
            expect(await followed()).toEqual(['old and open', 'two days']);
        });

        it('does what somebody else is at only once, and again when they are done', async () => {
            const store = await open(new FakeClock());
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
