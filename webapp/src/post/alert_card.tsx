import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {useIntl} from 'react-intl';
import type {AlertProps} from '#contract';
import {ActionBar} from './action_bar';
import {AlertDetails} from './alert_details';
import {AlertHeading} from './alert_heading';
import {AlertMarks} from './alert_marks';
import {AlertStatus} from './alert_status';
import {Consequences} from './consequences';
import {Output} from './output';
import {toneOf} from './tone';

interface Props {
    readonly alert: AlertProps;
    readonly post: Post;
    /** Mattermost renders nothing below us, so we have to render output and buttons. */
    readonly alone: boolean;
    readonly dense: boolean;
}

export const AlertCard = ({alert, post, alone, dense}: Props) => {
    const {formatMessage} = useIntl();
    const {host, service, state} = alert;
    const tone = toneOf(alert);
    const label = service
        ? formatMessage({id: 'openitcockpit.label.service'}, {state, host: host.name, service: service.name})
        : formatMessage({id: 'openitcockpit.label.host'}, {state, host: host.name});
    return (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form controls; this groups parts of an alert
        <div
            role="group"
            aria-label={label}
            className={`oitc oitc-state--${state.toLowerCase()} oitc--${tone}${dense ? ' oitc--dense' : ''}`}
        >
            <AlertHeading alert={alert} />
            {tone !== 'over' && <AlertMarks alert={alert} />}
            <Consequences consequences={alert.consequences} />
            {tone !== 'over' && alone && <Output text={alert.output} />}
            <AlertStatus alert={alert} message={post.message} />
            {tone === 'over' && <AlertDetails alert={alert} withoutOutput={!alone} />}
            {alone && <ActionBar post={post} />}
        </div>
    );
};
