import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AlertProps} from '#contract';
import {Moment} from './moment';

interface Props {
    readonly alert: AlertProps;
}

/** Start of the problem, and what may make it less urgent soon. A downtime that runs is told by the status. */
export const AlertMarks = ({alert}: Props) => {
    const {since, flapping, in_downtime: inDowntime, downtime_from: from, downtime_until: until} = alert;
    const isPlanned = !inDowntime && from !== undefined && until !== undefined;
    return since === undefined && !flapping && !isPlanned ? null : (
        <div className="oitc-marks">
            {since !== undefined && (
                <span>
                    <FormattedMessage id="openitcockpit.since" values={{when: <Moment key="when" at={since} />}} />
                </span>
            )}
            {flapping && (
                <span className="oitc-mark">
                    <FormattedMessage id="openitcockpit.mark.flapping" />
                </span>
            )}
            {isPlanned && (
                <span className="oitc-mark">
                    <FormattedMessage
                        id="openitcockpit.mark.downtime_planned"
                        values={{from: <Moment key="from" at={from} />, until: <Moment key="until" at={until} />}}
                    />
                </span>
            )}
        </div>
    );
};
