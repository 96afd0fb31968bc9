import {postIdOfCallbackId} from '#contract';
import {parseDialogEvent} from './dialog/dialog_definition';
import {type HostStore, pressOf} from './state';
import type {WebSocketMessage} from './types/registry';

/**
 * `open_dialog` reaches every client of the user, including for presses of native buttons and on phones, for which
 * Mattermost shows its own dialog. We only show ours for our own presses.
 */
export const handleOpenDialog =
    (store: HostStore) =>
    ({data}: WebSocketMessage): void => {
        const definition = parseDialogEvent(data?.dialog);
        const postId = definition && postIdOfCallbackId(definition.callbackId);
        if (postId && pressOf(store.getState(), postId)) {
            store.dispatch({type: 'openitcockpit/opened', postId, definition});
        }
    };

const rootIdOf = (post: unknown): string | undefined => {
    try {
        const {root_id: rootId} = JSON.parse(String(post)) as {root_id?: unknown};
        return typeof rootId === 'string' ? rootId : undefined;
    } catch {
        return undefined;
    }
};

/** The handler may respond with a message ("already acknowledged by …") instead of a dialog, so stop waiting for it. */
export const handleEphemeralMessage =
    (store: HostStore) =>
    ({data}: WebSocketMessage): void => {
        const postId = rootIdOf(data?.post);
        if (postId) {
            store.dispatch({type: 'openitcockpit/told', postId});
        }
    };
