import {ALERT_PROP, type AlertProps} from '#contract';
import type {ChatPort, ChatUser, MarkedPost, PostRef} from '../../../server-proxy/src/app/posts/chat_port';
import type {VirtualTime} from '../model/virtual_time';

type PostContent = Parameters<ChatPort['updatePost']>[1];
type Dialog = Parameters<ChatPort['openDialog']>[2];

export interface PostAction {
    readonly id: string;
    readonly options?: readonly {readonly value: string}[];
    readonly integration: {readonly context: {readonly token: string}};
}

/** A post as people see it. */
export interface SeenPost extends PostRef {
    readonly number: number;
    readonly message: string;
    readonly shown: AlertProps;
    readonly actions: readonly PostAction[];
}

export interface Told {
    readonly postId: string;
    readonly message: string;
}

const LIVE = new Set(['problem', 'acknowledging', 'acknowledged', 'not_confirmed']);

export const isLive = ({shown}: Pick<SeenPost, 'shown'>): boolean => LIVE.has(shown.look);

/**
 * Whether the posts say that all is well: none is live, and the newest shows a good state. (A post replaced by that of
 * the next problem shows its last state, briefly before the next one appears.)
 */
export const isGreen = (posts: readonly SeenPost[]): boolean =>
    posts.at(-1)?.shown.state === 'OK' && !posts.some(isLive);

/** Mattermost, as far as posts and messages to people are concerned. */
export class ModelChat implements ChatPort {
    readonly posts: SeenPost[] = [];
    /** By trigger. */
    readonly dialogs = new Map<string, Dialog>();
    readonly users = new Map<string, ChatUser>();
    /** Called for every write, before it is visible. */
    onWrite: (before: SeenPost | undefined, after: SeenPost) => void = () => undefined;
    onTold: (told: Told) => void = () => undefined;

    constructor(
        private readonly time: VirtualTime,
        private readonly latencyMs: number,
    ) {}

    addUser(username: string, fullName: string): string {
        const id = `user${username}`.padEnd(26, '0');
        const flags = {isBot: false, isGuest: false, isActive: true, isSystemAdmin: false};
        this.users.set(id, {id, username, fullName, timeZone: '', language: undefined, provenEmail: '', ...flags});
        return id;
    }

    /** Posts about problems, without notices. */
    problemPosts(): readonly SeenPost[] {
        return this.posts.filter(({shown}) => shown.look !== 'info');
    }

    async createPost(channel: string, content: PostContent): Promise<PostRef> {
        const number = this.posts.length + 1;
        const ref = {postId: `post${number}`.padEnd(26, 'p'), channelId: await this.channelId(channel)};
        const post = {...ref, number, ...seen(content)};
        this.onWrite(undefined, post);
        this.posts.push(post);
        await this.time.sleep(this.latencyMs);
        return ref;
    }

    async channelName(channel: string): Promise<string> {
        return channel;
    }

    async reachOf() {
        return 'reached' as const;
    }

    async channelId(channel: string): Promise<string> {
        return `channel${channel.length}`.padEnd(26, 'c');
    }

    /** No request is lost here, and nothing dies. */
    async markedPosts(): Promise<readonly MarkedPost[]> {
        return [];
    }

    async updatePost(postId: string, content: PostContent): Promise<void> {
        const at = this.posts.findIndex((post) => post.postId === postId);
        const before = this.posts[at];
        if (!before) {
            throw new Error(`there is no post ${postId}`);
        }
        const after = {...before, ...seen(content)};
        this.onWrite(before, after);
        this.posts[at] = after;
        await this.time.sleep(this.latencyMs);
    }

    async reply(): Promise<void> {}

    async attach(): Promise<void> {}

    async openDialog(triggerId: string, _callbackUrl: string, dialog: Dialog): Promise<void> {
        this.dialogs.set(triggerId, dialog);
    }

    async tell(_userId: string, post: PostRef, message: string): Promise<void> {
        this.onTold({postId: post.postId, message});
    }

    /** Shows what is known; nobody acts on it here. */
    async tellPost(): Promise<undefined> {
        return undefined;
    }

    async user(userId: string): Promise<ChatUser> {
        const user = this.users.get(userId);
        if (!user) {
            throw new Error(`there is no user ${userId}`);
        }
        return user;
    }

    async userNamed(username: string): Promise<ChatUser | undefined> {
        return [...this.users.values()].find((user) => user.username === username);
    }

    async groupsOf(): Promise<readonly string[]> {
        return [];
    }

    async mayActIn(): Promise<boolean> {
        return true;
    }

    async mayRead(): Promise<boolean> {
        return true;
    }

    async readPost(postId: string) {
        const post = this.posts.find((one) => one.postId === postId);
        const props = post ? {[ALERT_PROP]: post.shown} : {};
        return {message: post?.message ?? '', props, channelId: '', userId: '', rootId: ''};
    }

    async deletePost(): Promise<void> {}

    async directChannel(userId: string): Promise<string> {
        return userId;
    }

    async whoAmI() {
        return {version: '11.6.0', username: 'openitcockpit'};
    }
}

const seen = ({message, props}: PostContent): Pick<SeenPost, 'message' | 'shown' | 'actions'> => {
    const [attachment] = props.attachments as readonly {readonly actions?: readonly PostAction[]}[];
    return {message, shown: props[ALERT_PROP] as AlertProps, actions: attachment?.actions ?? []};
};
