import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {RowAction} from './press_row';
import {DO_TEXT} from './text_ids';

interface Props {
    readonly count: number;
    readonly onAct: (action: RowAction) => void;
    readonly onAll: () => void;
    readonly onNone: () => void;
}

/** What can be done with the selected ones. */
export const Selection = ({count, onAct, onAll, onNone}: Props) =>
    count === 0 ? null : (
        <div className="oitc-list-selection">
            <span role="status">
                <FormattedMessage id="openitcockpit.list.selected" values={{count}} />
            </span>
            {(['acknowledge', 'downtime', 'recheck'] as const).map((action) => (
                <button key={action} type="button" className="oitc-button" onClick={() => onAct(action)}>
                    <FormattedMessage id={DO_TEXT[action]} />
                </button>
            ))}
            <button type="button" className="oitc-fold" onClick={onAll}>
                <FormattedMessage id="openitcockpit.list.select_all" />
            </button>
            <button type="button" className="oitc-fold" onClick={onNone}>
                <FormattedMessage id="openitcockpit.list.select_none" />
            </button>
        </div>
    );
