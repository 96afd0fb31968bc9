import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AlertProps} from '#contract';
import {Moment} from './moment';

interface Props {
    readonly alert: AlertProps;
}

/** Since when, and what else one must know before getting up: flapping, in a downtime. */
export const AlertMarks = ({alert: {since, flapping, in_downtime: inDowntime}}: Props) =>
    since === undefined && !flapping && !inDowntime ? null : (
        <div className="oitc-marks">
            {since !== undefined && (
                <span>
                    <FormattedMessage id="openitcockpit.since" values={{when: <Moment at={since} />}} />
                </span>
            )}
            {flapping && (
                <span className="oitc-mark">
                    <FormattedMessage id="openitcockpit.mark.flapping" />
                </span>
            )}
            {inDowntime && (
                <span className="oitc-mark">
                    <FormattedMessage id="openitcockpit.mark.downtime" />
                </span>
            )}
        </div>
    );
