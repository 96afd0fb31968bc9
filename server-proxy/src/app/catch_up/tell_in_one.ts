import pMap from 'p-map';
import {signList} from '../../domain/action/action_token';
import {alertOf} from '../../domain/alert/found_record';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {newRecord} from '../../domain/alert/reducer';
import type {PostContent} from '../../domain/post/alert_post';
import {type Missed, renderMissed} from '../../domain/post/missed_post';
import {markOf} from '../../domain/post/post_mark';
import {renderSummary} from '../../domain/post/summary_post';
import type {MessageDue} from '../../domain/watch_state';
import {type AppContext, linkStyleOf, nowSeconds, serverSeconds} from '../app_context';
import type {WatchStore} from '../health/watch_store';
import {keepEarlier} from '../notifications/receive_notification';
import type {Untold} from './find_untold';

const POSTS_AT_ONCE = 4;

interface Whole {
    /** The first turn ever. */
    readonly isFirst: boolean;
    readonly missed: Missed | undefined;
}

/** One list of open problems, which get records but no posts, and of what was missed. */
export const summarize = async (
    context: AppContext,
    watchStore: WatchStore,
    untold: readonly Untold[],
    {isFirst, missed}: Whole,
): Promise<void> => {
    const begun = {...newDue(context), isFirst};
    const {summary = begun} = await watchStore.update((state) => ({summary: begun, ...state}));
    await pMap(untold, (one) => keepQuietly(context, one, summary.nonce), {concurrency: POSTS_AT_ONCE});
    if (untold.length > 0) {
        const render = () => renderList(context, untold, summary.isFirst, missed);
        const postId = await postOnce(context, summary, summary !== begun, render);
        context.logger.info('Problems that nobody had told were posted in one list', {
            count: untold.length,
            post: postId,
        });
    }
    await watchStore.update(({summary: _, ...state}) => state);
};

/** One message about problems that came and went, if there are any. */
export const tellMissed = async (
    context: AppContext,
    watchStore: WatchStore,
    found: Missed | undefined,
): Promise<void> => {
    if (found) {
        const begun = newDue(context);
        const {missed = begun} = await watchStore.update((state) => ({missed: begun, ...state}));
        await postOnce(context, missed, missed !== begun, () => renderMissed(found, context.settings));
    }
};

const newDue = (context: AppContext): MessageDue => ({nonce: context.nonce(), since: context.clock.now()});

/**
 * @param isResumed it may have been made before the end of another process
 * @returns the id of the post
 */
const postOnce = async (
    {chat, settings}: AppContext,
    {nonce, since}: MessageDue,
    isResumed: boolean,
    render: () => PostContent,
): Promise<string> => {
    const mark = markOf(nonce);
    const made = isResumed ? await chat.markedPosts(settings.defaultChannel, since) : [];
    const known = made.find((post) => post.mark === mark);
    return known?.postId ?? (await chat.createPost(settings.defaultChannel, render(), mark)).postId;
};

const renderList = (
    context: AppContext,
    untold: readonly Untold[],
    isFirst: boolean,
    missed: Missed | undefined,
): PostContent => {
    const {settings} = context;
    return renderSummary(
        untold.map(({problem}) => problem),
        {
            ...settings,
            linkStyle: linkStyleOf(context),
            isFirst,
            missed,
            // Mattermost offers commands to plugins only.
            hasCommands: settings.actionsUrl.startsWith('/'),
            menu: settings.twoWay
                ? {url: settings.actionsUrl, token: signList(settings.signingSecrets[0], nowSeconds(context))}
                : undefined,
        },
    );
};

/** It is known, and followed, but gets a post of its own only when it is notified again. */
const keepQuietly = (context: AppContext, {key, problem}: Untold, nonce: string): Promise<unknown> =>
    context.store.exclusively(key, async () => {
        const {store} = context;
        const current = await store.get(key);
        if (current && isOpen(current)) {
            return;
        }
        context.trace.add(key, 'listed', context.settings.defaultChannel);
        const previous = current && (await keepEarlier(context, key, current));
        const fresh = newRecord(alertOf(problem, problem.state), context.nonce(), serverSeconds(context));
        const record: AlertRecord = {...fresh, quiet: nonce, ...(previous === undefined ? {} : {previous})};
        await store.update(key, (stored) => (stored && isOpen(stored) ? stored : record));
    });
