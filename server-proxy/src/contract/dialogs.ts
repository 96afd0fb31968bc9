/**
 * Identity of our dialogs. The `callback_id` carries the post id, because the `open_dialog` event names neither post nor
 * press, and the webapp must react only to a dialog that belongs to a press of its own.
 */
export const ackDialogCallbackId = (postId: string): string => `oitcack:${postId}`;

export const downtimeDialogCallbackId = (postId: string): string => `oitcdowntime:${postId}`;

export const cancelDialogCallbackId = (postId: string): string => `oitccancel:${postId}`;

/** @returns the post id, or undefined when the dialog is not ours */
export const postIdOfCallbackId = (callbackId: string): string | undefined => {
    const match = /^oitc(?:ack|downtime|cancel):([a-z0-9]{26})$/.exec(callbackId);
    return match?.[1];
};
