import {keepingPending} from '../../domain/action/pending_action';
import {notified} from '../../domain/alert/observation';
import {type AlertRecord, isOpen, isSpent, type PostIntent, postOf, withPost} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {asAppError} from '../../domain/errors';
import {markOf} from '../../domain/post/post_mark';
import {type AppContext, serverSeconds} from '../app_context';
import type {MarkedPost, MarkedSearch, PostRef} from './chat_port';
import {endIntent, isOfTheChannel, keepPost, makePost} from './make_post';
import {showSoon} from './show_alert';

/**
 * Longer than Mattermost takes for a post that it was asked for by a process that died meanwhile, and than the 30 s for which
 * it tells a repeated request by its mark.
 */
export const CHECK_AFTER_MS = 45_000;

interface Unfinished {
    /** As it will be stored, under its own key. */
    readonly record: AlertRecord;
    readonly intent: PostIntent;
}

/** What is stored of the object's next post, if that is still to be made. */
export const unfinished = async (context: AppContext, slot: string): Promise<Unfinished | undefined> => {
    const stored = await context.store.get(slot);
    if (!stored?.intent || isSpent(stored) || stored.intent.checkAt !== undefined) {
        return undefined;
    }
    const {intent, ...record} = stored;
    return {record: {...record, key: intent.key}, intent};
};

/**
 * Completes the post that is being made for an object, if a crash or Mattermost kept it from being made or from becoming
 * known. The caller holds the alert.
 * @returns the post, if there was one to complete
 * @throws AppError when Mattermost does not accept it now either
 */
export const finishPost = async (
    context: AppContext,
    slot: string,
    search: MarkedSearch = (intent) => context.chat.markedPosts(intent.channel, intent.since),
): Promise<PostRef | undefined> => {
    const found = await unfinished(context, slot);
    if (!found) {
        return undefined;
    }
    const {record, intent} = found;
    const {nonce} = postOf(record);
    const current = await context.store.get(intent.key);
    const known = current && postOf(current).nonce === nonce ? postOf(current) : undefined;
    if (known && known.postId !== '') {
        await checkLater(context, slot, known);
        return undefined;
    }
    const orphans = await orphansOf(context, nonce, intent, search);
    if (current && isShownElsewhere(current, record, intent)) {
        await remove(context, orphans);
        await showThere(context, current, record);
        await endIntent(context, slot, nonce);
        return undefined;
    }
    return finish(context, slot, {record: keepingPending(current, record), intent}, orphans);
};

const finish = async (
    context: AppContext,
    slot: string,
    {record, intent}: Unfinished,
    [orphan, ...doubles]: readonly MarkedPost[],
): Promise<PostRef> => {
    const ref = orphan ?? (await makePost(context, record, intent.replaces));
    context.latestReadings.touch(record.key);
    const postId = await keepPost(context, record, intent.replaces, ref, orphan === undefined);
    const post = {postId, channelId: ref.channelId};
    await checkLater(context, slot, post);
    await remove(
        context,
        doubles.filter((double) => double.postId !== postId),
    );
    context.postUpdates.begin(record.key);
    if (orphan) {
        await showSoon(context, record.key);
    }
    const facts = {alert: record.key, post: postId, found: orphan !== undefined};
    context.logger.info('A post that had been begun was completed', facts);
    return post;
};

/** The object's previous post carries on with this problem, because openITCOCKPIT's database showed it. */
const isShownElsewhere = (current: AlertRecord, record: AlertRecord, {replaces}: PostIntent): boolean =>
    isOpen(current) && ![postOf(record).nonce, replaces].includes(postOf(current).nonce);

const showThere = async (context: AppContext, {key}: AlertRecord, {alert}: AlertRecord): Promise<void> => {
    const now = serverSeconds(context);
    await context.store.update(key, (stored) => stored && observe(stored, notified(alert, now)));
    await showSoon(context, key);
};

/**
 * Removes what was made twice: a request of a dead process may have been carried out after its post had been looked for. The
 * caller holds the alert.
 */
export const removeDoubles = async (context: AppContext, slot: string, search: MarkedSearch): Promise<void> => {
    const stored = await context.store.get(slot);
    if (!stored?.intent || stored.intent.checkAt === undefined || isSpent(stored)) {
        return;
    }
    const {nonce, postId} = postOf(stored);
    const orphans = await orphansOf(context, nonce, stored.intent, search);
    await remove(
        context,
        orphans.filter((orphan) => orphan.postId !== postId),
    );
    await endIntent(context, slot, nonce);
};

/** Posts that were made for a nonce. */
export const orphansOf = async (
    context: Pick<AppContext, 'clock'>,
    nonce: string,
    intent: Pick<PostIntent, 'channel' | 'since'>,
    search: MarkedSearch,
): Promise<readonly MarkedPost[]> => {
    const mark = markOf(nonce);
    // The clock may have been put back since.
    const since = Math.min(intent.since, context.clock.now());
    try {
        return (await search({channel: intent.channel, since})).filter((post) => post.mark === mark);
    } catch (error) {
        if (isOfTheChannel(error)) {
            return [];
        }
        throw error;
    }
};

export const remove = async (
    context: Pick<AppContext, 'chat' | 'logger'>,
    doubles: readonly MarkedPost[],
): Promise<void> => {
    for (const {postId} of doubles) {
        context.logger.warn('A post that was made twice is removed', {post: postId});
        try {
            await context.chat.deletePost(postId);
        } catch (error) {
            // Asking again is no use, and the alert has its post.
            if (!isOfTheChannel(error)) {
                throw error;
            }
            context.logger.warn('A post that was made twice could not be removed', {
                post: postId,
                error: asAppError(error),
            });
        }
    }
};

const checkLater = async (context: AppContext, slot: string, {postId, channelId}: PostRef): Promise<void> => {
    const checkAt = context.clock.now() + CHECK_AFTER_MS;
    await context.store.update(
        slot,
        (stored) =>
            stored?.intent && {
                ...withPost(stored, {...postOf(stored), postId, channelId}),
                intent: {...stored.intent, channel: channelId, checkAt},
            },
    );
};
