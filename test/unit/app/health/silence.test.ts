import {describe, expect, it} from 'vitest';
import type {Backlog} from '../../../../server-proxy/src/app/health/signs';
import {Watch, type WatchDeps} from '../../../../server-proxy/src/app/health/watch';
import type {StreamReport} from '../../../../server-proxy/src/app/stream/event_stream';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeChat, FakeClock, RecordingLogger} from '../../../support/app/fakes';
import {sharedStore} from '../../../support/app/watch_store';

const AWAY = new AppError('openitcockpit_unreachable', 'It does not answer.');
const MINUTE = 60_000;

const start = (more: Partial<WatchDeps> = {}) => {
    const clock = new FakeClock();
    const chat = new FakeChat();
    const watchStore = sharedStore();
    const now = () => Math.floor(clock.now() / 1000);
    /** What this node knows of itself. */
    const known: {
        compared: {at: number; error?: string} | undefined;
        behind: Backlog;
        unreadable: Backlog;
        streamed?: StreamReport | undefined;
    } = {
        compared: undefined,
        behind: {count: 0},
        unreadable: {count: 0},
    };
    const deps: WatchDeps = {
        chat,
        clock,
        logger: new RecordingLogger(),
        watchStore,
        store: {unlessBusy: (_key, task) => task()},
        alarmChannel: 'ops/alarms',
        heartbeatMinutes: 0,
        language: 'en',
        timeZone: 'UTC',
        node: 'one',
        compared: () => known.compared,
        postsBehind: () => known.behind,
        unreadable: () => known.unreadable,
        streamed: () => known.streamed,
        ...more,
    };
    const watch = new Watch(deps);
    const posts = () => [...chat.posts.values()].map(({message}) => message);
    const check = async (failure?: AppError) => {
        await clock.sleep(MINUTE);
        await watch.check(failure);
    };
    const checks = async (count: number, failure?: AppError) => {
        for (let number = 0; number < count; number += 1) {
            await check(failure);
        }
    };
    /** Each minute a comparison that fails, then a check. */
    const failing = async (minutes: number) => {
        for (let minute = 0; minute < minutes; minute += 1) {
            await clock.sleep(MINUTE / 2);
            known.compared = {at: now(), error: 'openITCOCKPIT answered HTTP 500.'};
            await clock.sleep(MINUTE / 2);
            await watch.check(undefined);
        }
    };
    return {clock, chat, deps, watch, watchStore, known, now, posts, check, checks, failing};
};

describe('what was heard', () => {
    it('is told apart from what never was', async () => {
        const {watch, clock, check} = start();
        expect(watch.signs()).toEqual({
            heard: {notification: null, event: null, reading: null},
            posts_behind: {count: 0},
            unreadable_records: {count: 0},
        });
        watch.notified('endpoint');
        await check();
        await clock.sleep(5000);
        expect(watch.signs().heard).toMatchObject({
            notification: {age_seconds: 65},
            event: null,
            reading: {age_seconds: 5},
        });
    });

    it('is shared by all nodes, and there after a restart', async () => {
        const {watch, deps, check, clock} = start();
        watch.notified('webhook');
        await check();
        const other = new Watch({...deps, node: 'two'});
        await clock.sleep(10 * MINUTE);
        await other.check(AWAY);
        expect(other.signs().heard).toMatchObject({notification: {age_seconds: 660}, reading: {age_seconds: 600}});
    });

    it('is known from the start, before the first check', async () => {
        const {watch, deps, check, watchStore} = start();
        watch.notified('webhook');
        await check();
        const restarted = new Watch(deps);
        await restarted.recall();
        expect(restarted.signs().heard.notification).toMatchObject({age_seconds: 60});
        watchStore.read = async () => {
            throw new AppError('internal', 'disk full');
        };
        await new Watch(deps).recall();
    });

    it('does not grow younger by a clock that is put back', async () => {
        const {watch, clock, check} = start();
        watch.notified('endpoint');
        await check();
        await clock.sleep(-600 * MINUTE);
        await check(AWAY);
        await clock.sleep(5000);
        expect(watch.signs().heard).toMatchObject({notification: {age_seconds: 5}, reading: {age_seconds: 5}});
    });
});

describe('comparisons that fail although openITCOCKPIT answers', () => {
    it('are said after ten minutes, in the health and once in the channel, until one succeeds', async () => {
        const {failing, watch, posts, known, check, now} = start();
        await check();
        await failing(9);
        expect([watch.report('en').problems, posts()]).toEqual([[], []]);
        await failing(3);
        expect(watch.report('en').problems).toEqual([
            'The posts have not been compared with openITCOCKPIT for 12 min, although it answers, so they show only what it notifies: openITCOCKPIT answered HTTP 500.',
        ]);
        expect(watch.signs().heard.reading?.age_seconds).toBe(720);
        expect(posts()).toEqual([
            expect.stringMatching(/^🚨 \*\*Posts cannot be compared with openITCOCKPIT\*\* since .*500/),
        ]);
        known.compared = {at: now()};
        await check();
        expect(watch.report('en').problems).toEqual([]);
        expect(posts()).toEqual([expect.stringMatching(/^✅ Posts can be compared with openITCOCKPIT again/)]);
    });

    it('are no silence when another node has read since', async () => {
        const {failing, watch, deps, posts} = start();
        const other = new Watch({...deps, node: 'two', compared: () => undefined});
        for (let minute = 0; minute < 15; minute += 1) {
            await failing(1);
            await other.check(undefined);
        }
        await watch.check(undefined);
        expect([watch.report('en').problems, posts()]).toEqual([[], []]);
    });

    it('are not said beside an openITCOCKPIT that is out of reach: one fault, one post', async () => {
        const {failing, check, checks, posts, watch, known, now} = start();
        await check();
        await failing(3);
        known.compared = {at: now(), error: 'It does not answer.'};
        await checks(12, AWAY);
        expect(watch.report('en').problems).toEqual([]);
        expect(posts()).toEqual([expect.stringContaining('unable to reach')]);
    });

    it('are not said of the time in which nobody ran', async () => {
        const {deps, watchStore, now, clock} = start();
        watchStore.state = {readAt: now() - 86_400};
        const restarted = new Watch({...deps, compared: () => ({at: now(), error: 'Away.'})});
        await clock.sleep(5 * MINUTE);
        await restarted.check(undefined);
        expect(restarted.report('en').problems).toEqual([]);
    });
});

describe('posts that do not show what is known', () => {
    it('are counted at once, and said after five minutes', async () => {
        const {known, now, check, checks, watch, posts} = start();
        known.behind = {count: 3, since: now()};
        await checks(4);
        expect(watch.signs().posts_behind).toEqual({...known.behind, age_seconds: 240});
        expect([watch.report('en').problems, posts()]).toEqual([[], []]);
        await checks(2);
        expect(watch.report('en').problems).toEqual([expect.stringContaining('for 6 min, so they do not show')]);
        expect(posts()).toEqual([expect.stringMatching(/^🚨 \*\*Posts have not been showing what is known.*posts: 3/)]);
        known.behind = {count: 0};
        await check();
        expect(posts()).toEqual([expect.stringMatching(/^✅ All posts show what is known again/)]);
    });
});

describe('stored alerts that cannot be read', () => {
    it('are said at once, in German as well', async () => {
        const {known, now, check, watch, posts} = start({language: 'de'});
        known.unreadable = {count: 2, since: now() - 30};
        await check();
        expect(watch.signs().unreadable_records).toEqual({...known.unreadable, age_seconds: 90});
        expect(watch.report('en').problems).toEqual([expect.stringContaining('set aside (alerts: 2)')]);
        expect(posts()).toEqual([expect.stringContaining('Gespeicherte Alarme sind nicht lesbar')]);
        known.unreadable = {count: 0};
        await check();
        expect(posts()).toEqual([expect.stringContaining('wieder lesbar')]);
    });
});

describe('the event stream', () => {
    const AWAY_STREAM = new AppError('openitcockpit_unreachable', 'Nothing answers.');

    it('that is away is told after two minutes, once, and when it is back', async () => {
        const {known, now, checks, posts, watch} = start();
        known.streamed = {isUp: false, since: now(), lost: 0, reason: AWAY_STREAM};
        await checks(1);
        expect(posts()).toEqual([]);
        await checks(3);
        expect(watch.report('en').problems).toEqual([
            "openITCOCKPIT's event stream has been away for 4 min: Nothing answers.",
        ]);
        expect(posts()).toEqual([expect.stringMatching(/^🚨 \*\*Nothing comes over openITCOCKPIT's event stream\*\*/)]);
        known.streamed = {isUp: true, since: now(), lost: 0, eventAt: now()};
        await checks(1);
        expect(posts()).toEqual([expect.stringMatching(/^✅ openITCOCKPIT's event stream is back/)]);
        expect(watch.signs().heard.event).toMatchObject({at: expect.any(Number)});
    });

    it('whose key is refused is told at once, because waiting does not heal it', async () => {
        const {known, now, checks, watch} = start();
        const reason = new AppError('openitcockpit_key_rejected', 'The key is wrong.');
        known.streamed = {isUp: false, since: now(), lost: 0, reason};
        await checks(1);
        expect(watch.report('de').problems).toEqual([
            'Der Ereignisstrom von openITCOCKPIT ist seit 1 min nicht erreichbar: The key is wrong.',
        ]);
    });

    it('over which nothing comes for a quarter of an hour is told, although it is open', async () => {
        const {known, now, checks, watch, posts} = start();
        known.streamed = {isUp: true, since: now(), lost: 0, eventAt: now()};
        await checks(14);
        expect(posts()).toEqual([]);
        await checks(2);
        expect(watch.report('en').problems).toEqual([expect.stringContaining('no event has come for 16 min')]);
        expect(posts()).toHaveLength(1);
    });
});

describe('a command of ours that ran in vain', () => {
    it.each([
        [
            'en',
            /^🚨 \*\*openITCOCKPIT ran our notification command, but nothing came\*\* since/,
            /^✅ Notifications arrive/,
        ],
        [
            'de',
            /^🚨 \*\*openITCOCKPIT hat unser Benachrichtigungskommando ausgeführt, aber es kam/,
            /^✅ Benachrichtigungen/,
        ],
    ] as const)(
        'is told once in the channel and on the health page, until it is over (%s)',
        async (language, on, over) => {
            const {check, checks, posts, watch, watchStore, now} = start({language, hasStream: true});
            watchStore.state = {commandLost: {since: now(), at: now() + 30}};
            await checks(2);
            expect(posts()).toEqual([expect.stringMatching(on)]);
            expect(watch.report('en').problems).toEqual([
                expect.stringMatching(
                    /^openITCOCKPIT ran our command, nothing came: .*settings file.*address.*network/,
                ),
            ]);
            expect(watch.report('de').problems).toEqual([
                expect.stringMatching(
                    /^openITCOCKPIT hat unser Kommando ausgeführt, aber es kam nichts an: Prüfen Sie/,
                ),
            ]);
            const {commandLost: _, ...state} = watchStore.state;
            watchStore.state = state;
            await check();
            expect(posts()).toEqual([expect.stringMatching(over)]);
            expect(watch.report('en').problems).toEqual([]);
        },
    );

    it('is called off by any node, and no matter where there is no stream any more', async () => {
        const {check, posts, deps, watchStore, now, clock} = start({hasStream: true});
        watchStore.state = {commandLost: {since: now(), at: now() + 30}};
        await check();
        await clock.sleep(MINUTE);
        const other = new Watch({...deps, node: 'two', hasStream: false});
        await other.check(undefined);
        expect(posts()).toEqual([expect.stringMatching(/^✅/)]);
        expect(other.report('en').problems).toEqual([]);
    });
});
