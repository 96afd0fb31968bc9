import React from 'react';
import type {Field} from './dialog_definition';

interface Props {
    readonly field: Field;
    /** E.g. `2026-11-24T14:30`, or empty. */
    readonly value: string;
    readonly error: string | undefined;
    readonly onChange: (value: string) => void;
}

/** The browser's own date and time picker. Its value is sent as it is; the handler knows the user's time zone. */
export const TimeInput = ({field: {name, label, help}, value, error, onChange}: Props) => (
    <div className="oitc-field">
        <label htmlFor={`oitc-${name}`}>{label}</label>
        <input
            id={`oitc-${name}`}
            type="datetime-local"
            value={value}
            aria-invalid={error !== undefined}
            aria-describedby={`oitc-${name}-hint oitc-${name}-error`}
            onChange={(event) => onChange(event.target.value)}
        />
        <div id={`oitc-${name}-hint`} className="oitc-hint">
            {help}
        </div>
        <div id={`oitc-${name}-error`} role="alert" className="oitc-failure">
            {error}
        </div>
    </div>
);
