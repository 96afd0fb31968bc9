import {describe, expect, it} from 'vitest';
import type {Condition} from '../../../../server-proxy/src/app/health/alarm_posts';
import {withFaults} from '../../../../server-proxy/src/app/health/outages';
import {Watch} from '../../../../server-proxy/src/app/health/watch';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {AlarmKind, WatchState} from '../../../../server-proxy/src/domain/watch_state';
import {FakeChat, FakeClock, RecordingLogger} from '../../../support/app/fakes';
import {sharedStore} from '../../../support/app/watch_store';

const wrong = (since: number): Condition => ({is: 'wrong', since, why: 'x'});

const noted = (state: WatchState, kind: AlarmKind, condition: Condition, now: number, node = 'a'): WatchState =>
    withFaults(state, [[kind, condition]], {node, now});

describe('what was missed', () => {
    it('is written down from its beginning to its end, once', () => {
        const begun = noted(noted({}, 'stream', wrong(100), 200), 'stream', wrong(150), 260);
        expect(begun.faults).toEqual({stream: {since: 100, node: 'a', seenAt: 260}});
        expect(noted(begun, 'stream', {is: 'undecided'}, 300)).toEqual(begun);
        const over = noted(begun, 'stream', {is: 'good'}, 300);
        expect(over).toEqual({faults: {}, outages: [{kind: 'stream', since: 100, until: 300}]});
        expect(noted(over, 'stream', {is: 'good'}, 400)).toBe(over);
    });

    it('of another node is called off by that node, or when it is gone', () => {
        const begun = noted({}, 'openitcockpit', wrong(100), 200);
        expect(noted(begun, 'openitcockpit', {is: 'good'}, 260, 'b').outages).toEqual([]);
        expect(noted(begun, 'openitcockpit', {is: 'good'}, 600, 'b').outages).toHaveLength(1);
    });

    it('is bounded', () => {
        let state: WatchState = {};
        for (let at = 0; at < 250; at += 1) {
            state = noted(noted(state, 'posts', wrong(at), at), 'posts', {is: 'good'}, at + 1);
        }
        expect(state.outages).toHaveLength(100);
        expect(state.outages?.at(-1)).toEqual({kind: 'posts', since: 249, until: 250});
    });

    it('is known without an alarm channel, after a restart too', async () => {
        const [clock, chat, watchStore] = [new FakeClock(), new FakeChat(), sharedStore()];
        const deps = {
            chat,
            clock,
            watchStore,
            logger: new RecordingLogger(),
            store: {unlessBusy: <T>(_key: string, task: () => Promise<T>) => task()},
            alarmChannel: '',
            heartbeatMinutes: 0,
            language: 'en' as const,
            timeZone: 'UTC',
            node: 'one',
        };
        const check = async (watch: Watch, failure?: AppError) => {
            await clock.sleep(60_000);
            await watch.check(failure);
        };
        const first = new Watch(deps);
        for (let at = 0; at < 3; at += 1) {
            await check(first, new AppError('openitcockpit_unreachable', 'away'));
        }
        const second = new Watch(deps);
        await second.recall();
        await check(second);
        expect(watchStore.state.outages).toEqual([{kind: 'openitcockpit', since: 1_795_490_060, until: 1_795_490_240}]);
        expect(chat.created).toEqual([]);
    });
});
