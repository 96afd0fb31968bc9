import {describe, expect, it} from 'vitest';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {Subscription} from '../../../../server-proxy/src/domain/subscription/subscription';
import {LoudScene, type StoreKind} from '../../../support/app/loud_scene';
import {KEY} from '../../../support/app/problem';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const NETWORK = 'channelnetwork'.padEnd(26, 'c');
const DATABASES = 'channeldatabases'.padEnd(26, 'c');
const ON_CALL = 'channeloncall'.padEnd(26, 'c');

const LOUD: Partial<Subscription> = {
    critical: {mention: '@oncall', priority: 'urgent'},
    warning: {mention: '', priority: 'important'},
};
const ESCALATION: Partial<Subscription> = {
    escalation: {afterMinutes: 15, mention: '@boss', priority: 'urgent'},
};
const ELSEWHERE: Partial<Subscription> = {
    escalation: {afterMinutes: 15, mention: '@boss', priority: 'urgent', channelId: ON_CALL},
};

const started = (kind: StoreKind, ...more: readonly Partial<Subscription>[]): Promise<LoudScene> =>
    LoudScene.start(
        kind,
        new MemorySubscriptions(
            ...more.map((one, at) => subscription(one.channelId ?? NETWORK, {}, {id: `s${at}`, ...one})),
        ),
    );

describe.each(['service', 'plugin'] as const)('loudness, on the store of the %s', (kind) => {
    describe('a new problem', () => {
        it('mentions whom its subscription wants, with its priority, and no update of the post does', async () => {
            const scene = await started(kind, LOUD);
            await scene.notify();
            expect(scene.chat.created).toMatchObject([
                {channelId: NETWORK, loud: {priority: 'urgent', mentions: ['@oncall']}},
            ]);
            expect(scene.made()[0]?.message).toMatch(/^🚨 CRITICAL Ping on web01.*\n@oncall$/u);
            await scene.notify({output: 'lost 99%'});
            await scene.notify({output: 'lost 98%'});
            await scene.notify({notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Jane', ackcomment: 'on it @here'});
            await scene.notify({notificationtype: 'RECOVERY', state: '0', output: 'fine'});
            expect(scene.chat.history.length).toBeGreaterThan(3);
            const after = scene.chat.history.slice(1);
            expect(after.filter(({message}) => message.includes('@oncall') || /@here/u.test(message))).toEqual([]);
            expect(after.filter(({loud}) => loud)).toEqual([]);
            expect(scene.chat.replies.filter(({message}) => /@(?:oncall|here)/u.test(message))).toEqual([]);
        });

        it('is as loud as the loudest of two subscriptions with different loudness in one channel', async () => {
            const scene = await started(kind, LOUD, {critical: {mention: '@here @oncall', priority: 'important'}});
            await scene.notify();
            expect(scene.chat.created).toMatchObject([{loud: {priority: 'urgent', mentions: ['@oncall', '@here']}}]);
        });

        it('disturbs nobody in a channel whose subscription does not want it', async () => {
            const scene = await started(kind, LOUD, {channelId: DATABASES});
            await scene.notify();
            expect(scene.chat.created.map(({channelId, loud}) => [channelId, loud?.mentions])).toEqual([
                [NETWORK, ['@oncall']],
                [DATABASES, undefined],
            ]);
        });

        it('that is a warning has the loudness of warnings, and calls people once when it becomes critical', async () => {
            const scene = await started(kind, LOUD);
            await scene.notify({state: '1'});
            expect(scene.chat.created).toMatchObject([{loud: {priority: 'important', mentions: []}}]);
            await scene.notify({state: '2'});
            await scene.notify({state: '1'});
            await scene.notify({state: '2'});
            await scene.turn();
            expect(scene.calls()).toEqual([expect.stringMatching(/^@oncall It is worse now: CRITICAL Ping on web01/u)]);
        });

        it('mentions nobody again, where somebody deleted its post', async () => {
            const scene = await started(kind, LOUD);
            await scene.notify();
            scene.chat.posts.clear();
            await scene.notify({output: 'still lost'});
            await scene.notify({output: 'lost for ever'});
            expect(scene.chat.created.map(({loud}) => loud?.mentions)).toEqual([['@oncall'], undefined]);
        });
    });

    describe('an escalation', () => {
        it('comes once, after its time, in the thread of the post', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            await scene.minutes(14);
            expect(scene.calls()).toEqual([]);
            await scene.minutes(1);
            await scene.minutes(30);
            expect(scene.calls()).toEqual([
                expect.stringMatching(/^@boss Nobody has taken care of this for 15 minutes: CRITICAL Ping on web01/u),
            ]);
            expect(scene.chat.created).toHaveLength(1);
            expect((await scene.record()).posts[0]?.calls).toMatchObject([
                {done: {mention: '@boss', channelId: NETWORK}},
            ]);
            expect(await scene.store.waiting()).toEqual([]);
        });

        it('escalation fires once over a restart', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            await scene.minutes(10);
            await scene.restart();
            await scene.minutes(10);
            await scene.restart();
            await scene.minutes(10);
            expect(scene.calls()).toHaveLength(1);
        });

        it('comes late, but once, when nothing ran at its time', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            await scene.restart(() => scene.clock.sleep(3_600_000));
            await scene.turn();
            await scene.minutes(1);
            expect(scene.calls()).toHaveLength(1);
        });

        it.each([
            ['an acknowledgement', {notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Jane', ackcomment: 'on it'}],
            ['a downtime', {notificationtype: 'DOWNTIMESTART', ackauthor: 'Jane', ackcomment: 'new disk'}],
            ['a recovery', {notificationtype: 'RECOVERY', state: '0', output: 'fine'}],
        ])('escalation is cancelled by %s', async (_, end) => {
            const scene = await started(kind, ESCALATION, {...ELSEWHERE, channelId: DATABASES});
            await scene.notify();
            await scene.minutes(10);
            await scene.notify(end);
            await scene.minutes(60);
            expect(scene.calls()).toEqual([]);
            expect(scene.chat.created).toHaveLength(2);
            expect(await scene.store.waiting()).toEqual([]);
        });

        it('waits its whole time once more, when the problem is nobody’s again', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            await scene.minutes(10);
            await scene.notify({notificationtype: 'DOWNTIMESTART', ackauthor: 'Jane', ackcomment: 'new disk'});
            await scene.minutes(30);
            await scene.notify({notificationtype: 'DOWNTIMEEND', ackauthor: 'Jane', ackcomment: 'new disk'});
            await scene.minutes(14);
            expect(scene.calls()).toEqual([]);
            await scene.minutes(2);
            expect(scene.calls()).toHaveLength(1);
        });

        it('into another channel is a post there, which mentions and is as alive as the others', async () => {
            const scene = await started(kind, ELSEWHERE);
            await scene.notify();
            await scene.minutes(15);
            await scene.minutes(15);
            expect(scene.chat.created).toHaveLength(2);
            expect(scene.chat.created[1]).toMatchObject({
                channelId: ON_CALL,
                message: expect.stringMatching(/\n@boss Nobody has taken care of this for 15 minutes\.$/u),
                loud: {priority: 'urgent', mentions: ['@boss']},
            });
            expect(scene.calls()).toEqual([]);
            await scene.notify({notificationtype: 'RECOVERY', state: '0', output: 'fine again'});
            const shown = [...scene.chat.posts.values()].map(({message}) => message);
            expect(shown).toEqual([expect.stringContaining('OK'), expect.stringContaining('OK')]);
            expect(shown.filter((message) => message.includes('@boss'))).toEqual([]);
        });

        it('into another channel that has a post of it is a line there', async () => {
            const scene = await started(kind, ELSEWHERE, {channelId: ON_CALL});
            await scene.notify();
            await scene.minutes(16);
            expect(scene.chat.created).toHaveLength(2);
            expect(scene.calls()).toHaveLength(1);
            const there = scene.chat.created.find(({channelId}) => channelId === ON_CALL);
            expect(scene.chat.replies.find(({mark}) => mark)?.postId).toBe(there?.postId);
        });

        it('into an escalation channel that is archived comes in the problem’s own, and says so', async () => {
            const scene = await started(kind, ELSEWHERE);
            closed(scene, ON_CALL);
            await scene.notify();
            await scene.minutes(16);
            await scene.minutes(16);
            expect(scene.calls()).toEqual([expect.stringContaining('@boss Nobody has taken care')]);
            expect(scene.findings()).toEqual(
                expect.arrayContaining([expect.stringContaining('was told once more in its own')]),
            );
        });

        it('is late, but comes once, when Mattermost is away', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            scene.chat.failure = new AppError('mattermost_unreachable', 'away');
            await scene.minutes(16);
            await scene.minutes(5);
            scene.chat.failure = undefined;
            await scene.minutes(5);
            await scene.minutes(5);
            expect(scene.calls()).toHaveLength(1);
        });

        it('comes once, when Mattermost’s answer was lost', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            const reply = scene.chat.reply.bind(scene.chat);
            scene.chat.reply = async (...args) => {
                await reply(...args);
                throw new AppError('mattermost_unreachable', 'no answer');
            };
            await scene.minutes(16);
            scene.chat.reply = reply;
            await scene.restart();
            await scene.minutes(5);
            await scene.minutes(5);
            expect(scene.calls()).toHaveLength(1);
            expect(await scene.store.waiting()).toEqual([]);
        });

        it('of an object deleted meanwhile never comes', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            await scene.store.update(KEY, (record) => record && {...record, look: 'gone', gone: 'deleted'});
            await scene.minutes(30);
            expect(scene.calls()).toEqual([]);
        });

        it('of a subscription that is gone, or no longer wants it, never comes', async () => {
            const scene = await started(kind, ESCALATION);
            await scene.notify();
            scene.subscriptions.state = {version: 1, subscriptions: [subscription(NETWORK, {}, {id: 's0'})]};
            await scene.minutes(30);
            expect(scene.calls()).toEqual([]);
            expect(await scene.store.waiting()).toEqual([]);
        });
    });

    describe('what Mattermost does not do', () => {
        it('a mention of somebody outside the channel is named once, and the alert is posted', async () => {
            const scene = await started(kind, LOUD);
            scene.chat.reach.set('@oncall', 'outside');
            await scene.notify();
            await scene.notify({problemid: 'problem-2', serviceuuid: 'b17ea1f5-ce31-4fe9-9b69-a9a350ed6e6d'});
            expect(scene.chat.created).toHaveLength(2);
            expect(scene.findings()).toEqual([
                expect.stringMatching(/mentions @\u200boncall, who is not in the channel/u),
            ]);
            const lines = scene.logger.lines.filter(({message}) => message.includes('who is not in the channel'));
            expect(lines).toHaveLength(1);
        });

        it('a priority that the server lacks is left out, and named once', async () => {
            const scene = await started(kind, LOUD);
            scene.chat.hasPriorities = false;
            await scene.notify();
            await scene.notify({problemid: 'problem-2', serviceuuid: 'b17ea1f5-ce31-4fe9-9b69-a9a350ed6e6d'});
            expect(scene.findings()).toEqual([expect.stringContaining('without the priority')]);
            expect(scene.logger.lines.filter(({message}) => message.includes('without the priority'))).toHaveLength(1);
        });
    });
});

it('an escalation of a problem that two nodes look after comes once', async () => {
    const scene = await started('plugin', ESCALATION);
    await scene.notify();
    const other = await scene.otherNode();
    await scene.clock.sleep(16 * 60_000);
    await Promise.all([scene.app.callPeople(), other.callPeople()]);
    await Promise.all([scene.app.callPeople(), other.callPeople()]);
    expect(scene.calls()).toHaveLength(1);
});

const closed = ({chat}: LoudScene, channel: string): void => {
    const createPost = chat.createPost.bind(chat);
    chat.createPost = async (wanted, ...rest) => {
        if (wanted === channel) {
            throw new AppError('mattermost_channel_archived', 'The channel is archived.');
        }
        return createPost(wanted, ...rest);
    };
};
