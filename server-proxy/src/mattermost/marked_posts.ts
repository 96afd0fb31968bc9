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

/** A page of a channel, as both doors list it: the newest posts first. @param number from 0 */
type ReadPage = (number: number, size: number) => Promise<readonly ListedPost[]>;

interface Wanted {
    readonly userId: string;
    readonly channelId: string;
    /** Unix milliseconds on Mattermost's clock. */
    readonly since: number;
}

/** Alert posts are large: more of them would be more than an answer of Mattermost may hold (see net/json.ts). */
const PAGE = 60;
/** A clock may have been set between a post and the search for it. */
const MARGIN_MS = 600_000;

/**
 * Our own posts that carry a mark, the oldest first. Anybody can write a mark into a post of theirs or, through a webhook of
 * ours, into one that seems to be ours: those do not count.
 */
export const findMarked = async (
    {userId, channelId, since}: Wanted,
    read: ReadPage,
): Promise<readonly MarkedPost[]> => {
    const from = Math.max(since - MARGIN_MS, 1);
    // By id: what is posted meanwhile moves older posts to the next page, and a post must not become its own double.
    const found = new Map<string, MarkedPost & {readonly createAt: number}>();
    for (let isLast = false, number = 0; !isLast; number += 1) {
        const posts = await read(number, PAGE);
        isLast = posts.length < PAGE || posts.some(({createAt}) => createAt < from);
        for (const {id, createAt, isDeleted, userId: author, props} of posts) {
            const {[MARK_PROP]: mark, from_webhook} = props;
            if (typeof mark === 'string' && !isDeleted && author === userId && from_webhook === undefined) {
                found.set(id, {postId: id, channelId, mark, createAt});
            }
        }
    }
    return [...found.values()]
        .toSorted((one, other) => one.createAt - other.createAt)
        .map(({createAt: _createAt, ...post}) => post);
};
