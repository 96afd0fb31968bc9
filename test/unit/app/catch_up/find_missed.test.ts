import {describe, expect, it} from 'vitest';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import type {ListedProblem, SentNotification} from '../../../../server-proxy/src/app/catch_up/readings_port';
import type {State} from '../../../../server-proxy/src/contract';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {WatchState} from '../../../../server-proxy/src/domain/watch_state';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, HOST_UUID, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';
import {memoryWatch} from '../../../support/app/memory_watch';

/** An app that ended its last turn ten minutes ago. */
const afterGap = async (settings: Partial<AppSettings> = {}, known: WatchState = {caughtUpAt: 1}) => {
    const watchStore = memoryWatch(known);
    const wanted = {alertsFrom: 'notified' as const, tellMissed: true, ...settings};
    const chat = new FakeChat();
    const harness = await startHarness(wanted, undefined, chat, new FakeMonitoring(), undefined, {watchStore});
    await harness.app.prepare();
    await harness.app.catchUp();
    const stopped = seconds(harness);
    await harness.clock.sleep(600_000);
    return {harness, stopped, watchStore};
};

const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);

const sentAt = (at: number, state: State, serviceUuid = SERVICE_UUID, serviceName = 'Ping'): SentNotification => ({
    target: {hostUuid: HOST_UUID, serviceUuid},
    hostName: 'web01',
    serviceName,
    state,
    at: momentAt(at),
});

const clockOf = (at: number): string => new Date(at * 1000).toISOString().slice(11, 16);

const messages = ({chat}: AppHarness) => [...chat.posts.values()].map(({message}) => message);

describe('a problem that came and went unseen', () => {
    it('is told in one line an object, in one message, once', async () => {
        const {harness, stopped} = await afterGap();
        harness.monitoring.sent = [
            sentAt(stopped + 60, 'CRITICAL'),
            sentAt(stopped + 120, 'OK'),
            sentAt(stopped + 180, 'WARNING', HOST_UUID, 'Disk /'),
            sentAt(stopped + 240, 'CRITICAL', HOST_UUID, 'Disk /'),
            sentAt(stopped + 300, 'OK', HOST_UUID, 'Disk /'),
        ];
        await harness.app.catchUp();
        await harness.clock.sleep(60_000);
        await harness.app.catchUp();
        const now = stopped + 600;
        expect(messages(harness)).toEqual([
            [
                `**2 problems came and went unseen between ${clockOf(stopped)} and ${clockOf(now)}**`,
                `- Ping on web01 was CRITICAL from ${clockOf(stopped + 60)} to ${clockOf(stopped + 120)}`,
                `- Disk / on web01 was CRITICAL from ${clockOf(stopped + 180)} to ${clockOf(stopped + 300)}`,
            ].join('\n'),
        ]);
    });

    it('is told although both fell into one minute of a date format without seconds', async () => {
        const {harness, stopped} = await afterGap();
        const minute = {earliest: stopped + 60, latest: stopped + 119};
        const states: State[] = ['OK', 'CRITICAL', 'OK', 'WARNING'];
        // As openITCOCKPIT lists it: the newest first.
        harness.monitoring.sent = states.map((state) => ({...sentAt(0, state), at: minute}));
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([expect.stringContaining('- Ping on web01 was CRITICAL 2 times, last from')]);
    });

    it.each<readonly [State, State]>([
        ['OK', 'CRITICAL'],
        ['CRITICAL', 'OK'],
    ])('is told although both fell into one second, which is listed in any order: %s, %s', async (...states) => {
        const {harness, stopped} = await afterGap();
        harness.monitoring.sent = states.map((state) => sentAt(stopped + 60, state));
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([expect.stringContaining('- Ping on web01 was CRITICAL from')]);
    });

    it('is told as the last of several', async () => {
        const {harness, stopped} = await afterGap({language: 'de'});
        const states: State[] = ['CRITICAL', 'OK', 'CRITICAL', 'OK', 'CRITICAL', 'OK'];
        harness.monitoring.sent = states.map((state, at) => sentAt(stopped + 60 * (at + 1), state));
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([
            expect.stringContaining(
                `- Ping auf web01 war 3-mal CRITICAL, zuletzt von ${clockOf(stopped + 300)} bis ${clockOf(stopped + 360)}`,
            ),
        ]);
    });

    it.each<[string, (stopped: number) => SentNotification[]]>([
        ['was not notified as over', (stopped) => [sentAt(stopped + 60, 'CRITICAL')]],
        ['began before the gap', (stopped) => [sentAt(stopped - 60, 'CRITICAL'), sentAt(stopped + 60, 'OK')]],
        [
            'is there again',
            (stopped) => [
                sentAt(stopped + 60, 'CRITICAL'),
                sentAt(stopped + 120, 'OK'),
                sentAt(stopped + 180, 'CRITICAL'),
            ],
        ],
    ])('is not what %s', async (_what, sent) => {
        const {harness, stopped} = await afterGap();
        harness.monitoring.sent = sent(stopped);
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([]);
    });

    it('is not what a post has told', async () => {
        const {harness, stopped} = await afterGap();
        const laststatechange = String(stopped + 50);
        await harness.notify(problem({time: String(stopped + 60), laststatechange}));
        const over = {notificationtype: 'RECOVERY', state: '0', laststatechange: String(stopped + 110)};
        await harness.notify(problem({...over, time: String(stopped + 120)}));
        harness.monitoring.sent = [sentAt(stopped + 60, 'CRITICAL'), sentAt(stopped + 120, 'OK')];
        await harness.app.catchUp();
        expect(harness.chat.posts.size).toBe(1);
    });

    it('is not looked for between turns that follow each other, nor without the setting', async () => {
        const {harness} = await afterGap();
        await harness.app.catchUp();
        expect(harness.monitoring.sentAsked).toHaveLength(1);
        await harness.clock.sleep(60_000);
        await harness.app.catchUp();
        expect(harness.monitoring.sentAsked).toHaveLength(1);
        const off = await afterGap({tellMissed: false});
        await off.harness.app.catchUp();
        expect(off.harness.monitoring.sentAsked).toEqual([]);
        expect(Object.keys(await off.watchStore.read())).not.toContain('lookedAt');
    });

    it('is counted beyond 25 objects', async () => {
        const {harness, stopped} = await afterGap();
        harness.monitoring.sent = Array.from({length: 40}, (_, at) => {
            const uuid = `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`;
            return [sentAt(stopped + 60, 'CRITICAL', uuid), sentAt(stopped + 120, 'OK', uuid)];
        }).flat();
        await harness.app.catchUp();
        const [said = ''] = messages(harness);
        expect(said.split('\n')).toHaveLength(1 + 25 + 1);
        expect(said).toContain('- and 15 more');
    });

    it('stands in the list of open problems, if the same turn makes one', async () => {
        const {harness, stopped} = await afterGap({alertsFrom: 'everything'});
        harness.monitoring.open = Array.from({length: 12}, (_, at): ListedProblem => {
            const hostUuid = `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`;
            const since = momentAt(stopped + 100);
            const seen = {stateSince: since, checkedAt: since, freshAt: since};
            return {...harness.monitoring.status, target: {hostUuid}, hostName: `web${at}`, state: 'DOWN', ...seen};
        });
        harness.monitoring.sent = [sentAt(stopped + 60, 'CRITICAL'), sentAt(stopped + 120, 'OK')];
        await harness.app.catchUp();
        const [said = '', ...others] = messages(harness);
        expect(others).toEqual([]);
        expect(said).toMatch(/^\*\*12 problems had not been reported\*\*/);
        expect(said).toContain('- Ping on web01 was CRITICAL from');
    });

    it('is told once although Mattermost’s answer was lost, and later if Mattermost was away', async () => {
        const {harness, stopped} = await afterGap();
        harness.monitoring.sent = [sentAt(stopped + 60, 'CRITICAL'), sentAt(stopped + 120, 'OK')];
        const {createPost} = harness.chat;
        harness.chat.createPost = async (...wanted) => {
            await createPost.apply(harness.chat, wanted);
            throw new AppError('mattermost_unreachable', 'the answer was lost');
        };
        await harness.app.catchUp();
        harness.chat.createPost = createPost;
        await harness.app.catchUp();
        expect(messages(harness)).toHaveLength(1);

        const later = await afterGap();
        later.harness.monitoring.sent = [sentAt(later.stopped + 60, 'CRITICAL'), sentAt(later.stopped + 120, 'OK')];
        later.harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await later.harness.app.catchUp();
        later.harness.chat.failure = undefined;
        await later.harness.app.catchUp();
        expect(messages(later.harness)).toHaveLength(1);
    });

    it('keeps no open problem from its post if the key may not read what was sent', async () => {
        const {harness, stopped} = await afterGap({alertsFrom: 'everything'});
        const since = momentAt(stopped + 100);
        const seen = {stateSince: since, checkedAt: since, freshAt: since};
        const target = {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID};
        harness.monitoring.open = [{...harness.monitoring.status, target, state: 'CRITICAL', ...seen}];
        harness.monitoring.sentNotifications = async () => {
            throw new AppError('openitcockpit_right_missing', 'the right Notifications › index is missing');
        };
        await harness.app.catchUp();
        expect(messages(harness)).toEqual(['🚨 CRITICAL Ping on web01: rta nan, lost 100%']);
        expect(harness.app.findings('problem')).toEqual([expect.stringContaining('Notifications › index')]);
    });
});
