import {isHandled, type PanelRow, rankOf} from '#contract';

export const TABS = ['unhandled', 'acknowledged', 'downtimes', 'mine'] as const;
export type Tab = (typeof TABS)[number];

export const GROUPINGS = ['host', 'severity', 'age'] as const;
export type Grouping = (typeof GROUPINGS)[number];

const IS_IN: Readonly<Record<Tab, (row: PanelRow) => boolean>> = {
    unhandled: ({look, in_downtime: inDowntime = false}) => !isHandled(look, inDowntime),
    acknowledged: ({look}) => look === 'acknowledged',
    downtimes: ({in_downtime: inDowntime, downtime}) => inDowntime === true || downtime !== undefined,
    mine: ({mine}) => mine === true,
};

const isInTab = (tab: Tab, row: PanelRow): boolean => IS_IN[tab](row);

/** The tab in which a row is to be found. */
export const tabOf = (row: PanelRow): Tab => TABS.find((tab) => isInTab(tab, row)) ?? 'unhandled';

const textOf = ({host, service = '', state, output, acknowledgement, downtime}: PanelRow): string =>
    [host, service, state, output, acknowledgement?.author, acknowledgement?.comment, downtime?.author]
        .join('\n')
        .toLowerCase();

/** All words have to occur, as they were typed: nothing in them has a meaning of its own. */
const filterOf = (typed: string): ((row: PanelRow) => boolean) => {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length === 0
        ? () => true
        : (row) => {
              const text = textOf(row);
              return words.every((word) => text.includes(word));
          };
};

const sinceOf = ({since = Number.POSITIVE_INFINITY}: PanelRow): number => since;

const oldestFirst = (a: PanelRow, b: PanelRow): number => sinceOf(a) - sinceOf(b) || (a.key < b.key ? -1 : 1);

const worstFirst = (a: PanelRow, b: PanelRow): number => rankOf(a.state) - rankOf(b.state) || oldestFirst(a, b);

/** In each tab what has waited longest, or is worst, comes first. */
const ORDER: Readonly<Record<Tab, (a: PanelRow, b: PanelRow) => number>> = {
    unhandled: worstFirst,
    acknowledged: (a, b) => (a.acknowledgement?.at ?? 0) - (b.acknowledgement?.at ?? 0) || oldestFirst(a, b),
    downtimes: (a, b) => (a.downtime?.until ?? 0) - (b.downtime?.until ?? 0) || worstFirst(a, b),
    mine: worstFirst,
};

const AGES = ['hour', 'day', 'week', 'older', 'unknown'] as const;
export type Age = (typeof AGES)[number];

const HOUR = 3600;

const ageOf = ({since}: PanelRow, nowSeconds: number): Age => {
    if (since === undefined) {
        return 'unknown';
    }
    const seconds = nowSeconds - since;
    return seconds < HOUR ? 'hour' : seconds < 24 * HOUR ? 'day' : seconds < 168 * HOUR ? 'week' : 'older';
};

export interface Group {
    readonly id: string;
    readonly by: Grouping;
    /** A host's name, a state, or an age. */
    readonly name: string;
    /** Further names that rows of this host still have: it was renamed. */
    readonly otherNames: readonly string[];
    readonly rows: readonly PanelRow[];
}

const idOf = (by: Grouping, row: PanelRow, nowSeconds: number): string =>
    by === 'host' ? row.host_uuid : by === 'severity' ? row.state : ageOf(row, nowSeconds);

const namesOf = (rows: readonly PanelRow[]): readonly string[] => [
    ...new Set([...rows].sort((a, b) => (b.named_at ?? 0) - (a.named_at ?? 0)).map(({host}) => host)),
];

/** The rows of a tab that match, in groups. Groups come in the order of their first rows. */
export const groupsOf = (
    rows: Iterable<PanelRow>,
    {tab, by, typed, nowSeconds}: {tab: Tab; by: Grouping; typed: string; nowSeconds: number},
): readonly Group[] => {
    const fits = filterOf(typed);
    const shown = [...rows].filter((row) => isInTab(tab, row) && fits(row)).sort(ORDER[tab]);
    const groups = new Map<string, PanelRow[]>();
    for (const row of shown) {
        const id = idOf(by, row, nowSeconds);
        const group = groups.get(id);
        if (group) {
            group.push(row);
        } else {
            groups.set(id, [row]);
        }
    }
    const made = [...groups].map(([id, members]): Group => {
        const [name = '', ...otherNames] = by === 'host' ? namesOf(members) : [id];
        return {id, by, name, otherNames, rows: members};
    });
    return by === 'age' ? made.sort((a, b) => AGES.indexOf(a.id as Age) - AGES.indexOf(b.id as Age)) : made;
};

/** One line of the list. `at` is its place among the rows. */
export type Item =
    | {readonly kind: 'group'; readonly group: Group}
    | {readonly kind: 'row'; readonly row: PanelRow; readonly group: Group; readonly at: number};

export const itemsOf = (groups: readonly Group[]): readonly Item[] => {
    let at = 0;
    return groups.flatMap((group): Item[] => [
        {kind: 'group', group},
        ...group.rows.map((row): Item => {
            at += 1;
            return {kind: 'row', row, group, at: at - 1};
        }),
    ]);
};
