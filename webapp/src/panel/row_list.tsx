import {useVirtualizer} from '@tanstack/react-virtual';
import React, {type CSSProperties, useEffect, useRef} from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {RowLine} from './row_line';
import type {Age, Group, Item, Tab} from './rows';
import {AGE_TEXT, TAB_TEXT} from './text_ids';

const GROUP_PX = 32;
const ROW_PX = 48;
/** Drawn beyond what is seen, so that scrolling shows no gaps. */
const MORE = 8;

interface Props {
    readonly items: readonly Item[];
    readonly count: number;
    readonly tab: Tab;
    readonly currentKey: string | undefined;
    readonly selected: ReadonlySet<string>;
    readonly nowSeconds: number;
    readonly onCurrent: (key: string) => void;
    readonly onSelect: (keys: readonly string[]) => void;
}

const GroupName = ({group: {by, id, name, otherNames}}: {readonly group: Group}) =>
    by === 'age' ? (
        <FormattedMessage id={AGE_TEXT[id as Age]} />
    ) : (
        <>
            <strong>{name}</strong>
            {otherNames.length > 0 && (
                <span className="oitc-list-renamed">
                    {' '}
                    <FormattedMessage id="openitcockpit.list.renamed" values={{names: otherNames.join(', ')}} />
                </span>
            )}
        </>
    );

const GroupLine = ({group, onSelect}: Pick<Props, 'onSelect'> & {readonly group: Group}) => (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for pointers; each row can be selected by keys
    <div className="oitc-list-group" role="presentation" onClick={() => onSelect(group.rows.map(({key}) => key))}>
        <span className="oitc-list-group-name">
            <GroupName group={group} />
        </span>
        <span className="oitc-list-age">{group.rows.length}</span>
    </div>
);

const optionId = (key: string): string => `oitc-row-${key}`;

interface OptionProps extends Pick<Props, 'count' | 'tab' | 'nowSeconds' | 'onCurrent' | 'onSelect'> {
    readonly item: Extract<Item, {readonly kind: 'row'}>;
    readonly isCurrent: boolean;
    readonly isSelected: boolean;
    readonly style: CSSProperties;
}

const Option = (props: OptionProps) => {
    const {item, count, tab, isCurrent, isSelected, nowSeconds, style, onCurrent, onSelect} = props;
    const {row, group, at} = item;
    return (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
        <div
            id={optionId(row.key)}
            role="option"
            tabIndex={-1}
            aria-selected={isSelected}
            aria-setsize={count}
            aria-posinset={at + 1}
            className={`oitc-list-row${isCurrent ? ' oitc-list-row--current' : ''}`}
            style={style}
            onClick={() => onCurrent(row.key)}
        >
            <span
                className="oitc-list-box"
                aria-hidden="true"
                onClick={(event) => {
                    event.stopPropagation();
                    onSelect([row.key]);
                }}
            >
                {isSelected ? '☑' : '☐'}
            </span>
            <RowLine row={row} tab={tab} isUnderHost={group.by === 'host'} nowSeconds={nowSeconds} />
        </div>
    );
};

/** One line in its place: a group's name, or a row. */
const Line = ({item, style, ...props}: Props & {readonly item: Item; readonly style: CSSProperties}) =>
    item.kind === 'group' ? (
        <div role="presentation" style={style}>
            <GroupLine group={item.group} onSelect={props.onSelect} />
        </div>
    ) : (
        <Option
            {...props}
            item={item}
            style={style}
            isCurrent={item.row.key === props.currentKey}
            isSelected={props.selected.has(item.row.key)}
        />
    );

/** Lays out what is in sight, and keeps the current row there. */
const useLines = (items: readonly Item[], currentKey: string | undefined) => {
    const frame = useRef<HTMLDivElement>(null);
    const lines = useVirtualizer({
        count: items.length,
        getScrollElement: () => frame.current,
        estimateSize: (at) => (items[at]?.kind === 'group' ? GROUP_PX : ROW_PX),
        getItemKey: (at) => {
            const item = items[at];
            return item === undefined ? at : item.kind === 'row' ? item.row.key : `group ${item.group.id}`;
        },
        overscan: MORE,
    });
    const currentAt = items.findIndex((item) => item.kind === 'row' && item.row.key === currentKey);
    // biome-ignore lint/correctness/useExhaustiveDependencies: only when another row becomes the current one
    useEffect(() => {
        if (currentAt !== -1) {
            lines.scrollToIndex(currentAt);
        }
    }, [currentKey]);
    const drawn = lines.getVirtualItems();
    const isDrawn = drawn.some(({index}) => index === currentAt);
    return {frame, drawn, height: lines.getTotalSize(), drawnKey: isDrawn ? currentKey : undefined};
};

/** The list, of which only what is in sight is drawn. It has the focus; the row that keys act on is its active descendant. */
export const RowList = (props: Props) => {
    const {items, tab, currentKey} = props;
    const {formatMessage} = useIntl();
    const {frame, drawn, height, drawnKey} = useLines(items, currentKey);
    return (
        <div
            ref={frame}
            className="oitc-list"
            role="listbox"
            tabIndex={0}
            aria-multiselectable="true"
            aria-label={formatMessage({id: TAB_TEXT[tab]})}
            aria-activedescendant={drawnKey === undefined ? undefined : optionId(drawnKey)}
            style={{flexBasis: height}}
        >
            <div role="presentation" style={{height, position: 'relative'}}>
                {drawn.map(({key, index, start, size}) => {
                    const item = items[index];
                    const style = {position: 'absolute', top: start, height: size, left: 0, right: 0} as const;
                    return item && <Line key={key} {...props} item={item} style={style} />;
                })}
            </div>
        </div>
    );
};
