import type {Post} from '@mattermost/types/posts';
import {opensDialog} from '#contract';
import {pressPostAction, RequestError} from '../client';
import {type HostStore, isBusy, type PressFailure, pressOf} from '../state';
import {type PressableAction, readyReasons} from './post_actions';

/** How long a press waits for its dialog. The handler opens it at once, and trigger ids are short-lived anyway. */
const DIALOG_WAIT_MS = 10_000;

const failureFor = (error: unknown): PressFailure => {
    if (!(error instanceof RequestError)) {
        return 'unknown';
    }
    const {status} = error;
    if (status === 0) {
        return 'unreachable';
    }
    if (status === 401 || status === 403) {
        return 'forbidden';
    }
    // Mattermost reports any failure of the handler as 400; newer versions pass on 429 and 5xx.
    return status === 404 ? 'gone' : status === 400 || status === 429 || status >= 500 ? 'handler' : 'unknown';
};

const expireLater = ({dispatch}: HostStore, postId: string, startedAt: number): void => {
    setTimeout(() => dispatch({type: 'openitcockpit/expired', postId, startedAt}), DIALOG_WAIT_MS);
};

/** Presses one of the post's own actions, and keeps track of it so that a dialog it opens is recognised as ours. */
export const pressAction = (
    store: HostStore,
    post: Post,
    {id, cookie}: PressableAction,
    selectedOption = '',
): Promise<void> =>
    track(store, post, {actionId: id, choice: selectedOption}, () =>
        pressPostAction({postId: post.id, actionId: id, selectedOption, cookie}),
    );

/** Sends what somebody pressed about a post, which shows why it failed. @param send may throw RequestError */
export const track = async (
    store: HostStore,
    post: Post,
    {actionId, choice}: {readonly actionId: string; readonly choice: string},
    send: () => Promise<unknown>,
): Promise<void> => {
    const postId = post.id;
    const running = pressOf(store.getState(), postId);
    if (running && isBusy(running)) {
        return;
    }
    const startedAt = Date.now();
    store.dispatch({
        type: 'openitcockpit/pressed',
        press: {
            postId,
            channelId: post.channel_id,
            actionId,
            choice,
            reasons: readyReasons(post),
            startedAt,
            answered: false,
            postUpdatedAt: post.update_at,
        },
    });
    if (opensDialog(actionId, choice)) {
        expireLater(store, postId, startedAt);
    }
    try {
        await send();
        store.dispatch({type: 'openitcockpit/answered', postId, startedAt});
        expireLater(store, postId, startedAt);
    } catch (error) {
        store.dispatch({type: 'openitcockpit/failed', postId, startedAt, reason: failureFor(error)});
    }
};
