import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';
import {panelState} from '../state';

const MOST = 999;

/**
 * What stands in the app bar, or in the channel header where there is none: how many problems nobody takes care of.
 * Without a span: Mattermost's app bar makes a white disc of every one in it.
 */
export const PanelButton = () => {
    const {unhandled = 0, urgent = 0} = useSelector(panelState).counts ?? {};
    return (
        <bdi className={`oitc-panel-button${urgent > 0 ? ' oitc-panel-button--urgent' : ''}`}>
            <svg aria-hidden="true" className="oitc-icon" viewBox="0 0 16 16" width="16" height="16">
                <path d="M8 2.2a4 4 0 0 0-4 4v3L2.6 11.6h10.8L12 9.2v-3a4 4 0 0 0-4-4zM6.6 13.6h2.8" />
            </svg>
            {unhandled > 0 && (
                <b className="oitc-panel-count" aria-hidden="true">
                    {unhandled > MOST ? `${MOST}+` : unhandled}
                </b>
            )}
            <bdi className="oitc-unseen">
                <FormattedMessage id="openitcockpit.panel.button" values={{count: unhandled}} />
            </bdi>
        </bdi>
    );
};
