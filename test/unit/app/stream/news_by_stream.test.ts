import {readFileSync} from 'node:fs';
import {describe, expect, it, onTestFinished} from 'vitest';
import {inRepository} from '../../../../build/paths';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import type {WatchState} from '../../../../server-proxy/src/domain/watch_state';
import {FakeStream} from '../../../support/app/fake_stream';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, HOST_UUID, KEY, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';
import {memoryWatch} from '../../../support/app/memory_watch';
import {shownIn} from '../../../support/app/node';

interface Scene {
    readonly harness: AppHarness;
    readonly stream: FakeStream;
    /** Publishes, and lets it be worked off. */
    send(topic: string, ...payload: readonly object[]): Promise<void>;
}

const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);

const open = async (settings: Partial<AppSettings> = {}, known: WatchState = {}): Promise<Scene> => {
    const stream = new FakeStream();
    const ports = {stream, watchStore: memoryWatch(known)};
    const [chat, monitoring] = [new FakeChat(), new FakeMonitoring()];
    const harness = await startHarness(settings, undefined, chat, monitoring, undefined, ports);
    await harness.app.prepare();
    harness.app.watch();
    onTestFinished(() => harness.app.rest());
    await harness.app.idle();
    const send = async (topic: string, ...payload: readonly object[]) => {
        stream.send(topic, ...payload);
        await harness.app.idle();
    };
    return {harness, stream, send};
};

const PING = {host_name: HOST_UUID, service_description: SERVICE_UUID};

const notified = (harness: AppHarness, more: object = {}) => ({
    ...PING,
    output: 'rta nan, lost 100%',
    ack_author: '',
    ack_data: '',
    reason_type: 0,
    state: 2,
    start_time: seconds(harness),
    contacts_notified: 1,
    ...more,
});

const status = (harness: AppHarness, more: object = {}) => ({
    host_name: HOST_UUID,
    description: SERVICE_UUID,
    timestamp: seconds(harness),
    plugin_output: 'rta nan, lost 100%',
    current_state: 2,
    state_type: 1,
    has_been_checked: 1,
    last_check: seconds(harness),
    last_state_change: seconds(harness),
    problem_has_been_acknowledged: 0,
    scheduled_downtime_depth: 0,
    is_flapping: 0,
    notifications_enabled: 1,
    ...more,
});

const linesOf = ({chat}: AppHarness) => chat.replies.map(({message}) => message);

/** A problem that the stream told, some seconds ago. */
const problemOf = async ({harness, send}: Scene) => {
    await send('notifications', notified(harness));
    await harness.clock.sleep(10_000);
};

describe('the event stream', () => {
    it('opens a post for what the core notifies, with names, once for several contacts and the notification itself', async () => {
        const {harness, send} = await open();
        const said = notified(harness, {command_name: 'c-1'});
        await send('contactnotificationmethod', said);
        await send('contactnotificationmethod', {...said, command_name: 'c-2'});
        await send('notifications', said);
        expect([...harness.chat.posts.values()].map(({message}) => message)).toEqual([
            '🚨 CRITICAL Ping on web01: rta nan, lost 100%',
        ]);
        expect(linesOf(harness)).toEqual([]);
    });

    it('is the same alert as the notification of the command, whichever comes first', async () => {
        const {harness, send} = await open();
        await send('notifications', notified(harness));
        await harness.notify(problem({time: String(seconds(harness))}));
        expect(harness.chat.posts.size).toBe(1);
        expect((await harness.store.get(KEY))?.alert.problemId).toBe(problem().problemid);
        await send('notifications', notified(harness, {state: 0, output: 'rta 1ms'}));
        expect(shownIn(harness.post).look).toBe('recovered');
        expect(harness.chat.posts.size).toBe(1);
    });

    it('tells who acknowledged, with the whole comment, without asking openITCOCKPIT', async () => {
        const scene = await open();
        const {harness, send} = scene;
        await problemOf(scene);
        const {reads} = harness.monitoring;
        const [author, comment] = ['Ada Admin', 'on it; "now" & here'];
        const said = {author_name: author, comment_data: comment, state: 2, is_sticky: 0};
        await send('acknowledgements', {...PING, ...said, entry_time: seconds(harness)});
        const texts = {ack_author: author, ack_data: comment};
        await send('notifications', notified(harness, {reason_type: 1, ...texts}));
        expect(shownIn(harness.post)).toMatchObject({
            look: 'acknowledged',
            acknowledgement: {author, comment, sticky: false},
        });
        expect(linesOf(harness)).toEqual([`Acknowledged by Ada Admin: on it; "now" & here`]);
        expect(harness.monitoring.reads).toBe(reads);
    });

    it('shows by statuses that an acknowledgement was removed, a state, a downtime and its end, and a recovery', async () => {
        const scene = await open();
        const {harness, send} = scene;
        await problemOf(scene);
        const said = {author_name: 'Ada Admin', comment_data: 'on it', state: 2, is_sticky: 1};
        await send('acknowledgements', {...PING, ...said, entry_time: seconds(harness)});
        await harness.clock.sleep(5000);
        await send('servicestatus', status(harness));
        expect(shownIn(harness.post).look).toBe('problem');
        await harness.clock.sleep(5000);
        await send('servicestatus', status(harness, {current_state: 1, plugin_output: 'slow'}));
        expect(harness.post.message).toBe('⚠️ WARNING Ping on web01: slow');
        await harness.clock.sleep(5000);
        const began = {type: 1103, attr: 0, timestamp: seconds(harness)};
        await send('downtimes', {...began, downtime: {...PING, author_name: 'Ada', comment_data: 'm'}});
        expect(shownIn(harness.post).in_downtime).toBe(true);
        await harness.clock.sleep(5000);
        await send('servicestatus', status(harness, {current_state: 1, last_state_change: 1}));
        expect(shownIn(harness.post).in_downtime).not.toBe(true);
        await harness.clock.sleep(5000);
        await send('servicestatus', status(harness, {current_state: 0, plugin_output: 'rta 1ms'}));
        expect(shownIn(harness.post).look).toBe('recovered');
        expect(linesOf(harness).at(-1)).toMatch(/^OK: recovered after/);
        // Nothing but whose downtime it is, which nobody tells here.
        expect(harness.monitoring.reads).toBe(5);
    });

    it('takes the last of several statuses of an object, and none that is older than what is known', async () => {
        const scene = await open();
        const {harness, send} = scene;
        await problemOf(scene);
        const ok = {current_state: 0, plugin_output: 'rta 1ms'};
        const old = seconds(harness) - 60;
        await send('servicestatus', status(harness, ok), status(harness, {last_state_change: old}));
        await send('servicestatus', status(harness, {...ok, timestamp: old, last_check: old, last_state_change: old}));
        const ahead = seconds(harness) + 3600;
        await send(
            'servicestatus',
            status(harness, {...ok, timestamp: ahead, last_check: ahead, last_state_change: ahead}),
        );
        expect(harness.chat.history.map((post) => shownIn(post).look)).not.toContain('recovered');
        expect(linesOf(harness)).toEqual([]);
    });

    it('does not say that somebody acknowledged before it is known who', async () => {
        const scene = await open();
        const {harness, send} = scene;
        await problemOf(scene);
        await send('servicestatus', status(harness, {problem_has_been_acknowledged: 1, last_state_change: 1}));
        expect(shownIn(harness.post).look).toBe('problem');
        expect(linesOf(harness)).toEqual([]);
    });

    it('opens nothing by statuses, acknowledgements, downtimes, ends, or state changes that only pass', async () => {
        const {harness, send} = await open();
        const said = {author_name: 'Ada Admin', comment_data: 'on it', state: 2, is_sticky: 1};
        await send('servicestatus', status(harness));
        await send('acknowledgements', {...PING, ...said, entry_time: seconds(harness)});
        const began = {type: 1103, attr: 0, timestamp: seconds(harness)};
        await send('downtimes', {...began, downtime: {...PING, author_name: 'Ada', comment_data: 'm'}});
        await send('notifications', notified(harness, {state: 0}));
        const changed = {timestamp: seconds(harness), output: '', state: 2, state_type: 0};
        await send('statechanges', {...PING, ...changed});
        expect(harness.chat.posts.size).toBe(0);
    });

    it('costs nothing for objects that have no post', async () => {
        const {harness, send} = await open();
        let gets = 0;
        const {get} = harness.store;
        harness.store.get = (key) => {
            gets += 1;
            return get.call(harness.store, key);
        };
        const others = Array.from({length: 5000}, (_, at) =>
            status(harness, {description: `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`}),
        );
        await send('servicestatus', ...others);
        expect(gets).toBe(0);
    });

    it.each([
        ['everything', 0, 1],
        ['everything', 1, 1],
        ['notified', 0, 0],
        ['notified', 1, 1],
        ['off', 1, 0],
    ] as const)(
        'with Alerts from %s, what was notified to %i contacts makes %i posts',
        async (alertsFrom, contacts, posts) => {
            const {harness, send} = await open({alertsFrom});
            await send('notifications', notified(harness, {contacts_notified: contacts}));
            expect(harness.chat.posts.size).toBe(posts);
        },
    );

    it('keeps up to date what a command has opened, whatever opens posts', async () => {
        const {harness, send} = await open({alertsFrom: 'off'});
        await harness.notify(problem({time: String(seconds(harness))}));
        // Posts of other nodes are followed after half a minute, its own on a restart.
        harness.app.rest();
        await harness.app.idle();
        harness.app.watch();
        await harness.app.idle();
        await send('notifications', notified(harness, {state: 0, output: 'rta 1ms'}));
        expect(shownIn(harness.post).look).toBe('recovered');
    });

    it.each([3600, -3600])(
        'posts once what a core notifies whose clock is off by %i s, and follows it to its end',
        async (off) => {
            const {harness, send} = await open();
            const at = () => seconds(harness) + off;
            await send('contactnotificationmethod', notified(harness, {command_name: 'c-1', start_time: at()}));
            await send('notifications', notified(harness, {start_time: at()}));
            await send('servicestatus', status(harness, {timestamp: at(), last_check: at(), last_state_change: at()}));
            expect(harness.chat.posts.size).toBe(1);
            expect(shownIn(harness.post).look).toBe('problem');
            await harness.clock.sleep(120_000);
            await send('notifications', notified(harness, {start_time: at(), state: 0, output: 'OK'}));
            expect(harness.chat.posts.size).toBe(1);
            expect(shownIn(harness.post).look).toBe('recovered');
            expect(harness.app.findings('note').some((said) => said.includes('check the clocks'))).toBe(off > 0);
        },
    );

    it('counts what 10⁶ events in a minute leave no room for, asks instead, and posts each problem once', {
        timeout: 300_000,
    }, async () => {
        const {harness, stream, send} = await open();
        await problemOf({harness, stream, send});
        const uuid = (at: number) => `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`;
        const storm = (from: number, topic: string, entry: (at: number) => object) =>
            stream.send(topic, ...Array.from({length: 1000}, (_, at) => entry(from + at)));
        for (let from = 0; from < 990_000; from += 1000) {
            storm(from, 'servicestatus', (at) => status(harness, {description: uuid(at % 50_000)}));
        }
        for (let from = 0; from < 10_000; from += 1000) {
            storm(from, 'notifications', () => notified(harness, {state: 2}));
        }
        await harness.app.idle();
        expect(harness.chat.posts.size).toBe(1);
        expect(harness.app.streamed()?.lost).toBeGreaterThan(4000);
        await send('notifications', notified(harness, {state: 0, output: 'rta 1ms'}));
        expect(shownIn(harness.post).look).toBe('recovered');
    });

    it('follows at once what a command has just opened, so that a press on it is confirmed by the stream', async () => {
        const {harness, send} = await open({alertsFrom: 'off'});
        await harness.notify(problem({time: String(seconds(harness))}));
        await send('notifications', notified(harness, {state: 0, output: 'rta 1ms'}));
        expect(shownIn(harness.post).look).toBe('recovered');
    });

    it('posts everything in a new installation, and after an upgrade what was notified', async () => {
        const fresh = await open({alertsFrom: 'auto'});
        await fresh.send('notifications', notified(fresh.harness, {contacts_notified: 0}));
        expect(fresh.harness.chat.posts.size).toBe(1);
        const upgraded = await open({alertsFrom: 'auto'}, {readAt: 1_795_000_000});
        await upgraded.send('notifications', notified(upgraded.harness, {contacts_notified: 0}));
        expect(upgraded.harness.chat.posts.size).toBe(0);
    });

    it('works off what was recorded of a real core: every post true at the end, one a problem', async () => {
        const {harness, stream} = await open();
        const {pipeline} = JSON.parse(
            readFileSync(inRepository('test/fixtures/openitcockpit/event_stream.json'), 'utf8'),
        ) as {
            pipeline: {
                name: string;
                frames?: {topic: string; payload: {timestamp?: number; start_time?: number}[]}[];
            }[];
        };
        const looks: string[] = [];
        for (const {name, frames = []} of pipeline) {
            const times = frames.flatMap(({payload}) =>
                payload.map(({timestamp, start_time: at}) => timestamp ?? at ?? 0),
            );
            const newest = Math.max(0, ...times) * 1000 + 1000;
            await harness.clock.sleep(Math.max(0, newest - harness.clock.now()));
            for (const frame of frames) {
                stream.sendText(JSON.stringify(frame));
                await harness.app.idle();
            }
            if (frames.length > 0) {
                looks.push(`${name}: ${shownIn(harness.post).look}`);
            }
        }
        expect(looks).toEqual([
            ...[0, 1, 2, 3, 4].flatMap((at) => [
                `critical ${at}: problem`,
                `acknowledge ${at}: acknowledged`,
                `recovered ${at}: recovered`,
            ]),
            'critical again: problem',
            'acknowledge for removal: acknowledged',
            expect.stringMatching(/^downtime now: /),
            expect.stringMatching(/^downtime runs out: /),
            'recovered at end: recovered',
        ]);
        expect([...harness.chat.posts.values()].filter((post) => shownIn(post).look !== 'info')).toHaveLength(6);
    });
});
