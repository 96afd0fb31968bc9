import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AlertProps} from '#contract';
import {Spinner} from './spinner';

interface Props {
    readonly alert: AlertProps;
}

type Action = NonNullable<AlertProps['pending']>[number]['action'];

const PENDING: Readonly<Record<Action, string>> = {
    acknowledge: 'openitcockpit.pending.acknowledge',
    remove_acknowledgement: 'openitcockpit.pending.remove_acknowledgement',
    schedule_downtime: 'openitcockpit.pending.schedule_downtime',
    cancel_downtime: 'openitcockpit.pending.cancel_downtime',
    recheck: 'openitcockpit.pending.recheck',
    replace_comment: 'openitcockpit.pending.replace_comment',
};

const QUEUED: Readonly<Record<Action, string>> = {
    acknowledge: 'openitcockpit.queued.acknowledge',
    remove_acknowledgement: 'openitcockpit.queued.remove_acknowledgement',
    schedule_downtime: 'openitcockpit.queued.schedule_downtime',
    cancel_downtime: 'openitcockpit.queued.cancel_downtime',
    recheck: 'openitcockpit.queued.recheck',
    replace_comment: 'openitcockpit.queued.replace_comment',
};

/** Actions that openITCOCKPIT has not confirmed yet. An acknowledgement that was sent has a look of its own. */
export const Activity = ({alert: {pending = [], queued = []}}: Props) => (
    <>
        {pending.map(({action, author, in_seconds: seconds}) => (
            <p key={action}>
                <Spinner />{' '}
                <FormattedMessage
                    id={seconds === undefined ? PENDING[action] : 'openitcockpit.pending.waits'}
                    values={{author, seconds}}
                />
            </p>
        ))}
        {queued.map(({action, author, because}) => (
            <p key={action} className="oitc-plain">
                <strong>
                    <FormattedMessage id={QUEUED[action]} values={{author}} />
                </strong>{' '}
                {because}
            </p>
        ))}
    </>
);
