import {type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState} from 'react';
import {useSelector, useStore} from 'react-redux';
import type {PanelOutcome, PanelRow} from '#contract';
import {type HostState, type HostStore, panelState} from '../state';
import {useView, type View} from './memory';
import {pressRow, type RowAction} from './press_row';
import {groupsOf, type Item, itemsOf, tabOf} from './rows';
import type {KeyTargets} from './use_keys';
import {useOutcome} from './use_outcome';
import {type Rows, useRows} from './use_rows';

interface Opened {
    /** What is open over the list, or below it. */
    readonly what: 'form' | 'details' | 'help' | undefined;
    readonly action?: RowAction;
}

const CLOSED: Opened = {what: undefined};

/** All rows that a person may see; undefined until they are loaded. */
type Known = ReadonlyMap<string, PanelRow> | undefined;

/** The lines of the list; while somebody types, the list may lag behind the keys. */
const useItems = (rows: Known, {tab, by, typed}: View, nowSeconds: number) => {
    const late = useDeferredValue(typed);
    return useMemo(
        () => itemsOf(groupsOf(rows?.values() ?? [], {tab, by, typed: late, nowSeconds})),
        [rows, tab, by, late, nowSeconds],
    );
};

/** Seconds of this minute's beginning: ages change once a minute, with or without news. */
const useNow = (): number => {
    const [now, setNow] = useState(Date.now);
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), 60_000);
        return () => clearInterval(timer);
    }, []);
    return Math.floor(now / 1000);
};

/** All that the panel shows and does. */
export interface PanelModel {
    readonly rows: Rows;
    readonly view: View;
    readonly changeView: (changed: Partial<View>) => void;
    readonly items: readonly Item[];
    readonly count: number;
    readonly nowSeconds: number;
    /** The row that keys act on. */
    readonly current: PanelRow | undefined;
    readonly selected: ReadonlySet<string>;
    /** Those of the selected that are still there. */
    readonly chosen: readonly string[];
    /** What an action concerns: the chosen ones, or else the current one. */
    readonly targets: readonly string[];
    readonly opened: Opened;
    readonly outcome: PanelOutcome | undefined;
    readonly isMissing: boolean;
    readonly filter: RefObject<HTMLInputElement>;
    readonly keys: KeyTargets;
    readonly act: (action: RowAction) => void;
    readonly show: (key: string) => void;
    readonly close: () => void;
    readonly toggle: (keys: readonly string[]) => void;
    readonly selectAll: () => void;
    readonly selectNone: () => void;
    readonly done: (outcome: PanelOutcome | undefined) => void;
    readonly forgetOutcome: () => void;
}

type Chosen = Pick<PanelModel, 'selected' | 'toggle' | 'selectNone'> & {
    readonly select: (keys: readonly string[]) => void;
};

const useSelection = (): Chosen => {
    const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
    return {
        selected,
        select: (keys) => setSelected(new Set(keys)),
        selectNone: () => setSelected(new Set()),
        toggle: (keys) => {
            const isAll = keys.every((key) => selected.has(key));
            const others = [...selected].filter((key) => !keys.includes(key));
            setSelected(new Set(isAll ? others : [...selected, ...keys]));
        },
    };
};

const keysIn = (items: readonly Item[]): string[] =>
    items.flatMap((item) => (item.kind === 'row' ? [item.row.key] : []));

interface KeyParts extends Pick<PanelModel, 'current' | 'toggle' | 'selectNone' | 'act' | 'opened' | 'filter'> {
    readonly keys: readonly string[];
    readonly setCurrent: (key: string | undefined) => void;
    readonly open: (opened: Opened) => void;
}

const keyTargetsOf = (parts: KeyParts): KeyTargets => {
    const {keys, current, setCurrent, toggle, selectNone, act, opened, open, filter} = parts;
    return {
        move: (by) => {
            const at = current === undefined ? -1 : keys.indexOf(current.key);
            setCurrent(keys[Math.min(keys.length - 1, Math.max(0, at === -1 ? 0 : at + by))]);
        },
        select: () => current && toggle([current.key]),
        acknowledge: () => act('acknowledge'),
        downtime: () => act('downtime'),
        recheck: () => act('recheck'),
        details: () => open(opened.what === 'details' ? CLOSED : {what: 'details'}),
        filter: () => filter.current?.focus(),
        back: () => (opened.what === undefined ? selectNone() : open(CLOSED)),
        help: () => open({what: 'help'}),
    };
};

/** The chosen rows that are still there; the current one if none is. */
const targetsOf = (known: Known, selected: ReadonlySet<string>, current: PanelRow | undefined) => {
    const chosen = [...selected].filter((key) => known?.has(key));
    return {chosen, targets: chosen.length > 0 ? chosen : current ? [current.key] : []};
};

/** A single row may have a dialog of its own, or need none; for all others the form asks. */
const useAct = (known: Known, targets: readonly string[], open: (opened: Opened) => void) => {
    const store = useStore<HostState>() as HostStore;
    return (action: RowAction): void => {
        const [first = ''] = targets;
        const only = targets.length === 1 ? known?.get(first) : undefined;
        if (targets.length > 0 && !(only && pressRow(store, only, action))) {
            open({what: 'form', action});
        }
    };
};

/** What is listed, and the keys of its rows in their order. */
const useListed = (known: Known, view: View) => {
    const nowSeconds = useNow();
    const items = useItems(known, view, nowSeconds);
    const keys = useMemo(() => keysIn(items), [items]);
    return {nowSeconds, items, keys};
};

export const usePanel = (): PanelModel => {
    const rows = useRows();
    const known = rows.loaded?.rows;
    const [view, changeView] = useView();
    const {nowSeconds, items, keys} = useListed(known, view);
    const [currentKey, setCurrent] = useState<string>();
    const [opened, open] = useState<Opened>(CLOSED);
    const {selected, select, selectNone, toggle} = useSelection();
    const filter = useRef<HTMLInputElement>(null);
    const show = (key: string): void => {
        setCurrent(key);
        open({what: 'details'});
    };
    const isMissing = useWanted(known, (row) => {
        changeView({tab: tabOf(row), typed: ''});
        show(row.key);
    });
    const current = currentKey === undefined ? undefined : known?.get(currentKey);
    const {chosen, targets} = targetsOf(known, selected, current);
    const act = useAct(known, targets, open);
    const close = (): void => open(CLOSED);
    const {outcome, began, forget: forgetOutcome} = useOutcome(select);
    return {
        outcome,
        forgetOutcome,
        done: (made) => {
            close();
            if (made) {
                selectNone();
                began(made);
                rows.refresh();
            }
        },
        rows,
        view,
        changeView,
        items,
        count: keys.length,
        nowSeconds,
        current,
        selected,
        chosen,
        targets,
        opened,
        isMissing,
        filter,
        keys: keyTargetsOf({keys, current, setCurrent, toggle, selectNone, act, opened, open, filter}),
        act,
        show,
        close,
        toggle,
        selectAll: () => select(keys),
        selectNone,
    };
};

/** Somebody chose *Show in panel* in the menu of a post. @returns whether it is not in the panel */
const useWanted = (rows: Known, show: (row: PanelRow) => void): boolean => {
    const {wanted} = useSelector(panelState);
    const done = useRef(0);
    const [isMissing, setMissing] = useState(false);
    useEffect(() => {
        if (rows && wanted && wanted.asked !== done.current) {
            done.current = wanted.asked;
            const row = [...rows.values()].find(({posts}) => posts.some(({post_id: id}) => id === wanted.postId));
            setMissing(row === undefined);
            if (row) {
                show(row);
            }
        }
    });
    return isMissing;
};
