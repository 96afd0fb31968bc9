import {describe, expect, it} from 'vitest';
import {ACTION} from '../../../../server-proxy/src/contract';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeChat} from '../../../support/app/fakes';
import {type AppHarness, KEY, problem, type SETTINGS, startHarness} from '../../../support/app/harness';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const NETWORK = 'channelnetwork'.padEnd(26, 'c');
const DATABASES = 'channeldatabases'.padEnd(26, 'c');
const DEFAULT = 'channelops/alerts'.padEnd(26, 'c');

const started = async (
    subscriptions: MemorySubscriptions,
    settings: Partial<typeof SETTINGS> = {},
    chat = new FakeChat(),
): Promise<AppHarness> => startHarness(settings, undefined, chat, undefined, undefined, {subscriptions});

const recordOf = async ({store}: AppHarness): Promise<AlertRecord> => {
    const record = await store.get(KEY);
    if (!record) {
        throw new Error('there is no record');
    }
    return record;
};

const channelsOf = ({chat}: AppHarness): string[] => [...chat.posts.values()].map(({channelId}) => channelId).sort();
const messagesOf = ({chat}: AppHarness): string[] => [...chat.posts.values()].map(({message}) => message);

const notify = async (harness: AppHarness, ...fields: Parameters<typeof problem>): Promise<void> => {
    await harness.notify(problem(...fields));
    await harness.app.idle();
};

describe('a problem that several channels want', () => {
    const both = () => new MemorySubscriptions(subscription(NETWORK), subscription(DATABASES));

    it('has one post in each of them, and none in the default channel', async () => {
        const harness = await started(both());
        await notify(harness);
        expect(channelsOf(harness)).toEqual([DATABASES, NETWORK]);
        expect((await recordOf(harness)).posts.map(({channelId, subscriptions}) => [channelId, subscriptions])).toEqual(
            [
                [NETWORK, [`sub-${NETWORK.slice(0, 20)}`]],
                [DATABASES, [`sub-${DATABASES.slice(0, 20)}`]],
            ],
        );
    });

    it('changes in all of them together', async () => {
        const harness = await started(both());
        await notify(harness);
        await notify(harness, {notificationtype: 'RECOVERY', state: '0', output: 'fine again'});
        expect(messagesOf(harness)).toEqual([expect.stringContaining('OK'), expect.stringContaining('OK')]);
        expect((await recordOf(harness)).posts.map(({wanted, shown}) => wanted === shown)).toEqual([true, true]);
    });

    it.each([0, 1])('an acknowledgement on post %i counts for both, and says where it was given', async (at) => {
        const harness = await started(both());
        await notify(harness);
        const post = (await recordOf(harness)).posts[at];
        const {postId = '', channelId = ''} = post ?? {};
        const attachment = harness.chat.posts.get(postId)?.props.attachments as {
            actions: {id: string; integration: {context: {token: string}}}[];
        }[];
        const token = attachment[0]?.actions.find(({id}) => id === ACTION.acknowledge)?.integration.context.token;
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge, {postId, channelId, token}));
        const dialog = harness.chat.dialogs.at(-1)?.dialog;
        await harness.submit({comment: 'on it'}, {channelId, state: dialog?.state ?? ''});
        await harness.app.idle();
        const {look, posts, ack} = await recordOf(harness);
        expect(look).toBe('acknowledged');
        expect(ack?.postId).toBe(postId);
        const shown = posts.map(({postId}) => harness.chat.posts.get(postId)?.message ?? '');
        expect(shown).toEqual([expect.stringContaining('on it'), expect.stringContaining('on it')]);
        expect(shown.map((message) => message.includes('another channel'))).toEqual([at !== 0, at !== 1]);
        const threads = harness.chat.replies.filter(({message}) => message.includes('on it'));
        expect(new Set(threads.map(({postId}) => postId)).size).toBe(threads.length);
    });

    it('a button of one post does nothing on the other', async () => {
        const harness = await started(both());
        await notify(harness);
        const [first, second] = (await recordOf(harness)).posts;
        const attachment = harness.chat.posts.get(first?.postId ?? '')?.props.attachments as {
            actions: {integration: {context: {token: string}}}[];
        }[];
        const token = attachment[0]?.actions[0]?.integration.context.token;
        const press = harness.pressOf(ACTION.acknowledge, {
            postId: second?.postId ?? '',
            channelId: second?.channelId ?? '',
            token,
        });
        await expect(harness.app.pressAction(press)).rejects.toMatchObject({code: 'bad_signature'});
    });
});

describe('where an alert goes', () => {
    const network = (more = {}) => new MemorySubscriptions(subscription(NETWORK, {hosts: ['sw-*']}, more));

    it.each([
        ['rest', 'web01', [DEFAULT]],
        ['rest', 'sw-01', [NETWORK]],
        ['everything', 'sw-01', [NETWORK, DEFAULT]],
        ['nothing', 'web01', []],
    ] as const)('with a default channel that takes %s: %s', async (defaultTakes, hostname, channels) => {
        const harness = await started(network(), {defaultTakes});
        await notify(harness, {hostname});
        expect(channelsOf(harness)).toEqual([...channels].sort());
    });

    it('to the channel of its notification command besides', async () => {
        const harness = await started(network());
        await notify(harness, {hostname: 'sw-01', channel: 'ops/oncall'});
        expect(channelsOf(harness)).toEqual(['channelops/oncall'.padEnd(26, 'c'), NETWORK].sort());
    });

    it('to the second channel too, when two contacts ask for two', async () => {
        const harness = await started(new MemorySubscriptions());
        await notify(harness, {channel: 'ops/one'});
        await notify(harness, {channel: 'ops/two'});
        await notify(harness, {channel: 'ops/two'});
        expect(channelsOf(harness)).toEqual(['channelops/one'.padEnd(26, 'c'), 'channelops/two'.padEnd(26, 'c')]);
    });

    it('nowhere, where a subscription only shadows', async () => {
        const harness = await started(network({shadow: true}), {defaultTakes: 'nothing'});
        await notify(harness, {hostname: 'sw-01'});
        expect(channelsOf(harness)).toEqual([]);
    });

    it('to whoever wants it once it is worse', async () => {
        const harness = await started(
            new MemorySubscriptions(subscription(NETWORK), subscription(DATABASES, {stateFrom: 'critical'})),
        );
        await notify(harness, {state: '1'});
        expect(channelsOf(harness)).toEqual([NETWORK]);
        await notify(harness, {state: '2'});
        expect(channelsOf(harness)).toEqual([DATABASES, NETWORK]);
    });

    it('that nobody wanted, to whoever subscribes before its next notification', async () => {
        const subscriptions = network();
        const harness = await started(subscriptions, {defaultTakes: 'nothing'});
        await notify(harness, {hostname: 'web01'});
        expect(channelsOf(harness)).toEqual([]);
        subscriptions.state = {version: 1, subscriptions: [subscription(DATABASES)]};
        await harness.clock.sleep(6000);
        await notify(harness, {hostname: 'web01'});
        expect(channelsOf(harness)).toEqual([DATABASES]);
    });

    it('that is open from before, stays in its channel until it changes', async () => {
        const subscriptions = new MemorySubscriptions();
        const harness = await started(subscriptions);
        await notify(harness, {hostname: 'sw-01'});
        subscriptions.state = network().state;
        await harness.clock.sleep(6000);
        await harness.app.repairPosts();
        await harness.app.idle();
        expect(channelsOf(harness)).toEqual([DEFAULT]);
    });
});

describe('a further channel that is closed', () => {
    const closed = (chat: FakeChat, channel: string) => {
        const createPost = chat.createPost.bind(chat);
        chat.createPost = async (wanted, ...rest) => {
            if (wanted === channel) {
                throw new AppError('mattermost_channel_archived', 'The channel is archived.');
            }
            return createPost(wanted, ...rest);
        };
    };

    it('costs the others nothing, is named once, and is not asked again', async () => {
        const chat = new FakeChat();
        closed(chat, DATABASES);
        const harness = await started(
            new MemorySubscriptions(subscription(NETWORK), subscription(DATABASES)),
            {},
            chat,
        );
        await notify(harness);
        await notify(harness, {output: 'worse'});
        expect(channelsOf(harness)).toEqual([NETWORK]);
        expect(harness.app.findings('problem')).toEqual([expect.stringContaining('archived')]);
        expect((await recordOf(harness)).posts[1]?.gone).toBe(true);
    });

    it('keeps the alert from nobody, where it is the first', async () => {
        const chat = new FakeChat();
        closed(chat, NETWORK);
        const harness = await started(
            new MemorySubscriptions(subscription(NETWORK), subscription(DATABASES)),
            {defaultChannel: ''},
            chat,
        );
        await notify(harness);
        expect(channelsOf(harness)).toEqual([DATABASES]);
    });
});

describe('a post in a further channel that was interrupted', () => {
    it('is made by the repair of posts, once', async () => {
        const chat = new FakeChat();
        const createPost = chat.createPost.bind(chat);
        let isAway = true;
        chat.createPost = async (wanted, ...rest) => {
            if (isAway && wanted === DATABASES) {
                throw new AppError('mattermost_unreachable', 'away');
            }
            return createPost(wanted, ...rest);
        };
        const harness = await started(
            new MemorySubscriptions(subscription(NETWORK), subscription(DATABASES)),
            {},
            chat,
        );
        await notify(harness);
        expect(channelsOf(harness)).toEqual([NETWORK]);
        isAway = false;
        await harness.clock.sleep(30_000);
        await harness.app.repairPosts();
        await harness.app.repairPosts();
        expect(channelsOf(harness)).toEqual([DATABASES, NETWORK]);
    });

    it('is found again, where Mattermost made it and its answer was lost', async () => {
        const chat = new FakeChat();
        const createPost = chat.createPost.bind(chat);
        let isLost = true;
        chat.createPost = async (wanted, ...rest) => {
            const ref = await createPost(wanted, ...rest);
            if (isLost && wanted === DATABASES) {
                throw new AppError('mattermost_unreachable', 'no answer');
            }
            return ref;
        };
        const harness = await started(
            new MemorySubscriptions(subscription(NETWORK), subscription(DATABASES)),
            {},
            chat,
        );
        await notify(harness);
        isLost = false;
        await harness.clock.sleep(30_000);
        await harness.app.repairPosts();
        await harness.clock.sleep(60_000);
        await harness.app.repairPosts();
        expect(channelsOf(harness)).toEqual([DATABASES, NETWORK]);
        const [, second] = (await recordOf(harness)).posts;
        expect(chat.posts.has(second?.postId ?? '')).toBe(true);
        expect(second?.checkAt).toBeUndefined();
    });
});
