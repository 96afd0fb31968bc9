import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {RpcChat} from '../../server-proxy/src/mattermost/plugin_api/chat';
import {RecordingLogger} from '../support/app/fakes';
import {defineChatSuite} from '../support/chat_suite';
import {MattermostSite} from '../support/loop/mattermost_site';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {KvTable} from '../support/plugin_host/kv_table';
import {linkedApi} from '../support/plugin_host/linked_api';
import {restChat} from '../support/rest_chat';

for (const version of ['7.0', '11.6'] as const) {
    defineChatSuite(`REST on the double of Mattermost ${version}`, async () => {
        const double = await startMattermostDouble({version});
        const site = await MattermostSite.setUp(double.url, double.adminToken);
        return {chat: restChat(double.url, site.bot.token), site, stop: () => double.stop()};
    });
}

defineChatSuite('the plugin API on the double of Mattermost 11.6', async () => {
    const double = await startMattermostDouble({version: '11.6'});
    const site = await MattermostSite.setUp(double.url, double.adminToken);
    const {api, close} = await linkedApi(double.server, new KvTable());
    const stop = async (): Promise<void> => {
        close();
        await double.stop();
    };
    return {chat: new RpcChat(api, site.bot.id, new RecordingLogger()), site, stop};
});

describe('the plugin API', () => {
    const started = async () => {
        const double = await startMattermostDouble({version: '11.6'});
        const site = await MattermostSite.setUp(double.url, double.adminToken);
        const {api, close} = await linkedApi(double.server, new KvTable());
        onTestFinished(async () => {
            close();
            await double.stop();
        });
        return {double, site, chat: new RpcChat(api, site.bot.id, new RecordingLogger())};
    };
    const loud = {message: 'x', type: '', props: {}, loud: {priority: 'urgent', mentions: ['@here']}} as const;

    it('makes an urgent post', async () => {
        const {site, chat} = await started();
        const {postId} = await chat.createPost(site.channel.id, loud);
        expect((await site.post(postId)).metadata?.priority?.priority).toBe('urgent');
    });

    it('joins a channel in which it is to mention everybody, because Mattermost ignores such a mention of a stranger', async () => {
        const {double, site, chat} = await started();
        const {members} = double.server.directory.channel(site.channel.id);
        members.delete(site.bot.id);
        expect(await chat.reachOf('@here', site.channel.id)).toBe('forbidden');
        await chat.createPost(site.channel.id, {...loud, loud: {priority: 'standard', mentions: ['@jane']}});
        expect(members.has(site.bot.id)).toBe(false);
        await chat.createPost(site.channel.id, loud);
        expect(members.has(site.bot.id)).toBe(true);
        expect(await chat.reachOf('@here', site.channel.id)).toBe('reached');
    });
});

describe('REST when Mattermost fails', () => {
    let double: MattermostDouble;
    let site: MattermostSite;
    beforeAll(async () => {
        double = await startMattermostDouble();
        site = await MattermostSite.setUp(double.url, double.adminToken);
    });
    afterAll(() => double.stop());

    const content = {message: 'x', type: '', props: {}};
    const urgent = {...content, loud: {priority: 'urgent', mentions: []}} as const;
    const priorityOf = async (postId: string) => (await site.post(postId)).metadata?.priority?.priority;

    it('makes an urgent post, and says nothing of a priority that is there', async () => {
        const made = await restChat(double.url, site.bot.token).createPost(site.channel.id, urgent);
        expect(made.withoutPriority).toBeUndefined();
        expect(await priorityOf(made.postId)).toBe('urgent');
    });

    it('makes the post without its priority where Mattermost has switched them off, and says so', async () => {
        double.server.directory.hasPriorities = false;
        const made = await restChat(double.url, site.bot.token).createPost(site.channel.id, urgent, 'mark-of-it');
        double.server.directory.hasPriorities = true;
        expect(made.withoutPriority).toBe(true);
        expect(await priorityOf(made.postId)).toBeUndefined();
    });

    it('repeats a question that was not answered', async () => {
        double.faults.answer(503, {method: 'GET', path: /\/users\//, times: 1});
        expect((await restChat(double.url, site.bot.token).user(site.bot.id)).isBot).toBe(true);
    });

    it('creates one post although the answer to the first try was lost', async () => {
        const before = double.postCount;
        double.faults.loseAnswer({method: 'POST', path: /\/posts$/, times: 1});
        const {postId} = await restChat(double.url, site.bot.token).createPost(site.channel.id, content);
        expect(double.postCount).toBe(before + 1);
        expect((await site.post(postId)).message).toBe('x');
    });

    it('gives up after a few tries, with the reason', async () => {
        double.faults.answer(500, {method: 'POST', path: /\/posts$/, times: 3});
        await expect(restChat(double.url, site.bot.token).createPost(site.channel.id, content)).rejects.toMatchObject({
            code: 'mattermost_bad_answer',
            message: expect.stringContaining('500'),
        });
    });

    it('waits out a rate limit', async () => {
        double.faults.rateLimit({method: 'POST', path: /\/posts$/, times: 1});
        await expect(restChat(double.url, site.bot.token).createPost(site.channel.id, content)).resolves.toBeDefined();
    });

    it('names the setting when the token is wrong', async () => {
        await expect(restChat(double.url, 'wrong').whoAmI()).rejects.toMatchObject({
            code: 'mattermost_token_rejected',
            message: expect.stringContaining('MATTERMOST_BOT_TOKEN'),
        });
    });

    it('names the address when nothing listens there', async () => {
        await expect(restChat('http://127.0.0.1:9', 'x').whoAmI()).rejects.toMatchObject({
            code: 'mattermost_unreachable',
            message: expect.stringContaining('http://127.0.0.1:9'),
        });
    });

    it('repeats a post that could not be sent at all', async () => {
        await double.refuseConnections();
        const posting = restChat(double.url, site.bot.token).createPost(site.channel.id, content);
        await double.acceptConnections();
        await expect(posting).resolves.toBeDefined();
    });
});
