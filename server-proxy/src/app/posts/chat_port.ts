import type {Dialog} from '../../domain/action/dialog';
import type {PostContent} from '../../domain/post/alert_post';
import type {Language} from '../../domain/texts';

/** Mattermost, as the app needs it. All methods throw AppError (`mattermost_*`). Ids are Mattermost's 26 characters. */
export interface ChatPort {
    /**
     * @param channel id, or name as `team/channel`; empty = the configured default channel
     * @param mark to find the post by (see `markedPosts`). For half a minute Mattermost makes one post with the same mark,
     *     however often it is asked
     */
    createPost(channel: string, content: PostContent, mark?: string): Promise<CreatedPost>;
    /**
     * Our own posts and replies in a channel that were made with a mark, are not deleted and were never updated; the oldest
     * first.
     * @param channel as for `createPost`
     * @param since Unix milliseconds on our clock; some older ones may be among them
     */
    markedPosts(channel: string, since: number): Promise<readonly MarkedPost[]>;
    /** Replaces message and props of a post; props the platform owns (`from_webhook`, `override_*`) stay. */
    updatePost(postId: string, content: PostContent): Promise<void>;
    /** Adds a line to the post's thread. @param call somebody is called by it */
    reply(post: PostRef, message: string, call?: CallingReply): Promise<void>;
    /** Adds a reply with a file to the post's thread. @throws AppError `mattermost_forbidden` where files are switched off */
    attach(post: PostRef, message: string, file: AttachedFile): Promise<void>;
    /** Opens a dialog; the trigger id is short-lived, so nothing slow may come first. */
    openDialog(triggerId: string, callbackUrl: string, dialog: Dialog): Promise<void>;
    /** Shows a message to one person only. Best effort by contract: a refusal is logged, not thrown. */
    tell(userId: string, post: PostRef, message: string, weight: 'info' | 'warning'): Promise<void>;
    /**
     * Shows a post to one person only, where they are; where that is not allowed, in our direct messages with them.
     * @returns undefined where it cannot be replaced by another
     * @throws AppError `mattermost_*`
     */
    tellPost(userId: string, post: PostRef, content: PostContent): Promise<ToldPost | undefined>;
    user(userId: string): Promise<ChatUser>;
    /** @param username without `@`, in any case @returns undefined: there is nobody of this name */
    userNamed(username: string): Promise<ChatUser | undefined>;
    /**
     * Names of the groups the person is in, lower case, without `@`: only groups that Mattermost synchronises from a
     * directory. Groups made in Mattermost do not count, because every user may add people to them.
     * @throws AppError `mattermost_forbidden` when Mattermost does not say (no licence, or our account may not ask)
     */
    groupsOf(userId: string): Promise<readonly string[]>;
    /** @param channel id, or `team/channel` @throws AppError `mattermost_channel_unknown` */
    channelId(channel: string): Promise<string>;
    /** What people call a channel: `team/channel`. @param channel id, or that */
    channelName(channel: string): Promise<string>;
    /** May this person act in this channel? @param channel id, or name as `team/channel` */
    mayActIn(userId: string, channel: string): Promise<boolean>;
    /** May this person read this channel? @param channel id, or name as `team/channel` */
    mayRead(userId: string, channel: string): Promise<boolean>;
    /**
     * Whom does this mention reach in a channel?
     * @param mention `@name`, lower case
     * @returns `unknown`: nobody has this name; it may be a group's, which Mattermost does not always tell us of
     */
    reachOf(mention: string, channelId: string): Promise<MentionReach>;
    readPost(postId: string): Promise<ReadPost>;
    deletePost(postId: string): Promise<void>;
    /** @returns id of the channel of our direct messages with this person */
    directChannel(userId: string): Promise<string>;
    /** Verifies address and token. @returns Mattermost's version and our account's name */
    whoAmI(): Promise<{version: string; username: string}>;
}

export interface PostRef {
    readonly postId: string;
    readonly channelId: string;
}

/** What one person was shown, which Mattermost does not store. */
export interface ToldPost extends PostRef {
    /** Empty outside a thread. */
    readonly rootId: string;
    /** Unix milliseconds; clients sort by it. */
    readonly createdAt: number;
}

export interface CreatedPost extends PostRef {
    /** Mattermost made it without its priority, which it does not have, or does not allow us. */
    readonly withoutPriority?: true;
}

export interface AttachedFile {
    readonly name: string;
    readonly data: Uint8Array;
}

export interface CallingReply {
    /** As for `createPost`. */
    readonly mark: string;
    /** Lower case, with `@`. */
    readonly mentions: readonly string[];
}

/** `outside`: this person is not in the channel. `forbidden`: our account may not mention everybody there. */
export type MentionReach = 'reached' | 'outside' | 'unknown' | 'forbidden';

export interface MarkedPost extends PostRef {
    readonly mark: string;
}

/** Posts with a mark, as `markedPosts` finds them. */
export type MarkedSearch = (made: {readonly channel: string; readonly since: number}) => Promise<readonly MarkedPost[]>;

export interface ChatUser {
    readonly id: string;
    readonly username: string;
    /** Empty when the user has not filled it in. */
    readonly fullName: string;
    /** IANA zone of their settings, e.g. `Europe/Berlin`; empty when not known. */
    readonly timeZone: string;
    /** That of their account; undefined where it is none of ours. */
    readonly language: Language | undefined;
    readonly isBot: boolean;
    readonly isGuest: boolean;
    /** False: the account was deactivated. */
    readonly isActive: boolean;
    readonly isSystemAdmin: boolean;
    /**
     * Lower case; empty unless Mattermost vouches that it is theirs: verified, or given by the service they log in with.
     * (People can write any other address into their profile.) Mattermost shows this to plugins and administrators only.
     */
    readonly provenEmail: string;
}

/** A post as Mattermost has it. */
export interface ReadPost {
    readonly message: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly channelId: string;
    /** Who wrote it. */
    readonly userId: string;
    /** Empty: it is no reply. */
    readonly rootId: string;
}
