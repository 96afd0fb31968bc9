import {describe, expect, it} from 'vitest';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import type {ListedProblem, SentNotification} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {WatchState} from '../../../../server-proxy/src/domain/watch_state';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, HOST_UUID, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';
import {memoryWatch} from '../../../support/app/memory_watch';

const open = async (settings: Partial<AppSettings> = {}, known: WatchState = {caughtUpAt: 1}) => {
    const watchStore = memoryWatch(known);
    const more = {watchStore};
    const wanted = {alertsFrom: 'notified' as const, ...settings};
    const harness = await startHarness(wanted, undefined, new FakeChat(), new FakeMonitoring(), undefined, more);
    await harness.app.prepare();
    return harness;
};

const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);
const target = {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID};

const listed = (harness: AppHarness, age: number, more: Partial<ListedProblem> = {}): ListedProblem => ({
    ...harness.monitoring.status,
    target,
    state: 'CRITICAL',
    stateSince: momentAt(seconds(harness) - age),
    checkedAt: momentAt(seconds(harness) - 5),
    freshAt: momentAt(seconds(harness) - 5),
    ...more,
});

const sentAgo = (harness: AppHarness, ago: number, more: Partial<SentNotification> = {}): SentNotification => ({
    target,
    hostName: 'web01',
    serviceName: 'Ping',
    state: 'CRITICAL',
    at: momentAt(seconds(harness) - ago),
    ...more,
});

const postCount = ({chat}: AppHarness): number => chat.posts.size;

describe('catching up with what openITCOCKPIT notified', () => {
    it('posts a problem that its list of sent notifications names, and none that it notified nobody of', async () => {
        const harness = await open();
        harness.monitoring.open = [listed(harness, 300)];
        await harness.app.catchUp();
        expect(postCount(harness)).toBe(0);
        harness.monitoring.sent = [sentAgo(harness, 290)];
        await harness.app.catchUp();
        await harness.app.catchUp();
        expect(postCount(harness)).toBe(1);
        expect(harness.post.message).toBe('🚨 CRITICAL Ping on web01: rta nan, lost 100%');
    });

    it.each([
        ['of an earlier problem', {at: momentAt(1)}],
        ['of its end', {state: 'OK' as const}],
        ['of another object', {target: {hostUuid: HOST_UUID}}],
    ])('does not take a notification %s for one of the problem', async (_what, more) => {
        const harness = await open();
        harness.monitoring.open = [listed(harness, 300)];
        harness.monitoring.sent = [sentAgo(harness, 290, more)];
        await harness.app.catchUp();
        expect(postCount(harness)).toBe(0);
    });

    it('asks for nothing where nothing is untold, and from then on only for what is new', async () => {
        const harness = await open();
        await harness.app.catchUp();
        await harness.notify(problem({time: String(seconds(harness))}));
        harness.monitoring.open = [listed(harness, 300)];
        await harness.app.catchUp();
        expect(harness.monitoring.sentAsked).toEqual([]);

        const silent = await open();
        const began = seconds(silent) - 5000;
        silent.monitoring.open = [listed(silent, 5000)];
        await silent.app.catchUp();
        await silent.clock.sleep(60_000);
        await silent.app.catchUp();
        const [first, second] = silent.monitoring.sentAsked;
        expect(first).toEqual({kinds: ['service'], since: began});
        // What the database writes late is still seen.
        expect(second?.since).toBeGreaterThan(began + 3600);
        expect(second?.since).toBeLessThanOrEqual(seconds(silent) - 600);
    });

    it('asks again from the beginning for a problem whose state has changed, and for a new one', async () => {
        const harness = await open();
        harness.monitoring.open = [listed(harness, 300)];
        await harness.app.catchUp();
        harness.monitoring.open = [listed(harness, 300), listed(harness, 900, {target: {hostUuid: HOST_UUID}})];
        await harness.app.catchUp();
        expect(harness.monitoring.sentAsked.at(-1)).toEqual({
            kinds: ['service', 'host'],
            since: seconds(harness) - 900,
        });
    });

    it('says which right is missing, posts nothing, and posts it once the right is there', async () => {
        const harness = await open();
        harness.monitoring.open = [listed(harness, 300)];
        harness.monitoring.sent = [sentAgo(harness, 290)];
        const {sentNotifications} = harness.monitoring;
        harness.monitoring.sentNotifications = async () => {
            throw new AppError('openitcockpit_right_missing', 'the right Notifications › index is missing');
        };
        await harness.app.catchUp();
        expect(postCount(harness)).toBe(0);
        expect(harness.app.findings('problem')).toEqual([expect.stringContaining('Notifications › index')]);
        harness.monitoring.sentNotifications = sentNotifications;
        await harness.app.catchUp();
        expect(postCount(harness)).toBe(1);
        expect(harness.app.findings('problem')).toEqual([]);
    });

    it('makes one list of many that were notified, the others left out', async () => {
        const harness = await open();
        const all = Array.from({length: 20}, (_, at) => ({
            hostUuid: `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`,
            serviceUuid: SERVICE_UUID,
        }));
        harness.monitoring.open = all.map((each) => listed(harness, 300, {target: each}));
        harness.monitoring.sent = all.slice(0, 12).map((each) => sentAgo(harness, 200, {target: each}));
        await harness.app.catchUp();
        expect(postCount(harness)).toBe(1);
        expect(harness.post.message).toMatch(/^\*\*12 problems had not been reported\*\*/);
    });

    it('is what an upgrade brings: no post of what was never notified', async () => {
        const harness = await open({alertsFrom: 'auto'}, {readAt: 1});
        harness.monitoring.open = [listed(harness, 300)];
        await harness.app.catchUp();
        expect(postCount(harness)).toBe(0);
        expect(harness.monitoring.sentAsked).toHaveLength(1);
    });
});
