import {isDeepStrictEqual} from 'node:util';
import {ApiError, permissionDenied, postNotFound} from './api_error';
import {attachmentsOf, commitProps, losesIntegration} from './attachments';
import type {Directory} from './directory';
import {type DoubleEvent, eventOf} from './events';
import {newId} from './ids';
import type {Json} from './json';
import type {Channel, Post} from './model';
import {checkPost, checkProps, hashtagsOf} from './post_rules';
import {postToWire} from './post_wire';

const PENDING_MS = 30_000;
const MOST_SINCE = 1000;

/** Thrown where the old server panics: the client sees its connection close. */
export class ServerPanic extends Error {}

export interface NewPost {
    readonly userId: string;
    readonly channel: Channel;
    readonly message: string;
    readonly type?: string;
    readonly props?: Json;
    readonly rootId?: string;
    readonly pendingPostId?: string;
    readonly priority?: Json | undefined;
    readonly setOnline?: boolean;
    /** Of the author; webhook posts have none. */
    readonly sessionId?: string;
    /** Of files in this channel. */
    readonly fileIds?: readonly string[];
    /** Through an incoming webhook: a request without a session. */
    readonly byWebhook?: boolean;
    /** Through the plugin API, which also posts into archived channels (seen on 11.6). */
    readonly byPlugin?: boolean;
}

export interface PostChange {
    readonly message: string;
    readonly props: Json;
    readonly isPinned?: boolean;
}

export interface PostHooks {
    /** The post as it will be stored. @throws ApiError 400 if the plugin rejects it */
    willBePosted(post: Post, sessionId: string, byWebhook: boolean): Promise<Post>;
    /** The post as it will be stored in place of `before`. @throws ApiError 400 if the plugin rejects it */
    willBeUpdated(post: Post, before: Post, sessionId: string): Promise<Post>;
    /** Not waited for. */
    hasBeenPosted(post: Post): void;
}

/** The posts, and creating, changing and deleting them. Publishes the event of each change. */
export class Posts {
    hooks: PostHooks | undefined;
    private readonly byId = new Map<string, Post>();
    private readonly replies = new Map<string, string[]>();
    /** By pending post id: the post, if it is made already. Remembered by one server, and for a while only. */
    private readonly pending = new Map<string, {readonly id: string | undefined; readonly until: number}>();

    constructor(
        private readonly directory: Directory,
        private readonly publish: (event: DoubleEvent) => void,
    ) {}

    get size(): number {
        return this.byId.size;
    }

    /** As after a restart, or on another node of a cluster. */
    forgetPending(): void {
        this.pending.clear();
    }

    async create(input: NewPost): Promise<Post> {
        const {pendingPostId = ''} = input;
        if (pendingPostId === '') return this.make(input);
        const known = this.pending.get(pendingPostId);
        if (known && known.until > Date.now()) return this.repeated(known.id);
        this.remember(pendingPostId, undefined);
        try {
            const post = await this.make(input);
            this.remember(pendingPostId, post.id);
            return post;
        } catch (error) {
            this.pending.delete(pendingPostId);
            throw error;
        }
    }

    private remember(pendingPostId: string, id: string | undefined): void {
        this.pending.set(pendingPostId, {id, until: Date.now() + PENDING_MS});
    }

    /** What is being made at this moment is not waited for (app/post.go, deduplicateCreatePost). */
    private repeated(id: string | undefined): Post {
        if (id === undefined) {
            throw new ApiError(500, 'api.post.deduplicate_create_post.pending', 'The post is being made.');
        }
        return this.get(id);
    }

    /** Runs the plugin's hooks before and after storing the post. */
    private async make(input: NewPost): Promise<Post> {
        this.checkTarget(input);
        const draft = this.build(input);
        const {sessionId = '', byWebhook = false} = input;
        const post = this.hooks ? await this.hooks.willBePosted(draft, sessionId, byWebhook) : draft;
        this.save(post, input);
        this.hooks?.hasBeenPosted(post);
        return post;
    }

    private save(post: Post, input: NewPost): void {
        checkPost(post);
        this.byId.set(post.id, post);
        input.channel.postIds.push(post.id);
        input.channel.lastPostAt = post.create_at;
        if (post.root_id !== '') this.addReply(post);
        this.publishPosted(post, input);
    }

    /** @returns the post, even if deleted; undefined if it never existed */
    find(id: string): Post | undefined {
        return this.byId.get(id);
    }

    get(id: string): Post {
        const post = this.byId.get(id);
        if (!post || post.delete_at > 0) throw postNotFound(this.directory.rules, id);
        return post;
    }

    /**
     * Made or changed after that time, deleted ones included, the newest first. If there are more than a thousand, any thousand
     * of them: the query has a limit, but no order before it (store/sqlstore/post_store.go, GetPostsSince).
     */
    since(channel: Channel, time: number): readonly Post[] {
        return channel.postIds
            .flatMap((id) => this.byId.get(id) ?? [])
            .filter((post) => post.update_at > time)
            .slice(0, MOST_SINCE)
            .reverse();
    }

    thread(post: Post): readonly Post[] {
        const root = post.root_id === '' ? post : this.get(post.root_id);
        return [root, ...(this.replies.get(root.id) ?? []).map((id) => this.byId.get(id))].filter(
            (entry): entry is Post => entry !== undefined && entry.delete_at === 0,
        );
    }

    /**
     * The same after the plugin's hook, which runs on the node that is asked.
     * @param sessionId empty for a plugin @param hook of that node; default: the one that serves people
     */
    async edit(
        post: Post,
        change: PostChange,
        sessionId: string,
        hook: PostHooks['willBeUpdated'] | undefined = this.hooks?.willBeUpdated,
    ): Promise<Post> {
        if (!hook) return this.update(post, change);
        const before = structuredClone(post);
        const wanted = {...before, message: change.message, props: commitProps(change.props)};
        const draft = {...wanted, is_pinned: change.isPinned ?? post.is_pinned};
        const {message, props, is_pinned: isPinned} = await hook(draft, before, sessionId);
        return this.update(post, {message, props, isPinned});
    }

    /** Overwrites message and props; the event follows even if nothing changed, as on the real server. */
    update(post: Post, change: PostChange): Post {
        const channel = this.directory.channel(post.channel_id);
        if (channel.deleteAt > 0) {
            throw new ApiError(
                400,
                'api.post.update_post.can_not_update_post_in_deleted.error',
                'Can not update a post in a deleted channel.',
            );
        }
        checkPost({message: change.message, type: post.type, props: change.props});
        this.markEdited(post, change);
        post.message = change.message;
        post.hashtags = hashtagsOf(change.message);
        post.props = commitProps(change.props);
        post.is_pinned = change.isPinned ?? post.is_pinned;
        post.update_at = Math.max(Date.now(), post.update_at + 1);
        this.publishPost('post_edited', post);
        return post;
    }

    delete(post: Post): void {
        const now = Date.now();
        for (const entry of post.root_id === '' ? this.thread(post) : [post]) {
            entry.delete_at = now;
            entry.update_at = now;
        }
        this.publishPost('post_deleted', post);
    }

    /** Removes posts for good and without an event, as a data retention job does. */
    forget(ids: ReadonlySet<string>): void {
        for (const id of ids) {
            const post = this.byId.get(id);
            this.byId.delete(id);
            this.replies.delete(id);
            if (post) this.pending.delete(`${post.user_id} ${post.pending_post_id}`);
        }
        for (const post of this.byId.values()) {
            const siblings = this.replies.get(post.id);
            if (siblings)
                this.replies.set(
                    post.id,
                    siblings.filter((id) => !ids.has(id)),
                );
        }
        for (const channel of this.directory.channels.values()) {
            const kept = channel.postIds.filter((id) => !ids.has(id));
            channel.postIds.splice(0, channel.postIds.length, ...kept);
        }
    }

    checkMayEdit(userId: string, post: Post): void {
        if (post.user_id === userId) return;
        const channel = this.directory.channel(post.channel_id);
        if (!this.directory.isTeamAdmin(userId, channel.teamId)) {
            throw permissionDenied(this.directory.rules, userId, 'edit_others_posts');
        }
    }

    private checkTarget({channel, rootId, byPlugin = false}: NewPost): void {
        if (channel.deleteAt > 0 && !byPlugin) {
            throw new ApiError(
                400,
                'api.post.create_post.can_not_post_to_deleted.error',
                'Can not post to deleted channel.',
            );
        }
        if (!rootId) return;
        const root = this.byId.get(rootId);
        if (!root || root.delete_at > 0 || root.root_id !== '') {
            throw new ApiError(400, 'api.post.create_post.root_id.app_error', 'Invalid RootId parameter.');
        }
        if (root.channel_id !== channel.id) {
            throw new ApiError(
                400,
                'api.post.create_post.channel_root_id.app_error',
                'Invalid ChannelId for RootId parameter.',
            );
        }
    }

    private build(input: NewPost): Post {
        const now = Date.now();
        const props = commitProps(input.props ?? {});
        checkProps(props);
        return {
            id: newId(),
            create_at: now,
            update_at: now,
            edit_at: 0,
            delete_at: 0,
            is_pinned: false,
            user_id: input.userId,
            channel_id: input.channel.id,
            root_id: input.rootId ?? '',
            original_id: '',
            message: input.message,
            type: input.type ?? '',
            props: this.directory.users.get(input.userId)?.isBot ? {...props, from_bot: 'true'} : props,
            hashtags: hashtagsOf(input.message),
            pending_post_id: input.pendingPostId ?? '',
            reply_count: 0,
            last_reply_at: 0,
            ...(input.priority ? {priority: input.priority} : {}),
            ...(input.fileIds?.length ? {file_ids: input.fileIds} : {}),
        };
    }

    private addReply(post: Post): void {
        const siblings = this.replies.get(post.root_id) ?? [];
        siblings.push(post.id);
        this.replies.set(post.root_id, siblings);
        const root = this.byId.get(post.root_id);
        if (!root) return;
        root.reply_count = siblings.length;
        root.last_reply_at = post.create_at;
        post.reply_count = siblings.length;
    }

    private markEdited(post: Post, change: {message: string; props: Json}): void {
        if (post.message !== change.message) {
            post.edit_at = Date.now();
            return;
        }
        if (this.directory.rules.readModifyWritePanics && losesIntegration(post.props, change.props)) {
            throw new ServerPanic('an action lost its integration');
        }
        const before = attachmentsOf(post.props);
        if (!isDeepStrictEqual(before, attachmentsOf(commitProps(change.props)))) post.edit_at = Date.now();
    }

    private publishPosted(post: Post, input: NewPost): void {
        const {channel} = input;
        const author = this.directory.users.get(post.user_id);
        const override = post.props.from_webhook === 'true' ? post.props.override_username : undefined;
        this.publish(
            eventOf(
                this.directory.rules,
                'posted',
                {
                    channel_display_name: channel.displayName,
                    channel_name: channel.name,
                    channel_type: channel.type,
                    post: JSON.stringify(postToWire(contentless(post), this.directory.rules)),
                    sender_name: typeof override === 'string' ? override : `@${author?.username ?? ''}`,
                    set_online: input.setOnline ?? true,
                    team_id: channel.teamId,
                },
                {channelId: channel.id},
            ),
        );
    }

    private publishPost(event: string, post: Post): void {
        const {rules} = this.directory;
        const data = {post: JSON.stringify(postToWire(post, rules))};
        this.publish(eventOf(rules, event, data, {channelId: post.channel_id}));
    }
}

/** The text of a deleted post is never shown. */
const contentless = (post: Post): Post => (post.delete_at > 0 ? {...post, message: ''} : post);
