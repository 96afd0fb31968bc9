import React, {forwardRef} from 'react';
import {FormattedMessage} from 'react-intl';
import type {CommentField} from './dialog_definition';

interface Props {
    readonly field: CommentField;
    readonly value: string;
    /** Predefined comments; choosing one fills in the field. */
    readonly reasons: readonly string[];
    readonly tooShort: boolean;
    /** The handler's objection. */
    readonly error: string | undefined;
    readonly onChange: (value: string) => void;
}

const ReasonChips = ({reasons, onChange}: Pick<Props, 'reasons' | 'onChange'>) => (
    <fieldset className="oitc-chips">
        <legend className="oitc-hint">
            <FormattedMessage id="openitcockpit.dialog.reasons" />
        </legend>
        {reasons.map((reason) => (
            <button key={reason} type="button" className="oitc-chip" onClick={() => onChange(reason)}>
                {reason}
            </button>
        ))}
    </fieldset>
);

export const CommentInput = forwardRef<HTMLTextAreaElement, Props>(
    ({field, value, reasons, tooShort, error, onChange}, ref) => (
        <div className="oitc-field">
            <label htmlFor="oitc-comment">{field.label}</label>
            <textarea
                ref={ref}
                id="oitc-comment"
                rows={4}
                value={value}
                maxLength={field.maxLength}
                placeholder={field.placeholder}
                aria-required={field.minLength > 0}
                aria-invalid={tooShort || error !== undefined}
                aria-describedby="oitc-comment-hint oitc-comment-error"
                onChange={(event) => onChange(event.target.value)}
            />
            <div id="oitc-comment-hint" className="oitc-hint">
                {field.help}{' '}
                <FormattedMessage
                    id="openitcockpit.dialog.counter"
                    values={{count: value.length, max: field.maxLength}}
                />
            </div>
            <div id="oitc-comment-error" role="alert" className="oitc-failure">
                {tooShort ? (
                    <FormattedMessage id="openitcockpit.dialog.too_short" values={{min: field.minLength}} />
                ) : (
                    error
                )}
            </div>
            {reasons.length > 0 && <ReasonChips reasons={reasons} onChange={onChange} />}
        </div>
    ),
);
