import type {Downtime} from '../app/actions/command_port';
import type {TargetIds} from '../domain/alert/alert';
import {alertKey} from '../domain/alert/alert_key';
import type {PlannedDowntime} from '../domain/shift/digest';
import {hostDowntimes, read, serviceDowntimes} from './answers';
import type {Call} from './call';
import {unexpectedShape} from './failures';
import {type Kind, kindOf} from './readings';

const PAGE_SIZE = 100;
/** Far more than one host and those with similar names can fill; a longer list ignored the filter. */
const MOST_PAGES = 50;
const MOST_PAGES_OF_ALL = 200;

interface Row extends Pick<PlannedDowntime, 'key' | 'host' | 'service'> {
    /** Of the host, or of the service. */
    readonly uuid: string;
    readonly downtime: Downtime;
    /** In the API user's time zone and format; empty where openITCOCKPIT does not say. */
    readonly starts: string;
    readonly ends: string;
}

interface Page {
    readonly rows: readonly Row[];
    readonly last: boolean;
}

type Send = (call: Call) => Promise<unknown>;

/**
 * The target's downtimes, running or planned. Some versions ignore filters, and a name also matches every longer one,
 * so each row is checked.
 */
export const downtimesOf = async (send: Send, target: TargetIds, hostName: string): Promise<readonly Downtime[]> => {
    const asked = target.serviceUuid ?? target.hostUuid;
    const rows = await rowsOf(send, kindOf(target), hostName);
    return rows.filter(({uuid}) => uuid === asked).map(({downtime}) => downtime);
};

/** The same of every service of hosts with this name or a longer one, by the service's UUID. */
export const serviceDowntimesOf = async (
    send: Send,
    hostName: string,
): Promise<ReadonlyMap<string, readonly Downtime[]>> => {
    return byUuid(await rowsOf(send, 'service', hostName));
};

/** The same of everything: for many objects on many hosts. */
export const allDowntimes = async (send: Send, kind: Kind): Promise<ReadonlyMap<string, readonly Downtime[]>> =>
    byUuid(await rowsOf(send, kind, '', MOST_PAGES_OF_ALL));

/**
 * The same with its names and times.
 * @param momentsOf reads texts in the API user's format
 */
export const plannedDowntimes = async (
    send: Send,
    momentsOf: (texts: readonly string[]) => Promise<readonly (number | undefined)[]>,
): Promise<readonly PlannedDowntime[]> => {
    const kinds = await Promise.all(
        (['host', 'service'] as const).map((kind) => rowsOf(send, kind, '', MOST_PAGES_OF_ALL)),
    );
    const rows = kinds.flat();
    const moments = await momentsOf(rows.flatMap(({starts, ends}) => [starts, ends]));
    return rows.flatMap(({key, host, service, downtime: {author, comment}}, at) => {
        const [start, end] = [moments[2 * at], moments[2 * at + 1]];
        const names = {key, host, ...(service === undefined ? {} : {service})};
        return start === undefined || end === undefined ? [] : [{...names, author, comment, start, end}];
    });
};

const byUuid = (rows: readonly Row[]): ReadonlyMap<string, readonly Downtime[]> => {
    const found = new Map<string, Downtime[]>();
    for (const {uuid, downtime} of rows) {
        const known = found.get(uuid);
        if (known) {
            known.push(downtime);
        } else {
            found.set(uuid, [downtime]);
        }
    }
    return found;
};

const rowsOf = async (send: Send, kind: Kind, hostName: string, most = MOST_PAGES): Promise<readonly Row[]> => {
    const found: Row[] = [];
    for (let page = 1; page <= most; page += 1) {
        const call = listCall(kind, hostName, page);
        const {rows, last} = pageOf(call.path, kind, page, await send(call));
        found.push(...rows);
        if (last) {
            return found;
        }
    }
    throw unexpectedShape('/downtimes', 'the downtimes of one host');
};

const listCall = (kind: Kind, hostName: string, page: number): Call => {
    const table = kind === 'host' ? 'DowntimeHosts' : 'DowntimeServices';
    return {
        operation: 'read_downtimes',
        path: `/downtimes/${kind}.json`,
        angular: true,
        query: {
            'filter[hideExpired]': 'true',
            [`filter[${table}.was_cancelled]`]: '0',
            ...(hostName === '' ? {} : {'filter[Hosts.name]': hostName}),
            limit: String(PAGE_SIZE),
            page: String(page),
        },
        right: `Downtimes › ${kind}`,
        command: false,
    };
};

const pageOf = (path: string, kind: Kind, page: number, answer: unknown): Page => {
    const {rows, pageCount} = kind === 'host' ? hostRows(path, answer) : serviceRows(path, answer);
    const current = rows
        .filter(({row}) => !row.isExpired && !row.wasCancelled)
        .map(({row, ...object}) => ({
            ...object,
            starts: row.scheduledStartTime ?? '',
            ends: row.scheduledEndTime ?? '',
            downtime: {
                id: row.internalDowntimeId,
                author: row.authorName,
                comment: row.commentData,
                seconds: row.duration,
                running: Boolean(row.isRunning),
            },
        }));
    return {rows: current, last: page >= pageCount};
};

const hostRows = (path: string, answer: unknown) => {
    const {all_host_downtimes: all, paging} = read(hostDowntimes, path, answer);
    const rows = all.map(({Host: {uuid, hostname}, DowntimeHost: row}) => ({
        uuid,
        key: alertKey({hostUuid: uuid}),
        host: hostname ?? uuid,
        row,
    }));
    return {rows, ...paging};
};

const serviceRows = (path: string, answer: unknown) => {
    const {all_service_downtimes: all, paging} = read(serviceDowntimes, path, answer);
    const rows = all.map(({Host, Service: {uuid, servicename}, DowntimeService: row}) => ({
        uuid,
        key: alertKey({hostUuid: Host?.uuid ?? '', serviceUuid: uuid}),
        host: Host?.hostname ?? Host?.uuid ?? '',
        service: servicename ?? uuid,
        row,
    }));
    return {rows, ...paging};
};
