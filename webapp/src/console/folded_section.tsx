import React, {type ComponentType} from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';
import type {AdminSectionProps} from '../types/registry';
import {changedIn} from './changed_settings';

/** The folded sections of plugin.json, in its order, by their keys, which are their titles (Mattermost 11.1 passes none), with what each is for. */
export const FOLDED_SECTIONS = {
    Network: 'openitcockpit.section.network',
    Alerts: 'openitcockpit.section.alerts',
    Acknowledging: 'openitcockpit.section.acknowledging',
    Posts: 'openitcockpit.section.posts',
    Watch: 'openitcockpit.section.watch',
    'Other ways': 'openitcockpit.section.notifications',
    'Secrets and log': 'openitcockpit.section.advanced',
} as const;

type SectionKey = keyof typeof FOLDED_SECTIONS;

/**
 * System Console: a section that is folded until it is needed. Mattermost keeps the values of all settings itself, so
 * what is folded is saved like everything else. The title is a name, by which the documentation calls it.
 */
export const foldedSection =
    (of: SectionKey): ComponentType<AdminSectionProps> =>
    (props) => <FoldedSection {...props} of={of} />;

const FoldedSection = ({of, settingsList}: AdminSectionProps & {readonly of: SectionKey}) => {
    const changed = useSelector((state: object) => changedIn(state, of));
    return (
        <>
            {of === 'Network' && (
                <h3 className="oitc oitc-advanced">
                    <FormattedMessage id="openitcockpit.section.all" />
                </h3>
            )}
            <details className="oitc oitc-section">
                <summary>
                    <strong>{of}</strong>
                    {changed > 0 && (
                        <span className="oitc-mark">
                            <FormattedMessage id="openitcockpit.section.changed" values={{count: changed}} />
                        </span>
                    )}
                    <span className="oitc-hint">
                        <FormattedMessage id={FOLDED_SECTIONS[of]} />
                    </span>
                </summary>
                <div className="section-body">{settingsList}</div>
            </details>
        </>
    );
};
