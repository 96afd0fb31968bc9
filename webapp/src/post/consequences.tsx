import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AlertProps} from '#contract';

/** What the problem explains, and what therefore has no posts of its own; nothing if it explains none. */
export const Consequences = ({consequences}: Pick<AlertProps, 'consequences'>) => {
    if (!consequences || consequences.count === 0) {
        return null;
    }
    const {count, worst} = consequences;
    return (
        <p className="oitc-handled">
            <FormattedMessage
                id="openitcockpit.consequences"
                values={{
                    count,
                    worst: worst.map(({state, name}) => `${state} ${name}`).join(', '),
                    more: count - worst.length,
                }}
            />
        </p>
    );
};
