import {describe, expect, it} from 'vitest';
import {Watch, type WatchDeps} from '../../../../server-proxy/src/app/health/watch';
import type {AlertStore} from '../../../../server-proxy/src/app/posts/alert_store';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeChat, FakeClock, RecordingLogger} from '../../../support/app/fakes';
import {sharedStore} from '../../../support/app/watch_store';

const AWAY = new AppError('openitcockpit_unreachable', 'It does not answer.');
const MINUTE = 60_000;

const freeLock: Pick<AlertStore, 'unlessBusy'> = {unlessBusy: (_key, task) => task()};

const start = (more: Partial<WatchDeps> = {}) => {
    const clock = new FakeClock();
    const chat = new FakeChat();
    const logger = new RecordingLogger();
    const watchStore = sharedStore();
    const deps: WatchDeps = {
        chat,
        clock,
        logger,
        watchStore,
        store: freeLock,
        alarmChannel: 'ops/alarms',
        heartbeatMinutes: 0,
        language: 'en',
        timeZone: 'UTC',
        node: 'one',
        ...more,
    };
    const watch = new Watch(deps);
    const posts = () => [...chat.posts.values()].map(({message}) => message);
    const check = async (failure?: AppError, on = watch) => {
        await clock.sleep(MINUTE);
        await on.check(failure);
    };
    return {clock, chat, logger, deps, watch, watchStore, posts, check};
};

describe('openITCOCKPIT out of reach', () => {
    it('is no alarm when one check fails', async () => {
        const {check, posts} = start();
        await check(AWAY);
        await check();
        await check(AWAY);
        expect(posts()).toEqual([]);
    });

    it('makes one post after two failed checks, which is edited with the duration when it is good again', async () => {
        const {check, posts, watchStore} = start();
        await check();
        for (let checks = 0; checks < 5; checks += 1) {
            await check(AWAY);
        }
        expect(posts()).toEqual([
            expect.stringMatching(
                /^🚨 \*\*Mattermost has been unable to reach openITCOCKPIT\*\* since .*It does not answer\.$/,
            ),
        ]);
        await check();
        expect(posts()).toEqual([expect.stringMatching(/^✅ .*again.*for 5 min\.$/)]);
        expect(watchStore.state.alarms).toEqual({});
        await check(AWAY);
        await check(AWAY);
        expect(posts()).toHaveLength(2);
    });

    it('is told to nobody without a channel, or when openITCOCKPIT was never configured', async () => {
        const quiet = start({alarmChannel: ''});
        const unconfigured = start();
        for (let checks = 0; checks < 3; checks += 1) {
            await quiet.check(AWAY);
            await unconfigured.check(new AppError('openitcockpit_not_configured', 'Fill it in.'));
        }
        expect([...quiet.posts(), ...unconfigured.posts()]).toEqual([]);
    });

    it('is posted by one node, and not called off by another that sees nothing wrong', async () => {
        const {check, posts, deps, watch, clock} = start();
        const other = new Watch({...deps, node: 'two'});
        await check(AWAY);
        await check(AWAY);
        await other.check(AWAY);
        await other.check(AWAY);
        await other.check(undefined);
        expect(posts()).toEqual([expect.stringContaining('🚨')]);
        await watch.check(AWAY);
        // The node that posted is gone: another one ends its alarm.
        await clock.sleep(4 * MINUTE);
        await other.check(undefined);
        expect(posts()).toEqual([expect.stringContaining('✅')]);
    });

    it('is not posted twice after a restart', async () => {
        const {check, posts, deps} = start();
        await check(AWAY);
        await check(AWAY);
        const again = new Watch(deps);
        await check(AWAY, again);
        await check(AWAY, again);
        await check(AWAY, again);
        expect(posts()).toHaveLength(1);
        await check(undefined, again);
        expect(posts()).toEqual([expect.stringContaining('✅')]);
    });

    it('is posted later, and told by the health, while Mattermost does not take it', async () => {
        const {check, posts, chat, watch} = start();
        chat.failure = new AppError('mattermost_channel_unknown', 'Check Default channel.');
        await check(AWAY);
        await check(AWAY);
        expect(watch.report('en').problems).toEqual([
            'A warning is waiting, but there is no channel "ops/alarms" for it: check Alarm channel (ALARM_CHANNEL).',
        ]);
        chat.failure = new AppError('mattermost_channel_archived', 'The channel is archived.');
        await check(AWAY);
        expect(watch.report('en').problems).toEqual([expect.stringContaining('The channel is archived.')]);
        chat.failure = undefined;
        await check(AWAY);
        expect(posts()).toHaveLength(1);
        expect(watch.report('en').problems).toEqual([]);
    });

    it('ends although its post was deleted', async () => {
        const {check, chat, watchStore} = start();
        await check(AWAY);
        await check(AWAY);
        chat.posts.clear();
        await check();
        expect(watchStore.state.alarms).toEqual({});
    });

    it('speaks German', async () => {
        const {check, posts} = start({language: 'de'});
        await check(AWAY);
        await check(AWAY);
        expect(posts()[0]).toContain('erreicht openITCOCKPIT nicht');
    });
});

describe('heartbeats', () => {
    it('are missed after the minutes of the setting, and welcomed back', async () => {
        const {check, posts, watch} = start({heartbeatMinutes: 3});
        await watch.heartbeat();
        for (let minute = 0; minute < 4; minute += 1) {
            await check();
        }
        expect(posts()).toEqual([]);
        await check();
        expect(posts()).toEqual([expect.stringContaining('No heartbeat from openITCOCKPIT')]);
        expect(watch.report('en').problems).toEqual([expect.stringMatching(/^No heartbeat .* for more than 3 min/)]);
        await watch.heartbeat();
        await check();
        expect(posts()).toEqual([expect.stringMatching(/^✅ .* for 6 min\.$/)]);
        expect(watch.report('en')).toMatchObject({problems: [], heartbeat: {age_seconds: 60}});
    });

    it('that never came are missed as well', async () => {
        const {check, posts} = start({heartbeatMinutes: 2});
        for (let minute = 0; minute < 5; minute += 1) {
            await check();
        }
        expect(posts()).toEqual([expect.stringContaining('create the heartbeat check in openITCOCKPIT')]);
    });

    it('are not missed while nobody was there to hear them', async () => {
        const {check, posts, watch, deps, clock} = start({heartbeatMinutes: 3});
        await watch.heartbeat();
        await clock.sleep(60 * MINUTE);
        const restarted = new Watch(deps);
        await check(undefined, restarted);
        await check(undefined, restarted);
        expect(posts()).toEqual([]);
        expect(restarted.report('en')).toMatchObject({problems: [], heartbeat: {age_seconds: 3720}});
    });

    it('that another node heard count', async () => {
        const {check, posts, watch, deps} = start({heartbeatMinutes: 2});
        const other = new Watch({...deps, node: 'two'});
        for (let minute = 0; minute < 6; minute += 1) {
            await other.heartbeat();
            await check(undefined, watch);
        }
        expect(posts()).toEqual([]);
        expect(watch.report('en').problems).toEqual([]);
    });

    it('survive a clock that jumps ahead, and one that is put back', async () => {
        const {check, posts, watch, clock} = start({heartbeatMinutes: 3});
        await watch.heartbeat();
        await clock.sleep(600 * MINUTE);
        await check();
        await watch.heartbeat();
        await check();
        expect(posts()).toEqual([]);
        await clock.sleep(-600 * MINUTE);
        for (let minute = 0; minute < 6; minute += 1) {
            await check();
        }
        expect(posts()).toEqual([expect.stringContaining('No heartbeat from openITCOCKPIT')]);
    });

    it('are no longer expected when the setting is switched off', async () => {
        const {check, posts, deps} = start({heartbeatMinutes: 1});
        for (let minute = 0; minute < 4; minute += 1) {
            await check();
        }
        await check(undefined, new Watch({...deps, heartbeatMinutes: 0}));
        expect(posts()).toEqual([expect.stringContaining('no longer expected')]);
    });
});

describe('notifications', () => {
    it('are remembered, and stored at the next check', async () => {
        const {check, watch, watchStore, clock} = start();
        watch.notified('endpoint');
        await clock.sleep(5000);
        expect(watch.report('en').notified).toMatchObject({via: 'endpoint', age_seconds: 5});
        expect(watchStore.state.notified).toBeUndefined();
        await check();
        expect(watchStore.state.notified).toMatchObject({via: 'endpoint'});
    });
});

it('a store that is away is logged and stops nothing', async () => {
    const {check, watch, watchStore, logger} = start();
    watchStore.update = async () => {
        throw new AppError('internal', 'disk full');
    };
    await check(AWAY);
    expect(logger.lines).toMatchObject([{level: 'warn', message: 'Heartbeats and notifications could not be checked'}]);
    await expect(watch.heartbeat()).rejects.toThrow('disk full');
});
