import type {ActionToken} from '../../domain/action/action_token';
import {type AlertPost, type AlertRecord, changingPost, seenOn} from '../../domain/alert/record';
import {newRecord} from '../../domain/alert/reducer';
import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import type {PostRef} from '../posts/chat_port';

/**
 * Finds the record a button belongs to and binds it to its post. The signed alert in a button lets the record be made
 * anew, for a webhook post or after the store was lost.
 * @throws AppError `bad_signature` when the button was made for another post, `unknown_post` when a newer post has replaced it
 */
export const locateAlert = async (context: AppContext, token: ActionToken, post: PostRef): Promise<AlertRecord> => {
    const stored = await context.store.get(token.key);
    const record = stored && seenOn(stored, belongsTo(token, post));
    if (record) {
        return record;
    }
    // The record of a notification that is just being posted follows in a moment: queue behind it.
    return context.alertQueue.run(token.key, async () => {
        const bound = await context.store.update(token.key, (current) => bind(context, current, token, post));
        const located = bound && seenOn(bound, belongsTo(token, post));
        if (!located) {
            throw refusal(bound, token);
        }
        return located;
    });
};

const belongsTo =
    (token: ActionToken, post: PostRef) =>
    ({nonce, postId, channelId}: AlertPost): boolean =>
        nonce === token.nonce && postId === post.postId && channelId === post.channelId;

const isFor =
    ({nonce}: ActionToken) =>
    (post: AlertPost): boolean =>
        post.nonce === nonce;

const bind = (
    context: AppContext,
    current: AlertRecord | undefined,
    token: ActionToken,
    post: PostRef,
): AlertRecord | undefined => {
    if (current?.posts.some(isFor(token))) {
        const isUnbound = (known: AlertPost) => known.postId === '' && isFor(token)(known);
        return current.posts.some(isUnbound)
            ? changingPost(current, isUnbound, (known) => ({...known, ...post}))
            : current;
    }
    // Each repeat through the webhook is a post of its own; we keep the one people use up to date.
    return current === undefined || token.origin === 'webhook' ? fromToken(context, token, post) : current;
};

const fromToken = (context: AppContext, {key, alert, nonce, origin}: ActionToken, post: PostRef): AlertRecord => ({
    ...newRecord(alert, nonce, serverSeconds(context)),
    key,
    look: 'problem',
    posts: [{...post, nonce, wanted: 1, shown: 1, ...(origin === 'webhook' ? {signed: true as const} : {})}],
});

const refusal = (current: AlertRecord | undefined, token: ActionToken): AppError =>
    current?.posts.some(isFor(token))
        ? new AppError('bad_signature', 'This button was made for another post.')
        : new AppError(
              'unknown_post',
              says(({alerts}) => alerts.replacedByNewer),
          );
