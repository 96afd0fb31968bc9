import {describe, expect, it, onTestFinished} from 'vitest';
import {RpcChat} from '../../server-proxy/src/mattermost/plugin_api/chat';
import {createRestChat} from '../../server-proxy/src/mattermost/rest/chat';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {createMetrics} from '../../server-proxy/src/telemetry/metrics';
import {RecordingLogger} from '../support/app/fakes';
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
