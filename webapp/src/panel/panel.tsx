import React from 'react';
import {FormattedMessage} from 'react-intl';
import {MoreTexts} from '../i18n/more_texts';
import {ActForm} from './act_form';
import type {View} from './memory';
import {Help, nameOfRow, OutcomeNotice, TroubleNotice} from './notices';
import {PANEL_CSS} from './panel_css';
import {panelTextsFor} from './panel_texts';
import {RowDetails} from './row_details';
import {RowList} from './row_list';
import {Selection} from './selection';
import {NOTHING_TEXT} from './text_ids';
import {Toolbar} from './toolbar';
import {onPanelKey} from './use_keys';
import {type PanelModel, usePanel} from './use_panel';

/** The panel, with its texts and styles, none of which are loaded before it is opened. */
export const Panel = () => (
    <MoreTexts textsFor={panelTextsFor}>
        <style>{PANEL_CSS}</style>
        <OpenPanel />
    </MoreTexts>
);

const OpenPanel = () => {
    const model = usePanel();
    const {rows, view, items, current, opened, targets} = model;
    const isLoading = rows.loaded === undefined && rows.trouble === undefined;
    return (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys for the whole panel, all of which buttons do as well
        <div className="oitc oitc-panel" onKeyDown={onPanelKey(model.keys)}>
            <Toolbar
                view={view}
                counts={rows.loaded?.counts}
                filter={model.filter}
                onChange={model.changeView}
                onHelp={model.keys.help}
            />
            <Notices model={model} />
            <Selection
                count={model.chosen.length}
                onAct={model.act}
                onAll={model.selectAll}
                onNone={model.selectNone}
            />
            {items.length > 0 ? (
                <RowList
                    {...model}
                    tab={view.tab}
                    currentKey={current?.key}
                    onCurrent={model.show}
                    onSelect={model.toggle}
                />
            ) : (
                <Empty isLoading={isLoading} view={view} isKnown={rows.loaded !== undefined} />
            )}
            {opened.what === 'details' && current && (
                <RowDetails row={current} onAct={model.act} onClose={model.close} />
            )}
            {opened.what === 'form' && opened.action !== undefined && (
                <ActForm action={opened.action} keys={targets} onDone={model.done} />
            )}
        </div>
    );
};

const Notices = ({model}: {readonly model: PanelModel}) => {
    const {
        rows: {loaded, trouble, refresh},
        isMissing,
        outcome,
        opened,
        close,
    } = model;
    return (
        <>
            {trouble && <TroubleNotice trouble={trouble} hasRows={loaded !== undefined} onRetry={refresh} />}
            {isMissing && (
                <p className="oitc-list-trouble" role="status">
                    <FormattedMessage id="openitcockpit.list.not_here" />
                </p>
            )}
            {loaded !== undefined && loaded.leftOut > 0 && (
                <p className="oitc-list-trouble" role="status">
                    <FormattedMessage
                        id="openitcockpit.list.left_out"
                        values={{shown: loaded.rows.size, count: loaded.leftOut}}
                    />
                </p>
            )}
            {outcome && (
                <OutcomeNotice
                    outcome={outcome}
                    nameOf={(key) => nameOfRow(loaded?.rows.get(key))}
                    onClose={model.forgetOutcome}
                />
            )}
            {opened.what === 'help' && <Help onClose={close} />}
        </>
    );
};

interface EmptyProps {
    readonly isLoading: boolean;
    readonly isKnown: boolean;
    readonly view: View;
}

const Empty = ({isLoading, isKnown, view: {tab, typed}}: EmptyProps) => (
    <p className="oitc-list-empty" role="status">
        {isLoading && <FormattedMessage id="openitcockpit.panel.loading" />}
        {isKnown &&
            (typed.trim() === '' ? (
                <FormattedMessage id={NOTHING_TEXT[tab]} />
            ) : (
                <FormattedMessage id="openitcockpit.list.none_match" values={{typed}} />
            ))}
    </p>
);
