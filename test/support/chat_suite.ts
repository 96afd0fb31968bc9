import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import type {ChatPort} from '../../server-proxy/src/app/posts/chat_port';
import type {PostContent} from '../../server-proxy/src/domain/post/alert_post';
import type {MattermostSite, Person} from './loop/mattermost_site';

export interface ChatUnderTest {
    readonly chat: ChatPort;
    readonly site: MattermostSite;
    stop(): Promise<void>;
}

const content = (message: string, more: Record<string, unknown> = {}): PostContent => ({
    message,
    type: 'custom_oitc_alert',
    props: {
        oitc_alert: {version: 1},
        attachments: [
            {
                color: '#d9534f',
                title: 'CRITICAL',
                actions: [
                    {
                        id: ACTION.acknowledge,
                        name: 'Acknowledge',
                        type: 'button',
                        integration: {url: 'http://127.0.0.1:9/', context: {token: 'hidden'}},
                    },
                ],
            },
        ],
        ...more,
    },
});

export const defineChatSuite = (name: string, start: () => Promise<ChatUnderTest>): void => {
    describe(`ChatPort: ${name}`, () => {
        let running: ChatUnderTest;
        let jane: Person;
        beforeAll(async () => {
            running = await start();
            jane = await running.site.person('jane', 'Jane Roe');
        });
        afterAll(() => running?.stop());

        it('creates a post in a channel given by name or id', async () => {
            const {chat, site} = running;
            const byName = await chat.createPost(`${site.team.name}/${site.channel.name}`, content('by name'));
            const byId = await chat.createPost(site.channel.id, content('by id'));
            expect([byName.channelId, byId.channelId]).toEqual([site.channel.id, site.channel.id]);
            expect(await site.post(byName.postId)).toMatchObject({
                message: 'by name',
                type: 'custom_oitc_alert',
                user_id: site.bot.id,
            });
        });

        it('updates message and props, keeps the buttons alive and the bot marked', async () => {
            const {chat, site} = running;
            const {postId} = await chat.createPost(site.channel.id, content('before'));
            const before = await site.post(postId);
            await chat.updatePost(postId, content('after', {oitc_alert: {version: 2}}));
            const after = await site.post(postId);
            expect(after).toMatchObject({message: 'after', type: 'custom_oitc_alert'});
            expect(after.props.oitc_alert).toEqual({version: 2});
            expect(after.props.from_bot).toBe(before.props.from_bot);
            // A dead button would give 404; this one reaches the (closed) port of its integration.
            await expect(site.press(jane, postId, ACTION.acknowledge)).rejects.toThrow(/answered 400/);
        });

        it('keeps what the webhook set when it updates a webhook post', async () => {
            const {chat, site} = running;
            const hook = await site.webhook();
            await fetch(hook, {
                method: 'POST',
                headers: {'Content-Type': 'application/json'},
                body: JSON.stringify({
                    text: 'hook',
                    props: {type: 'custom_oitc_alert', oitc_alert: {version: 1}},
                    username: 'Monitor',
                }),
            });
            const post = (await site.posts()).find(({message}) => message === 'hook');
            await chat.updatePost(post?.id ?? '', content('edited'));
            expect((await site.post(post?.id ?? '')).props).toMatchObject({
                type: 'custom_oitc_alert',
                from_webhook: 'true',
                override_username: post?.props.override_username,
            });
        });

        it('relies on the server answering a repeated pending_post_id with the post it already made', async () => {
            const {site} = running;
            const body = {channel_id: site.channel.id, message: 'once', pending_post_id: randomUUID()};
            const first = await site.call('POST', '/posts', body, site.bot.token);
            const second = await site.call('POST', '/posts', body, site.bot.token);
            expect(second.id).toBe(first.id);
        });

        it('makes a loud post with its priority and its mention, and neither again by an update', async () => {
            const {chat, site} = running;
            const loud = {priority: 'urgent', mentions: [`@${jane.username}`, '@here']} as const;
            const mention = loud.mentions.join(' ');
            const made = await chat.createPost(site.channel.id, {...content(`loud\n${mention}`), loud});
            const priority = async () => (await site.post(made.postId)).metadata?.priority?.priority;
            // Mattermost 7.0 has none.
            const wanted = made.withoutPriority ? undefined : 'urgent';
            expect(await priority()).toBe(wanted);
            expect((await site.post(made.postId)).message).toBe(`loud\n${mention}`);
            await chat.updatePost(made.postId, content('loud'));
            expect(await priority()).toBe(wanted);
            expect((await site.post(made.postId)).message).toBe('loud');
        });

        it('replies once to the same call, and finds the reply by its mark', async () => {
            const {chat, site} = running;
            const root = await chat.createPost(site.channel.id, content('root of a call'));
            const call = {mark: randomUUID(), mentions: [`@${jane.username}`, '@channel']};
            await chat.reply(root, `@${jane.username} called`, call);
            await chat.reply(root, `@${jane.username} called`, call);
            const replies = (await site.posts()).filter(({root_id}) => root_id === root.postId);
            expect(replies.map(({message}) => message)).toEqual([`@${jane.username} called`]);
            const found = await chat.markedPosts(site.channel.id, Date.now() - 60_000);
            expect(found.filter(({mark}) => mark === call.mark).map(({postId}) => postId)).toEqual([replies[0]?.id]);
        });

        it('finds people by their names, in any case, and nobody who is not there', async () => {
            const {chat} = running;
            const found = await chat.userNamed(jane.username.toUpperCase());
            expect(found).toEqual(await chat.user(jane.id));
            expect(await chat.userNamed('nobody-has-this-name')).toBeUndefined();
        });

        it('tells whom a mention reaches', async () => {
            const {chat, site} = running;
            const outside = await site.outsider('walter');
            const reachOf = (mention: string) => chat.reachOf(mention, site.channel.id);
            expect(await reachOf(`@${jane.username}`)).toBe('reached');
            expect(await reachOf('@here')).toBe('reached');
            expect(await reachOf(`@${outside.username}`)).toBe('outside');
            expect(await reachOf('@nobody-has-this-name')).toBe('unknown');
        });

        describe('posts with a mark', () => {
            const marked = async (mark: string, message = mark) =>
                (await running.chat.createPost(running.site.channel.id, content(message), mark)).postId;
            const found = async (mark: string, since = Date.now() - 60_000) =>
                (await running.chat.markedPosts(running.site.channel.id, since))
                    .filter((post) => post.mark === mark)
                    .map(({postId}) => postId);

            it('are found by it, by the channel’s name too, until they are updated', async () => {
                const {chat, site} = running;
                const mark = randomUUID();
                const postId = await marked(mark);
                expect(await found(mark)).toEqual([postId]);
                expect(await chat.markedPosts(`${site.team.name}/${site.channel.name}`, Date.now())).toContainEqual({
                    postId,
                    channelId: site.channel.id,
                    mark,
                });
                await chat.updatePost(postId, content('after'));
                expect(await found(mark)).toEqual([]);
            });

            it('are made once, however often they are asked for', async () => {
                const mark = randomUUID();
                expect(await marked(mark)).toBe(await marked(mark));
                expect(await found(mark)).toHaveLength(1);
            });

            it('do not count once they are deleted', async () => {
                const mark = randomUUID();
                await running.chat.deletePost(await marked(mark));
                expect(await found(mark)).toEqual([]);
            });

            it('do not count when somebody else wrote the mark, or a webhook', async () => {
                const {site} = running;
                const mark = randomUUID();
                const props = {oitc_post: mark};
                await site.call('POST', '/posts', {channel_id: site.channel.id, message: 'forged', props}, jane.token);
                await fetch(await site.webhook(), {
                    method: 'POST',
                    headers: {'Content-Type': 'application/json'},
                    body: JSON.stringify({text: 'forged by hook', props}),
                });
                expect(await found(mark)).toEqual([]);
            });
        });

        it('replies in the thread', async () => {
            const {chat, site} = running;
            const ref = await chat.createPost(site.channel.id, content('root'));
            await chat.reply(ref, 'a line');
            expect(await site.thread(ref.postId)).toEqual(['a line']);
        });

        it('knows people, bots and itself', async () => {
            const {chat, site} = running;
            expect(await chat.user(jane.id)).toMatchObject({
                id: jane.id,
                username: jane.username,
                fullName: 'Jane Roe',
                isBot: false,
                isGuest: false,
                isActive: true,
                isSystemAdmin: false,
            });
            expect(await chat.user(site.bot.id)).toMatchObject({isBot: true});
            expect(await chat.whoAmI()).toMatchObject({
                username: site.bot.username,
                version: expect.stringMatching(/^\d/),
            });
        });

        it('knows the time zone a person chose, and of others that it does not', async () => {
            const {chat, site} = running;
            const kim = await site.person('kim', 'Kim Lee', 'Asia/Kathmandu');
            expect((await chat.user(kim.id)).timeZone).toBe('Asia/Kathmandu');
            expect((await chat.user(jane.id)).timeZone).toBe('');
        });

        it('knows who is in a channel', async () => {
            const {chat, site} = running;
            expect(await chat.mayActIn(jane.id, site.channel.id)).toBe(true);
            const elsewhere = await site.call('POST', '/channels', {
                team_id: site.team.id,
                name: `x${Date.now()}`,
                display_name: 'X',
                type: 'P',
            });
            await site.call('POST', `/channels/${elsewhere.id}/members`, {user_id: site.bot.id});
            expect(await chat.mayActIn(jane.id, String(elsewhere.id))).toBe(false);
        });

        it('tells one person something', async () => {
            const {chat, site} = running;
            const listener = await site.listen(jane);
            const ref = await chat.createPost(site.channel.id, content('root'));
            const from = listener.events.length;
            await chat.tell(jane.id, ref, 'only for you', 'warning');
            const event = await listener.next(
                ({event, data}) =>
                    (event === 'ephemeral_message' || event === 'posted') &&
                    String(data?.post).includes('only for you'),
                from,
            );
            expect(event.data?.channel_type ?? 'D').toBe('D');
            listener.close();
        });

        it('attaches a file to a reply', async () => {
            const {chat, site} = running;
            const post = await chat.createPost(site.channel.id, content('with a file below'));
            await chat.attach(post, 'the file', {name: 'graph.png', data: Uint8Array.of(137, 80, 78, 71, 0, 255)});
            const reply = (await site.posts()).find(({message}) => message === 'the file');
            expect(reply).toMatchObject({root_id: post.postId, user_id: site.bot.id});
            expect(reply?.file_ids).toHaveLength(1);
        });

        it.each([
            ['nowhere', /team\/channel/],
            ['nobody/alerts', /channel "nobody\/alerts"/],
            ['a/b/c', /team\/channel/],
            ['', /team\/channel/],
        ])('explains a channel that is not there: "%s"', async (channel, sentence) => {
            await expect(running.chat.createPost(channel, content('x'))).rejects.toMatchObject({
                code: 'mattermost_channel_unknown',
                message: expect.stringMatching(sentence),
            });
        });

        it('explains posts, users and triggers that are not there', async () => {
            const {chat} = running;
            await expect(chat.updatePost('x'.repeat(26), content('x'))).rejects.toMatchObject({
                code: expect.stringMatching(/^mattermost_(not_found|forbidden)$/),
            });
            await expect(chat.user('../../config')).rejects.toMatchObject({code: 'bad_request'});
            await expect(
                chat.openDialog('bm8=', 'http://127.0.0.1:9/', {
                    callback_id: 'c',
                    title: 't',
                    introduction_text: '',
                    elements: [],
                    submit_label: 's',
                    notify_on_cancel: false,
                    state: '',
                }),
            ).rejects.toMatchObject({code: 'mattermost_trigger_expired'});
        });
    });
};
