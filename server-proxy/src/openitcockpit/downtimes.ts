import type {Downtime} from '../app/actions/command_port';
import type {TargetIds} from '../domain/alert/alert';
import {hostDowntimes, read, serviceDowntimes} from './answers';
import type {Call} from './call';
import {unexpectedShape} from './failures';

const PAGE_SIZE = 100;
/** Far more than one host and those with similar names can fill; a longer list ignored the filter. */
const MOST_PAGES = 50;

interface Page {
    readonly downtimes: readonly Downtime[];
    readonly last: boolean;
}

/**
 * The target's downtimes, running or planned. Some versions ignore filters, and a name also matches every longer one,
 * so each row is checked.
 */
export const downtimesOf = async (
    send: (call: Call) => Promise<unknown>,
    target: TargetIds,
    hostName: string,
): Promise<readonly Downtime[]> => {
    const found: Downtime[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
        const call = listCall(target, hostName, page);
        const {downtimes, last} = pageOf(call.path, target, page, await send(call));
        found.push(...downtimes);
        if (last) {
            return found;
        }
    }
    throw unexpectedShape('/downtimes', 'the downtimes of one host');
};

const listCall = ({serviceUuid}: TargetIds, hostName: string, page: number): Call => {
    const [kind, table] = serviceUuid === undefined ? ['host', 'DowntimeHosts'] : ['service', 'DowntimeServices'];
    return {
        operation: 'read_downtimes',
        path: `/downtimes/${kind}.json`,
        angular: true,
        query: {
            'filter[hideExpired]': 'true',
            [`filter[${table}.was_cancelled]`]: '0',
            'filter[Hosts.name]': hostName,
            limit: String(PAGE_SIZE),
            page: String(page),
        },
        right: `Downtimes › ${kind}`,
        command: false,
    };
};

const pageOf = (path: string, target: TargetIds, page: number, answer: unknown): Page => {
    const {rows, pageCount} = target.serviceUuid === undefined ? hostRows(path, answer) : serviceRows(path, answer);
    const asked = target.serviceUuid ?? target.hostUuid;
    const downtimes = rows
        .filter(({uuid, row}) => uuid === asked && !row.isExpired && !row.wasCancelled)
        .map(({row}) => ({
            id: row.internalDowntimeId,
            author: row.authorName,
            comment: row.commentData,
            seconds: row.duration,
            running: Boolean(row.isRunning),
        }));
    return {downtimes, last: page >= pageCount};
};

const hostRows = (path: string, answer: unknown) => {
    const {all_host_downtimes: all, paging} = read(hostDowntimes, path, answer);
    return {rows: all.map(({Host, DowntimeHost}) => ({uuid: Host.uuid, row: DowntimeHost})), ...paging};
};

const serviceRows = (path: string, answer: unknown) => {
    const {all_service_downtimes: all, paging} = read(serviceDowntimes, path, answer);
    return {rows: all.map(({Service, DowntimeService}) => ({uuid: Service.uuid, row: DowntimeService})), ...paging};
};
