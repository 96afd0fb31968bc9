import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AlertProps} from '#contract';
import {Moment} from './moment';

interface Props {
    readonly alert: AlertProps;
}

/** Start of the problem, and what may make it less urgent: flapping, a downtime. */
export const AlertMarks = ({alert}: Props) => {
    const {since, flapping, in_downtime: inDowntime, downtime_until: until} = alert;
    return since === undefined && !flapping && !inDowntime && until === undefined ? null : (
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
            <DowntimeMark alert={alert} />
        </div>
    );
};

const DowntimeMark = ({alert}: Props) => {
    const {in_downtime: inDowntime, downtime_from: from, downtime_until: until} = alert;
    const known = from !== undefined && until !== undefined;
    if (!inDowntime && !known) {
        return null;
    }
    const times = known ? {from: <Moment key="from" at={from} />, until: <Moment key="until" at={until} />} : {};
    const running = known ? 'openitcockpit.mark.downtime_until' : 'openitcockpit.mark.downtime';
    return (
        <span className="oitc-mark">
            <FormattedMessage id={inDowntime ? running : 'openitcockpit.mark.downtime_planned'} values={times} />
        </span>
    );
};
