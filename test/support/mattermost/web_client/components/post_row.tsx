import React, {useMemo} from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import type {HostState} from '../store';
import type {ClientPost, UserProfile} from '../types';
import {Attachments} from './attachments';
import {useRegistrations} from './host_context';
import {PostMenu} from './post_menu';
import {PostMessage} from './post_message';

const isAutomatic = (post: ClientPost): boolean => post.props.from_webhook === 'true' || post.props.from_bot === 'true';

const authorOf = (post: ClientPost, profile: UserProfile | undefined): string => {
    const {override_username: override} = post.props;
    return typeof override === 'string' && post.props.from_webhook === 'true' ? override : (profile?.username ?? '…');
};

const PostHeader = ({post, author}: {post: ClientPost; author: string}) => {
    const {formatDate, formatTime} = useIntl();
    return (
        <div className="host-post-header">
            <strong>{author}</strong>
            {isAutomatic(post) && (
                <span className="host-badge">
                    <FormattedMessage id="host.bot" />
                </span>
            )}
            <time dateTime={new Date(post.create_at).toISOString()} title={formatDate(post.create_at)}>
                {formatTime(post.create_at)}
            </time>
            {post.metadata.priority && <span className="host-priority">{post.metadata.priority.priority}</span>}
            {post.type === 'system_ephemeral' && (
                <span className="host-hint">
                    <FormattedMessage id="host.only_you" />
                </span>
            )}
            <PostMenu postId={post.id} />
        </div>
    );
};

const Replies = ({rootId}: {rootId: string}) => {
    const {formatMessage} = useIntl();
    const posts = useSelector(({entities}: HostState) => entities.posts.posts);
    const ids = useSelector(({entities}: HostState) => entities.posts.postsInThread[rootId]);
    const replies = useMemo(() => (ids ?? []).flatMap((id) => posts[id] ?? []), [ids, posts]);
    const count = replies.filter(({type}) => type !== 'system_ephemeral').length;
    if (replies.length === 0) return null;
    return (
        <>
            {count > 0 && (
                <div className="host-reply-count">
                    <FormattedMessage id="host.reply_count" values={{count}} />
                </div>
            )}
            <ol className="host-replies" aria-label={formatMessage({id: 'host.replies'})}>
                {replies.map((reply) => (
                    <PostRow key={reply.id} post={reply} />
                ))}
            </ol>
        </>
    );
};

/** One post: author and time, message (or a plugin's component), attachments, thread. */
export const PostRow = ({post}: {post: ClientPost}) => {
    const {formatMessage, formatTime} = useIntl();
    const profile = useSelector(({entities}: HostState) => entities.users.profiles[post.user_id]);
    const {postTypes} = useRegistrations();
    const author = authorOf(post, profile);
    const label = formatMessage(
        {id: 'host.post'},
        {time: formatTime(post.create_at), author, message: post.message || titleOf(post)},
    );
    return (
        <li className="host-post" aria-label={label} data-post-id={post.id}>
            <div className="host-avatar" aria-hidden="true">
                {author.slice(0, 1).toUpperCase()}
            </div>
            <div className="host-post-body">
                <PostHeader post={post} author={author} />
                <PostMessage post={post} />
                {/* a component registered for the type renders everything; by props.type, only the message */}
                {!postTypes.has(post.type) && <Attachments post={post} />}
                <Replies rootId={post.id} />
            </div>
        </li>
    );
};

const titleOf = (post: ClientPost): string => {
    const {attachments} = post.props;
    const first: unknown = Array.isArray(attachments) ? attachments[0] : undefined;
    return typeof first === 'object' && first !== null && 'title' in first ? String(first.title) : '';
};
