import pMap from 'p-map';
import {HOST_STATES, isProblemState, SERVICE_STATES, type State} from '#contract';
import type {ListedProblem} from '../app/catch_up/readings_port';
import {alertKey} from '../domain/alert/alert_key';
import type {Call, TimedAnswer} from './call';
import type {Dating} from './dated_readings';
import type {Freshest} from './freshness';
import type {Kind} from './readings';
import {type Filter, LIST_SIZE, type ListedReading, listCall, listed} from './status_lists';

interface Finder {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
}

interface Page {
    readonly kind: Kind;
    readonly page: number;
}

const KINDS = ['host', 'service'] as const;
const TABLE = {host: 'Hoststatus', service: 'Servicestatus'} as const;
/** Leaves one of the three slots to people who are waiting. */
const AT_ONCE = 2;
/** 20 000 objects of a kind: a list that ignores its filter must not be read for ever. */
const MOST_PAGES = 100;

/** All pages of the two lists, first the first ones, which tell how many there are. Rows are checked again. */
export const openProblems = async ({ask, dating}: Finder): Promise<ReadonlyMap<string, ListedProblem>> => {
    const found = new Map<string, ListedProblem>();
    const freshest = await dating.freshestOf(KINDS);
    const readPage = async ({kind, page}: Page): Promise<readonly Page[]> => {
        const call = listCall(kind, 'find_open_problems', filterOf(kind), LIST_SIZE, page);
        const answer = await ask(call);
        const {objects, pages} = listed(kind, call.path, answer.json);
        for (const problem of await problemsIn(objects, dating, {answer, freshest})) {
            found.set(alertKey(problem.target), problem);
        }
        return pagesAfter(kind, Math.min(pages, MOST_PAGES));
    };
    const firsts = KINDS.map((kind) => ({kind, page: 1}));
    const others = await pMap(firsts, readPage, {concurrency: AT_ONCE});
    await pMap(others.flat(), readPage, {concurrency: AT_ONCE});
    return found;
};

const pagesAfter = (kind: Kind, pages: number): readonly Page[] =>
    Array.from({length: Math.max(0, pages - 1)}, (_, at) => ({kind, page: at + 2}));

const problemStates = (kind: Kind): State[] =>
    (kind === 'host' ? HOST_STATES : SERVICE_STATES).filter((state) => isProblemState(state));

const filterOf = (kind: Kind): Filter => ({
    [`${TABLE[kind]}.current_state`]: problemStates(kind).map((state) => state.toLowerCase()),
    [`${TABLE[kind]}.problem_has_been_acknowledged`]: '0',
    [`${TABLE[kind]}.scheduled_downtime_depth`]: '0',
    [`${TABLE[kind]}.notifications_enabled`]: '1',
});

const problemsIn = async (
    rows: readonly ListedReading[],
    dating: Dating,
    {answer, freshest}: {readonly answer: TimedAnswer; readonly freshest: Freshest},
): Promise<readonly ListedProblem[]> => {
    const wanted = rows.filter(
        ({status, facts}) =>
            facts.isHard && facts.notifies && facts.isHostUp && !status.acknowledged && !status.inDowntime,
    );
    const dated = await dating.date(wanted, answer, freshest);
    return dated.flatMap(({stateFor: _, tells: _tells, state, ...status}) =>
        state !== undefined && isProblemState(state) ? [{...status, state}] : [],
    );
};
