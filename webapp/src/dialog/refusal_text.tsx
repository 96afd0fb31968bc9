import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {DialogDefinition} from './dialog_definition';
import type {Refusal} from './use_submission';

interface Props {
    readonly definition: DialogDefinition;
    readonly refusal: Refusal;
}

const statusMessageId = (status: number): string => {
    if (status === 0) {
        return 'openitcockpit.failure.unreachable';
    }
    return status === 401 || status === 403 ? 'openitcockpit.failure.forbidden' : 'openitcockpit.failure.handler';
};

/** Messages not shown at a field: about the form as a whole, fields we do not render, or a failed request. */
export const RefusalText = ({definition, refusal: {error, errors, status}}: Props) => {
    const {length, times, comment, flags} = definition;
    const shown = [length, ...times, comment, ...flags].map((field) => field?.name);
    const others = Object.entries(errors).filter(([name]) => !shown.includes(name));
    return (
        <>
            {status !== undefined && <FormattedMessage id={statusMessageId(status)} />}
            {[error, ...others.map(([, sentence]) => sentence)].join(' ')}
        </>
    );
};
