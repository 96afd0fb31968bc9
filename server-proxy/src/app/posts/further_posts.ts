import pMap from 'p-map';
import {
    type AlertPost,
    type AlertRecord,
    changingPost,
    isAnnounced,
    isCollected,
    isListed,
    isOpen,
    isThere,
    isUnhandled,
    postOf,
    seenOn,
} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {markOf} from '../../domain/post/post_mark';
import {type Announcement, announcementOf} from '../../domain/subscription/announcement';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {traceKept, traceMade, traceRefused} from '../explain/trace_posts';
import type {Route} from '../routing/routing';
import type {Listing} from '../storms/storms_port';
import type {MarkedSearch, PostRef} from './chat_port';
import {CHECK_AFTER_MS, orphansOf, remove} from './finish_post';
import {renderNew, sayWhatIsLacking} from './loud_post';
import {isFinal} from './make_post';
import {recordOfPost} from './record_of_post';
import {showSoon} from './show_alert';

// An alert's posts in further channels. Each is announced in the record before Mattermost is asked for it: if the process ends
// or the answer is lost, it is found again by its mark, so that it is neither forgotten nor made twice.

/** Whoever announced a post is given this long to make it. */
export const LEFT_ALONE_MS = 20_000;
const AT_ONCE = 4;

/** What the subscriptions of a channel make of the post there; nothing, where there is no problem. */
export const announcementIn = (
    {clock}: Pick<AppContext, 'clock'>,
    record: AlertRecord,
    {subscriptions}: Route,
): Announcement =>
    isOpen(record)
        ? announcementOf(subscriptions, {state: record.alert.state, isUnhandled: isUnhandled(record), now: clock.now()})
        : {};

/**
 * Posts for these routes that are still to be made, or held while all that want them have quiet hours, and entries in the lists
 * that show the alert instead of a post.
 */
export const announced = (
    {nonce, clock}: Pick<AppContext, 'nonce' | 'clock'>,
    routes: readonly Route[],
    record: AlertRecord,
    listings: ReadonlyMap<string, Listing>,
): AlertPost[] =>
    routes.map((route) => {
        const listing = listings.get(route.channel);
        const announcement = listing ? {} : announcementIn({clock}, record, route);
        return {
            channelId: route.channel,
            postId: '',
            nonce: nonce(),
            wanted: 1,
            shown: 0,
            ...(listing || announcement.held ? {} : {since: clock.now()}),
            subscriptions: route.subscriptions.map(({id}) => id),
            ...announcement,
            ...listing,
        };
    });

/** The same in the background; and whoever wants to be called to it as it is now, is. */
export const postFurtherSoon = (context: AppContext, record: AlertRecord): void => {
    if (isOpen(record)) {
        context.background.start('Posting in further channels', async () => {
            await postFurther(context, record);
            await context.calls.changed(record);
        });
    }
};

/** Posts an open problem in the channels that want it by now and have no post of it. */
export const postFurther = async (context: AppContext, record: AlertRecord): Promise<void> => {
    if (!isOpen(record) || !(record.posts.some((post) => isThere(post) || isListed(post)) || isCollected(record))) {
        return;
    }
    const routes = await context.routing.furtherOf(record);
    if (routes.length === 0) {
        return;
    }
    const posts = announced(context, routes, record, await context.storms.listingsOf(record, routes));
    await traceKept(context, record, posts);
    const after = await context.store.update(record.key, (current) => current && withAnnounced(current, posts));
    if (after) {
        context.storms.note(after);
    }
    const ours = posts.filter(
        (ours) => isAnnounced(ours) && after?.posts.some((post) => post.nonce === ours.nonce && isAnnounced(post)),
    );
    await makeFurther(context, record.key, ours);
};

/** One post a channel. */
const withAnnounced = (record: AlertRecord, posts: readonly AlertPost[]): AlertRecord => {
    const lacking = posts.filter(({channelId}) => record.posts.every((post) => post.channelId !== channelId));
    if (lacking.length === 0 || !isOpen(record)) {
        return record;
    }
    const next = {...record, posts: [...record.posts, ...lacking]};
    return lacking.some(isAnnounced) ? noLongerCollected(next) : next;
};

/** It has, or is getting, a post. */
export const noLongerCollected = (record: AlertRecord): AlertRecord => {
    const {quiet: _, ...told} = record;
    return isCollected(record) ? told : record;
};

/** Makes the posts that this process has just announced with a record. */
export const makeFurtherSoon = (
    context: AppContext,
    {key, posts}: AlertRecord,
    ours: readonly AlertPost[] = posts.filter(isAnnounced),
): void => {
    if (ours.length > 0) {
        context.background.start('Posting in further channels', () => makeFurther(context, key, ours));
    }
};

/** Makes posts that this process has just announced. What Mattermost does not take now is left to the repair of posts. */
export const makeFurther = async (context: AppContext, key: string, posts: readonly AlertPost[]): Promise<void> => {
    await pMap(
        posts,
        async (post) => {
            try {
                await make(context, key, post);
            } catch (error) {
                context.logger.warn('A post in a further channel was not made yet', {
                    alert: key,
                    channel: post.channelId,
                    error: asAppError(error),
                });
            }
        },
        {concurrency: AT_ONCE},
    );
};

/** @throws AppError when it may work later */
const make = async (context: AppContext, key: string, {nonce, channelId}: AlertPost, check = false): Promise<void> => {
    const record = await recordOfPost(context.store, key, nonce);
    const view = record && seenOn(record, (post) => post.nonce === nonce);
    if (!view || !isAnnounced(postOf(view))) {
        return;
    }
    if (view.posts.some((post) => isThere(post) && post.channelId === channelId)) {
        // The one of another channel was made here, because that is closed to us.
        await drop(context, view);
        return;
    }
    try {
        const made = await context.chat.createPost(channelId, renderNew(context, view), markOf(nonce));
        context.findings.settle(`channel ${channelId}`);
        traceMade(context, view, made);
        sayWhatIsLacking(context, view, made);
        await keep(context, view, made, {shown: postOf(view).wanted, check});
        context.logger.info('Alert posted in a further channel', {alert: key, post: made.postId});
    } catch (error) {
        traceRefused(context, view, channelId, error);
        if (!isFinal(error)) {
            throw error;
        }
        await giveUp(context, view, error);
    }
};

/** @param shown which version of the record the post shows */
const keep = async (
    context: AppContext,
    view: AlertRecord,
    {postId, channelId}: PostRef,
    {shown, check}: {readonly shown: number; readonly check: boolean},
): Promise<void> => {
    const {nonce} = postOf(view);
    const known = await recordOfPost(context.store, view.key, nonce);
    const checkAt = check ? {checkAt: context.clock.now() + CHECK_AFTER_MS} : {};
    const isIt = (post: AlertPost) => post.nonce === nonce && post.postId === '';
    const after =
        known &&
        (await context.store.update(
            known.key,
            (current) =>
                current && changingPost(current, isIt, (post) => ({...post, postId, channelId, shown, ...checkAt})),
        ));
    const kept = after?.posts.find((post) => post.nonce === nonce);
    if (kept?.postId !== postId) {
        await context.chat.deletePost(postId);
    } else if (kept.wanted !== kept.shown) {
        await showSoon(context, after?.key ?? view.key);
    }
};

/** Asking again would bring the same answer, and the alert has its other posts. */
const giveUp = async ({store, findings}: AppContext, view: AlertRecord, cause: unknown): Promise<void> => {
    const {channelId} = postOf(view);
    const error = asAppError(cause);
    const said = says(({findings}, language) =>
        findings.channelRefuses(neutralize(channelId), error.sentence(language)),
    );
    findings.problem(`channel ${channelId}`, said, {alert: view.key, error});
    await drop({store}, view);
};

const drop = async ({store}: Pick<AppContext, 'store'>, view: AlertRecord): Promise<void> => {
    const {nonce} = postOf(view);
    await store.update(
        view.key,
        (current) =>
            current &&
            changingPost(
                current,
                (post) => post.nonce === nonce,
                (post) => ({...post, gone: true}),
            ),
    );
};

/** When is there something to do for the posts in further channels? @returns Unix milliseconds */
export const furtherDueAt = ({posts}: Pick<AlertRecord, 'posts'>): number | undefined => {
    const times = posts.flatMap((post) => {
        const {since = 0, checkAt} = post;
        return isAnnounced(post) ? [since + LEFT_ALONE_MS] : checkAt === undefined || post.gone ? [] : [checkAt];
    });
    return times.length === 0 ? undefined : Math.min(...times);
};

/**
 * Completes posts in further channels that a crash or Mattermost kept from being made or from becoming known, and removes
 * what was made twice.
 * @throws AppError when Mattermost does not accept it now either
 */
export const finishFurther = async (context: AppContext, record: AlertRecord, search: MarkedSearch): Promise<void> => {
    const now = context.clock.now();
    for (const post of record.posts) {
        if (isAnnounced(post) && (post.since ?? 0) + LEFT_ALONE_MS <= now) {
            await finishOne(context, record, post, search);
        } else if (post.checkAt !== undefined && post.checkAt <= now) {
            await removeDoubles(context, record, post, search);
        }
    }
};

const finishOne = async (
    context: AppContext,
    record: AlertRecord,
    post: AlertPost,
    search: MarkedSearch,
): Promise<void> => {
    const [orphan, ...doubles] = await orphansOf(context, post.nonce, announcedIn(post), search);
    if (!orphan) {
        return make(context, record.key, post, true);
    }
    const view = seenOn(record, (one) => one === post) ?? record;
    await keep(context, view, orphan, {shown: 0, check: true});
    await remove(context, doubles);
};

const removeDoubles = async (
    context: AppContext,
    {key}: AlertRecord,
    post: AlertPost,
    search: MarkedSearch,
): Promise<void> => {
    const made = await orphansOf(context, post.nonce, announcedIn(post), search);
    await remove(
        context,
        made.filter(({postId}) => postId !== post.postId),
    );
    await context.store.update(
        key,
        (current) =>
            current &&
            changingPost(
                current,
                ({nonce}) => nonce === post.nonce,
                ({checkAt: _, ...checked}) => checked,
            ),
    );
};

const announcedIn = ({channelId: channel, since = 0}: AlertPost) => ({channel, since});
