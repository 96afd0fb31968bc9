import {withoutAnyPending} from '../../domain/action/pending_action';
import {targetIds} from '../../domain/alert/alert';
import {alertKey, checkKey, intentKey, noticesKey} from '../../domain/alert/alert_key';
import {type AlertRecord, isSpent, type PostIntent, postOf, withPost} from '../../domain/alert/record';
import {AppError, asAppError, type ErrorCode} from '../../domain/errors';
import {markOf} from '../../domain/post/post_mark';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {traceMade, traceRefused} from '../explain/trace_posts';
import type {PostRef} from './chat_port';
import {renderNew, sayWhatIsLacking} from './loud_post';

// The intent is stored first, under a key of its own: if the process ends or Mattermost's answer is lost, the post is found
// again by its mark (see finish_post.ts), so that it is neither forgotten nor made twice.

/** Failures of one channel that another may not have. Nothing was posted then. */
const OF_THE_CHANNEL: ReadonlySet<ErrorCode> = new Set([
    'mattermost_channel_unknown',
    'mattermost_channel_archived',
    'mattermost_forbidden',
    'mattermost_not_found',
]);

export const isOfTheChannel = (error: unknown): boolean => OF_THE_CHANNEL.has(asAppError(error).code);

/** Nothing was posted, and asking again would bring the same answer: another plugin rejects what the post says, for example. */
export const isFinal = (error: unknown): boolean => {
    const {code, nothingSent} = asAppError(error);
    return isOfTheChannel(error) || (code === 'mattermost_bad_answer' && nothingSent);
};

export interface MadePost extends PostRef {
    /** The channel that was closed to us. */
    readonly insteadOf?: string;
}

/** Where the intent of a record's object is kept: one for its problems, one for its notices. */
export const slotOf = ({alert, key}: Pick<AlertRecord, 'alert' | 'key'>): string => {
    const object = alertKey(targetIds(alert.target));
    return intentKey(key === noticesKey(object) ? key : object);
};

/**
 * Makes the first post of a record in its own channel or, when that is closed to us, in the default one. The caller holds the alert, and stores the record with `keepPost`.
 * @param replaces nonce of the post whose place it takes; its own if it takes none
 * @throws AppError when Mattermost did not accept the post. Unless that is certain for good, the intent stays: the next
 *     notification of the object or the repair of posts completes it
 */
export const makePost = async (context: AppContext, record: AlertRecord, replaces: string): Promise<MadePost> => {
    const {defaultChannel} = context.settings;
    // What an earlier version stored does not say.
    const wanted = postOf(record).channelId || record.alert.channel || defaultChannel;
    const since = context.clock.now();
    const intent = {key: record.key, replaces, since};
    try {
        return await create(context, record, {...intent, channel: wanted});
    } catch (error) {
        if (!isOfTheChannel(error)) {
            throw error;
        }
        const known = asAppError(error);
        const instead = wanted === defaultChannel || defaultChannel === '' ? undefined : defaultChannel;
        const channel = neutralize(wanted);
        const said = says(({findings}, language) =>
            instead === undefined
                ? findings.channelRefuses(channel, known.sentence(language))
                : findings.channelInstead(channel, instead, known.sentence(language)),
        );
        context.findings.problem(`channel ${wanted}`, said, {alert: record.key, error: known});
        if (instead === undefined) {
            throw new AppError(known.code, said, {cause: known});
        }
        return {...(await create(context, record, {...intent, channel: instead})), insteadOf: wanted};
    }
};

const create = async (context: AppContext, record: AlertRecord, intent: PostIntent): Promise<PostRef> => {
    await storeIntent(context, record, intent);
    const {nonce} = postOf(record);
    try {
        const ref = await context.chat.createPost(intent.channel, renderNew(context, record), markOf(nonce));
        context.findings.settle(`channel ${intent.channel}`);
        traceMade(context, record, ref);
        sayWhatIsLacking(context, record, ref);
        return ref;
    } catch (error) {
        traceRefused(context, record, intent.channel, error);
        if (isFinal(error)) {
            await endIntent(context, slotOf(record), nonce);
        }
        throw error;
    }
};

const storeIntent = async (context: AppContext, record: AlertRecord, intent: PostIntent): Promise<void> => {
    const key = slotOf(record);
    await context.store.update(key, (stored) => {
        // Of the same post, which is being made again.
        const known = stored && !isSpent(stored) && postOf(stored).nonce === postOf(record).nonce ? stored : undefined;
        const since = known?.intent?.since ?? intent.since;
        return {...withoutAnyPending(record), key, intent: {...intent, since}};
    });
};

/** Makes room for the intent of the next post: doubles of the one before are still looked for, by the repair of posts. */
export const clearSlot = async (context: AppContext, slot: string): Promise<void> => {
    const stored = await context.store.get(slot);
    if (stored?.intent?.checkAt !== undefined && !isSpent(stored)) {
        const key = checkKey(slot, postOf(stored).nonce);
        await context.store.update(key, () => ({...stored, key}));
    }
};

/** Nothing is left to do for this post. */
export const endIntent = async (context: AppContext, slot: string, nonce: string): Promise<void> => {
    await context.store.update(slot, (stored) =>
        stored?.intent && postOf(stored).nonce === nonce ? {...stored, intent: {...stored.intent, done: true}} : stored,
    );
};

/** Stores a record with the post that was made for it, unless another node was faster: then the post is one too many. */
export const keepPost = async (
    context: AppContext,
    record: AlertRecord,
    replaces: string,
    {postId, channelId, insteadOf}: MadePost,
    isShown = true,
): Promise<string> => {
    const post = postOf(record);
    const {nonce, wanted} = post;
    const kept = await context.store.update(record.key, (stored) => {
        const before = stored && postOf(stored);
        if (before?.nonce === nonce && before.postId !== '') {
            return stored;
        }
        const isOfIt = before?.nonce === replaces || before?.nonce === nonce;
        // With a post of its own, it is no longer only in a list.
        const {quiet: _, ...known} = stored && isOfIt ? stored : record;
        const shown = isShown ? wanted : 0;
        const instead = insteadOf === undefined ? {} : {insteadOf};
        const kept = {...post, ...instead, channelId, postId, wanted: postOf(known).wanted, shown};
        const moved = withPost(movingActions(known, kept), kept);
        const others = record.posts.slice(1).filter(({nonce}) => known.posts.every((one) => one.nonce !== nonce));
        return others.length === 0 ? moved : {...moved, posts: [...moved.posts, ...others]};
    });
    const keptId = kept ? postOf(kept).postId : postId;
    if (postId !== '' && keptId !== postId) {
        await context.chat.deletePost(postId);
    }
    return keptId;
};

/** What was requested on a post of this problem that somebody deleted goes on, on the post that takes its place. */
const movingActions = (record: AlertRecord, {postId, channelId}: PostRef): AlertRecord => {
    const {pending} = record;
    const before = postOf(record).postId;
    if (pending === undefined || before === '' || postId === '') {
        return record;
    }
    return {
        ...record,
        pending: pending.map((action) => (action.postId === before ? {...action, postId, channelId} : action)),
    };
};
