import {numberOf, propsOf, stringOf} from '../../../server-proxy/src/plugin_process/go_values';
import type {GobStruct} from '../../../server-proxy/src/plugin_process/wire';
import type {Post, User} from '../mattermost/model';

/** A stored post as a plugin gets it. Metadata are the server's own. */
export const goPost = (post: Post) => ({
    Id: post.id,
    CreateAt: post.create_at,
    UpdateAt: post.update_at,
    EditAt: post.edit_at,
    DeleteAt: post.delete_at,
    IsPinned: post.is_pinned,
    UserId: post.user_id,
    ChannelId: post.channel_id,
    RootId: post.root_id,
    OriginalId: post.original_id,
    Message: post.message,
    Type: post.type,
    Props: post.props,
    Hashtags: post.hashtags,
    PendingPostId: post.pending_post_id,
    ReplyCount: post.reply_count,
    LastReplyAt: post.last_reply_at,
});

/**
 * What a hook answers is decoded into the server's own post: fields that are there win, absent (zero) ones change
 * nothing, and props are merged key by key.
 */
export const merged = (post: Post, answer: GobStruct): Post => ({
    ...post,
    delete_at: numberOf(answer.DeleteAt) || post.delete_at,
    is_pinned: answer.IsPinned === true || post.is_pinned,
    message: stringOf(answer.Message) || post.message,
    type: stringOf(answer.Type) || post.type,
    props: {...post.props, ...propsOf(answer.Props)},
});

export const goUser = (user: User) => ({
    Id: user.id,
    CreateAt: user.createAt,
    UpdateAt: user.createAt,
    DeleteAt: user.deleteAt,
    Username: user.username,
    Email: user.email,
    EmailVerified: true,
    FirstName: user.firstName,
    LastName: user.lastName,
    Roles: user.roles,
    Locale: user.locale,
    IsBot: user.isBot,
    BotDescription: user.description,
});
