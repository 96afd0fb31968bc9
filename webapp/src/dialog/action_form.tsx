import React, {type FormEvent, type KeyboardEvent, useRef, useState} from 'react';
import {FormattedMessage} from 'react-intl';
import {FIELD} from '#contract';
import {Spinner} from '../post/spinner';
import {CommentInput} from './comment_input';
import type {DialogDefinition} from './dialog_definition';
import {FlagInput} from './flag_input';
import {LengthInput} from './length_input';
import {RefusalText} from './refusal_text';
import {TimeInput} from './time_input';
import type {Submission} from './use_submission';

interface Props {
    readonly definition: DialogDefinition;
    readonly reasons: readonly string[];
    readonly submission: Submission;
}

type Values = Readonly<Record<string, string | boolean>>;

const initialValues = ({length, times, comment, flags}: DialogDefinition): Values =>
    Object.fromEntries([
        ...flags.map(({name, initial}) => [name, initial]),
        ...times.map(({name}) => [name, '']),
        ...[length, comment].flatMap((field) => (field ? [[field.name, field.initial]] : [])),
    ]);

const isSubmitKey = ({key, ctrlKey, metaKey}: KeyboardEvent): boolean => key === 'Enter' && (ctrlKey || metaKey);

export const ActionForm = ({definition, reasons, submission}: Props) => {
    const {length, times, comment, flags, submitLabel} = definition;
    const {sending, refusal, submit, cancel} = submission;
    const [values, setValues] = useState(() => initialValues(definition));
    const [refused, setRefused] = useState(false);
    const textarea = useRef<HTMLTextAreaElement>(null);

    const set = (changed: Values) => setValues((before) => ({...before, ...changed}));
    const textOf = (name: string): string => String(values[name] ?? '');
    const text = comment ? textOf(comment.name).trim() : '';
    const tooShort = comment !== undefined && text.length < comment.minLength;
    const send = () => {
        setRefused(tooShort);
        if (tooShort) {
            textarea.current?.focus();
        } else {
            void submit({...values, ...(comment ? {[comment.name]: text} : {})});
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
    // An end that is written counts more than a length: only one of them shows as chosen.
    const hasEnd = textOf(FIELD.end) !== '';
    return (
        <form noValidate={true} onSubmit={onSubmit} onKeyDown={onKeyDown}>
            {length && (
                <LengthInput
                    field={length}
                    value={hasEnd ? '' : textOf(length.name)}
                    error={refusal?.errors[length.name]}
                    onChange={(value) => set({[length.name]: value, [FIELD.end]: ''})}
                />
            )}
            {times.length > 0 && (
                <div className="oitc-times">
                    {times.map((time) => (
                        <TimeInput
                            key={time.name}
                            field={time}
                            value={textOf(time.name)}
                            error={refusal?.errors[time.name]}
                            onChange={(value) => set({[time.name]: value})}
                        />
                    ))}
                </div>
            )}
            {comment && (
                <CommentInput
                    ref={textarea}
                    field={comment}
                    value={textOf(comment.name)}
                    reasons={reasons}
                    tooShort={refused && tooShort}
                    error={refusal?.errors[comment.name]}
                    onChange={(value) => set({[comment.name]: value})}
                />
            )}
            {flags.map((flag) => (
                <FlagInput
                    key={flag.name}
                    field={flag}
                    checked={values[flag.name] === true}
                    error={refusal?.errors[flag.name]}
                    onChange={(value) => set({[flag.name]: value})}
                />
            ))}
            <div role="alert" className="oitc-failure">
                {refusal && <RefusalText definition={definition} refusal={refusal} />}
            </div>
            <div className="oitc-dialog-buttons">
                <button type="button" className="oitc-button oitc-button--secondary" onClick={cancel}>
                    {/* Where the action itself is a cancellation, the word would be ambiguous. */}
                    <FormattedMessage id={comment ? 'openitcockpit.dialog.cancel' : 'openitcockpit.dialog.close'} />
                </button>
                <button type="submit" className="oitc-button oitc-button--primary" aria-disabled={sending}>
                    {sending && <Spinner />}
                    {submitLabel || <FormattedMessage id="openitcockpit.dialog.submit" />}
                </button>
            </div>
        </form>
    );
};
