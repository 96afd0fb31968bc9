import React, {type RefObject} from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import type {PanelCounts} from '#contract';
import {MOST_TYPED, type View} from './memory';
import {GROUPINGS, type Grouping, TABS} from './rows';
import {GROUPING_TEXT, TAB_TEXT} from './text_ids';

interface Props {
    readonly view: View;
    readonly counts: PanelCounts | undefined;
    readonly filter: RefObject<HTMLInputElement>;
    readonly onChange: (changed: Partial<View>) => void;
    readonly onHelp: () => void;
}

export const Toolbar = ({view, counts, filter, onChange, onHelp}: Props) => {
    const {formatMessage, formatNumber} = useIntl();
    return (
        <div className="oitc-list-tools">
            <fieldset className="oitc-list-tabs">
                <legend className="oitc-unseen">
                    <FormattedMessage id="openitcockpit.list.tabs" />
                </legend>
                {TABS.map((tab) => (
                    <button
                        key={tab}
                        type="button"
                        aria-pressed={view.tab === tab}
                        className="oitc-list-tab"
                        onClick={() => onChange({tab})}
                    >
                        <FormattedMessage id={TAB_TEXT[tab]} />
                        {counts && <span className="oitc-list-count">{formatNumber(counts[tab])}</span>}
                    </button>
                ))}
            </fieldset>
            <div className="oitc-list-narrow">
                <input
                    ref={filter}
                    type="search"
                    className="oitc-list-filter"
                    maxLength={MOST_TYPED}
                    value={view.typed}
                    placeholder={formatMessage({id: 'openitcockpit.list.filter'})}
                    aria-label={formatMessage({id: 'openitcockpit.list.filter'})}
                    onChange={({target}) => onChange({typed: target.value})}
                />
                <select
                    value={view.by}
                    className="oitc-list-filter"
                    aria-label={formatMessage({id: 'openitcockpit.list.by'})}
                    onChange={({target}) => onChange({by: target.value as Grouping})}
                >
                    {GROUPINGS.map((by) => (
                        <option key={by} value={by}>
                            {formatMessage({id: GROUPING_TEXT[by]})}
                        </option>
                    ))}
                </select>
                <button
                    type="button"
                    className="oitc-button oitc-button--icon"
                    aria-label={formatMessage({id: 'openitcockpit.list.key_help'})}
                    onClick={onHelp}
                >
                    ?
                </button>
            </div>
        </div>
    );
};
