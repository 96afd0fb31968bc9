import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {PressFailure} from '../state';

const MESSAGE_IDS: Readonly<Record<PressFailure, string>> = {
    handler: 'openitcockpit.failure.handler',
    forbidden: 'openitcockpit.failure.forbidden',
    gone: 'openitcockpit.failure.gone',
    unreachable: 'openitcockpit.failure.unreachable',
    no_dialog: 'openitcockpit.failure.no_dialog',
    unknown: 'openitcockpit.failure.unknown',
};

interface Props {
    readonly reason: PressFailure;
}

export const PressFailureText = ({reason}: Props) => <FormattedMessage id={MESSAGE_IDS[reason]} />;
