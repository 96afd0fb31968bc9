import {HOST_STATES, isProblemState, SERVICE_STATES, type State} from '#contract';

/** What somebody wants to see of the unhandled problems. */
export interface ProblemFilter {
    /** Parts of names; all must match. */
    readonly words: readonly string[];
    readonly states: readonly State[];
    /** From 1. */
    readonly page: number;
}

const MOST_WORDS = 6;
const LONGEST_WORD = 255;

const GERMAN: ReadonlyMap<string, State> = new Map([
    ['warnung', 'WARNING'],
    ['kritisch', 'CRITICAL'],
    ['unbekannt', 'UNKNOWN'],
    ['unerreichbar', 'UNREACHABLE'],
]);

/** Reads `web critical page 2`: states and the page are recognised by their words, everything else is part of a name. */
export const parseProblemFilter = (typed: string): ProblemFilter => {
    const {rest, page} = withoutPage(typed);
    const tokens = rest.split(' ').filter((token) => token !== '');
    const states = tokens.map(stateOf);
    return {
        words: tokens
            .filter((_, at) => states[at] === undefined)
            .slice(0, MOST_WORDS)
            .map((word) => word.slice(0, LONGEST_WORD)),
        states: [...new Set(states.filter((state) => state !== undefined))],
        page,
    };
};

const withoutPage = (typed: string): {rest: string; page: number} => {
    const found = /(?:^| )(?:page|seite) (\d{1,4})(?= |$)/i.exec(typed);
    return found ? {rest: typed.replace(found[0], ''), page: Math.max(1, Number(found[1]))} : {rest: typed, page: 1};
};

const stateOf = (token: string): State | undefined => {
    const known: readonly State[] = [...HOST_STATES, ...SERVICE_STATES];
    const state = known.find((one) => one === token.toUpperCase()) ?? GERMAN.get(token.toLowerCase());
    return state && isProblemState(state) ? state : undefined;
};

/** Reads `Ping on web01`, also in German. Names may contain these words, so the last one counts. */
export const parseServiceName = (typed: string): {service: string; host: string} => {
    const last = [...typed.matchAll(/ (?:on|auf)(?= .)/gi)].at(-1);
    return last && last.index > 0
        ? {service: typed.slice(0, last.index), host: typed.slice(last.index + last[0].length + 1)}
        : {service: typed, host: ''};
};
