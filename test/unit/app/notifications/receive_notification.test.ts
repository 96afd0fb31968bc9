import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps} from '#contract';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, HOST_UUID, KEY, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';

const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const recovery = (more: Record<string, unknown> = {}) =>
    problem({
        notificationtype: 'RECOVERY',
        state: '0',
        output: 'rta 1 ms',
        problemid: '',
        lastproblemid: 'problem-1',
        laststatechange: '1795489720',
        ...more,
    });

describe('a notification', () => {
    it('becomes a post, and its recovery edits that post', async () => {
        const harness = await startHarness();
        expect(await harness.notify()).toMatchObject({outcome: 'created'});
        expect(await harness.notify(recovery())).toMatchObject({outcome: 'updated', postId: harness.post.postId});
        expect(harness.chat.posts.size).toBe(1);
        expect(shown(harness)).toMatchObject({
            look: 'recovered',
            state: 'OK',
            since: 1_795_489_000,
            recovered_at: 1_795_489_720,
        });
        expect(harness.post.message).toBe('✅ OK Ping on web01 recovered after 12 min: rta 1 ms');
        expect(harness.actions()).toEqual([]);
        expect(harness.chat.replies.map(({message}) => message)).toEqual(['OK: recovered after 12 min']);
    });

    it.each([
        ['without a time is as old as its arrival by openITCOCKPIT’s clock, which is learned first', undefined, 1],
        ['with a time needs no clock', '1795489001', 0],
    ])('%s', async (_law, time, times) => {
        const harness = await startHarness();
        await harness.notify(problem({time}));
        expect(harness.monitoring.clockLearned).toBe(times);
    });

    it('of a new problem makes a new post', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.notify(recovery());
        await harness.notify(problem({problemid: 'problem-2'}));
        expect(harness.chat.posts.size).toBe(2);
    });

    it('that comes ten times at once makes one post', async () => {
        const harness = await startHarness();
        const results = await Promise.all(Array.from({length: 10}, () => harness.notify()));
        expect(harness.chat.posts.size).toBe(1);
        expect(results.filter(({outcome}) => outcome === 'created')).toHaveLength(1);
    });

    it('with another state edits the post and says so in the thread', async () => {
        const harness = await startHarness();
        await harness.notify(problem({state: '1'}));
        await harness.notify(problem({state: '2'}));
        expect(shown(harness).state).toBe('CRITICAL');
        expect(harness.chat.replies.map(({message}) => message)).toEqual(['WARNING → CRITICAL']);
    });

    it('drops a normal acknowledgement on a state change and keeps a sticky one, as the core does', async () => {
        for (const sticky of [false, true]) {
            const harness = await startHarness({
                ackDefaults: {commentRequired: true, commentMinLength: 3, sticky, notify: false},
            });
            harness.monitoring.status = {...harness.monitoring.status, state: 'WARNING'};
            await harness.notify(problem({state: '1'}));
            await harness.acknowledge();
            await harness.app.idle();
            await harness.notify(problem({state: '2', laststatechange: '1795490030'}));
            expect(shown(harness).look).toBe(sticky ? 'acknowledged' : 'problem');
        }
    });

    it('of our own acknowledgement changes nothing', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.acknowledge('mine');
        await harness.app.idle();
        const replies = harness.chat.replies.length;
        await harness.notify(
            problem({notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Jane Roe (@jane)', ackcomment: 'mine'}),
        );
        expect(shown(harness).acknowledgement).toMatchObject({comment: 'mine', via: 'mattermost'});
        expect(harness.chat.replies).toHaveLength(replies);
    });

    it('of an acknowledgement made in openITCOCKPIT reads author and comment there', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.status = {
            ...harness.monitoring.status,
            acknowledged: true,
            acknowledgement: {author: 'Admin', comment: 'in the UI', sticky: true},
        };
        await harness.notify(problem({notificationtype: 'ACKNOWLEDGEMENT'}));
        expect(shown(harness)).toMatchObject({
            look: 'acknowledged',
            acknowledgement: {author: 'Admin', comment: 'in the UI', via: 'openitcockpit'},
        });
        expect(harness.chat.replies.map(({message}) => message)).toEqual(['Acknowledged by Admin: in the UI']);
    });

    it('turns "not confirmed" into acknowledged when the acknowledgement shows up late', async () => {
        const harness = await startHarness();
        harness.monitoring.applies = false;
        await harness.notify();
        await harness.acknowledge('late');
        await harness.app.idle();
        expect(shown(harness).look).toBe('not_confirmed');
        await harness.notify(
            problem({notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Jane Roe (@jane)', ackcomment: 'late'}),
        );
        expect(shown(harness)).toMatchObject({
            look: 'acknowledged',
            acknowledgement: {comment: 'late', via: 'mattermost'},
        });
        expect(shown(harness).failure).toBeUndefined();
    });

    it.each([
        ['DOWNTIMESTART', {in_downtime: true}],
        ['FLAPPINGSTART', {flapping: true}],
    ] as const)('%s marks the post of an open problem', async (notificationtype, mark) => {
        const harness = await startHarness();
        await harness.notify();
        await harness.notify(problem({notificationtype}));
        expect(harness.chat.posts.size).toBe(1);
        expect(shown(harness)).toMatchObject(mark);
        await harness.app.idle();
        expect(harness.chat.replies).toHaveLength(1);
    });

    it.each([
        'DOWNTIMESTART',
        'DOWNTIMEEND',
        'DOWNTIMECANCELLED',
        'FLAPPINGSTART',
        'FLAPPINGSTOP',
        'FLAPPINGDISABLED',
        'CUSTOM',
    ])('%s of an object that is fine is a notice without buttons', async (notificationtype) => {
        const harness = await startHarness();
        await harness.notify(problem({notificationtype, state: '0'}));
        expect(shown(harness).look).toBe('info');
        expect(harness.actions()).toEqual([]);
        await harness.notify(problem());
        expect(harness.chat.posts.size).toBe(2);
    });

    it('without names looks them up, once', async () => {
        const harness = await startHarness();
        await harness.notify(problem({hostname: '', servicename: ''}));
        expect(shown(harness).host.name).toBe('web01');
        harness.monitoring.failures.lookup = new AppError('openitcockpit_unreachable', 'down');
        await harness.notify(problem({hostname: '', servicename: '', state: '1'}));
        expect(shown(harness)).toMatchObject({host: {name: 'web01'}, service: {name: 'Ping'}, state: 'WARNING'});
    });

    it('is posted with UUIDs rather than not at all when names cannot be looked up', async () => {
        const harness = await startHarness();
        harness.monitoring.failures.lookup = new AppError('openitcockpit_unreachable', 'down');
        await harness.notify(problem({hostname: '', servicename: ''}));
        expect(shown(harness).host.name).toBe(HOST_UUID);
        expect(shown(harness).service?.name).toBe(SERVICE_UUID);
        expect(harness.logger.lines.some(({level}) => level === 'warn')).toBe(true);
    });

    it('that Mattermost did not take is not remembered, so that repeating it posts it', async () => {
        const harness = await startHarness();
        harness.chat.failure = new AppError('mattermost_unreachable', 'down');
        await expect(harness.notify()).rejects.toMatchObject({code: 'mattermost_unreachable'});
        expect(await harness.store.get(KEY)).toBeUndefined();
        harness.chat.failure = undefined;
        expect(await harness.notify()).toMatchObject({outcome: 'created'});
    });

    it('goes to the channel it names', async () => {
        const harness = await startHarness();
        await harness.notify(problem({channel: 'ops/network'}));
        expect(harness.post.channelId).toContain('network');
    });
});
