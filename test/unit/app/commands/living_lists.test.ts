import {describe, expect, it, onTestFinished} from 'vitest';
import {LivingLists} from '../../../../server-proxy/src/app/commands/living_lists';
import type {AlertStore} from '../../../../server-proxy/src/app/posts/alert_store';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {PostContent} from '../../../../server-proxy/src/domain/post/alert_post';
import {FakeClock, RecordingLogger} from '../../../support/app/fakes';
import {recordOf} from '../../../support/records';
import {waitFor} from '../../../support/wait_for';

const HOUR = 3_600_000;
const AWAY = new AppError('mattermost_unreachable', 'away');

const start = (canReplace = true, hasOtherNodes = false) => {
    const clock = new FakeClock();
    const logger = new RecordingLogger();
    const replaced: {userId: string; postId: string; message: string; at: number}[] = [];
    const failures: AppError[] = [];
    const running = new Set<Promise<void>>();
    const replace = async (userId: string, {postId}: {postId: string}, {message}: PostContent): Promise<void> => {
        const failure = failures.shift();
        if (failure) {
            throw failure;
        }
        replaced.push({userId, postId, message, at: clock.monotonic()});
    };
    const lists = new LivingLists({
        ...(canReplace ? {whispers: {replace}} : {}),
        hasOtherNodes: () => hasOtherNodes,
        clock,
        logger,
        inBackground: (work) => {
            const task: Promise<void> = work().finally(() => running.delete(task));
            running.add(task);
        },
    });
    let revision = 0;
    const plain = {
        update: async (key: string, change: (current: undefined) => unknown) => {
            change(undefined);
            revision += 1;
            return recordOf({}, {key, updatedAt: revision});
        },
    } as unknown as AlertStore;
    const store = lists.noting(plain);
    return {
        clock,
        logger,
        lists,
        replaced,
        failures,
        store,
        plain,
        said: () => logger.lines.map(({level}) => level),
        change: (key: string) => store.update(key, () => recordOf({}, {key})),
        idle: async () => {
            while (running.size > 0) {
                await Promise.all(running);
            }
        },
        /** What a list says is how often it was rendered. @returns that number */
        show: (userId: string, channelId: string, keys: readonly string[], text?: () => string) => {
            const rendered = {count: 0};
            const again = async () => {
                rendered.count += 1;
                return {text: text?.() ?? `${rendered.count}`, attachments: []};
            };
            const post = {postId: `${userId} ${channelId}`, channelId, rootId: '', createdAt: clock.now()};
            const list = {keys: new Set(keys), since: clock.monotonic(), again};
            lists.shown(userId, post, {text: '0', attachments: [], list});
            return rendered;
        },
    };
};

describe('lists that stay true', () => {
    it('are put in their place again when an alert changes that they show, and only then', async () => {
        const scene = start();
        scene.show('jane', 'ops', ['a', 'b']);
        scene.show('bob', 'ops', ['b']);
        await scene.change('a');
        await scene.change('c');
        await scene.idle();
        expect(scene.replaced).toMatchObject([{userId: 'jane', postId: 'jane ops', message: '1'}]);
        await scene.change('b');
        await scene.idle();
        expect(scene.replaced.slice(1).map(({userId}) => userId)).toEqual(['jane', 'bob']);
    });

    it('are rendered at most once a second, however many alerts change', async () => {
        const scene = start();
        const keys = Array.from({length: 10}, (_, at) => `key${at}`);
        const rendered = scene.show('jane', 'ops', keys);
        const began = scene.clock.monotonic();
        await Promise.all(Array.from({length: 1000}, (_, at) => scene.change(`key${at % 10}`)));
        for (let at = 0; at < 1000; at += 1) {
            await scene.change(`key${at % 10}`);
            await scene.clock.sleep(3);
        }
        await scene.idle();
        const seconds = (scene.clock.monotonic() - began) / 1000;
        expect(rendered.count).toBeGreaterThan(2);
        expect(rendered.count).toBeLessThanOrEqual(seconds + 1);
        const times = scene.replaced.map(({at}) => at);
        expect(times.every((time, at) => at === 0 || time - (times[at - 1] ?? 0) >= 1000)).toBe(true);
        const before = rendered.count;
        await scene.change('key0');
        await scene.idle();
        expect(rendered.count).toBe(before + 1);
    });

    it('are not sent again where the person would see no difference', async () => {
        const scene = start();
        const rendered = scene.show('jane', 'ops', ['a'], () => '0');
        await scene.change('a');
        await scene.idle();
        expect(rendered.count).toBe(1);
        expect(scene.replaced).toEqual([]);
    });

    it('show what changed while they were on their way', async () => {
        const scene = start();
        const since = scene.clock.monotonic();
        await scene.change('a');
        await scene.clock.sleep(500);
        const post = {postId: 'post', channelId: 'ops', rootId: '', createdAt: 0};
        const again = async () => ({text: 'new', attachments: []});
        const list = {keys: new Set(['a']), since, again};
        scene.lists.shown('jane', post, {text: 'old', attachments: [], list});
        await scene.idle();
        expect(scene.replaced).toMatchObject([{message: 'new'}]);
        // What changed before is in it.
        const later = {...list, since: scene.clock.monotonic()};
        scene.lists.shown('jane', post, {text: 'newest', attachments: [], list: later});
        await scene.idle();
        expect(scene.replaced).toHaveLength(1);
    });

    it('are the newest of each person in each channel', async () => {
        const scene = start();
        const first = scene.show('jane', 'ops', ['a']);
        const elsewhere = scene.show('jane', 'dev', ['a']);
        const second = scene.show('jane', 'ops', ['b']);
        await scene.change('a');
        await scene.change('b');
        await scene.idle();
        expect([first.count, elsewhere.count, second.count]).toEqual([0, 1, 1]);
    });

    it('are forgotten after three hours, and the oldest of more than 200', async () => {
        const scene = start();
        const many = Array.from({length: 201}, (_, at) => scene.show(`person${at}`, 'ops', ['a']));
        await scene.change('a');
        await scene.idle();
        expect(many.filter(({count}) => count === 1)).toHaveLength(200);
        expect(many[0]?.count).toBe(0);
        await scene.clock.sleep(3 * HOUR);
        await scene.change('a');
        await scene.idle();
        expect(many.every(({count}) => count < 2)).toBe(true);
        const rendered = scene.show('jane', 'ops', ['a']);
        scene.lists.rest();
        await scene.change('a');
        await scene.idle();
        expect(rendered.count).toBe(0);
    });

    it('are tried again ever more slowly while something is away, and it is said once', async () => {
        const scene = start();
        const times: number[] = [];
        scene.show('jane', 'ops', ['a'], () => `${times.push(scene.clock.monotonic())}`);
        scene.failures.push(...Array.from({length: 8}, () => AWAY));
        await scene.change('a');
        await scene.idle();
        const pauses = times.slice(1).map((time, at) => time - (times[at] ?? 0));
        expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
        expect(scene.replaced).toMatchObject([{message: '9'}]);
        expect(scene.said()).toEqual(['warn', 'info']);
        scene.failures.push(AWAY);
        await scene.change('a');
        await scene.idle();
        expect(scene.replaced).toMatchObject([{message: '9'}, {message: '11'}]);
        expect(scene.said()).toEqual(['warn', 'info', 'warn', 'info']);
    });

    it('say once for all of them that something is away, and once for each reason', async () => {
        const scene = start();
        for (let at = 0; at < 20; at += 1) {
            scene.show(`person${at}`, 'ops', ['a']);
        }
        const broken = new AppError('mattermost_bad_answer', 'broken');
        scene.failures.push(...Array.from({length: 50}, (_, at) => (at % 2 === 0 ? AWAY : broken)));
        await scene.change('a');
        await scene.idle();
        expect(scene.replaced).toHaveLength(20);
        expect(scene.said()).toEqual(['warn', 'warn', 'info']);
    });

    it('are given up by their age alone', async () => {
        const scene = start();
        const began = scene.clock.monotonic();
        const rendered = scene.show('jane', 'ops', ['a']);
        scene.failures.push(...Array.from({length: 1000}, () => AWAY));
        await scene.change('a');
        await scene.idle();
        expect(scene.clock.monotonic() - began).toBeGreaterThanOrEqual(3 * HOUR);
        const {count} = rendered;
        await scene.change('a');
        await scene.idle();
        expect(rendered.count).toBe(count);
        expect(scene.said()).toEqual(['warn']);
        // Of the next outage it is told again.
        scene.show('bob', 'ops', ['a']);
        await scene.change('a');
        await scene.idle();
        expect(scene.said()).toEqual(['warn', 'warn']);
    });

    it('do not wait for one that goes on failing', async () => {
        const scene = start();
        scene.show('jane', 'ops', ['a'], () => {
            throw AWAY;
        });
        scene.show('bob', 'ops', ['b']);
        await scene.change('a');
        await scene.clock.sleep(HOUR);
        const changed = scene.clock.monotonic();
        await scene.change('b');
        await waitFor(() => scene.replaced.length > 0);
        expect((scene.replaced[0]?.at ?? 0) - changed).toBeLessThanOrEqual(1000);
        scene.lists.rest();
        await scene.idle();
        expect(scene.clock.monotonic() - changed).toBeLessThan(3 * HOUR);
    });

    it('are forgotten when the person may see nothing any more', async () => {
        const scene = start();
        const rendered = scene.show('jane', 'ops', ['a'], () => {
            throw new AppError('forbidden', 'deactivated');
        });
        await scene.change('a');
        await scene.change('a');
        await scene.idle();
        await scene.change('a');
        await scene.idle();
        expect(rendered.count).toBe(1);
        expect(scene.said()).toEqual(['info']);
    });

    it('are not forgotten because an earlier one in their place was forbidden', async () => {
        const scene = start();
        const first = scene.show('jane', 'ops', ['a'], () => {
            scene.show('jane', 'ops', ['b']);
            throw new AppError('forbidden', 'deactivated');
        });
        await scene.change('a');
        await scene.idle();
        expect(first.count).toBe(1);
        await scene.change('b');
        await scene.idle();
        expect(scene.replaced).toMatchObject([{userId: 'jane', message: '1'}]);
    });

    it('are compared with what other nodes have stored', async () => {
        const scene = start(true, true);
        onTestFinished(() => scene.lists.rest());
        scene.lists.watch();
        scene.show('jane', 'ops', ['a']);
        await waitFor(() => scene.replaced.length > 0);
        expect(scene.replaced).toMatchObject([{userId: 'jane', message: '1'}]);
    });

    it('cost nothing where they cannot be replaced', async () => {
        const scene = start(false);
        expect(scene.store).toBe(scene.plain);
        const rendered = scene.show('jane', 'ops', ['a']);
        await scene.change('a');
        await scene.idle();
        expect(rendered.count).toBe(0);
    });
});
