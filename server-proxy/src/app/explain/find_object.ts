import {parseServiceName} from '../../domain/alert/problem_filter';
import type {FoundObject, SearchPort} from '../commands/search_port';

/** What somebody wants explained, as they typed it. */
export interface Question {
    /** A host; or host and service, in either order of words: `web01 Ping`, `Ping on web01`. */
    readonly typed: string;
    /** Its service, where that was given apart. */
    readonly service?: string | undefined;
}

export interface Found {
    /** The one that is meant, if it can be told. */
    readonly object?: FoundObject;
    /** Names of those that may be meant. */
    readonly others: readonly FoundObject[];
}

/** The object that a question is about. @throws AppError `openitcockpit_*` */
export const findObject = async (
    {monitoring}: {readonly monitoring: Pick<SearchPort, 'findHosts' | 'findServices'>},
    {typed, service}: Question,
): Promise<Found> => {
    if (service !== undefined) {
        return serviceOf((await monitoring.findServices(service, typed)).objects, typed, service);
    }
    const hosts = (await monitoring.findHosts(firstWord(typed))).objects;
    const host = longest(hosts.filter(({hostName}) => isSame(hostName, typed) || begins(typed, hostName)));
    if (host && isSame(host.hostName, typed)) {
        return {object: host, others: []};
    }
    const {service: named, host: on} = parseServiceName(typed);
    if (on !== '') {
        const {objects} = await monitoring.findServices(named, on);
        if (objects.length > 0) {
            return serviceOf(objects, on, named);
        }
    }
    if (host) {
        const rest = typed.slice(host.hostName.length).trim();
        return serviceOf((await monitoring.findServices(rest, host.hostName)).objects, host.hostName, rest);
    }
    const like = hosts.filter(({hostName}) => contains(hostName, typed));
    if (like.length === 0) {
        // A host in another container than its service may be hidden.
        const {objects} = await monitoring.findServices('', firstWord(typed));
        return {others: [], ...only(objects.filter((object) => isSame(labelOf(object), typed)))};
    }
    return like.length === 1 && like[0] ? {object: like[0], others: []} : {others: like};
};

/** The two names that a question has, as far as that can be told without asking. Each may be the whole. */
export const namesIn = ({typed, service}: Question): readonly (readonly string[])[] => {
    if (service !== undefined) {
        return [[typed, service]];
    }
    const {service: named, host: on} = parseServiceName(typed);
    const blanks = [...typed.matchAll(/ /g)].map(({index}) => [typed.slice(0, index), typed.slice(index + 1)]);
    return [[typed], ...(on === '' ? [] : [[on, named]]), ...blanks.slice(0, MOST_BLANKS)];
};

const MOST_BLANKS = 20;

const serviceOf = (objects: readonly FoundObject[], host: string, service: string): Found => {
    const onHost = objects.filter(({hostName}) => isSame(hostName, host));
    const exact = onHost.filter(({serviceName = ''}) => isSame(serviceName, service));
    const [only, ...others] = exact.length > 0 ? exact : onHost.length > 0 ? onHost : objects;
    return only && others.length === 0 ? {object: only, others: []} : {others: only ? [only, ...others] : []};
};

const only = ([object, ...others]: readonly FoundObject[]): {readonly object?: FoundObject} =>
    object && others.length === 0 ? {object} : {};

/** As it can be typed. */
export const labelOf = ({hostName, serviceName}: FoundObject): string =>
    serviceName === undefined ? hostName : `${hostName} ${serviceName}`;

const firstWord = (typed: string): string => typed.split(' ')[0] ?? '';

const longest = (hosts: readonly FoundObject[]): FoundObject | undefined =>
    hosts.toSorted((a, b) => b.hostName.length - a.hostName.length)[0];

const fold = (text: string): string => text.toLowerCase();
const isSame = (a: string, b: string): boolean => fold(a) === fold(b);
const begins = (text: string, start: string): boolean => fold(text).startsWith(`${fold(start)} `);
const contains = (text: string, part: string): boolean => fold(text).includes(fold(part));
