import {describe, expect, it, onTestFinished} from 'vitest';
import {MARK_PROP} from '../../server-proxy/src/domain/post/post_mark';
import {findMarked, type ListedPost} from '../../server-proxy/src/mattermost/marked_posts';
import {RpcChat} from '../../server-proxy/src/mattermost/plugin_api/chat';
import {createRestChat} from '../../server-proxy/src/mattermost/rest/chat';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {createMetrics} from '../../server-proxy/src/telemetry/metrics';
import {RecordingLogger} from '../support/app/fakes';
import {startHarness} from '../support/app/harness';
import {MattermostSite} from '../support/loop/mattermost_site';
import {startMattermostDouble} from '../support/mattermost/double';
import {KvTable} from '../support/plugin_host/kv_table';
import {linkedApi} from '../support/plugin_host/linked_api';
import {restChat} from '../support/rest_chat';

describe('a post with a mark', () => {
    const open = async () => {
        const double = await startMattermostDouble({version: '11.6'});
        const site = await MattermostSite.setUp(double.url, double.adminToken);
        const {api, close} = await linkedApi(double.server, new KvTable());
        onTestFinished(async () => {
            close();
            await double.stop();
        });
        const chats = {
            REST: restChat(double.url, site.bot.token),
            'the plugin API': new RpcChat(api, site.bot.id, new RecordingLogger()),
        };
        return {double, site, chats};
    };

    it.each(['REST', 'the plugin API'] as const)(
        'is found over %s among more others than Mattermost lists at once',
        async (way) => {
            const {double, site, chats} = await open();
            const content = {message: 'x', type: '', props: {}};
            const since = Date.now();
            const first = await chats[way].createPost(site.channel.id, content, 'first');
            const {posts, directory} = double.server;
            for (let number = 0; number < 1500; number += 1) {
                await posts.create({
                    userId: site.bot.id,
                    channel: directory.channel(site.channel.id),
                    message: 'other',
                });
            }
            const last = await chats[way].createPost(site.channel.id, content, 'last');
            expect(await chats[way].markedPosts(site.channel.id, since)).toEqual([
                {...first, mark: 'first'},
                {...last, mark: 'last'},
            ]);
        },
    );

    it.each(['REST', 'the plugin API'] as const)('is found over %s among very many alert posts', async (way) => {
        const {double, site, chats} = await open();
        const harness = await startHarness();
        await harness.notify();
        const {message, type, props} = harness.post;
        const since = Date.now();
        const first = await chats[way].createPost(site.channel.id, {message, type, props}, 'first');
        const {posts, directory} = double.server;
        for (let number = 0; number < 900; number += 1) {
            const channel = directory.channel(site.channel.id);
            await posts.create({userId: site.bot.id, channel, message, type, props});
        }
        expect(await chats[way].markedPosts(site.channel.id, since)).toEqual([{...first, mark: 'first'}]);
    });

    it.each(['REST', 'the plugin API'] as const)(
        'was certainly not made when Mattermost refuses its content over %s, and perhaps when it fails',
        async (way) => {
            const {double, site, chats} = await open();
            const content = {message: 'x'.repeat(20_000), type: '', props: {}};
            await expect(chats[way].createPost(site.channel.id, content, 'mark')).rejects.toMatchObject({
                code: 'mattermost_bad_answer',
                nothingSent: true,
            });
            double.faults.answer(500, {method: 'POST', path: /\/posts$/});
            if (way === 'REST') {
                await expect(
                    chats[way].createPost(site.channel.id, {...content, message: 'x'}, 'mark'),
                ).rejects.toMatchObject({nothingSent: false});
            }
        },
    );

    it('is found once although new posts move it to the next page while the channel is read', async () => {
        const post = (number: number): ListedPost => ({
            id: `post${number}`,
            userId: 'bot',
            createAt: 1_795_490_000_000 + number,
            isDeleted: false,
            props: {[MARK_PROP]: `mark${number}`},
        });
        const newestFirst = Array.from({length: 100}, (_, number) => post(99 - number));
        const found = await findMarked({userId: 'bot', channelId: 'c', since: 0}, async (page, size) => {
            const listed = newestFirst.slice(page * size, (page + 1) * size);
            newestFirst.unshift(post(newestFirst.length));
            return listed;
        });
        expect(found.map(({postId}) => postId)).toEqual(Array.from({length: 100}, (_, number) => `post${number}`));
    });

    it('is found although Mattermost’s clock is an hour behind ours', async () => {
        const {double, site} = await open();
        const content = {message: 'x', type: '', props: {}};
        const clock = {...systemClock, now: () => Date.now() + 3_600_000};
        const deps = {clock, logger: new RecordingLogger(), metrics: createMetrics(), retryDelaysMs: []};
        const chat = createRestChat({url: double.url, botToken: site.bot.token, skipTlsVerification: false}, deps);
        double.faults.loseAnswer({method: 'POST', path: /\/posts$/, times: 1});
        const since = clock.now();
        await expect(chat.createPost(site.channel.id, content, 'lost')).rejects.toThrow();
        expect(await chat.markedPosts(site.channel.id, since)).toMatchObject([{mark: 'lost'}]);
    });
});
