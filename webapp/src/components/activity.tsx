import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AlertProps} from '#contract';
import {Spinner} from './spinner';

interface Props {
    readonly alert: AlertProps;
}

/** What was asked for and openITCOCKPIT has not confirmed yet. An acknowledgement has a look of its own. */
export const Activity = ({alert: {pending = [], queued = []}}: Props) => (
    <>
        {pending.map(({action, author}) => (
            <p key={action}>
                <Spinner /> <FormattedMessage id={`openitcockpit.pending.${action}`} values={{author}} />
            </p>
        ))}
        {queued.map(({action, author, because}) => (
            <p key={action} className="oitc-plain">
                <strong>
                    <FormattedMessage id={`openitcockpit.queued.${action}`} values={{author}} />
                </strong>{' '}
                {because}
            </p>
        ))}
    </>
);
