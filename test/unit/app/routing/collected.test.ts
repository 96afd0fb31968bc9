import {describe, expect, it} from 'vitest';
import {isCollected} from '../../../../server-proxy/src/domain/alert/record';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {Subscription} from '../../../../server-proxy/src/domain/subscription/subscription';
import {LoudScene, type StoreKind} from '../../../support/app/loud_scene';
import {HOST_UUID, KEY} from '../../../support/app/problem';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const NETWORK = 'channelnetwork'.padEnd(26, 'c');
const DATABASES = 'channeldatabases'.padEnd(26, 'c');
const DEFAULT = 'channelops/alerts'.padEnd(26, 'c');

const NIGHT = {timeZone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00', criticalToo: false};
const QUIET: Partial<Subscription> = {
    critical: {mention: '@oncall', priority: 'urgent'},
    warning: {mention: '@day', priority: 'standard'},
    quietHours: NIGHT,
};
const OTHER = {serviceuuid: 'b17ea1f5-ce31-4fe9-9b69-a9a350ed6e6d', servicename: 'Load', problemid: 'problem-2'};
const OTHER_KEY = `${HOST_UUID}/${OTHER.serviceuuid}`;
const WARNING = {state: '1', output: 'slow'};

const started = (kind: StoreKind, ...more: readonly Partial<Subscription>[]): Promise<LoudScene> =>
    LoudScene.start(
        kind,
        new MemorySubscriptions(
            ...more.map((one, at) => subscription(one.channelId ?? NETWORK, {}, {id: `s${at}`, ...one})),
        ),
        {time: '2026-11-24T23:00:00Z'},
    );

/** To six in the morning. */
const toTheEnd = (scene: LoudScene): Promise<void> => scene.minutes(7 * 60 + 1);

describe.each(['service', 'plugin'] as const)('quiet hours, on the store of the %s', (kind) => {
    it('quiet hours collect warnings into one post at their end, with a line and a link each, that mentions nobody', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await scene.notify({...WARNING, ...OTHER});
        await scene.minutes(60);
        expect(scene.made()).toEqual([]);
        expect(await scene.record()).toMatchObject({quiet: 'quiet hours of s0'});
        await toTheEnd(scene);
        await scene.minutes(30);
        expect(scene.chat.created).toHaveLength(1);
        const [list] = scene.chat.created;
        expect(list).toMatchObject({channelId: NETWORK});
        expect(list?.loud).toBeUndefined();
        expect(list?.message).toContain('2 problems of the quiet hours are still open');
        expect(list?.message).toMatch(/WARNING \[Ping on web01\]\(https:.*\): slow/u);
        expect(list?.message).toMatch(/WARNING \[Load on web01\]/u);
        expect(list?.message).not.toContain('@');
        expect(await scene.store.waiting()).toEqual([]);
    });

    it('quiet hours lose nothing over a restart, and what has recovered since is not listed', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await scene.notify({...WARNING, ...OTHER});
        await scene.restart();
        await scene.notify({notificationtype: 'RECOVERY', state: '0', output: 'fine'});
        await scene.restart(() => scene.clock.sleep(8 * 3_600_000));
        await scene.turn();
        expect(scene.made()).toMatchObject([{message: expect.stringContaining('1 problem of the quiet hours')}]);
        expect(scene.made()[0]?.message).toContain('Load on web01');
    });

    it('say nothing at their end, where all has recovered', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await scene.notify({notificationtype: 'RECOVERY', state: '0', output: 'fine'});
        await toTheEnd(scene);
        expect(scene.made()).toEqual([]);
    });

    it('critical breaks through quiet hours', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify();
        expect(scene.chat.created).toMatchObject([{channelId: NETWORK, loud: {mentions: ['@oncall']}}]);
    });

    it('a problem that becomes critical in quiet hours is posted at once, with the loudness of what is critical', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await scene.notify({state: '2'});
        expect(scene.chat.created).toMatchObject([{channelId: NETWORK, loud: {mentions: ['@oncall']}}]);
        expect(isCollected(await scene.record())).toBe(false);
        await toTheEnd(scene);
        expect(scene.chat.created).toHaveLength(1);
        await scene.notify({notificationtype: 'RECOVERY', state: '0', output: 'fine'});
        expect([...scene.chat.posts.values()]).toMatchObject([{message: expect.stringContaining('OK')}]);
    });

    it('critical is collected, too, where the subscription says so', async () => {
        const scene = await started(kind, {...QUIET, quietHours: {...NIGHT, criticalToo: true}});
        await scene.notify(WARNING);
        await scene.notify({state: '2'});
        await scene.notify(OTHER);
        expect(scene.made()).toEqual([]);
        await toTheEnd(scene);
        expect(scene.made()).toMatchObject([{message: expect.stringMatching(/CRITICAL .*Load.*\n.*CRITICAL .*Ping/u)}]);
        await scene.minutes(60);
        expect(scene.made()).toHaveLength(1);
    });

    it('of one subscription keep no other channel, and no other subscription of the channel, waiting', async () => {
        const scene = await started(kind, QUIET, {channelId: DATABASES});
        await scene.notify(WARNING);
        expect(scene.made().map(({channelId}) => channelId)).toEqual([DATABASES]);
        await toTheEnd(scene);
        expect(scene.made().map(({channelId}) => channelId)).toEqual([DATABASES, NETWORK]);
        const awake = await started(kind, QUIET, {id: 'awake', warning: {mention: '@night', priority: 'standard'}});
        await awake.notify(WARNING);
        expect(awake.chat.created).toMatchObject([{channelId: NETWORK, loud: {mentions: ['@night']}}]);
    });

    it('what was listed gets its post when it is notified again, which calls nobody', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await toTheEnd(scene);
        await scene.notify({...WARNING, output: 'slower'});
        expect(scene.chat.created.map(({loud}) => loud)).toEqual([undefined, undefined]);
        expect(scene.made()[1]?.message).toContain('WARNING Ping on web01: slower');
    });

    it('what was listed gets its post, and calls people, when it becomes critical', async () => {
        const scene = await started(kind, QUIET, {channelId: DATABASES});
        await scene.notify(WARNING);
        await toTheEnd(scene);
        await scene.notify({state: '2'});
        await scene.turn();
        expect(scene.chat.created.map(({channelId, loud}) => [channelId, loud?.mentions])).toEqual([
            [DATABASES, undefined],
            [NETWORK, undefined],
            [NETWORK, ['@oncall']],
        ]);
    });

    it('what somebody takes care of is listed as such', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await scene.notify({
            notificationtype: 'ACKNOWLEDGEMENT',
            state: '1',
            ackauthor: 'Jane @here',
            ackcomment: 'on it',
        });
        await toTheEnd(scene);
        expect(scene.made()).toMatchObject([{message: expect.stringMatching(/acknowledged by Jane @\u200bhere/u)}]);
    });

    it('are listed once, when Mattermost’s answer was lost or it was away', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        const createPost = scene.chat.createPost.bind(scene.chat);
        scene.chat.createPost = async (...args) => {
            await createPost(...args);
            throw new AppError('mattermost_unreachable', 'no answer');
        };
        await toTheEnd(scene);
        scene.chat.createPost = createPost;
        scene.chat.failure = new AppError('mattermost_unreachable', 'away');
        await scene.restart();
        await scene.minutes(1);
        scene.chat.failure = undefined;
        await scene.minutes(1);
        await scene.minutes(1);
        expect(scene.made()).toHaveLength(1);
        expect(await scene.store.waiting()).toEqual([]);
    });

    it('of a channel that is archived are listed in the default one, and say so', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        const createPost = scene.chat.createPost.bind(scene.chat);
        scene.chat.createPost = async (channel, ...rest) => {
            if (channel === NETWORK) {
                throw new AppError('mattermost_channel_archived', 'The channel is archived.');
            }
            return createPost(channel, ...rest);
        };
        await toTheEnd(scene);
        expect(scene.made()).toMatchObject([{channelId: DEFAULT, message: expect.stringContaining('Ping on web01')}]);
        expect(scene.findings()).toEqual([expect.stringContaining('was listed in the default channel')]);
    });

    it('end at once, where the subscription has none any more', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        scene.subscriptions.state = {version: 1, subscriptions: [subscription(NETWORK, {}, {id: 's0'})]};
        await scene.minutes(1);
        expect(scene.made()).toMatchObject([{channelId: NETWORK}]);
    });

    it('a clock put back during quiet hours makes no second list, and loses nothing', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await toTheEnd(scene);
        scene.clock.shift(-3 * 3_600_000);
        await scene.notify({...WARNING, ...OTHER});
        await scene.turn();
        expect(scene.made()).toHaveLength(1);
        expect(isCollected(await scene.record(OTHER_KEY))).toBe(true);
        await scene.minutes(4 * 60);
        expect(scene.made()).toHaveLength(2);
        expect(scene.made()[1]?.message).not.toContain('Ping');
    });

    it('with an unknown zone never begin, and say so', async () => {
        const scene = await started(kind, {...QUIET, quietHours: {...NIGHT, timeZone: 'Mars/Olympus'}});
        await scene.notify(WARNING);
        await scene.turn();
        expect(scene.made()).toHaveLength(1);
        expect(scene.findings()).toEqual(
            expect.arrayContaining([expect.stringContaining('Mars/Olympus, which is not known')]),
        );
    });

    it('without an end (from = to, every day) are listed once a day', async () => {
        const scene = await started(kind, {...QUIET, quietHours: {...NIGHT, from: '06:00', to: '06:00'}});
        await scene.notify(WARNING);
        await toTheEnd(scene);
        expect(scene.made()).toHaveLength(1);
        await scene.notify({...WARNING, ...OTHER});
        await scene.minutes(60);
        expect(scene.made()).toHaveLength(1);
        await scene.minutes(23 * 60);
        expect(scene.made()).toHaveLength(2);
    });

    it('another channel that is asked for gets the problem at once', async () => {
        const scene = await started(kind, QUIET);
        await scene.notify(WARNING);
        await scene.notify({...WARNING, channel: 'ops/oncall'});
        expect(scene.made().map(({channelId}) => channelId)).toEqual(['channelops/oncall'.padEnd(26, 'c')]);
        await toTheEnd(scene);
        expect(scene.made()).toHaveLength(2);
        expect((await scene.record(KEY)).posts).toHaveLength(2);
    });

    it('keep escalations of warnings for their end', async () => {
        const scene = await started(kind, {
            ...QUIET,
            escalation: {afterMinutes: 15, mention: '@boss', priority: 'standard'},
        });
        await scene.clock.sleep(-65 * 60_000);
        await scene.notify(WARNING);
        expect(scene.made()).toHaveLength(1);
        await scene.minutes(60);
        expect(scene.calls()).toEqual([]);
        await toTheEnd(scene);
        await scene.minutes(10);
        expect(scene.calls()).toHaveLength(1);
    });
});
