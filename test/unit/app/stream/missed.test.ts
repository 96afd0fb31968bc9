import {describe, expect, it, onTestFinished} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeStream} from '../../../support/app/fake_stream';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, HOST_UUID, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';
import {memoryWatch} from '../../../support/app/memory_watch';
import {shownIn} from '../../../support/app/node';

const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);

const open = async () => {
    const stream = new FakeStream();
    const ports = {stream, watchStore: memoryWatch({caughtUpAt: 1})};
    const [chat, monitoring] = [new FakeChat(), new FakeMonitoring()];
    const harness = await startHarness({}, undefined, chat, monitoring, undefined, ports);
    await harness.app.prepare();
    harness.app.watch();
    onTestFinished(() => harness.app.rest());
    await harness.app.idle();
    /** A service has had a problem for so long, and openITCOCKPIT is asked. */
    const find = async (age: number) => {
        const moments = {stateSince: momentAt(seconds(harness) - age), checkedAt: momentAt(seconds(harness) - 5)};
        const target = {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID};
        monitoring.open = [{...monitoring.status, ...moments, target, state: 'CRITICAL'}];
        await harness.app.catchUp();
    };
    const counted = async () => {
        const text = await harness.metrics.text();
        const of = (what: string) =>
            Number(new RegExp(`_stream_missed_total\\{what="${what}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
        return {problem: of('problem'), change: of('change'), health: harness.app.streamed()?.missed};
    };
    return {harness, stream, find, counted};
};

describe('what asking finds although the stream was open', () => {
    it('counts as missed: a problem of which the stream told nothing', async () => {
        const {harness, find, counted} = await open();
        await harness.clock.sleep(300_000);
        await find(100);
        expect(harness.chat.posts.size).toBe(1);
        expect(await counted()).toEqual({problem: 1, change: 0, health: 1});
        await find(100);
        expect(await counted()).toEqual({problem: 1, change: 0, health: 1});
    });

    it('does not count a problem that began before the stream was open, or while it was away', async () => {
        const {harness, stream, find, counted} = await open();
        await harness.clock.sleep(90_000);
        await find(100);
        expect(harness.chat.posts.size).toBe(1);
        expect(await counted()).toEqual({problem: 0, change: 0, health: 0});
        const other = await open();
        await other.harness.clock.sleep(300_000);
        other.stream.away(new AppError('openitcockpit_unreachable', 'Away.'));
        await other.find(100);
        expect(await other.counted()).toEqual({problem: 0, change: 0, health: 0});
        expect(stream.holders).toHaveLength(1);
    });

    it('does not count a problem whose change of state the stream told: nobody was to be notified', async () => {
        const {harness, stream, find, counted} = await open();
        await harness.clock.sleep(300_000);
        const timestamp = seconds(harness);
        const named = {host_name: HOST_UUID, service_description: SERVICE_UUID};
        stream.send('statechanges', {...named, timestamp, output: '', state: 2, state_type: 1});
        await harness.clock.sleep(70_000);
        await find(70);
        expect(harness.chat.posts.size).toBe(1);
        expect(await counted()).toEqual({problem: 0, change: 0, health: 0});
    });

    it('counts a post that a comparison corrects, but not in the first comparison after a gap', async () => {
        const {harness, stream, counted} = await open();
        const recovered = {state: 'OK', output: 'OK', acknowledged: false} as const;
        const {status} = harness.monitoring;
        await harness.notify(problem());
        await harness.clock.sleep(60_000);
        harness.monitoring.status = {...status, ...recovered};
        await harness.app.reconcile();
        expect(shownIn(harness.post).look).toBe('recovered');
        expect(await counted()).toEqual({problem: 0, change: 0, health: 0});
        harness.monitoring.status = status;
        await harness.notify(problem({problemid: 'next', time: String(seconds(harness) + 1)}));
        await harness.clock.sleep(60_000);
        harness.monitoring.status = {...status, ...recovered};
        await harness.app.reconcile();
        expect(shownIn(harness.post).look).toBe('recovered');
        expect(await counted()).toEqual({problem: 0, change: 1, health: 1});
        expect(stream.holders).toHaveLength(1);
    });
});
