import React from 'react';
import {FormattedMessage} from 'react-intl';
import {PLUGIN_ID} from '#contract';
import type {AdminSettingProps} from '../types/registry';
import {neededRights, needsWriteAccess} from './needed_rights';

/**
 * System Console: the API key, with the rights that its user needs for what is switched on. In plugin.json this is a text
 * like any other, with a help text that names them all; Mattermost shows that one while the plugin is off.
 */
export const ApiKey = ({id, label, value, disabled = false, setByEnv = false, config, onChange}: AdminSettingProps) => {
    const saved = config?.PluginSettings?.Plugins?.[PLUGIN_ID] ?? {};
    return (
        <div className="form-group" data-testid={id}>
            <label className="control-label col-sm-4" htmlFor={id}>
                {label}
            </label>
            <div className="col-sm-8">
                <input
                    id={id}
                    type="text"
                    className="form-control"
                    value={typeof value === 'string' ? value : ''}
                    disabled={disabled || setByEnv}
                    autoComplete="off"
                    aria-describedby={`${id}-rights`}
                    onChange={(event) => onChange?.(id, event.target.value)}
                />
                <div id={`${id}-rights`} className="help-text oitc-rights">
                    {setByEnv && (
                        <p>
                            <FormattedMessage id="openitcockpit.rights.by_environment" />
                        </p>
                    )}
                    <FormattedMessage id="openitcockpit.rights.create" />
                    <ul>
                        {neededRights(saved).map(({purpose, rights}) => (
                            <li key={purpose}>
                                {rights.map((right) => (
                                    <React.Fragment key={right}>
                                        <code>{right}</code>{' '}
                                    </React.Fragment>
                                ))}
                                <FormattedMessage id={purpose} />
                            </li>
                        ))}
                        {needsWriteAccess(saved) && (
                            <li>
                                <FormattedMessage id="openitcockpit.rights.containers" />
                            </li>
                        )}
                    </ul>
                </div>
            </div>
        </div>
    );
};
