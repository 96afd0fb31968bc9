import {describe, expect, it} from 'vitest';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import type {ListedProblem} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {WatchState} from '../../../../server-proxy/src/domain/watch_state';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, HOST_UUID, KEY, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';
import {memoryWatch} from '../../../support/app/memory_watch';
import {shownIn} from '../../../support/app/node';

const open = async (settings: Partial<AppSettings> = {}, known: WatchState = {caughtUpAt: 1}) => {
    const watchStore = memoryWatch(known);
    const [chat, monitoring] = [new FakeChat(), new FakeMonitoring()];
    const harness = await startHarness(settings, undefined, chat, monitoring, undefined, {watchStore});
    await harness.app.prepare();
    return Object.assign(harness, {watchStore});
};

const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);

/** A service that has had a problem for so long. */
const listed = (harness: AppHarness, age: number, more: Partial<ListedProblem> = {}): ListedProblem => ({
    ...harness.monitoring.status,
    target: {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID},
    state: 'CRITICAL',
    stateSince: momentAt(seconds(harness) - age),
    checkedAt: momentAt(seconds(harness) - 5),
    freshAt: momentAt(seconds(harness) - 5),
    ...more,
});

const many = (harness: AppHarness, count: number, age = 300): ListedProblem[] =>
    Array.from({length: count}, (_, at) =>
        listed(harness, age, {
            target: {hostUuid: `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`, serviceUuid: SERVICE_UUID},
            hostName: `web${at}`,
        }),
    );

const messages = ({chat}: AppHarness) => [...chat.posts.values()].map(({message}) => message);

describe('catching up', () => {
    it('posts a problem that nobody told, once, as soon as its grace is over', async () => {
        const harness = await open();
        harness.monitoring.open = [listed(harness, 59)];
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([]);
        await harness.clock.sleep(2000);
        await harness.app.catchUp();
        await harness.clock.sleep(60_000);
        await harness.app.catchUp();
        expect(messages(harness)).toEqual(['🚨 CRITICAL Ping on web01: rta nan, lost 100%']);
        expect(harness.app.caughtUp()).toMatchObject({found: 0});
    });

    it('leaves alone what a notification has told, and is the same alert when it comes late', async () => {
        const harness = await open();
        await harness.notify(problem({time: String(seconds(harness))}));
        harness.monitoring.open = [listed(harness, 300)];
        await harness.app.catchUp();
        expect(harness.chat.posts.size).toBe(1);

        const late = await open();
        late.monitoring.open = [listed(late, 300)];
        await late.app.catchUp();
        await late.notify(problem({time: String(seconds(late) - 290), laststatechange: String(seconds(late) - 300)}));
        expect(late.chat.posts.size).toBe(1);
        expect((await late.store.get(KEY))?.alert.problemId).toBe(problem().problemid);
    });

    it('posts nothing that was never checked or cannot be dated', async () => {
        const harness = await open();
        const {checkedAt: _c, ...unchecked} = listed(harness, 300);
        harness.monitoring.open = [unchecked];
        await harness.app.catchUp();
        const {stateSince: _s, ...undated} = listed(harness, 300);
        harness.monitoring.open = [undated];
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([]);
    });

    it('does not turn back what has recovered since, and makes a new post of the next problem', async () => {
        const harness = await open();
        const began = seconds(harness);
        await harness.notify(problem({time: String(began), laststatechange: String(began)}));
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0', time: String(began + 90)}));
        harness.monitoring.open = [listed(harness, 0, {stateSince: momentAt(began)})];
        await harness.clock.sleep(120_000);
        await harness.app.catchUp();
        await harness.app.idle();
        expect(shownIn(harness.post).look).toBe('recovered');
        expect(harness.chat.posts.size).toBe(1);
        harness.monitoring.open = [listed(harness, 61)];
        harness.monitoring.status = {...harness.monitoring.status, stateSince: momentAt(seconds(harness) - 61)};
        await harness.app.reconcile();
        expect(shownIn(harness.post).look).toBe('recovered');
        await harness.app.catchUp();
        expect(harness.chat.posts.size).toBe(2);
        expect(shownIn(harness.post).look).toBe('problem');
    });

    it('tells ten one by one, and more of them in one post; none twice', async () => {
        const harness = await open();
        harness.monitoring.open = many(harness, 10);
        await harness.app.catchUp();
        expect(harness.chat.posts.size).toBe(10);
        const eleven = await open();
        eleven.monitoring.open = many(eleven, 37);
        await eleven.app.catchUp();
        await eleven.app.catchUp();
        expect(eleven.chat.posts.size).toBe(1);
        const [said = ''] = messages(eleven);
        const lines = said.split('\n');
        expect(lines[0]).toBe('**37 problems had not been reported**');
        expect(lines[1]).toMatch(
            /^- 🚨 CRITICAL \[Ping on web0]\(https:\/\/monitoring\.example\.org\/a\/services\/browser\/.*\): rta nan/,
        );
        expect(said).toContain('and ');
        expect(said.length).toBeLessThan(4000);
    });

    it('makes one list of what was open before the first turn ever, whatever it is', async () => {
        const harness = await open({language: 'de'}, {});
        harness.monitoring.open = many(harness, 2);
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([expect.stringMatching(/^\*\*2 Probleme bestanden schon vorher\*\*/)]);
        harness.monitoring.open = many(harness, 3);
        await harness.app.catchUp();
        expect(harness.chat.posts.size).toBe(2);
    });

    it('gives a problem of a list its own post when it is notified, and lets it end in silence', async () => {
        const harness = await open({}, {});
        harness.monitoring.open = [listed(harness, 300)];
        await harness.app.catchUp();
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0', time: String(seconds(harness))}));
        expect(harness.chat.posts.size).toBe(1);

        const again = await open({}, {});
        again.monitoring.open = [listed(again, 300)];
        await again.app.catchUp();
        await again.notify(problem({time: String(seconds(again)), laststatechange: String(seconds(again) - 300)}));
        expect(again.chat.posts.size).toBe(2);
        expect(shownIn(again.post).look).toBe('problem');
        // Notified once more, it keeps that post.
        await again.notify(problem({time: String(seconds(again)), laststatechange: String(seconds(again) - 300)}));
        expect(again.chat.posts.size).toBe(2);
    });

    it('makes one list although Mattermost’s answer or the process was lost in the middle', async () => {
        const harness = await open({}, {});
        harness.monitoring.open = many(harness, 12);
        const {createPost} = harness.chat;
        harness.chat.createPost = async (...wanted) => {
            await createPost.apply(harness.chat, wanted);
            throw new AppError('mattermost_unreachable', 'the answer was lost');
        };
        await harness.app.catchUp();
        harness.chat.createPost = createPost;
        expect(harness.app.findings('problem')).toEqual([
            'openITCOCKPIT could not be asked for problems that nobody reported: the answer was lost',
        ]);
        await harness.app.catchUp();
        expect(harness.chat.posts.size).toBe(1);
        expect(harness.app.findings('problem')).toEqual([]);
        expect((await harness.watchStore.read()).summary).toBeUndefined();
    });

    it('makes the list when Mattermost is back, with all that was to be in it', async () => {
        const harness = await open();
        harness.monitoring.open = many(harness, 12);
        harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await harness.app.catchUp();
        harness.chat.failure = undefined;
        harness.monitoring.open = many(harness, 13);
        await harness.app.catchUp();
        expect(messages(harness)).toEqual([expect.stringMatching(/^\*\*13 problems/)]);
    });

    it.each(['notified', 'off', 'auto'] as const)(
        'posts nothing that openITCOCKPIT notified nobody of, with Alerts from %s after an upgrade',
        async (alertsFrom) => {
            const harness = await open({alertsFrom}, {readAt: 1});
            harness.monitoring.open = [listed(harness, 300)];
            await harness.app.catchUp();
            expect(messages(harness)).toEqual([]);
        },
    );

    it('asks for nothing with Alerts from off', async () => {
        const harness = await open({alertsFrom: 'off'}, {readAt: 1});
        harness.monitoring.open = [listed(harness, 300)];
        await harness.app.catchUp();
        expect(harness.monitoring.reads).toBe(0);
    });
});
