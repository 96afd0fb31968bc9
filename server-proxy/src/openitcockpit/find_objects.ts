import pMap from 'p-map';
import {HOST_STATES, isProblemState, SERVICE_STATES, type State} from '#contract';
import type {FoundObject, FoundObjects, WantedProblems} from '../app/commands/search_port';
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
): Promise<FoundObjects> => {
    const found = new Map<string, FoundObject>();
    let complete = true;
    const freshest = await dating.freshestOf([...new Set(queries.map(({kind}) => kind))]);
    const readList = async ({kind, filter}: Query): Promise<void> => {
        const call = listCall(kind, operation, filter, LIST_SIZE);
        const answer = await ask(call);
        const {objects, pages} = listed(kind, call.path, answer.json);
        complete &&= pages <= 1;
        const wanted = objects.filter(({status}) => isWanted(status));
        for (const object of await dating.date(wanted, answer, freshest)) {
            found.set(alertKey(object.target), object);
        }
    };
    await pMap(queries, readList, {concurrency: AT_ONCE});
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
