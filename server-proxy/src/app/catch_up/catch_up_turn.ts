import pMap from 'p-map';
import {alertOf} from '../../domain/alert/found_record';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {newRecord} from '../../domain/alert/reducer';
import {markOf} from '../../domain/post/post_mark';
import {renderSummary} from '../../domain/post/summary_post';
import type {SummaryDue} from '../../domain/watch_state';
import {type AppContext, nowSeconds, serverSeconds} from '../app_context';
import type {WatchStore} from '../health/watch_store';
import {keepEarlier, receiveNotification} from '../notifications/receive_notification';
import {missedByStream} from '../stream/missed';
import {findUntold, type Untold} from './find_untold';

/** More at once would flood the channel: they become one post. */
const MOST_POSTS = 10;
const POSTS_AT_ONCE = 4;

/** What a turn has told, counted as it goes. */
export interface FindCounts {
    /** Problems that nobody had told. */
    found: number;
}

/**
 * Posts the open problems that have no post. The first turn ever, and one that finds many, makes one post of them all:
 * announced in the store, so that it is neither forgotten nor made twice.
 * @throws AppError when openITCOCKPIT, Mattermost or the store is away; the next turn goes on
 */
export const catchUpTurn = async (
    context: AppContext,
    watchStore: WatchStore,
    counts: FindCounts,
    signal: AbortSignal,
): Promise<void> => {
    const {summary: due, caughtUpAt} = await watchStore.read();
    const untold = await findUntold(context, due?.nonce);
    counts.found = untold.length;
    missedByStream(context, 'problem', untold.filter((one) => shouldHaveCome(context, one)).length);
    const isFirst = caughtUpAt === undefined;
    if (due || untold.length > MOST_POSTS || (isFirst && untold.length > 0)) {
        await summarize(context, watchStore, untold, isFirst);
    } else {
        const tell = ({problem}: Untold) =>
            signal.aborted ? undefined : receiveNotification(context, alertOf(problem, problem.state));
        await pMap(untold, tell, {concurrency: POSTS_AT_ONCE});
    }
    if (isFirst) {
        await watchStore.update((state) => ({...state, caughtUpAt: nowSeconds(context)}));
    }
};

/** Under way to its post, or still quiet: told before. */
const shouldHaveCome = ({news}: AppContext, {key, problem}: Untold): boolean =>
    news.covers(problem.stateSince?.earliest) && !news.wasProblemTold(key);

const summarize = async (
    context: AppContext,
    watchStore: WatchStore,
    untold: readonly Untold[],
    isFirst: boolean,
): Promise<void> => {
    const begun = {nonce: context.nonce(), since: context.clock.now(), isFirst};
    const {summary = begun} = await watchStore.update((state) => ({summary: begun, ...state}));
    await pMap(untold, (one) => keepQuietly(context, one, summary.nonce), {concurrency: POSTS_AT_ONCE});
    if (untold.length > 0) {
        await postSummary(context, untold, summary, summary !== begun);
    }
    await watchStore.update(({summary: _, ...state}) => state);
};

/** @param isResumed it may have been made before the end of another process */
const postSummary = async (
    context: AppContext,
    untold: readonly Untold[],
    {nonce, since, isFirst}: SummaryDue,
    isResumed: boolean,
): Promise<void> => {
    const {chat, settings, logger} = context;
    const mark = markOf(nonce);
    const made = isResumed ? await chat.markedPosts(settings.defaultChannel, since) : [];
    if (made.some((post) => post.mark === mark)) {
        return;
    }
    const content = renderSummary(
        untold.map(({problem}) => problem),
        {
            ...settings,
            linkStyle: settings.linkStyle === 'auto' ? context.detectedLinkStyle() : settings.linkStyle,
            isFirst,
            // Mattermost offers commands to plugins only.
            hasCommands: settings.actionsUrl.startsWith('/'),
        },
    );
    const {postId} = await chat.createPost(settings.defaultChannel, content, mark);
    logger.info('Problems that nobody had told were posted in one list', {count: untold.length, post: postId});
};

/** It is known, and followed, but gets a post of its own only when it is notified again. */
const keepQuietly = (context: AppContext, {key, problem}: Untold, nonce: string): Promise<unknown> =>
    context.store.exclusively(key, async () => {
        const {store} = context;
        const current = await store.get(key);
        if (current && isOpen(current)) {
            return;
        }
        const previous = current && (await keepEarlier(context, key, current));
        const fresh = newRecord(alertOf(problem, problem.state), context.nonce(), serverSeconds(context));
        const record: AlertRecord = {...fresh, quiet: nonce, ...(previous === undefined ? {} : {previous})};
        await store.update(key, (stored) => (stored && isOpen(stored) ? stored : record));
    });
