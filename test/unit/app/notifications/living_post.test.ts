import {describe, expect, it} from 'vitest';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';
import {shownIn} from '../../../support/app/node';

const NOW = 1_795_490_000;
const recovery = (more: Record<string, unknown> = {}) =>
    problem({
        notificationtype: 'RECOVERY',
        state: '0',
        output: 'rta 1 ms',
        problemid: '',
        lastproblemid: 'problem-1',
        laststatechange: String(NOW - 280),
        ...more,
    });

const lines = ({chat}: AppHarness): string[] => chat.replies.map(({message}) => message);
const warnings = ({logger}: AppHarness): string[] =>
    logger.lines.filter(({level}) => level === 'warn' || level === 'error').map(({message}) => message);

describe('a late notification of an earlier problem', () => {
    it('without a time is known by its problem id, and leaves the newer one alone', async () => {
        const bare = {laststatechange: ''};
        const harness = await startHarness();
        await harness.notify(problem(bare));
        await harness.notify(problem({...bare, problemid: 'problem-2'}));
        await harness.notify(problem({...bare, state: '1'}));
        await harness.notify(recovery(bare));
        expect([...harness.chat.posts.values()].map((post) => shownIn(post).look)).toEqual(['recovered', 'problem']);
        expect((await harness.store.get(KEY))?.alert.problemId).toBe('problem-2');
    });

    it('is not needed to show the end of one that the next follows at once', async () => {
        const harness = await startHarness();
        const notify = (fields: Record<string, unknown>) => harness.app.receiveNotification(parseNotification(fields));
        // Time stands: the update of the recovery waits.
        const sleep = harness.clock.sleep.bind(harness.clock);
        let release = (): void => undefined;
        const held = new Promise<void>((resolve) => {
            release = resolve;
        });
        harness.clock.sleep = async (milliseconds) => {
            await held;
            await sleep(milliseconds);
        };
        await notify(problem());
        await notify(problem({state: '1'}));
        await notify(recovery());
        await notify(problem({problemid: 'problem-2'}));
        release();
        await harness.app.idle();
        expect([...harness.chat.posts.values()].map((post) => shownIn(post).look)).toEqual(['recovered', 'problem']);
    });

    it('does not reopen a recovered one', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.notify(recovery());
        await harness.notify(problem({state: '1', output: 'late'}));
        expect(harness.chat.posts.size).toBe(1);
        expect(shownIn(harness.post)).toMatchObject({look: 'recovered', state: 'OK'});
    });
});

describe('a recovery', () => {
    it('of an unknown problem is posted once, and told in the log and the status', async () => {
        const harness = await startHarness();
        await harness.notify(recovery());
        await harness.notify(recovery());
        expect(harness.chat.posts.size).toBe(1);
        const sentence = 'A recovery arrived for a problem that had never been notified here.';
        expect(warnings(harness)).toEqual([sentence]);
        expect(harness.app.findings('note')).toEqual([sentence]);
        expect(harness.app.findings('problem')).toEqual([]);
    });

    it('without id and time that comes twice ends one problem, once', async () => {
        const bare = {problemid: '', lastproblemid: '', laststatechange: ''};
        const harness = await startHarness();
        await harness.notify(problem(bare));
        await harness.notify(recovery(bare));
        await harness.notify(recovery(bare));
        expect(harness.chat.posts.size).toBe(1);
        expect(lines(harness)).toHaveLength(1);
    });
});

describe('a time that cannot be', () => {
    it('in the future does not block the real ones that follow', async () => {
        const harness = await startHarness();
        await harness.notify(problem({time: String(NOW + 90_000), laststatechange: String(NOW + 90_000)}));
        await harness.notify(problem({state: '1', time: String(NOW), laststatechange: String(NOW - 5)}));
        await harness.notify(recovery({time: String(NOW + 2), laststatechange: String(NOW + 1)}));
        expect(harness.chat.posts.size).toBe(1);
        expect(shownIn(harness.post).look).toBe('recovered');
        expect(lines(harness)[0]).toBe('CRITICAL → WARNING');
        expect(harness.app.findings('note')[0]).toContain('check the clocks');
    });

    it('years ago makes no second post beside an open problem', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.notify(problem({problemid: 'ancient', time: '1000000000', laststatechange: '1000000000'}));
        expect(harness.chat.posts.size).toBe(1);
        expect(warnings(harness)).toContain('A notification arrived too late to change anything.');
    });

    it('years ago is posted when openITCOCKPIT says that there is a problem, and is not when there is none', async () => {
        const ancient = problem({problemid: 'ancient', time: '1000000000', laststatechange: '1000000000'});
        const harness = await startHarness();
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK'};
        await harness.notify(ancient);
        expect(harness.chat.posts.size).toBe(0);
        harness.monitoring.status = {...harness.monitoring.status, state: 'CRITICAL'};
        await harness.notify(ancient);
        expect(harness.chat.posts.size).toBe(1);
    });
});

describe('a notice before its problem', () => {
    it.each(['ACKNOWLEDGEMENT', 'DOWNTIMESTART', 'FLAPPINGSTART'])('%s makes the one post', async (type) => {
        const harness = await startHarness();
        await harness.notify(problem({notificationtype: type, time: String(NOW - 100)}));
        await harness.notify(problem({time: String(NOW - 200)}));
        expect(harness.chat.posts.size).toBe(1);
        expect(lines(harness)).toEqual([]);
    });
});

describe('a post', () => {
    it('that was deleted by hand comes back with the next notification of the problem, not with its recovery', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.chat.posts.clear();
        await harness.notify(problem({notificationtype: 'DOWNTIMESTART'}));
        expect(harness.chat.posts.size).toBe(0);
        expect(harness.app.findings('note')[0]).toContain('was deleted');
        expect(harness.app.findings('note', 'de')[0]).toContain('wurde gelöscht');
        await harness.notify();
        expect(harness.chat.posts.size).toBe(1);
        harness.chat.posts.clear();
        await harness.notify(recovery());
        expect(harness.chat.posts.size).toBe(0);
        expect((await harness.store.get(KEY))?.look).toBe('recovered');
    });

    it('that is deleted when its problem is notified again is made anew at once', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.chat.posts.clear();
        expect(await harness.notify(problem({state: '1'}))).toMatchObject({outcome: 'created'});
        expect(shownIn(harness.post).state).toBe('WARNING');
        expect(harness.actions().length).toBeGreaterThan(0);
    });

    it('that Mattermost did not take when it changed is shown later', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.chat.failure = new AppError('mattermost_unreachable', 'down');
        await harness.notify(recovery());
        harness.chat.failure = undefined;
        expect(shownIn(harness.post).look).toBe('problem');
        harness.app.resume();
        await harness.app.idle();
        expect(shownIn(harness.post).look).toBe('recovered');
    });
});

describe('a problem that was taken for over', () => {
    it.each(['gone', 'recovered'] as const)(
        'by the comparison (%s) is open again when it is notified',
        async (look) => {
            const harness = await startHarness();
            await harness.notify(problem({time: String(NOW - 50)}));
            await harness.store.update(KEY, (current) => current && {...current, look, recoveredAt: NOW - 20});
            await harness.notify(problem({time: String(NOW)}));
            expect(harness.chat.posts.size).toBe(1);
            expect(shownIn(harness.post).look).toBe('problem');
            expect(harness.actions().length).toBeGreaterThan(0);
        },
    );
});

describe('a channel that is closed', () => {
    const closed = (harness: AppHarness, name: string) => {
        const create = harness.chat.createPost.bind(harness.chat);
        harness.chat.createPost = async (channel, content) => {
            if (channel === name) {
                throw new AppError('mattermost_channel_archived', 'The channel is archived.');
            }
            return create(channel, content);
        };
    };

    it('sends its new alerts to the default channel, and says so', async () => {
        const harness = await startHarness();
        closed(harness, 'ops/network');
        await harness.notify(problem({channel: 'ops/network'}));
        expect(harness.post.channelId).toContain('alerts');
        expect(harness.app.findings('problem')[0]).toBe(
            'Alerts cannot be posted in the channel ops/network, so they go to ops/alerts: The channel is archived.',
        );
    });

    it('that is the default one tells the sender', async () => {
        const harness = await startHarness();
        closed(harness, 'ops/alerts');
        await expect(harness.notify()).rejects.toMatchObject({
            code: 'mattermost_channel_archived',
            message: 'Alerts cannot be posted in the channel ops/alerts: The channel is archived.',
        });
        expect(await harness.store.get(KEY)).toBeUndefined();
    });
});

describe('THREAD_LINES', () => {
    it('chooses which events add a line; the post changes in any case', async () => {
        const harness = await startHarness({threadLines: ['recovery']});
        await harness.notify(problem({state: '1'}));
        await harness.notify(problem({state: '2'}));
        await harness.notify(recovery());
        expect(lines(harness)).toEqual([expect.stringContaining('recovered after')]);
    });
});

describe('our own acknowledgement that comes back', () => {
    it('before it was read back, changes nothing twice', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.visibleAfterReads = 6;
        await harness.acknowledge('mine');
        const back = {notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Jane Roe (@jane)', ackcomment: 'mine'};
        await harness.notify(problem({...back, time: String(NOW)}));
        await harness.app.idle();
        await harness.notify(problem({...back, time: String(NOW + 1)}));
        await harness.app.idle();
        expect(shownIn(harness.post)).toMatchObject({look: 'acknowledged', acknowledgement: {via: 'mattermost'}});
        expect(lines(harness)).toEqual([expect.stringMatching(/^Acknowledged by Jane Roe .*: mine$/)]);
    });
});
