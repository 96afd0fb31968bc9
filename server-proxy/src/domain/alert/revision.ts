import {isDeepStrictEqual} from 'node:util';
import {withCallsPaused} from './calls_paused';
import {type AlertRecord, postOf} from './record';

/**
 * Marks its posts as out of date if they have something new to show, and keeps calls to it from coming while somebody takes care
 * of it. For stores: every change of a record goes through here.
 */
export const revised = (before: AlertRecord | undefined, after: AlertRecord): AlertRecord =>
    withCallsPaused(marked(before, after));

const marked = (before: AlertRecord | undefined, after: AlertRecord): AlertRecord =>
    before === undefined ||
    before === after ||
    // A new post shows what it was made from.
    postOf(before).nonce !== postOf(after).nonce ||
    isDeepStrictEqual(shownOf(before), shownOf(after))
        ? after
        : {...after, posts: after.posts.map((post) => ({...post, wanted: post.wanted + 1}))};

/** What a post is made from. */
const shownOf = (record: AlertRecord) => {
    const {
        version: _v,
        key: _key,
        posts: _posts,
        ages: _ages,
        updatedAt: _at,
        missingSince: _m,
        intent: _intent,
        question: _question,
        cause: _cause,
        trace: _trace,
        pending,
        ...rest
    } = record;
    const open = pending?.filter(({ended}) => !ended) ?? [];
    return {...rest, open: open.map(({author, queuedBecause, request}) => [author, queuedBecause, request.kind])};
};
