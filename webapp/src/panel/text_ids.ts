import type {RowAction} from './press_row';
import type {Age, Grouping, Tab} from './rows';

export const TAB_TEXT: Readonly<Record<Tab, string>> = {
    unhandled: 'openitcockpit.list.tab_unhandled',
    acknowledged: 'openitcockpit.list.tab_acknowledged',
    downtimes: 'openitcockpit.list.tab_downtimes',
    mine: 'openitcockpit.list.tab_mine',
};

export const NOTHING_TEXT: Readonly<Record<Tab, string>> = {
    unhandled: 'openitcockpit.list.no_unhandled',
    acknowledged: 'openitcockpit.list.no_acknowledged',
    downtimes: 'openitcockpit.list.no_downtimes',
    mine: 'openitcockpit.list.no_mine',
};

export const GROUPING_TEXT: Readonly<Record<Grouping, string>> = {
    host: 'openitcockpit.list.by_host',
    severity: 'openitcockpit.list.by_severity',
    age: 'openitcockpit.list.by_age',
};

export const AGE_TEXT: Readonly<Record<Age, string>> = {
    hour: 'openitcockpit.list.age_hour',
    day: 'openitcockpit.list.age_day',
    week: 'openitcockpit.list.age_week',
    older: 'openitcockpit.list.age_older',
    unknown: 'openitcockpit.list.age_unknown',
};

export const DO_TEXT: Readonly<Record<RowAction, string>> = {
    acknowledge: 'openitcockpit.list.do_acknowledge',
    downtime: 'openitcockpit.list.do_downtime',
    recheck: 'openitcockpit.list.do_recheck',
};

/** What each key does, as `?` shows it. */
export const KEY_TEXT: readonly (readonly [string, string])[] = [
    ['j k', 'openitcockpit.list.key_move'],
    ['x', 'openitcockpit.list.key_select'],
    ['a', 'openitcockpit.list.do_acknowledge'],
    ['d', 'openitcockpit.list.do_downtime'],
    ['r', 'openitcockpit.list.do_recheck'],
    ['Enter', 'openitcockpit.list.key_details'],
    ['/', 'openitcockpit.list.key_filter'],
    ['Esc', 'openitcockpit.list.key_back'],
    ['?', 'openitcockpit.list.key_help'],
];
