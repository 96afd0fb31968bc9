import {useState} from 'react';
import {siteUrl} from '../client';
import {GROUPINGS, type Grouping, TABS, type Tab} from './rows';

export interface View {
    readonly tab: Tab;
    readonly by: Grouping;
    readonly typed: string;
}

const FIRST: View = {tab: 'unhandled', by: 'host', typed: ''};

export const MOST_TYPED = 200;

/** Several Mattermosts may share a browser, and several paths an origin. */
const keyOf = (): string => `openitcockpit/panel/${siteUrl()}`;

const viewIn = (text: string | null): View => {
    const {tab, by, typed} = JSON.parse(text ?? '{}') as Partial<Record<keyof View, unknown>>;
    return {
        tab: TABS.find((one) => one === tab) ?? FIRST.tab,
        by: GROUPINGS.find((one) => one === by) ?? FIRST.by,
        typed: typeof typed === 'string' ? typed.slice(0, MOST_TYPED) : '',
    };
};

const recall = (): View => {
    try {
        return viewIn(window.localStorage.getItem(keyOf()));
    } catch {
        return FIRST;
    }
};

/** Tab, grouping and filter, which this browser remembers if it may. */
export const useView = (): readonly [View, (changed: Partial<View>) => void] => {
    const [view, setView] = useState(recall);
    const change = (changed: Partial<View>): void => {
        const next = {...view, ...changed};
        setView(next);
        try {
            window.localStorage.setItem(keyOf(), JSON.stringify(next));
        } catch {
            // Not allowed, or full.
        }
    };
    return [view, change];
};
