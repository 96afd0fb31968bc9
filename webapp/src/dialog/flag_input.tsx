import React from 'react';
import type {FlagField} from './dialog_definition';

interface Props {
    readonly field: FlagField;
    readonly checked: boolean;
    readonly error: string | undefined;
    readonly onChange: (checked: boolean) => void;
}

export const FlagInput = ({field: {name, label, help}, checked, error, onChange}: Props) => (
    <div className="oitc-field oitc-flag">
        <input
            id={`oitc-${name}`}
            type="checkbox"
            checked={checked}
            aria-describedby={`oitc-${name}-hint`}
            onChange={(event) => onChange(event.target.checked)}
        />
        <label htmlFor={`oitc-${name}`}>{label}</label>
        <div id={`oitc-${name}-hint`} className="oitc-hint">
            {help} {error && <span className="oitc-failure">{error}</span>}
        </div>
    </div>
);
