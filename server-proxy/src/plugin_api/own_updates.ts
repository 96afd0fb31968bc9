import {LRUCache} from 'lru-cache';
import {atMost} from '../domain/at_most';

const POSTS_KEPT = 5000;

/** What an update of a post has to know about it, and nobody can change. */
export interface KnownPost {
    readonly channelId: string;
    readonly userId: string;
    /** Our bot's own, and not through a webhook. */
    readonly isOurs: boolean;
}

/**
 * Which posts we are changing. Edits without a session look alike to a plugin: ours, and those of other servers.
 *
 * Mattermost asks about each of them beforehand and shows the post as it is, so what others have changed in it (pinned,
 * reactions) is put back there, and the post need not be read first (see `edited_posts.ts`).
 */
export class OwnUpdates {
    private readonly underWay = new Map<string, number>();
    private readonly known = new LRUCache<string, KnownPost>(atMost(POSTS_KEPT));
    private isAsked = false;

    /** @param update changes the post, so Mattermost asks about it before this ends */
    async run<T>(postId: string, update: () => Promise<T>): Promise<T> {
        this.underWay.set(postId, (this.underWay.get(postId) ?? 0) + 1);
        try {
            return await update();
        } finally {
            const left = (this.underWay.get(postId) ?? 0) - 1;
            if (left > 0) {
                this.underWay.set(postId, left);
            } else {
                this.underWay.delete(postId);
            }
        }
    }

    isUnderWay(postId: string): boolean {
        return this.underWay.has(postId);
    }

    /** Mattermost has asked about an update of ours: it will about the others. */
    asked(): void {
        this.isAsked = true;
    }

    /** The post has been read or made, and has no files: nobody but who edits it adds any. */
    remember(postId: string, post: KnownPost): void {
        this.known.set(postId, post);
    }

    forget(postId: string): void {
        this.known.delete(postId);
    }

    /** @returns undefined where the post has to be read before it is updated */
    withoutReading(postId: string): KnownPost | undefined {
        return this.isAsked ? this.known.get(postId) : undefined;
    }
}
