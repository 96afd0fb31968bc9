import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import type {AlertProps} from '#contract';
import {formatDuration} from '../duration';
import {Acknowledgement} from './acknowledgement';
import {Spinner} from './spinner';

interface Props {
    readonly alert: AlertProps;
}

const Acknowledging = ({alert}: Props) => (
    <>
        <p>
            <Spinner /> <FormattedMessage id="openitcockpit.status.acknowledging" />
        </p>
        {alert.acknowledgement && <Acknowledgement acknowledgement={alert.acknowledgement} pending={true} />}
    </>
);

const NotConfirmed = ({alert}: Props) => (
    <>
        <p className="oitc-failure">
            <strong>
                <FormattedMessage id="openitcockpit.status.not_confirmed" />
            </strong>{' '}
            {alert.failure}
        </p>
        {alert.acknowledgement && <Acknowledgement acknowledgement={alert.acknowledgement} pending={true} />}
    </>
);

const Recovered = ({alert}: Props) => {
    const intl = useIntl();
    const {since, recovered_at: recoveredAt, acknowledgement} = alert;
    const seconds = since === undefined || recoveredAt === undefined ? -1 : recoveredAt - since;
    return (
        <>
            <p>
                {seconds >= 0 ? (
                    <FormattedMessage
                        id="openitcockpit.status.recovered_after"
                        values={{duration: formatDuration(intl, seconds)}}
                    />
                ) : (
                    <FormattedMessage id="openitcockpit.status.recovered" />
                )}
            </p>
            {acknowledgement && <Acknowledgement acknowledgement={acknowledgement} />}
        </>
    );
};

const StatusOf = ({alert}: Props) => {
    switch (alert.look) {
        case 'acknowledging':
            return <Acknowledging alert={alert} />;
        case 'not_confirmed':
            return <NotConfirmed alert={alert} />;
        case 'recovered':
            return <Recovered alert={alert} />;
        case 'acknowledged':
            return alert.acknowledgement ? (
                <Acknowledgement acknowledgement={alert.acknowledgement} />
            ) : (
                <p>
                    <FormattedMessage id="openitcockpit.status.acknowledged" />
                </p>
            );
        default:
            return null;
    }
};

/** Where the acknowledgement stands. The live region is always there, so that a screen reader hears what changes in it. */
export const AlertStatus = ({alert}: Props) => (
    <div role="status" className="oitc-status">
        <StatusOf alert={alert} />
    </div>
);
