import React, {type FormEvent, type KeyboardEvent, useRef, useState} from 'react';
import {FormattedMessage} from 'react-intl';
import type {DialogDefinition} from '../dialog_definition';
import type {Submission} from '../use_submission';
import {CommentInput} from './comment_input';
import {FlagInput} from './flag_input';
import {RefusalText} from './refusal_text';
import {Spinner} from './spinner';

interface Props {
    readonly definition: DialogDefinition;
    readonly reasons: readonly string[];
    readonly submission: Submission;
}

const initialFlags = ({flags}: DialogDefinition): Record<string, boolean> =>
    Object.fromEntries(flags.map(({name, initial}) => [name, initial]));

const isSubmitKey = ({key, ctrlKey, metaKey}: KeyboardEvent): boolean => key === 'Enter' && (ctrlKey || metaKey);

export const AckForm = ({definition, reasons, submission}: Props) => {
    const {comment, flags, submitLabel} = definition;
    const {sending, refusal, submit, cancel} = submission;
    const [text, setText] = useState(comment?.initial ?? '');
    const [checked, setChecked] = useState(() => initialFlags(definition));
    const [refused, setRefused] = useState(false);
    const textarea = useRef<HTMLTextAreaElement>(null);

    const tooShort = comment !== undefined && text.trim().length < comment.minLength;
    const send = () => {
        setRefused(tooShort);
        if (tooShort) {
            textarea.current?.focus();
        } else {
            void submit({...checked, ...(comment ? {[comment.name]: text.trim()} : {})});
        }
    };
    const onSubmit = (event: FormEvent) => {
        event.preventDefault();
        send();
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (isSubmitKey(event)) {
            // Or the button that has the focus would be pressed as well.
            event.preventDefault();
            send();
        }
    };
    return (
        <form noValidate={true} onSubmit={onSubmit} onKeyDown={onKeyDown}>
            {comment && (
                <CommentInput
                    ref={textarea}
                    field={comment}
                    value={text}
                    reasons={reasons}
                    tooShort={refused && tooShort}
                    error={refusal?.errors[comment.name]}
                    onChange={setText}
                />
            )}
            {flags.map((flag) => (
                <FlagInput
                    key={flag.name}
                    field={flag}
                    checked={checked[flag.name] ?? false}
                    error={refusal?.errors[flag.name]}
                    onChange={(value) => setChecked({...checked, [flag.name]: value})}
                />
            ))}
            <div role="alert" className="oitc-failure">
                {refusal && <RefusalText definition={definition} refusal={refusal} />}
            </div>
            <div className="oitc-dialog-buttons">
                <button type="button" className="oitc-button oitc-button--secondary" onClick={cancel}>
                    <FormattedMessage id="openitcockpit.dialog.cancel" />
                </button>
                <button type="submit" className="oitc-button oitc-button--primary" aria-disabled={sending}>
                    {sending && <Spinner />}
                    {submitLabel || <FormattedMessage id="openitcockpit.dialog.submit" />}
                </button>
            </div>
        </form>
    );
};
