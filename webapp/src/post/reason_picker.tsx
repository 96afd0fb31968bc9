import React, {useState} from 'react';
import type {PressableAction} from './post_actions';
import {Spinner} from './spinner';

interface Props {
    readonly action: PressableAction;
    readonly busy: boolean;
    readonly onPick: (action: PressableAction, value: string) => void;
}

/**
 * A select whose options take effect at once. Buttons behind a disclosure rather than a `<select>`, in which merely
 * moving through the options with the arrow keys would acknowledge.
 */
export const ReasonPicker = ({action, busy, onPick}: Props) => {
    const [open, setOpen] = useState(false);
    const pick = (value: string) => {
        setOpen(false);
        onPick(action, value);
    };
    return (
        <>
            <button
                type="button"
                className="oitc-button oitc-button--secondary"
                disabled={action.disabled}
                aria-expanded={open}
                aria-disabled={busy}
                aria-busy={busy}
                onClick={() => setOpen(!open && !busy)}
            >
                {busy && <Spinner />}
                {action.name}
                <span aria-hidden="true" className="oitc-caret" />
            </button>
            {open && (
                // biome-ignore lint/a11y/useSemanticElements: a fieldset would inherit Mattermost's form styles
                <div role="group" aria-label={action.name} className="oitc-chips">
                    {action.options?.map(({text, value}) => (
                        <button key={value} type="button" className="oitc-chip" onClick={() => pick(value)}>
                            {text}
                        </button>
                    ))}
                </div>
            )}
        </>
    );
};
