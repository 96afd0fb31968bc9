import {HOST_STATES, SERVICE_STATES} from '#contract';
import type {ObjectStatus} from '../app/ports';
import type {TargetIds} from '../domain/alert';
import {alertKey} from '../domain/alert_key';
import {hostList, hostListRow, read, serviceList, serviceListRow} from './answers';
import type {Call} from './call';
import {recordFields, statusFields} from './readings';

/** A request line holds 160 UUIDs at most, a body any number; an answer has about 3.3 kB an object. */
export const LIST_SIZE = 200;

/** One page of a list: at most LIST_SIZE objects of one kind, asked for by their UUIDs, with their acknowledgements. */
export const listCall = (kind: 'host' | 'service', targets: readonly TargetIds[]): Call => {
    const [page, column] = kind === 'host' ? ['hosts', 'Hosts.uuid'] : ['services', 'Services.uuid'];
    const uuids = targets.map(({hostUuid, serviceUuid}) => serviceUuid ?? hostUuid);
    return {
        operation: 'read_statuses',
        path: `/${page}/index.json`,
        query: {scroll: 'false', page: '1', limit: String(targets.length), 'includes[]': 'acknowledgements'},
        angular: true,
        right: `${kind === 'host' ? 'Hosts' : 'Services'} › index`,
        body: {filter: {[column]: uuids}},
        command: false,
    };
};

/**
 * The statuses in a list, by alert key. A list that did not understand its filter holds anything, so the caller takes
 * what it asked for and nothing else; a row that cannot be read is left out.
 * @throws AppError `openitcockpit_bad_answer` when it is no list at all
 */
export const statusesOf = (kind: 'host' | 'service', path: string, answer: unknown): Map<string, ObjectStatus> => {
    const rows =
        kind === 'host' ? read(hostList, path, answer).all_hosts : read(serviceList, path, answer).all_services;
    const found = new Map<string, ObjectStatus>();
    for (const row of rows) {
        try {
            const [target, status] = kind === 'host' ? hostOf(path, row) : serviceOf(path, row);
            found.set(alertKey(target), status);
        } catch {
            // Its own page is asked, which says what is wrong.
        }
    }
    return found;
};

const hostOf = (path: string, row: unknown): [TargetIds, ObjectStatus] => {
    const {Host, Hoststatus, Acknowledgement} = read(hostListRow, path, row);
    const status = {
        hostName: Host.hostname,
        ...statusFields(path, HOST_STATES, Hoststatus),
        ...recordFields(Acknowledgement),
        mayEdit: Boolean(Host.allow_edit),
    };
    return [{hostUuid: Host.uuid}, status];
};

const serviceOf = (path: string, row: unknown): [TargetIds, ObjectStatus] => {
    const {Service, Host, Servicestatus, Acknowledgement} = read(serviceListRow, path, row);
    const status = {
        hostName: Host.hostname,
        serviceName: Service.servicename,
        ...statusFields(path, SERVICE_STATES, Servicestatus),
        ...recordFields(Acknowledgement),
        mayEdit: Boolean(Service.allow_edit),
    };
    return [{hostUuid: Host.uuid, serviceUuid: Service.uuid}, status];
};
