import {propsForClients} from './attachments';
import type {Json} from './json';
import type {Post} from './model';
import type {VersionRules} from './version_rules';

/** A post as clients get it, key by key as recorded. */
export const postToWire = (post: Post, rules: VersionRules, props: Json = propsForClients(post.props)): Json => ({
    id: post.id,
    create_at: post.create_at,
    update_at: post.update_at,
    edit_at: post.edit_at,
    delete_at: post.delete_at,
    is_pinned: post.is_pinned,
    user_id: post.user_id,
    channel_id: post.channel_id,
    root_id: post.root_id,
    ...(rules.parentId ? {parent_id: post.type === 'system_ephemeral' ? '' : post.root_id} : {}),
    original_id: post.original_id,
    message: post.message,
    type: post.type,
    props: Object.fromEntries(Object.entries(props).sort(([a], [b]) => (a < b ? -1 : 1))),
    hashtags: post.hashtags,
    ...(rules.fileIds || post.file_ids
        ? {file_ids: post.type === 'system_ephemeral' ? null : (post.file_ids ?? [])}
        : {}),
    pending_post_id: post.pending_post_id,
    reply_count: post.reply_count,
    last_reply_at: post.last_reply_at,
    participants: null,
    metadata: metadataOf(post),
});

const metadataOf = (post: Post): Json => ({
    ...('attachments' in post.props ? {embeds: [{type: 'message_attachment'}]} : {}),
    ...(post.priority ? {priority: post.priority} : {}),
});
