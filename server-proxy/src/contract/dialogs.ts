/**
 * The `callback_id` of our dialogs carries the post id: the `open_dialog` event names neither the post nor the press,
 * and the webapp must react only to dialogs opened by its own presses.
 */
export const ackDialogCallbackId = (postId: string): string => `oitcack:${postId}`;

export const downtimeDialogCallbackId = (postId: string): string => `oitcdowntime:${postId}`;

export const cancelDialogCallbackId = (postId: string): string => `oitccancel:${postId}`;

/** @returns the post id, or undefined if the dialog is not ours */
export const postIdOfCallbackId = (callbackId: string): string | undefined => {
    const match = /^oitc(?:ack|downtime|cancel):([a-z0-9]{26})$/.exec(callbackId);
    return match?.[1];
};
