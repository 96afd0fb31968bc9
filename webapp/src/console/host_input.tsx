import React from 'react';
import {FormattedMessage} from 'react-intl';

interface Props {
    readonly id: string;
    readonly value: string;
    readonly disabled: boolean;
    readonly onChange: (value: string) => void;
    readonly onEnter: () => void;
}

/** System Console: the host for Doctor's real notification. Not a setting, so it is never saved. */
export const HostInput = ({id, value, disabled, onChange, onEnter}: Props) => (
    <div className="oitc-field">
        <label htmlFor={id}>
            <FormattedMessage id="openitcockpit.test.host" />
        </label>
        <input
            id={id}
            type="text"
            className="form-control"
            value={value}
            maxLength={255}
            disabled={disabled}
            autoComplete="off"
            aria-describedby={`${id}-hint`}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => {
                if (event.key === 'Enter') {
                    // Otherwise, the System Console would save the page.
                    event.preventDefault();
                    onEnter();
                }
            }}
        />
        <div id={`${id}-hint`} className="oitc-hint">
            <FormattedMessage id="openitcockpit.test.host_hint" />
        </div>
    </div>
);
