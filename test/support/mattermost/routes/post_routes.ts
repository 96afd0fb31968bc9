import type {Hono} from 'hono';
import {ApiError, invalidBodyParam, invalidUrlParam, permissionDenied} from '../api_error';
import {type DoubleContext, type DoubleEnv, jsonBody, requireSession} from '../auth';
import {ownFiles} from '../files';
import {isId} from '../ids';
import {isObject, type Json, objectOf, stringOf} from '../json';
import type {Post} from '../model';
import {postToWire} from '../post_wire';
import type {DoubleServer} from '../server';

const POST = '/posts/:post_id{[A-Za-z0-9]+}';

export const postRoutes = (
    api: Hono<DoubleEnv>,
    {directory, posts, ephemerals, rules, uploads}: DoubleServer,
): void => {
    const pathPost = (c: DoubleContext): Post => {
        const id = c.req.param('post_id') ?? '';
        if (!isId(id)) throw invalidUrlParam('post_id');
        return posts.get(id);
    };
    const readable = (c: DoubleContext): Post => {
        const {userId} = requireSession(c);
        const post = pathPost(c);
        if (!directory.mayRead(userId, directory.channel(post.channel_id))) {
            throw permissionDenied(rules, userId, rules.readPermission);
        }
        return post;
    };
    const editable = (c: DoubleContext): Post => {
        const {userId} = requireSession(c);
        const post = pathPost(c);
        if (!directory.isMember(userId, directory.channel(post.channel_id))) {
            throw permissionDenied(rules, userId, 'edit_post');
        }
        posts.checkMayEdit(userId, post);
        return post;
    };

    api.post('/posts', async (c) => {
        const {userId, id: sessionId} = requireSession(c);
        const body = await jsonBody(c, directory, 'post');
        if (stringOf(body.channel_id) === '') throw invalidBodyParam('channel_id');
        const channel = directory.channels.get(stringOf(body.channel_id));
        if (!channel || !directory.isMember(userId, channel)) throw permissionDenied(rules, userId, 'create_post');
        const priority = priorityIn(body, directory);
        const post = await posts.create({
            userId,
            channel,
            priority,
            message: stringOf(body.message),
            type: stringOf(body.type),
            props: objectOf(body.props),
            rootId: stringOf(body.root_id),
            pendingPostId: stringOf(body.pending_post_id),
            fileIds: ownFiles(body.file_ids, uploads, {userId, channelId: channel.id}),
            setOnline: c.req.query('set_online') !== 'false',
            sessionId,
        });
        return c.json(postToWire(post, rules), 201);
    });

    api.post('/posts/ephemeral', async (c) => {
        const {userId} = requireSession(c);
        const body = await jsonBody(c, directory);
        if (stringOf(body.user_id) === '') throw invalidBodyParam('user_id');
        if (!isObject(body.post)) throw invalidBodyParam('post');
        if (!directory.isSystemAdmin(userId)) throw permissionDenied(rules, userId, 'create_post_ephemeral');
        const wire = ephemerals.send(stringOf(body.user_id), {
            channelId: stringOf(body.post.channel_id),
            rootId: stringOf(body.post.root_id),
            userId,
            message: stringOf(body.post.message),
            props: objectOf(body.post.props),
        });
        return c.json(wire, 201);
    });

    api.get(POST, (c) => c.json(postToWire(readable(c), rules)));

    api.get(`${POST}/thread`, (c) => c.json(listOf(posts.thread(readable(c)), rules)));

    api.put(POST, async (c) => {
        const post = editable(c);
        const body = await jsonBody(c, directory, 'post');
        if (body.id !== post.id) throw invalidBodyParam('id');
        const props = isObject(body.props) ? body.props : rules.putKeepsProps ? post.props : {};
        const change = {message: stringOf(body.message), props, isPinned: body.is_pinned === true};
        await posts.edit(post, change, requireSession(c).id);
        return c.json(postToWire(post, rules));
    });

    api.put(`${POST}/patch`, async (c) => {
        const post = editable(c);
        const patch = await jsonBody(c, directory, 'post');
        const change = {
            message: typeof patch.message === 'string' ? patch.message : post.message,
            props: isObject(patch.props) ? patch.props : post.props,
            ...(typeof patch.is_pinned === 'boolean' ? {isPinned: patch.is_pinned} : {}),
        };
        await posts.edit(post, change, requireSession(c).id);
        return c.json(postToWire(post, rules));
    });

    api.delete(POST, (c) => {
        const {userId} = requireSession(c);
        const post = pathPost(c);
        const channel = directory.channel(post.channel_id);
        if (post.user_id !== userId && !directory.isTeamAdmin(userId, channel.teamId)) {
            throw permissionDenied(rules, userId, 'delete_others_posts');
        }
        posts.delete(post);
        return c.json({status: 'OK'});
    });

    api.get('/channels/:channel_id/posts', (c) => {
        const {userId} = requireSession(c);
        const channel = directory.channel(c.req.param('channel_id'));
        if (!directory.mayRead(userId, channel)) throw permissionDenied(rules, userId, rules.readPermission);
        const since = Number(c.req.query('since') ?? 0);
        if (since > 0) return c.json(listOf(posts.since(channel, since), rules));
        const perPage = Math.min(Number(c.req.query('per_page') ?? 60), 200);
        const end = channel.postIds.length - Number(c.req.query('page') ?? 0) * perPage;
        const ids = end > 0 ? channel.postIds.slice(Math.max(0, end - perPage), end) : [];
        const page = ids
            .flatMap((id) => posts.find(id) ?? [])
            .filter((post) => post.delete_at === 0)
            .reverse();
        return c.json(listOf(page, rules));
    });
};

/** What the REST API checks, and the plugin API does not (app/post_permission_utils.go). */
const priorityIn = (body: Json, {rules, hasPriorities}: DoubleServer['directory']): Json | undefined => {
    const {priority} = objectOf(objectOf(body.metadata).priority);
    if (!rules.webhookPriority || typeof priority !== 'string') return undefined;
    if (!hasPriorities) {
        const id = 'api.post.post_priority.priority_post_not_allowed_for_user.request_error';
        throw new ApiError(403, id, 'You are not allowed to create a priority post.');
    }
    if (stringOf(body.root_id) !== '') {
        const id = 'api.post.post_priority.priority_post_only_allowed_for_root_post.request_error';
        throw new ApiError(400, id, 'Only root posts are allowed to have a priority.');
    }
    return {priority, requested_ack: null, persistent_notifications: null};
};

const listOf = (page: readonly Post[], rules: DoubleServer['rules']): Json => ({
    order: page.map((post) => post.id),
    posts: Object.fromEntries(page.map((post) => [post.id, postToWire(post, rules)])),
    next_post_id: '',
    prev_post_id: '',
    has_next: false,
});
