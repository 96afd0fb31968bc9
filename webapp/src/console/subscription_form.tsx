import React, {useId, useState} from 'react';
import {FormattedMessage} from 'react-intl';
import type {SubscriptionField, SubscriptionRow} from '#contract';

interface FormProps {
    readonly row: SubscriptionRow;
    readonly fields: readonly SubscriptionField[];
    /** Sentences by field. */
    readonly mistakes: Readonly<Record<string, string>>;
    /** What the subscription would bring, as it is filled in. */
    readonly remarks: readonly string[];
    readonly locked: boolean;
    readonly onSubmit: (act: 'check' | 'save', fields: Readonly<Record<string, string>>) => void;
    readonly onCancel: () => void;
}

/** System Console: a subscription's fields. No form element, because it is inside Mattermost's own. */
export const SubscriptionForm = ({row, fields, mistakes, remarks, locked, onSubmit, onCancel}: FormProps) => {
    const titleId = useId();
    const [typed, setTyped] = useState(() => Object.fromEntries(fields.map(({name, value}) => [name, value])));
    return (
        <section className="oitc-section" aria-labelledby={titleId}>
            <h4 id={titleId}>
                <FormattedMessage id="openitcockpit.subscriptions.edit_title" values={{channel: row.channel}} />
            </h4>
            {fields.map((field) => (
                <FieldInput
                    key={field.name}
                    field={field}
                    value={typed[field.name] ?? ''}
                    mistake={mistakes[field.name] ?? ''}
                    onChange={(value) => setTyped({...typed, [field.name]: value})}
                />
            ))}
            <div aria-live="polite">
                {remarks.map((remark) => (
                    <p key={remark}>{remark}</p>
                ))}
            </div>
            <div className="oitc-actions">
                <button
                    type="button"
                    className="btn btn-tertiary"
                    disabled={locked}
                    onClick={() => onSubmit('check', typed)}
                >
                    <FormattedMessage id="openitcockpit.subscriptions.check" />
                </button>
                <button
                    type="button"
                    className="btn btn-primary"
                    disabled={locked}
                    onClick={() => onSubmit('save', typed)}
                >
                    <FormattedMessage id="openitcockpit.subscriptions.save" />
                </button>
                <button type="button" className="btn btn-tertiary" onClick={onCancel}>
                    <FormattedMessage id="openitcockpit.dialog.cancel" />
                </button>
            </div>
        </section>
    );
};

interface InputProps {
    readonly field: SubscriptionField;
    readonly value: string;
    readonly mistake: string;
    readonly onChange: (value: string) => void;
}

const FieldInput = ({field: {label, help, type, options = []}, value, mistake, onChange}: InputProps) => {
    const [id, hintId] = [useId(), useId()];
    const common = {
        id,
        'aria-describedby': hintId,
        'aria-invalid': mistake !== '',
    };
    return (
        <div className="oitc-field">
            <label htmlFor={id}>{label}</label>{' '}
            {type === 'select' && (
                <select
                    {...common}
                    className="form-control"
                    value={value}
                    onChange={({target}) => onChange(target.value)}
                >
                    {options.map((option) => (
                        <option key={option.value} value={option.value}>
                            {option.text}
                        </option>
                    ))}
                </select>
            )}
            {type === 'bool' && (
                <input
                    {...common}
                    type="checkbox"
                    checked={value === 'true'}
                    onChange={({target}) => onChange(String(target.checked))}
                />
            )}
            {type === 'text' && (
                <input
                    {...common}
                    type="text"
                    className="form-control"
                    value={value}
                    autoComplete="off"
                    onChange={({target}) => onChange(target.value)}
                    // Otherwise, the System Console would save the page.
                    onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
                />
            )}
            <div id={hintId} className={mistake === '' ? 'oitc-hint' : 'oitc-failure'}>
                {mistake || help}
            </div>
        </div>
    );
};
