import type {ActionToken} from '../../domain/action/action_token';
import {type AlertRecord, postOf, withPost} from '../../domain/alert/record';
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
    const record = await context.store.get(token.key);
    if (record && belongs(record, token, post)) {
        return record;
    }
    // The record of a notification that is just being posted follows in a moment: queue behind it.
    return context.alertQueue.run(token.key, async () => {
        const located = await context.store.update(token.key, (current) => bind(context, current, token, post));
        if (!located || !belongs(located, token, post)) {
            throw refusal(located, token);
        }
        return located;
    });
};

const belongs = (record: AlertRecord, token: ActionToken, post: PostRef): boolean => {
    const {nonce, postId, channelId} = postOf(record);
    return nonce === token.nonce && postId === post.postId && channelId === post.channelId;
};

const bind = (
    context: AppContext,
    current: AlertRecord | undefined,
    token: ActionToken,
    post: PostRef,
): AlertRecord | undefined => {
    const known = current && postOf(current);
    if (current && known?.nonce === token.nonce) {
        return known.postId === '' ? withPost(current, {...known, ...post}) : current;
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
    current && postOf(current).nonce === token.nonce
        ? new AppError('bad_signature', 'This button was made for another post.')
        : new AppError(
              'unknown_post',
              says(({alerts}) => alerts.replacedByNewer),
          );
