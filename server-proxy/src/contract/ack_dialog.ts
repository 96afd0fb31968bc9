/**
 * The acknowledge dialog's identity. Its `callback_id` carries the post id, because the `open_dialog` event names
 * neither post nor press, and the webapp must react only to a dialog that belongs to a press of its own.
 */
const PREFIX = 'oitcack';

export const ackDialogCallbackId = (postId: string): string => `${PREFIX}:${postId}`;

/** @returns the post id, or undefined when the dialog is not ours */
export const postIdOfCallbackId = (callbackId: string): string | undefined => {
    const match = /^oitcack:([a-z0-9]{26})$/.exec(callbackId);
    return match?.[1];
};
