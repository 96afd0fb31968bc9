import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import type {AlertProps} from '#contract';
import {Acknowledgement} from './acknowledgement';
import {Activity} from './activity';
import {formatDuration} from './duration';
import {HandledLine} from './handled_line';
import {Markdown} from './markdown';
import {Spinner} from './spinner';

interface Look {
    readonly alert: AlertProps;
}

interface Props extends Look {
    /** Text of the post. */
    readonly message: string;
}

const Acknowledging = ({alert}: Look) => (
    <>
        <p>
            <Spinner /> <FormattedMessage id="openitcockpit.status.acknowledging" />
        </p>
        {alert.acknowledgement && <Acknowledgement acknowledgement={alert.acknowledgement} pending={true} />}
    </>
);

const NotConfirmed = ({alert}: Look) => (
    <>
        <p className="oitc-failure">
            <strong>
                <FormattedMessage
                    id={alert.not_sent ? 'openitcockpit.status.not_sent' : 'openitcockpit.status.not_confirmed'}
                />
            </strong>{' '}
            {alert.failure}
        </p>
        {alert.acknowledgement && <Acknowledgement acknowledgement={alert.acknowledgement} pending={true} />}
    </>
);

/** Its end has come, and it is still in openITCOCKPIT. */
const NotEnded = ({alert: {acknowledgement}}: Look) =>
    acknowledgement?.not_ended === undefined ? null : (
        <p className="oitc-failure">
            <strong>
                <FormattedMessage id="openitcockpit.status.not_ended" />
            </strong>{' '}
            {acknowledgement.not_ended}
        </p>
    );

const Recovered = ({alert}: Look) => {
    const intl = useIntl();
    const {since, recovered_at: recoveredAt} = alert;
    const seconds = since === undefined || recoveredAt === undefined ? -1 : recoveredAt - since;
    return (
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
    );
};

const StatusOf = ({alert, message}: Props) => {
    switch (alert.look) {
        case 'acknowledging':
            return <Acknowledging alert={alert} />;
        case 'acknowledged':
            return <NotEnded alert={alert} />;
        case 'not_confirmed':
            return <NotConfirmed alert={alert} />;
        case 'recovered':
            return <Recovered alert={alert} />;
        case 'info':
        case 'gone':
            // The handler's own sentence says what happened, who did it and with what comment.
            return <Markdown text={message} />;
        default:
            return null;
    }
};

/** What is being done about the problem. The live region is always present, or screen readers would not announce changes. */
export const AlertStatus = ({alert, message}: Props) => (
    <div role="status" className="oitc-status">
        <HandledLine alert={alert} />
        <StatusOf alert={alert} message={message} />
        <Activity alert={alert} />
    </div>
);
