import {randomUUID} from 'node:crypto';
import {LRUCache} from 'lru-cache';
import type {
    AttachedFile,
    CallingReply,
    ChatPort,
    ChatUser,
    CreatedPost,
    MarkedPost,
    MentionReach,
    PostRef,
    ReadPost,
} from '../../app/posts/chat_port';
import type {Dialog} from '../../domain/action/dialog';
import {atMost} from '../../domain/at_most';
import {AppError, asAppError} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {MARK_PROP} from '../../domain/post/post_mark';
import {textIn} from '../../domain/received';
import {isMattermostId} from '../channel_directory';
import {findMarked} from '../marked_posts';
import {attachFile} from './attach_file';
import {RestChannels} from './channels';
import {type MattermostSettings, MOST_KEPT, RestClient, type RestDeps} from './client';
import {listed} from './listed_posts';
import {People} from './people';
import {createWithPriority} from './priority';

type Said = Pick<PostContent, 'message'> & Partial<Pick<PostContent, 'props'>>;

/** Props set by the platform or the webhook's owner; an update that replaces props must repeat them. */
const KEPT_PROPS = /^(from_webhook|from_bot|webhook_display_name|override_\w+|type)$/;

const platformProps = (post: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries((post.props ?? {}) as object).filter(([key]) => KEPT_PROPS.test(key)));

/**
 * ChatPort over Mattermost's REST API with a bot token (door 1). Posts carry a `pending_post_id`: for 30 s the server
 * answers a repeated one with the post it already made, so creating may be retried after an unclear failure.
 */
export const createRestChat = (settings: MattermostSettings, deps: RestDeps): ChatPort =>
    new RestChat(new RestClient(settings, deps), deps);

class RestChat implements ChatPort {
    private readonly channels: RestChannels;
    /** Foreign props of posts that others made, read once. */
    private readonly kept = new LRUCache<string, Record<string, unknown>>(atMost(MOST_KEPT));
    private readonly people: People;
    private me: {id: string; username: string} | undefined;
    private mayWhisper = true;

    constructor(
        private readonly rest: RestClient,
        private readonly deps: RestDeps,
    ) {
        this.people = new People(rest, deps.clock);
        this.channels = new RestChannels(rest);
    }

    async createPost(channel: string, content: PostContent, mark?: string): Promise<CreatedPost> {
        return this.channels.use(channel, async (channelId) => {
            const body = {
                channel_id: channelId,
                message: content.message,
                type: content.type,
                props: mark === undefined ? content.props : {...content.props, [MARK_PROP]: mark},
                pending_post_id: mark ?? randomUUID(),
            };
            const {post, ...lacking} = await createWithPriority(this.rest, body, content.loud?.priority);
            const postId = textIn(post.id);
            if (!isMattermostId(postId)) {
                throw new AppError(
                    'mattermost_bad_answer',
                    'Mattermost did not answer with the post it created: check MATTERMOST_URL.',
                );
            }
            this.kept.set(postId, platformProps(post));
            return {postId, channelId, ...lacking};
        });
    }

    async markedPosts(channel: string, since: number): Promise<readonly MarkedPost[]> {
        const {id} = await this.account();
        const from = since + this.rest.clockAhead;
        return this.channels.use(channel, (channelId) =>
            findMarked({userId: id, channelId, since: from}, async (page, size) => {
                const path = `/channels/${channelId}/posts?page=${page}&per_page=${size}`;
                return listed(await this.rest.call({method: 'GET', path, operation: 'get_posts', repeatable: true}));
            }),
        );
    }

    async updatePost(postId: string, content: PostContent): Promise<void> {
        try {
            await this.rest.call({
                method: 'PUT',
                path: `/posts/${postId}/patch`,
                operation: 'update_post',
                repeatable: true,
                body: {message: content.message, props: {...(await this.keptProps(postId)), ...content.props}},
            });
        } catch (error) {
            if (asAppError(error).code === 'mattermost_forbidden') {
                // Mattermost forbids editing a deleted post; fetching it distinguishes that from a missing permission.
                await this.fetchPost(postId);
            }
            throw error;
        }
    }

    async reply({channelId, postId}: PostRef, message: string, call?: CallingReply): Promise<void> {
        const ids = {channel_id: channelId, root_id: postId, pending_post_id: call?.mark ?? randomUUID()};
        const props = call ? {props: {[MARK_PROP]: call.mark}} : {};
        await this.rest.call({
            method: 'POST',
            path: '/posts',
            operation: 'reply',
            repeatable: true,
            body: {...ids, message, ...props},
        });
    }

    attach(post: PostRef, message: string, file: AttachedFile): Promise<void> {
        return attachFile(this.rest, post, message, file);
    }

    reachOf(mention: string, channelId: string): Promise<MentionReach> {
        return this.people.reachOf(mention, channelId);
    }

    async openDialog(triggerId: string, callbackUrl: string, dialog: Dialog): Promise<void> {
        await this.rest.call({
            method: 'POST',
            path: '/actions/dialogs/open',
            operation: 'open_dialog',
            repeatable: false,
            urgent: true,
            body: {trigger_id: triggerId, url: callbackUrl, dialog},
        });
    }

    /** Needs the permission create_post_ephemeral; without it, warnings are sent as direct messages. */
    async tell(userId: string, post: PostRef, message: string, weight: 'info' | 'warning'): Promise<void> {
        try {
            if (this.mayWhisper && (await this.whisper(userId, post, {message}))) {
                return;
            }
            if (weight === 'warning') {
                await this.sendDirect(userId, {message});
            }
        } catch (error) {
            this.deps.logger.warn('The person who clicked could not be told', {user: userId, error: asAppError(error)});
        }
    }

    async tellPost(userId: string, post: PostRef, {message, props}: PostContent): Promise<undefined> {
        const said = {message, props};
        if (!(this.mayWhisper && (await this.whisper(userId, post, said)))) {
            await this.sendDirect(userId, said);
        }
    }

    user(userId: string): Promise<ChatUser> {
        return this.people.user(userId);
    }

    userNamed(username: string): Promise<ChatUser | undefined> {
        return this.people.userNamed(username);
    }

    groupsOf(userId: string): Promise<readonly string[]> {
        return this.people.groupsOf(userId);
    }

    channelId(channel: string): Promise<string> {
        return this.channels.idOf(channel);
    }

    channelName(channel: string): Promise<string> {
        return this.channels.nameOf(channel);
    }

    mayActIn(userId: string, channel: string): Promise<boolean> {
        return this.channels.isMember(userId, channel);
    }

    /** Members may, and REST tells a bot no more than who they are. */
    mayRead(userId: string, channel: string): Promise<boolean> {
        return this.mayActIn(userId, channel);
    }

    async readPost(postId: string): Promise<ReadPost> {
        const post = await this.fetchPost(postId);
        return {
            message: textIn(post.message),
            props: (post.props ?? {}) as Record<string, unknown>,
            channelId: textIn(post.channel_id),
            userId: textIn(post.user_id),
            rootId: textIn(post.root_id),
        };
    }

    async deletePost(postId: string): Promise<void> {
        await this.rest.call({
            method: 'DELETE',
            path: `/posts/${postId}`,
            operation: 'delete_post',
            repeatable: true,
        });
    }

    async directChannel(userId: string): Promise<string> {
        const {id} = await this.account();
        const channel = await this.rest.call({
            method: 'POST',
            path: '/channels/direct',
            operation: 'direct_channel',
            repeatable: true,
            body: [id, userId],
        });
        return textIn(channel.id);
    }

    async whoAmI(): Promise<{version: string; username: string}> {
        const {username} = await this.account();
        const config = await this.rest.call({
            method: 'GET',
            path: '/config/client?format=old',
            operation: 'version',
            repeatable: true,
        });
        return {version: textIn(config.Version), username};
    }

    private async whisper(userId: string, {postId, channelId}: PostRef, said: Said): Promise<boolean> {
        try {
            await this.rest.call({
                method: 'POST',
                path: '/posts/ephemeral',
                operation: 'ephemeral',
                repeatable: false,
                body: {user_id: userId, post: {channel_id: channelId, root_id: postId, ...said}},
            });
            return true;
        } catch (error) {
            if (asAppError(error).code !== 'mattermost_forbidden') {
                throw error;
            }
            this.mayWhisper = false;
            this.deps.logger.info('The bot may not send ephemeral posts; warnings go by direct message');
            return false;
        }
    }

    private async sendDirect(userId: string, said: Said): Promise<void> {
        const channelId = await this.directChannel(userId);
        await this.rest.call({
            method: 'POST',
            path: '/posts',
            operation: 'direct_message',
            repeatable: true,
            body: {channel_id: channelId, ...said, pending_post_id: randomUUID()},
        });
    }

    private async account(): Promise<{id: string; username: string}> {
        if (!this.me) {
            const me = await this.rest.call({method: 'GET', path: '/users/me', operation: 'me', repeatable: true});
            this.me = {id: textIn(me.id), username: textIn(me.username)};
        }
        return this.me;
    }

    private async keptProps(postId: string): Promise<Record<string, unknown>> {
        const known = this.kept.get(postId);
        if (known) {
            return known;
        }
        const props = platformProps(await this.fetchPost(postId));
        this.kept.set(postId, props);
        return props;
    }

    private fetchPost(postId: string): Promise<Record<string, unknown>> {
        return this.rest.call({
            method: 'GET',
            path: `/posts/${postId}`,
            operation: 'get_post',
            repeatable: true,
        });
    }
}
