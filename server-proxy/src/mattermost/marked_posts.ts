import type {MarkedPost} from '../app/posts/chat_port';
import {MARK_PROP} from '../domain/post/post_mark';

/** A post of a list, as far as it is needed to find our own. */
export interface ListedPost {
    readonly id: string;
    readonly userId: string;
    /** Unix milliseconds on Mattermost's clock. */
    readonly createAt: number;
    readonly isDeleted: boolean;
    readonly props: Readonly<Record<string, unknown>>;
}

/** The two ways in which both doors list a channel. */
interface ChannelLists {
    /** What was made or changed after that time: at most 1000 posts, and any 1000 if there are more. */
    since(time: number): Promise<readonly ListedPost[]>;
    /** The newest posts first. @param page from 0 */
    page(page: number, size: number): Promise<readonly ListedPost[]>;
}

interface Wanted {
    readonly userId: string;
    readonly channelId: string;
    /** Unix milliseconds on Mattermost's clock. */
    readonly since: number;
}

const MOST_SINCE = 1000;
const PAGE = 200;
/** A clock may have been set between a post and the search for it. */
const MARGIN_MS = 600_000;

/**
 * Our own posts that carry a mark, the oldest first. Anybody can write a mark into a post of theirs or, through a webhook of
 * ours, into one that seems to be ours: those do not count.
 */
export const findMarked = async (
    {userId, channelId, since}: Wanted,
    lists: ChannelLists,
): Promise<readonly MarkedPost[]> => {
    const from = Math.max(since - MARGIN_MS, 1);
    const changed = await lists.since(from);
    const posts = changed.length < MOST_SINCE ? changed : await pagesSince(from, lists);
    return posts
        .filter((post) => !post.isDeleted && post.userId === userId && post.props.from_webhook === undefined)
        .toSorted((one, other) => one.createAt - other.createAt)
        .flatMap(({id, props: {[MARK_PROP]: mark}}) =>
            typeof mark === 'string' ? [{postId: id, channelId, mark}] : [],
        );
};

const pagesSince = async (from: number, {page}: ChannelLists): Promise<readonly ListedPost[]> => {
    const found: ListedPost[] = [];
    for (let number = 0; ; number += 1) {
        const posts = await page(number, PAGE);
        found.push(...posts);
        if (posts.length < PAGE || posts.some(({createAt}) => createAt < from)) {
            return found;
        }
    }
};
