import {describe, expect, it} from 'vitest';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {postOf} from '../../../../server-proxy/src/domain/alert/record';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';
import {shownIn} from '../../../support/app/node';

/** Long enough ago that all of it is past. */
const NOW = 1_795_488_000;

/** As a core sends it that counts problems: every state begins when it is notified. */
const told = (id: string, after: number, more: Record<string, unknown> = {}) =>
    problem({
        problemid: id,
        laststatechange: String(NOW + after),
        time: String(NOW + after),
        output: `since ${after}`,
        ...more,
    });
const over = (id: string, after: number) =>
    told('', after, {notificationtype: 'RECOVERY', state: '0', problemid: id, lastproblemid: id});

const shown = ({chat}: AppHarness): string[] =>
    [...chat.posts.values()].map((post) => {
        const {look, output} = shownIn(post);
        return `${look} ${output}`;
    });

describe('a core that lost its retention and counts its problems from 1 again', () => {
    it('gets a new post for a new problem with the id of the last one', async () => {
        const harness = await startHarness();
        await harness.notify(told('1', 0));
        await harness.notify(over('1', 10));
        expect(await harness.notify(told('1', 100))).toMatchObject({outcome: 'created'});
        await harness.app.idle();
        expect(shown(harness)).toEqual(['recovered since 10', 'problem since 100']);
    });

    it('gets a new post for a new problem with the id of one before the last', async () => {
        const harness = await startHarness();
        for (const id of ['1', '2', '3']) {
            await harness.notify(told(id, Number(id) * 20));
            await harness.notify(over(id, Number(id) * 20 + 10));
        }
        for (const id of ['1', '2']) {
            await harness.notify(told(id, 1000 + Number(id) * 20));
        }
        await harness.notify(over('2', 1090));
        await harness.app.idle();
        expect(shown(harness)).toEqual([
            'recovered since 30',
            'recovered since 50',
            'recovered since 70',
            'recovered since 1020',
            'recovered since 1090',
        ]);
    });

    it('gets a new post although the new problem is said to follow the one whose id it has', async () => {
        const harness = await startHarness();
        await harness.notify(told('1', 0));
        await harness.notify(told('2', 20, {lastproblemid: '1'}));
        await harness.notify(over('2', 30));
        expect(await harness.notify(told('1', 100, {lastproblemid: '0'}))).toMatchObject({outcome: 'created'});
        await harness.app.idle();
        expect(shown(harness)).toEqual(['recovered since 0', 'recovered since 30', 'problem since 100']);
    });

    it('gets a new post after openITCOCKPIT’s database showed the end of the problem before', async () => {
        const harness = await startHarness();
        await harness.notify(told('1', 0));
        const ended = {earliest: NOW + 50, latest: NOW + 50};
        await harness.store.update(
            KEY,
            (current) =>
                current && {
                    ...current,
                    look: 'recovered',
                    recoveredAt: NOW + 50,
                    ages: {...current.ages, state: {by: 'database', since: ended, at: ended}},
                },
        );
        expect(await harness.notify(told('1', 100))).toMatchObject({outcome: 'created'});
    });

    it('is still understood when its notifications are late', async () => {
        const harness = await startHarness();
        await harness.notify(told('1', 0));
        await harness.notify(over('1', 10));
        await harness.notify(told('1', 5, {state: '1'}));
        await harness.notify(told('2', 20));
        await harness.notify(over('1', 11));
        await harness.notify(told('1', 6));
        await harness.app.idle();
        expect(shown(harness)).toEqual(['recovered since 10', 'problem since 20']);
    });

    it('keeps a post that is turned green by mistake in step', async () => {
        const harness = await startHarness();
        await harness.notify(told('1', 0));
        const seen = {earliest: NOW + 50, latest: NOW + 50};
        await harness.store.update(
            KEY,
            (current) =>
                current && {...current, look: 'recovered', ages: {...current.ages, state: {by: 'database', at: seen}}},
        );
        await harness.notify(told('1', 0, {time: String(NOW + 90)}));
        await harness.app.idle();
        expect(shown(harness)).toEqual(['problem since 0']);
    });
});

describe('problems that follow each other in a circle', () => {
    it('end the search for the problem of a webhook post', {timeout: 20_000}, async () => {
        const harness = await startHarness();
        const announce = (nonce: string, fields: Record<string, unknown>) =>
            harness.app.adoptPost(parseNotification(fields), {channelId: 'hooks', nonce});
        let after = 0;
        for (const id of ['1', '2', '1', '2', '1']) {
            after += 20;
            await announce(`nonce ${after}`, told(id, after));
        }
        await harness.app.bindPost(KEY, 'of nobody', 'post-x');
        await harness.app.bindPost(KEY, 'nonce 100', 'post-5');
        expect(postOf((await harness.store.get(KEY)) ?? {posts: []}).postId).toBe('post-5');
    });

    it('lose no post that is still to be updated', async () => {
        const harness = await startHarness();
        await harness.notify(told('1', 0));
        const update = harness.chat.updatePost.bind(harness.chat);
        harness.chat.updatePost = async () => {
            throw new Error('away');
        };
        for (const [id, after] of [
            ['2', 20],
            ['1', 40],
            ['2', 60],
        ] as const) {
            await harness.notify(told(id, after));
        }
        await harness.app.idle();
        harness.chat.updatePost = update;
        await harness.app.repairPosts();
        await harness.clock.sleep(61_000);
        await harness.app.repairPosts();
        await harness.app.idle();
        expect(shown(harness).map((text) => text.split(' ')[0])).toEqual([
            'recovered',
            'recovered',
            'recovered',
            'problem',
        ]);
    });
});
