import {describe, expect, it} from 'vitest';
import {postOf} from '../../server-proxy/src/domain/alert/record';
import {AppError} from '../../server-proxy/src/domain/errors';
import {KEY, problem} from '../support/app/harness';
import {type Cluster, shownIn} from '../support/app/node';
import {kvCluster} from '../support/plugin_host/kv_cluster';

/** Longer than a lock lives whose node does not renew it. */
const LOCK_LOST_MS = 60_000;

const twoNodes = async () => {
    const {cluster, table, stores} = await kvCluster();
    return {cluster, table, store: stores[0]};
};

/** Holds the next post. @returns when it is held, and what lets it go on */
const holdNext = ({chat}: Cluster, when: 'before' | 'after') => {
    const create = chat.createPost.bind(chat);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((isHeld) => {
        chat.createPost = async (...request) => {
            chat.createPost = create;
            const wait = new Promise<void>((resolve) => (goOn = resolve));
            if (when === 'before') {
                isHeld();
                await wait;
            }
            const ref = await create(...request);
            if (when === 'after') {
                isHeld();
                await wait;
            }
            return ref;
        };
    });
    return {held, goOn: () => goOn()};
};

const fields = problem() as Readonly<Record<string, string>>;

describe('a node that loses its lock while Mattermost makes its post', () => {
    it.each(['before', 'after'] as const)(
        '(held %s the post is made) and another node that gets the notification again share one post',
        async (when) => {
            const {cluster, table, store} = await twoNodes();
            const {held, goOn} = holdNext(cluster, when);
            const first = cluster.notify(fields, 0);
            await held;
            table.advance(LOCK_LOST_MS);
            const second = await cluster.notify(fields, 1);
            goOn();
            const answers = [await first, second];
            await cluster.idle();
            expect(new Set(answers.map(({postId}) => postId)).size).toBe(1);
            expect([...cluster.chat.posts.keys()]).toEqual([second.postId]);
            expect(postOf((await store.get(KEY)) ?? {posts: []}).postId).toBe(second.postId);
        },
    );

    it('leaves the repair of posts on another node with nothing to make twice', async () => {
        const {cluster, table, store} = await twoNodes();
        const {held, goOn} = holdNext(cluster, 'after');
        const first = cluster.notify(fields, 0);
        await held;
        table.advance(LOCK_LOST_MS);
        await cluster.nodes[1]?.repairPosts();
        goOn();
        const {postId} = await first;
        await cluster.idle();
        expect([...cluster.chat.posts.keys()]).toEqual([postId]);
        expect(postOf((await store.get(KEY)) ?? {posts: []}).postId).toBe(postId);
    });
});

describe('two nodes that repair posts at once', () => {
    it('complete what was begun once', async () => {
        const {cluster} = await twoNodes();
        const create = cluster.chat.createPost.bind(cluster.chat);
        cluster.chat.createPost = async () => {
            throw new AppError('mattermost_unreachable', 'away');
        };
        await expect(cluster.notify(fields)).rejects.toMatchObject({code: 'mattermost_unreachable'});
        cluster.chat.createPost = create;
        await Promise.all(cluster.nodes.map((node) => node.repairPosts()));
        await Promise.all([cluster.notify(fields, 0), cluster.notify(fields, 1)]);
        await cluster.idle();
        expect(cluster.chat.posts.size).toBe(1);
    });
});

describe('a problem that Mattermost refused after a notice of its object', () => {
    it('is posted later by another node, and so is the notice', async () => {
        const {cluster, store} = await twoNodes();
        cluster.chat.failure = new AppError('mattermost_unreachable', 'away');
        const notice = problem({notificationtype: 'DOWNTIMESTART', state: '0', problemid: ''});
        for (const one of [notice as Readonly<Record<string, string>>, fields]) {
            await expect(cluster.notify(one)).rejects.toMatchObject({code: 'mattermost_unreachable'});
        }
        cluster.chat.failure = undefined;
        await cluster.nodes[1]?.repairPosts();
        await cluster.idle();
        expect([...cluster.chat.posts.values()].map((post) => shownIn(post).look).toSorted()).toEqual([
            'info',
            'problem',
        ]);
        expect(postOf((await store.get(KEY)) ?? {posts: []}).postId).not.toBe('');
    });
});
