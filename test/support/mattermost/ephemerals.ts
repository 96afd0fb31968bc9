import type {ActionCookies} from './action_cookie';
import {commitProps, propsForClients} from './attachments';
import type {Directory} from './directory';
import {type DoubleEvent, eventOf} from './events';
import {newId} from './ids';
import type {Json} from './json';
import type {Post} from './model';
import {postToWire} from './post_wire';

/** Posts that one user sees and the server does not store. */
export class Ephemerals {
    constructor(
        private readonly directory: Directory,
        private readonly cookies: ActionCookies,
        private readonly publish: (event: DoubleEvent) => void,
    ) {}

    /** @returns the post as its sender gets it */
    send(
        toUserId: string,
        input: {channelId: string; rootId: string; userId: string; message: string; props: Json},
    ): Json {
        return this.publishAs('ephemeral_message', ephemeralPost(input), toUserId);
    }

    /**
     * Clients that have one with this id put it in its place: to them, it has been edited. Nobody looks whether there was one,
     * whether the person is there, or in the channel; its time is what the sender says (`UpdateEphemeralPost` in app/post.go).
     */
    update(
        toUserId: string,
        {id, createAt, ...input}: Parameters<typeof ephemeralPost>[0] & {id: string; createAt: number},
    ): Json {
        const post = {...ephemeralPost(input), id, create_at: createAt, update_at: Date.now()};
        return this.publishAs('post_edited', post, toUserId);
    }

    private publishAs(event: 'ephemeral_message' | 'post_edited', post: Post, toUserId: string): Json {
        const {rules} = this.directory;
        const wire = postToWire(
            post,
            rules,
            propsForClients(post.props, (action) => this.cookieOf(post, action)),
        );
        this.publish(
            eventOf(rules, event, {post: JSON.stringify(wire)}, {userId: toUserId, channelId: post.channel_id}),
        );
        return wire;
    }

    private cookieOf(post: Post, action: Json): string {
        const keep = ['from_webhook', 'override_username', 'override_icon_url'].filter((key) => key in post.props);
        return this.cookies.seal({
            action,
            post_id: post.id,
            root_post_id: post.root_id,
            channel_id: post.channel_id,
            retain_props: Object.fromEntries(keep.map((key) => [key, post.props[key]])),
        });
    }
}

const ephemeralPost = (input: {
    channelId: string;
    rootId: string;
    userId: string;
    message: string;
    props: Json;
}): Post => ({
    id: newId(),
    create_at: Date.now(),
    update_at: 0,
    edit_at: 0,
    delete_at: 0,
    is_pinned: false,
    user_id: input.userId,
    channel_id: input.channelId,
    root_id: input.rootId,
    original_id: '',
    message: input.message,
    type: 'system_ephemeral',
    props: commitProps(input.props),
    hashtags: '',
    pending_post_id: '',
    reply_count: 0,
    last_reply_at: 0,
});
