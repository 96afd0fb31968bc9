import {HOST_STATES, SERVICE_STATES} from '#contract';
import type {FoundObject} from '../app/commands/search_port';
import type {TargetIds} from '../domain/alert/alert';
import type {Tells} from '../domain/explain/reason';
import {hostList, hostListRow, read, serviceList, serviceListRow} from './answers';
import type {Call} from './call';
import type {ShownTimes} from './dating';
import {type Kind, type Reading, recordFields, statusFields, timesInList} from './readings';

/** A request line holds at most 160 UUIDs, a body any number; an answer has about 3.3 kB per object. */
export const LIST_SIZE = 200;

/** One page of a list: at most LIST_SIZE objects of one kind, with their acknowledgements. */
export const listCall = (kind: Kind, operation: string, filter: Filter, limit: number, page = 1): Call => ({
    operation,
    path: `/${kind}s/index.json`,
    query: {scroll: 'false', page: String(page), limit: String(limit), 'includes[]': 'acknowledgements'},
    angular: true,
    right: `${kind === 'host' ? 'Hosts' : 'Services'} › index`,
    body: {filter},
    command: false,
});

/** Conditions by column, all of which must hold. */
export type Filter = Readonly<Record<string, string | readonly string[]>>;

export const byUuid = (kind: Kind, targets: readonly TargetIds[]): Filter => ({
    [kind === 'host' ? 'Hosts.uuid' : 'Services.uuid']: targets.map(
        ({hostUuid, serviceUuid}) => serviceUuid ?? hostUuid,
    ),
});

export interface ListedReading extends Reading<FoundObject> {
    readonly facts: Tells;
}

interface Listed {
    readonly objects: readonly ListedReading[];
    /** How many pages the whole list has. */
    readonly pages: number;
}

/**
 * The objects in a list. A list that ignored its filter may hold anything, so callers pick what they asked for.
 * Unreadable rows are left out.
 * @throws AppError `openitcockpit_bad_answer` if it is not a list
 */
export const listed = (kind: Kind, path: string, answer: unknown): Listed => {
    const {rows, paging} = kind === 'host' ? hostRows(path, answer) : serviceRows(path, answer);
    const objects = rows.flatMap((row) => {
        try {
            return [kind === 'host' ? hostOf(path, row) : serviceOf(path, row)];
        } catch {
            // The caller then reads the object's own page, which reports what is wrong.
            return [];
        }
    });
    return {objects, pages: paging?.pageCount ?? 1};
};

const hostRows = (path: string, answer: unknown) => {
    const {all_hosts: rows, paging} = read(hostList, path, answer);
    return {rows, paging};
};

const serviceRows = (path: string, answer: unknown) => {
    const {all_services: rows, paging} = read(serviceList, path, answer);
    return {rows, paging};
};

const hostOf = (path: string, row: unknown): ListedReading => {
    const {Host, Hoststatus, Acknowledgement} = read(hostListRow, path, row);
    const facts = factsOf(Hoststatus, 0);
    const target = {hostUuid: Host.uuid};
    return {
        target,
        status: {
            target,
            hostName: Host.hostname,
            ...statusFields(path, HOST_STATES, Hoststatus),
            ...recordFields(Acknowledgement),
            mayEdit: Boolean(Host.allow_edit),
            stateFor: Hoststatus.last_state_change_in_words ?? '',
            tells: facts,
        },
        shown: timesInList(Hoststatus, Acknowledgement),
        satellite: satelliteOf(Host),
        facts,
    };
};

const serviceOf = (path: string, row: unknown): ListedReading => {
    const {Service, Host, Hoststatus, Servicestatus, Acknowledgement} = read(serviceListRow, path, row);
    const facts = factsOf(Servicestatus, Hoststatus?.currentState ?? 0);
    const target = {hostUuid: Host.uuid, serviceUuid: Service.uuid};
    return {
        target,
        status: {
            target,
            hostName: Host.hostname,
            serviceName: Service.servicename,
            ...statusFields(path, SERVICE_STATES, Servicestatus),
            ...recordFields(Acknowledgement),
            mayEdit: Boolean(Service.allow_edit),
            stateFor: Servicestatus.last_state_change_in_words ?? '',
            tells: facts,
        },
        shown: timesInList(Servicestatus, Acknowledgement),
        satellite: satelliteOf(Host),
        facts,
    };
};

type StatusRow = ReturnType<typeof read<typeof hostListRow>>['Hoststatus'];

/** What a list does not say is as usual. */
const factsOf = ({isHardstate, notifications_enabled: notifies}: StatusRow, hostState: number): Tells => ({
    isHard: Boolean(isHardstate ?? true),
    notifies: Boolean(notifies ?? true),
    isHostUp: hostState === 0,
});

type RowHost = ReturnType<typeof read<typeof serviceListRow>>['Host'];

/** A list does not name satellites that the API user may not see. */
const satelliteOf = ({satelliteId, is_satellite_host}: RowHost): number | undefined =>
    is_satellite_host && satelliteId === 0 ? undefined : (satelliteId ?? undefined);

/** More than one, because passive results may have a time in the future. */
const NEWEST_CHECKS = '10';

/** The newest checks of everything a satellite (0 = the master) checks. */
export const newestChecksCall = (kind: Kind, satellite: number): Call => ({
    operation: 'read_newest_check',
    path: `/${kind}s/index.json`,
    query: {
        scroll: 'false',
        page: '1',
        limit: NEWEST_CHECKS,
        sort: `${kind === 'host' ? 'Hoststatus' : 'Servicestatus'}.last_check`,
        direction: 'desc',
    },
    angular: true,
    right: `${kind === 'host' ? 'Hosts' : 'Services'} › index`,
    body: {filter: {'Hosts.satellite_id': String(satellite)}},
    command: false,
    aside: true,
});

export const checksOf = (kind: Kind, satellite: number, path: string, answer: unknown): readonly ShownTimes[] =>
    listed(kind, path, answer)
        .objects.filter((object) => object.satellite === satellite)
        .map(({shown}) => shown);
