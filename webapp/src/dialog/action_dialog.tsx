import React, {type KeyboardEvent, useLayoutEffect, useRef} from 'react';
import {FormattedMessage} from 'react-intl';
import {Markdown} from '../post/markdown';
import type {OpenDialog} from '../state';
import {ActionForm} from './action_form';
import {useSubmission} from './use_submission';

interface Props {
    readonly open: OpenDialog;
    readonly onClose: () => void;
}

/**
 * A native modal `<dialog>`: the browser traps the focus, makes the page behind it inert, and returns the focus to the
 * button on closing.
 */
export const ActionDialog = ({open, onClose}: Props) => {
    const element = useRef<HTMLDialogElement>(null);
    const submission = useSubmission(open, onClose);
    const {title, introduction} = open.definition;

    useLayoutEffect(() => {
        const dialog = element.current;
        dialog?.showModal();
        // By default, showModal would focus the first link in the introduction.
        dialog?.querySelector<HTMLElement>('form textarea, form input, form button')?.focus();
        return () => dialog?.close();
    }, []);

    // Mattermost listens on the document: Escape would also close its sidebar, and typing would go to its message box.
    const keepKeys = (event: KeyboardEvent) => event.stopPropagation();
    return (
        <dialog
            ref={element}
            aria-modal="true"
            aria-labelledby="oitc-dialog-title"
            aria-describedby="oitc-dialog-introduction"
            className="oitc oitc-dialog"
            onKeyDown={keepKeys}
            // The event comes later than `close()`; if React has mounted us again meanwhile, the dialog is open.
            onClose={({currentTarget}) => currentTarget.open || submission.cancel()}
        >
            <h2 id="oitc-dialog-title">{title || <FormattedMessage id="openitcockpit.dialog.title" />}</h2>
            <div id="oitc-dialog-introduction">{introduction !== '' && <Markdown text={introduction} />}</div>
            <ActionForm definition={open.definition} reasons={open.reasons} submission={submission} />
        </dialog>
    );
};
