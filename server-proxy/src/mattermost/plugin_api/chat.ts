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
    ToldPost,
} from '../../app/posts/chat_port';
import type {Logger} from '../../app/telemetry';
import type {Dialog} from '../../domain/action/dialog';
import {AppError, asAppError} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {MARK_PROP} from '../../domain/post/post_mark';
import {isSealed} from '../../domain/post/seal';
import {says} from '../../domain/texts';
import {NEW_POST, PERMISSION} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import {boolOf, numberOf, propsOf, stringOf, structOf} from '../../wire/go_values';
import {ChannelDirectory, isMattermostId} from '../channel_directory';
import {findMarked} from '../marked_posts';
import {addressOf} from './channels';
import {chatUser} from './chat_user';
import {listed} from './listed_posts';
import {RpcMentions} from './mentions';
import {openDialog} from './open_dialog';
import {placeOf, RpcPostUpdates} from './post_updates';
import {unlessMissing} from './unless_missing';
import {uploadFile} from './upload_file';
import {whisper} from './whispers';

const {string, struct} = gob;

const ONE_POST = struct('Z_Args', {A: NEW_POST});
const TWO_STRINGS = struct('Z_Args', {A: string, B: string});
const CHANNEL_PERMISSION = struct('Z_Args', {A: string, B: string, C: PERMISSION});
const PAGE_OF_POSTS = struct('Z_Args', {A: string, B: gob.int, C: gob.int});
const NAMES = struct('Z_Args', {A: string, B: string, C: gob.bool});

/** Source of the groups that Mattermost synchronises; anyone may add members to those made in Mattermost (`custom`). */
const DIRECTORY = 'ldap';

/** ChatPort over the plugin API (door 2): posts as our bot, no token, no network. */
export class RpcChat implements ChatPort {
    private readonly channels = new ChannelDirectory('Default channel', (team, name, wanted) =>
        this.findChannel(team, name, wanted),
    );

    private readonly updates: RpcPostUpdates;
    private readonly mentions: RpcMentions;

    constructor(
        private readonly api: PluginApi,
        private readonly botId: string,
        private readonly logger: Logger,
        /** Seal the posts of webhooks that we update; the first seals, all are accepted. None: none are sealed. */
        private readonly secrets: readonly string[] = [],
    ) {
        this.updates = new RpcPostUpdates(api, botId, secrets[0]);
        this.mentions = new RpcMentions(api, botId, logger);
    }

    async createPost(channel: string, content: PostContent, mark?: string): Promise<CreatedPost> {
        return this.channels.use(channel, async (channelId) => {
            await this.requireOpen(channelId);
            await this.mentions.prepare(channelId, content.loud?.mentions ?? []);
            const priority = content.loud?.priority ?? 'standard';
            const {A} = await this.api.call('CreatePost', ONE_POST, {
                A: {
                    UserId: this.botId,
                    ChannelId: channelId,
                    Message: content.message,
                    Type: content.type,
                    Props: mark === undefined ? content.props : {...content.props, [MARK_PROP]: mark},
                    ...(mark === undefined ? {} : {PendingPostId: mark}),
                    ...(priority === 'standard' ? {} : {Metadata: {Priority: {Priority: priority}}}),
                },
            });
            const postId = stringOf(structOf(A).Id);
            this.updates.made(postId, channelId);
            return {postId, channelId};
        });
    }

    /** Mattermost lets plugins write to archived channels, where nobody would read it. */
    private async requireOpen(channelId: string): Promise<void> {
        if (this.api.openChannels.isOpen(channelId)) {
            return;
        }
        const channel = structOf((await this.api.find('GetChannel', channelId)).A);
        if (numberOf(channel.DeleteAt) > 0) {
            throw new AppError(
                'mattermost_channel_archived',
                says(({failures}) => failures.channelArchived),
            );
        }
        this.api.openChannels.opened(channelId);
    }

    async markedPosts(channel: string, since: number): Promise<readonly MarkedPost[]> {
        return this.channels.use(channel, (channelId) =>
            findMarked({userId: this.botId, channelId, since}, async (page, size) =>
                listed(await this.api.call('GetPostsForChannel', PAGE_OF_POSTS, {A: channelId, B: page, C: size})),
            ),
        );
    }

    updatePost(postId: string, content: PostContent): Promise<void> {
        return this.updates.update(postId, content);
    }

    async reply({channelId, postId}: PostRef, message: string, call?: CallingReply): Promise<void> {
        await this.mentions.prepare(channelId, call?.mentions ?? []);
        const marked = call ? {PendingPostId: call.mark, Props: {[MARK_PROP]: call.mark}} : {};
        await this.api.call('CreatePost', ONE_POST, {
            A: {UserId: this.botId, ChannelId: channelId, RootId: postId, Message: message, ...marked},
        });
    }

    async attach({channelId, postId}: PostRef, message: string, {name, data}: AttachedFile): Promise<void> {
        const fileId = await uploadFile(this.api, channelId, name, data);
        await this.api.call('CreatePost', ONE_POST, {
            A: {UserId: this.botId, ChannelId: channelId, RootId: postId, Message: message, FileIds: [fileId]},
        });
    }

    reachOf(mention: string, channelId: string): Promise<MentionReach> {
        return this.mentions.reachOf(mention, channelId);
    }

    openDialog(triggerId: string, callbackUrl: string, dialog: Dialog): Promise<void> {
        return openDialog(this.api, triggerId, callbackUrl, dialog);
    }

    async tell(userId: string, post: PostRef, message: string): Promise<void> {
        try {
            await whisper(this.api, this.botId, userId, {...post, rootId: post.postId}, {message, props: {}});
        } catch (error) {
            this.logger.warn('The person who clicked could not be told', {user: userId, error: asAppError(error)});
        }
    }

    tellPost(userId: string, {channelId, postId}: PostRef, content: PostContent): Promise<ToldPost> {
        return whisper(this.api, this.botId, userId, {channelId, rootId: postId}, content);
    }

    async user(userId: string): Promise<ChatUser> {
        if (!isMattermostId(userId)) {
            throw new AppError('bad_request', 'The request names no Mattermost user.');
        }
        return chatUser(structOf((await this.api.find('GetUser', userId)).A));
    }

    async userNamed(username: string): Promise<ChatUser | undefined> {
        const found = await unlessMissing(this.api.find('GetUserByUsername', username.toLowerCase()));
        return found && chatUser(found);
    }

    async groupsOf(userId: string): Promise<readonly string[]> {
        const {A} = await this.api.find('GetGroupsForUser', userId);
        return (Array.isArray(A) ? A : [])
            .map(structOf)
            .filter((group) => stringOf(group.Source) === DIRECTORY && numberOf(group.DeleteAt) === 0)
            .map((group) => stringOf(group.Name).toLowerCase())
            .filter((name) => name !== '');
    }

    async channelName(channel: string): Promise<string> {
        return isMattermostId(channel) ? addressOf(this.api, channel) : channel;
    }

    mayActIn(userId: string, channel: string): Promise<boolean> {
        return this.mayDo(userId, channel, 'create_post');
    }

    mayRead(userId: string, channel: string): Promise<boolean> {
        return this.mayDo(userId, channel, 'read_channel');
    }

    private async mayDo(userId: string, channel: string, permission: string): Promise<boolean> {
        const reply = await this.api.call('HasPermissionToChannel', CHANNEL_PERMISSION, {
            A: userId,
            B: channel.includes('/') ? await this.channels.idOf(channel) : channel,
            C: {Id: permission, Name: '', Description: '', Scope: 'channel_scope'},
        });
        return boolOf(reply.A);
    }

    async readPost(postId: string): Promise<ReadPost> {
        const post = structOf((await this.api.find('GetPost', postId)).A);
        return {
            message: stringOf(post.Message),
            props: propsOf(post.Props),
            channelId: stringOf(post.ChannelId),
            userId: stringOf(post.UserId),
            rootId: stringOf(post.RootId),
        };
    }

    /** @param channel id, or `team/channel` @throws AppError `mattermost_channel_unknown` */
    channelId(channel: string): Promise<string> {
        return this.channels.idOf(channel);
    }

    /** @returns undefined for a post that is gone */
    async authorOf(postId: string): Promise<string | undefined> {
        const post = await unlessMissing(this.api.find('GetPost', postId));
        return post && stringOf(post.UserId);
    }

    /** Is the post our own, or one of a webhook that we have sealed? False for a post that is gone. */
    async isGenuine(postId: string): Promise<boolean> {
        const post = await unlessMissing(this.api.find('GetPost', postId));
        return (
            post !== undefined &&
            (this.updates.isOurs(post) || isSealed(propsOf(post.Props), placeOf(post), this.secrets))
        );
    }

    async deletePost(postId: string): Promise<void> {
        await this.api.find('DeletePost', postId);
    }

    async directChannel(userId: string): Promise<string> {
        const {A} = await this.api.call('GetDirectChannel', TWO_STRINGS, {A: this.botId, B: userId});
        return stringOf(structOf(A).Id);
    }

    async whoAmI(): Promise<{version: string; username: string}> {
        const [version, bot] = await Promise.all([
            this.api.ask('GetServerVersion'),
            this.api.find('GetUser', this.botId),
        ]);
        return {version: stringOf(version.A), username: stringOf(structOf(bot.A).Username)};
    }

    private async findChannel(team: string, name: string, wanted: string): Promise<string> {
        try {
            const reply = await this.api.call('GetChannelByNameForTeamName', NAMES, {A: team, B: name, C: true});
            return stringOf(structOf(reply.A).Id);
        } catch (error) {
            const known = asAppError(error);
            if (known.code !== 'mattermost_not_found') {
                throw known;
            }
            throw new AppError(
                'mattermost_channel_unknown',
                says(({failures}) => failures.channelMissing(wanted)),
                {cause: known},
            );
        }
    }
}
