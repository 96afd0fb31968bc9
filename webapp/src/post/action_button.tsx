import React from 'react';
import type {PressableAction} from './post_actions';
import {Spinner} from './spinner';

interface Props {
    readonly action: PressableAction;
    readonly primary: boolean;
    readonly busy: boolean;
    readonly onPress: (action: PressableAction) => void;
}

/** Stays focusable while busy, as focus returns to it when the dialog closes. */
export const ActionButton = ({action, primary, busy, onPress}: Props) => (
    <button
        type="button"
        className={`oitc-button oitc-button--${primary ? 'primary' : 'secondary'}`}
        disabled={action.disabled}
        aria-disabled={busy}
        aria-busy={busy}
        onClick={() => onPress(action)}
    >
        {busy && <Spinner />}
        {action.name}
    </button>
);
