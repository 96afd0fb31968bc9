import React from 'react';
import {FormattedMessage} from 'react-intl';
import {TroubleNotice} from '../panel/notices';
import {Spinner} from '../post/spinner';
import type {Answered} from './use_answer';

/** In the place of an answer that is not there yet, or will not come. */
export const Waiting = ({trouble, again}: Pick<Answered<unknown>, 'trouble' | 'again'>) =>
    trouble ? (
        <TroubleNotice trouble={trouble} hasRows={false} onRetry={again} />
    ) : (
        <p role="status">
            <Spinner /> <FormattedMessage id="openitcockpit.list.asking" />
        </p>
    );
