import pMap from 'p-map';
import {HOST_STATES, isProblemState, SERVICE_STATES, type State} from '#contract';
import type {FoundObject, FoundObjects, WantedObjects, WantedProblems} from '../app/commands/search_port';
import {alertKey} from '../domain/alert/alert_key';
import type {Call, TimedAnswer} from './call';
import type {Dating} from './dated_readings';
import type {Kind} from './readings';
import {type Filter, LIST_SIZE, listCall, listed} from './status_lists';

interface Finder {
    readonly ask: (call: Call) => Promise<TimedAnswer>;
    readonly dating: Dating;
}

interface Query {
    readonly kind: Kind;
    readonly filter: Filter;
    /** Default: the first. */
    readonly page?: number;
}

/** Leaves one of the three slots to people waiting for an action. */
const AT_ONCE = 2;

const TABLE = {host: 'Hoststatus', service: 'Servicestatus'} as const;
/** A name longer than any there is finds nothing; names have at most 255 characters. */
const MAX_NAME = 255;

/**
 * Unhandled problems. A list can search either the host's name or the service's, so services are requested twice;
 * further words, and everything the lists may have ignored, are checked row by row.
 */
export const findProblems = (finder: Finder, {words, states}: WantedProblems): Promise<FoundObjects> => {
    const queries = (['host', 'service'] as const)
        .map((kind) => ({kind, wanted: problemStates(kind, states)}))
        .filter(({wanted}) => wanted.length > 0)
        .flatMap(({kind, wanted}) => {
            const unhandled = {
                [`${TABLE[kind]}.current_state`]: wanted.map((state) => state.toLowerCase()),
                [`${TABLE[kind]}.problem_has_been_acknowledged`]: '0',
                [`${TABLE[kind]}.scheduled_downtime_depth`]: '0',
            };
            return namedBy(kind, words[0]).map((name) => ({kind, filter: {...unhandled, ...name}}));
        });
    return search(
        finder,
        'find_problems',
        queries,
        (object) => isUnhandled(object, states) && words.every((word) => isNamed(object, word)),
    );
};

/** The same for a bulk action, of which every page counts. */
export const matching = (
    finder: Finder,
    {words, states, which, host}: WantedObjects,
    most: number,
): Promise<FoundObjects> => {
    // Of one host, a downtime takes in what has no problem.
    const isAll = which === 'any' && host !== '' && states.length === 0;
    const queries = (['host', 'service'] as const)
        .map((kind) => ({kind, wanted: isAll ? [] : problemStates(kind, states)}))
        .filter(({wanted}) => isAll || wanted.length > 0)
        .flatMap(({kind, wanted}) => {
            const filter = {
                ...(isAll ? {} : {[`${TABLE[kind]}.current_state`]: wanted.map((state) => state.toLowerCase())}),
                ...(which === 'unhandled' ? {[`${TABLE[kind]}.problem_has_been_acknowledged`]: '0'} : {}),
                ...(which === 'acknowledged' ? {[`${TABLE[kind]}.problem_has_been_acknowledged`]: '1'} : {}),
                ...(which === 'acknowledged' ? {} : {[`${TABLE[kind]}.scheduled_downtime_depth`]: '0'}),
            };
            const names: Filter[] = host === '' ? namedBy(kind, words[0]) : [{'Hosts.name': host.slice(0, MAX_NAME)}];
            return names.map((name) => ({kind, filter: {...filter, ...name}}));
        });
    const isWanted = (object: FoundObject): boolean =>
        object.state !== undefined &&
        (isAll || isProblemState(object.state)) &&
        (states.length === 0 || states.includes(object.state)) &&
        (which === 'any' || object.acknowledged === (which === 'acknowledged')) &&
        (which === 'acknowledged' || !object.inDowntime) &&
        (host === '' || object.hostName.toLowerCase() === host.toLowerCase()) &&
        words.every((word) => isNamed(object, word));
    return search(finder, 'find_objects', queries, isWanted, most);
};

export const findHosts = (finder: Finder, name: string): Promise<FoundObjects> =>
    search(finder, 'find_hosts', [{kind: 'host', filter: {'Hosts.name': name.slice(0, MAX_NAME)}}], (object) =>
        contains(object.hostName, name),
    );

export const findServices = (finder: Finder, name: string, hostName: string): Promise<FoundObjects> => {
    const filter = {
        servicename: name.slice(0, MAX_NAME),
        ...(hostName === '' ? {} : {'Hosts.name': hostName.slice(0, MAX_NAME)}),
    };
    return search(
        finder,
        'find_services',
        [{kind: 'service', filter}],
        (object) => contains(object.serviceName ?? '', name) && contains(object.hostName, hostName),
    );
};

/** Lists ignore filters they do not understand, so each row is checked again. */
const search = async (
    {ask, dating}: Finder,
    operation: string,
    queries: readonly Query[],
    isWanted: (object: FoundObject) => boolean,
    most = LIST_SIZE,
): Promise<FoundObjects> => {
    const found = new Map<string, FoundObject>();
    let complete = true;
    const mostPages = Math.ceil(most / LIST_SIZE);
    const freshest = await dating.freshestOf([...new Set(queries.map(({kind}) => kind))]);
    const readPage = async ({kind, filter, page = 1}: Query): Promise<readonly Query[]> => {
        const call = listCall(kind, operation, filter, LIST_SIZE, page);
        const answer = await ask(call);
        const {objects, pages} = listed(kind, call.path, answer.json);
        complete &&= pages <= mostPages;
        const wanted = objects.filter(({status}) => isWanted(status));
        for (const object of await dating.date(wanted, answer, freshest)) {
            found.set(alertKey(object.target), object);
        }
        const others = Math.max(0, Math.min(pages, mostPages) - 1);
        return Array.from({length: page === 1 ? others : 0}, (_, at) => ({kind, filter, page: at + 2}));
    };
    const others = await pMap(queries, readPage, {concurrency: AT_ONCE});
    await pMap(others.flat(), readPage, {concurrency: AT_ONCE});
    const objects = [...found.values()].sort((a, b) => Number(isService(a)) - Number(isService(b)));
    return {objects, complete};
};

const isService = ({target}: FoundObject): boolean => target.serviceUuid !== undefined;

const problemStates = (kind: Kind, wanted: readonly State[]): State[] => {
    const all: readonly State[] = kind === 'host' ? HOST_STATES : SERVICE_STATES;
    return all.filter((state) => isProblemState(state) && (wanted.length === 0 || wanted.includes(state)));
};

const namedBy = (kind: Kind, word: string | undefined): Filter[] => {
    if (word === undefined) {
        return [{}];
    }
    const name = word.slice(0, MAX_NAME);
    return kind === 'host' ? [{'Hosts.name': name}] : [{'Hosts.name': name}, {servicename: name}];
};

const isUnhandled = ({state, acknowledged, inDowntime}: FoundObject, states: readonly State[]): boolean =>
    state !== undefined &&
    isProblemState(state) &&
    (states.length === 0 || states.includes(state)) &&
    !acknowledged &&
    !inDowntime;

const isNamed = ({hostName, serviceName = ''}: FoundObject, word: string): boolean =>
    contains(hostName, word) || contains(serviceName, word);

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
