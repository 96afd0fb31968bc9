import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps} from '#contract';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';

const recovery = {notificationtype: 'RECOVERY', state: '0', output: 'rta 1 ms'};

/** A post of the notification command that Mattermost is about to store in the channel `hooks`. */
const announce = ({app}: AppHarness, nonce: string, more: Record<string, unknown> = {}) =>
    app.adoptPost(parseNotification(problem(more)), {channelId: 'hooks', nonce, signed: true});

const lookIn = (content: {props: Record<string, unknown>}): string => (content.props[ALERT_PROP] as AlertProps).look;

describe('a webhook post that is announced', () => {
    it('is kept and bound, and the next one updates it', async () => {
        const harness = await startHarness();
        const first = await announce(harness, 'one');
        expect(first).toMatchObject({
            kind: 'keep',
            record: {key: KEY, posts: [{nonce: 'one', channelId: 'hooks', postId: ''}]},
        });
        await harness.app.bindPost(KEY, 'one', 'post-1');
        harness.chat.posts.set('post-1', {postId: 'post-1', channelId: 'hooks', message: '', type: '', props: {}});
        expect(await announce(harness, 'two', recovery)).toEqual({kind: 'drop'});
        expect(lookIn(harness.chat.history.at(-1) ?? {props: {}})).toBe('recovered');
        expect((await harness.store.get(KEY))?.posts).toMatchObject([{postId: 'post-1'}]);
    });

    it('is kept again when it comes again before it was stored, and dropped after', async () => {
        const harness = await startHarness();
        await announce(harness, 'one');
        expect(await announce(harness, 'one')).toMatchObject({kind: 'keep', record: {posts: [{nonce: 'one'}]}});
        await harness.app.bindPost(KEY, 'one', 'post-1');
        expect(await announce(harness, 'one')).toEqual({kind: 'drop'});
    });

    it('is replaced by the next one when it never came', async () => {
        const harness = await startHarness();
        await announce(harness, 'one');
        await harness.clock.sleep(11_000);
        expect(await announce(harness, 'two')).toMatchObject({
            kind: 'keep',
            record: {posts: [{nonce: 'two', postId: ''}]},
        });
        await harness.app.bindPost(KEY, 'one', 'too-late');
        await harness.app.bindPost(KEY, 'two', 'post-2');
        expect((await harness.store.get(KEY))?.posts).toMatchObject([{postId: 'post-2'}]);
    });

    it('that never came does not swallow what the endpoint is told', async () => {
        const harness = await startHarness();
        await announce(harness, 'one');
        await harness.clock.sleep(11_000);
        expect(await harness.notify(problem({output: 'again'}))).toMatchObject({outcome: 'created'});
        expect(harness.chat.posts.size).toBe(1);
    });

    it('shows what was notified before its id was known, once', async () => {
        const harness = await startHarness();
        await announce(harness, 'one');
        expect(await harness.notify(problem(recovery))).toEqual({outcome: 'ignored', postId: ''});
        expect(harness.chat.history).toEqual([]);
        harness.chat.posts.set('post-1', {postId: 'post-1', channelId: 'hooks', message: '', type: '', props: {}});
        await harness.app.bindPost(KEY, 'one', 'post-1');
        await harness.app.bindPost(KEY, 'one', 'post-1');
        expect(harness.chat.history.map(lookIn)).toEqual(['recovered']);
    });

    it('about an object that is fine is kept and followed by nobody', async () => {
        const harness = await startHarness();
        const notice = {notificationtype: 'DOWNTIMESTART', state: '0'};
        expect(await announce(harness, 'one', notice)).toMatchObject({kind: 'keep', record: {look: 'info'}});
        await harness.app.bindPost(KEY, 'one', 'post-1');
        expect(await harness.store.get(KEY)).toBeUndefined();
    });

    it('is bound and brought up to date when the next problem began before it was stored', async () => {
        const harness = await startHarness();
        await announce(harness, 'one');
        await announce(harness, 'two', {problemid: 'problem-2'});
        harness.chat.posts.set('post-1', {postId: 'post-1', channelId: 'hooks', message: '', type: '', props: {}});
        await harness.app.bindPost(KEY, 'one', 'post-1');
        expect(lookIn(harness.chat.posts.get('post-1') ?? {props: {}})).toBe('recovered');
        expect(await harness.store.get(KEY)).toMatchObject({posts: [{nonce: 'two', postId: ''}]});
    });
});
