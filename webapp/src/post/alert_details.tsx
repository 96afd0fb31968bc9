import React, {useId, useState} from 'react';
import {useIntl} from 'react-intl';
import type {AlertProps} from '#contract';
import {Acknowledgement} from './acknowledgement';
import {AlertMarks} from './alert_marks';
import {Icon} from './icon';
import {Output} from './output';

interface Props {
    readonly alert: AlertProps;
    /** Mattermost shows the output itself. */
    readonly withoutOutput: boolean;
}

/** What there was to know about a problem that is over, folded. */
export const AlertDetails = ({alert, withoutOutput}: Props) => {
    const {formatMessage} = useIntl();
    const [open, setOpen] = useState(false);
    const id = useId();
    const {since, acknowledgement} = alert;
    const output = withoutOutput ? '' : alert.output;
    if (since === undefined && !acknowledgement && output === '') {
        return null;
    }
    const label = formatMessage({id: open ? 'openitcockpit.details.hide' : 'openitcockpit.details.show'});
    return (
        <>
            <button
                type="button"
                className="oitc-button oitc-button--icon"
                aria-expanded={open}
                aria-controls={open ? id : undefined}
                aria-label={label}
                title={label}
                onClick={() => setOpen(!open)}
            >
                <Icon name={open ? 'up' : 'down'} />
            </button>
            {open && (
                <div id={id} className="oitc-details">
                    <AlertMarks alert={alert} />
                    {acknowledgement && <Acknowledgement acknowledgement={acknowledgement} />}
                    <Output text={output} />
                </div>
            )}
        </>
    );
};
