import React, {useId} from 'react';
import {FormattedMessage} from 'react-intl';
import {PLUGIN_ID} from '#contract';
import {ConfirmedButton} from '../post/confirmed_button';
import {Spinner} from '../post/spinner';
import type {AdminSettingProps} from '../types/registry';
import {useWebhook, type WebhookFailure} from './use_webhook';

const FAILURES: Readonly<Record<WebhookFailure, string>> = {
    unreachable: 'openitcockpit.failure.unreachable',
    forbidden: 'openitcockpit.webhook.forbidden',
    disabled: 'openitcockpit.webhook.disabled',
    no_channel: 'openitcockpit.webhook.no_channel',
    refused: 'openitcockpit.webhook.refused',
};

/** The saved default channel. */
const savedChannel = ({config}: AdminSettingProps): string => {
    const value = config?.PluginSettings?.Plugins?.[PLUGIN_ID]?.defaultchannel;
    return typeof value === 'string' ? value.trim().replace(/^[~#]/, '') : '';
};

/**
 * System Console: creates, shows and deletes the incoming webhook, with the permissions of the current user. No element
 * has the setting's id, or Mattermost's label would become its name.
 */
export const IncomingWebhook = (props: AdminSettingProps) => {
    const {disabled = false} = props;
    const {found, working, failure, look, create, remove} = useWebhook();
    const channel = savedChannel(props);
    return (
        <div className="oitc oitc-webhook">
            {found && <WebhookAddress url={found.url} />}
            {found && (
                <ConfirmedButton
                    label="openitcockpit.webhook.delete"
                    question={<FormattedMessage id="openitcockpit.webhook.delete_question" />}
                    confirm="openitcockpit.webhook.delete_now"
                    disabled={disabled || working}
                    onConfirm={() => void remove(found)}
                />
            )}
            {!found && !working && failure === undefined && (
                <p>
                    <FormattedMessage id="openitcockpit.webhook.none" />
                    {channel === '' && (
                        <>
                            {' '}
                            <FormattedMessage id="openitcockpit.webhook.no_default" />
                        </>
                    )}
                </p>
            )}
            {!found && (
                <ConfirmedButton
                    label="openitcockpit.webhook.create"
                    question={<FormattedMessage id="openitcockpit.webhook.create_question" values={{channel}} />}
                    confirm="openitcockpit.webhook.create_now"
                    disabled={disabled || working || channel === '' || failure === 'disabled'}
                    onConfirm={() => void create(channel)}
                />
            )}
            <div aria-live="polite">
                {working && (
                    <p>
                        <Spinner /> <FormattedMessage id="openitcockpit.webhook.working" />
                    </p>
                )}
                {failure && (
                    <p className="oitc-failure">
                        <FormattedMessage id={FAILURES[failure]} values={{channel}} />{' '}
                        <button type="button" className="btn btn-link" onClick={() => void look()}>
                            <FormattedMessage id="openitcockpit.webhook.retry" />
                        </button>
                    </p>
                )}
            </div>
        </div>
    );
};

const WebhookAddress = ({url}: {readonly url: string}) => {
    const [inputId, hintId] = [useId(), useId()];
    return (
        <>
            <label htmlFor={inputId}>
                <FormattedMessage id="openitcockpit.webhook.address" />
            </label>
            <input
                id={inputId}
                type="text"
                className="form-control"
                readOnly={true}
                value={url}
                aria-describedby={hintId}
                onFocus={({target}) => target.select()}
            />
            <p id={hintId} className="oitc-hint">
                <FormattedMessage id="openitcockpit.webhook.where" />
            </p>
        </>
    );
};
