import React, {type FormEvent, type KeyboardEvent, type RefObject, useRef, useState} from 'react';
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
    const {comment} = definition;
    const {refusal, submit} = submission;
    const [values, setValues] = useState(() => initialValues(definition));
    const [refused, setRefused] = useState(false);
    const textarea = useRef<HTMLTextAreaElement>(null);

    const set = (changed: Values) => setValues((before) => ({...before, ...changed}));
    const text = comment ? String(values[comment.name] ?? '').trim() : '';
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
            // Otherwise, a focused button would be pressed as well.
            event.preventDefault();
            send();
        }
    };
    return (
        <form noValidate={true} onSubmit={onSubmit} onKeyDown={onKeyDown}>
            <FormFields
                definition={definition}
                reasons={reasons}
                values={values}
                tooShort={refused && tooShort}
                errors={refusal?.errors ?? {}}
                textarea={textarea}
                onChange={set}
            />
            <div role="alert" className="oitc-failure">
                {refusal && <RefusalText definition={definition} refusal={refusal} />}
            </div>
            <FormButtons definition={definition} submission={submission} />
        </form>
    );
};

interface FieldsProps extends Pick<Props, 'definition' | 'reasons'> {
    readonly values: Values;
    readonly tooShort: boolean;
    readonly errors: Readonly<Record<string, string>>;
    readonly textarea: RefObject<HTMLTextAreaElement>;
    readonly onChange: (changed: Values) => void;
}

const FormFields = ({definition, reasons, values, tooShort, errors, textarea, onChange}: FieldsProps) => {
    const {comment, isCommentFirst, flags} = definition;
    const commentInput = comment && (
        <CommentInput
            ref={textarea}
            field={comment}
            value={String(values[comment.name] ?? '')}
            reasons={reasons}
            tooShort={tooShort}
            error={errors[comment.name]}
            onChange={(value) => onChange({[comment.name]: value})}
        />
    );
    return (
        <>
            {isCommentFirst && commentInput}
            <TimeFields definition={definition} values={values} errors={errors} onChange={onChange} />
            {!isCommentFirst && commentInput}
            {flags.map((flag) => (
                <FlagInput
                    key={flag.name}
                    field={flag}
                    checked={values[flag.name] === true}
                    error={errors[flag.name]}
                    onChange={(value) => onChange({[flag.name]: value})}
                />
            ))}
        </>
    );
};

const TimeFields = ({
    definition: {length, times},
    values,
    errors,
    onChange,
}: Pick<FieldsProps, 'definition' | 'values' | 'errors' | 'onChange'>) => {
    const textOf = (name: string): string => String(values[name] ?? '');
    // An explicit end overrides the length, so only one of them is shown as chosen.
    const hasEnd = textOf(FIELD.end) !== '';
    return (
        <>
            {length && (
                <LengthInput
                    field={length}
                    value={hasEnd ? '' : textOf(length.name)}
                    error={errors[length.name]}
                    onChange={(value) => onChange({[length.name]: value, [FIELD.end]: ''})}
                />
            )}
            {times.length > 0 && (
                <div className="oitc-times">
                    {times.map((time) => (
                        <TimeInput
                            key={time.name}
                            field={time}
                            value={textOf(time.name)}
                            error={errors[time.name]}
                            onChange={(value) => onChange({[time.name]: value})}
                        />
                    ))}
                </div>
            )}
        </>
    );
};

const FormButtons = ({definition, submission}: Pick<Props, 'definition' | 'submission'>) => (
    <div className="oitc-dialog-buttons">
        <button type="button" className="oitc-button oitc-button--secondary" onClick={submission.cancel}>
            {/* If the action itself is a cancellation, "Cancel" would be ambiguous. */}
            <FormattedMessage id={definition.comment ? 'openitcockpit.dialog.cancel' : 'openitcockpit.dialog.close'} />
        </button>
        <button type="submit" className="oitc-button oitc-button--primary" aria-disabled={submission.sending}>
            {submission.sending && <Spinner />}
            {definition.submitLabel || <FormattedMessage id="openitcockpit.dialog.submit" />}
        </button>
    </div>
);
