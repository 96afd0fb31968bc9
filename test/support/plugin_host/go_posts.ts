import {type GobStruct, type GobValue, Named} from '../../../server-proxy/src/wire';
import {numberOf, propsOf, stringOf} from '../../../server-proxy/src/wire/go_values';
import {attachmentsOf} from '../mattermost/attachments';
import {isObject, type Json, objectOf, stringOf as textOf} from '../mattermost/json';
import type {Post, User} from '../mattermost/model';
import {timezoneOf} from '../mattermost/wire';
import {ATTACHMENTS} from './go_types';

/** A stored post as a plugin receives it. Metadata is left to the server. */
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

/** Props with attachments as Go structs, as other plugins may send them; Mattermost 11.6 makes a webhook's plain JSON first. */
export const typedProps = (props: Json) => {
    const attachments = attachmentsOf(props);
    return attachments.length === 0
        ? props
        : {...props, attachments: new Named(ATTACHMENTS, attachments.map(goAttachment))};
};

const goAttachment = (attachment: Json): GobStruct => ({
    Fallback: textOf(attachment.fallback),
    Color: textOf(attachment.color),
    Pretext: textOf(attachment.pretext),
    AuthorName: textOf(attachment.author_name),
    AuthorLink: textOf(attachment.author_link),
    AuthorIcon: textOf(attachment.author_icon),
    Title: textOf(attachment.title),
    TitleLink: textOf(attachment.title_link),
    Text: textOf(attachment.text),
    Fields: objectsIn(attachment.fields).map(({title, value, short}) => ({
        Title: textOf(title),
        Value: (value ?? null) as GobValue,
        Short: short === true,
    })),
    ImageURL: textOf(attachment.image_url),
    ThumbURL: textOf(attachment.thumb_url),
    Footer: textOf(attachment.footer),
    FooterIcon: textOf(attachment.footer_icon),
    Timestamp: (attachment.ts ?? null) as GobValue,
    Actions: objectsIn(attachment.actions).map(({id, type, name, integration}) => ({
        Id: textOf(id),
        Type: textOf(type),
        Name: textOf(name),
        Integration: {URL: textOf(objectOf(integration).url)},
    })),
});

const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/**
 * A hook's answer is decoded into the server's own post: fields present win, absent (zero) ones change nothing, and
 * props are merged key by key.
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
    EmailVerified: user.emailVerified,
    AuthService: user.authService,
    FirstName: user.firstName,
    LastName: user.lastName,
    Roles: user.roles,
    Locale: user.locale,
    Timezone: new Map(Object.entries(timezoneOf(user))),
    IsBot: user.isBot,
    BotDescription: user.description,
    LastPictureUpdate: user.lastPictureUpdate,
});
