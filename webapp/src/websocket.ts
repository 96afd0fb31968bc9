import {postIdOfCallbackId} from '#contract';
import {parseDialogEvent} from './dialog/dialog_definition';
import {type HostStore, pressOf} from './state';
import type {WebSocketMessage} from './types/registry';

/**
 * `open_dialog` reaches every client of the user, also for presses on native buttons and on the phone, where Mattermost
 * shows its own dialog: ours is for a press of ours only.
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

/** The handler may answer a press in words ("already acknowledged by …") instead of with a dialog: stop waiting. */
export const handleEphemeralMessage =
    (store: HostStore) =>
    ({data}: WebSocketMessage): void => {
        const postId = rootIdOf(data?.post);
        if (postId) {
            store.dispatch({type: 'openitcockpit/told', postId});
        }
    };
