import React from 'react';
import type {LengthField} from './dialog_definition';

interface Props {
    readonly field: LengthField;
    /** Empty if none is chosen. */
    readonly value: string;
    readonly error: string | undefined;
    readonly onChange: (value: string) => void;
}

/** Radio group of predefined durations. */
export const LengthInput = ({field: {name, label, options}, value, error, onChange}: Props) => (
    <fieldset className="oitc-field oitc-lengths" aria-describedby={`oitc-${name}-error`}>
        <legend>{label}</legend>
        <div className="oitc-chips">
            {options.map((option) => (
                <label key={option.value} className="oitc-choice">
                    <input
                        type="radio"
                        name={`oitc-${name}`}
                        value={option.value}
                        checked={option.value === value}
                        onChange={() => onChange(option.value)}
                    />
                    <span className="oitc-chip">{option.text}</span>
                </label>
            ))}
        </div>
        <div id={`oitc-${name}-error`} role="alert" className="oitc-failure">
            {error}
        </div>
    </fieldset>
);
