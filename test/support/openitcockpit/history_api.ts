import {type Answer, failure, forbiddenByContainer, internalError, methodNotAllowed, success} from './answers';
import {raw} from './command_queue';
import {enqueue} from './commands_api';
import {filtersOf} from './list_filters';
import {paginate} from './lists_api';
import type {Downtime, MonitoredObject} from './objects';
import {type ApiRequest, isRow, mayEdit, mayRead, viewContext} from './request';
import {acknowledgementRow, downtimeRow} from './status_views';
import {deleteDowntimeJobs} from './submit_commands';
import {commentHtml} from './time_format';

/** Lists that only make sense with `angular`: without it v5.3 refuses, older ones answer an empty object. */
const withoutAngular = (request: ApiRequest): Answer =>
    request.version.startsWith('5.3') ? methodNotAllowed(request.target) : success({}, request.csrfToken);

/** `GET /acknowledgements/host|service/<numeric id>.json`: newest first, comments as HTML, never editable. */
export const acknowledgementList =
    (kind: 'host' | 'service') =>
    (request: ApiRequest): Answer => {
        if (!request.angular) {
            return withoutAngular(request);
        }
        const id = request.args[0] ?? '';
        if (!/^\d+$/.test(id)) {
            return internalError(request.target);
        }
        const objects: readonly MonitoredObject[] = kind === 'host' ? request.world.hosts : request.world.services;
        const object = objects.find((o) => String(o.id) === id);
        if (!object) {
            return failure(404, `Invalid ${kind}`, request.target);
        }
        if (!mayRead(request.user, object)) {
            return forbiddenByContainer(request.angular, request.target);
        }
        const {rows, position} = paginate(object.visible.records.toReversed(), request.query);
        const {stamp} = viewContext(request);
        const key = kind === 'host' ? 'AcknowledgedHost' : 'AcknowledgedService';
        const all = rows.map((record) => ({
            [key]: {...acknowledgementRow(object, record, false, stamp), comment_data: commentHtml(record.comment)},
        }));
        return success({all_acknowledgements: all, ...position}, request.csrfToken);
    };

/** `POST /acknowledgements/delete/.json` with numeric ids; the one command that checks containers. */
export const deleteAcknowledgement = (request: ApiRequest): Answer => {
    if (request.method !== 'POST') {
        return methodNotAllowed(request.target);
    }
    const body = isRow(request.body) ? request.body : {};
    const {hostId, serviceId} = body;
    if (typeof hostId !== 'number') {
        return internalError(request.target);
    }
    const host = request.world.hosts.find((h) => h.id === hostId);
    if (!host) {
        return failure(404, 'Invalid host', request.target);
    }
    const service = request.world.services.find((s) => s.id === serviceId);
    if (serviceId !== undefined && !service) {
        return failure(404, 'Invalid service', request.target);
    }
    if (!mayEdit(request.user, host)) {
        return forbiddenByContainer(request.angular, request.target);
    }
    const now = request.world.now();
    // For a service, the host id is ignored in favour of the service's own host.
    const job = service
        ? raw(now, 'REMOVE_SVC_ACKNOWLEDGEMENT', service.host.uuid, service.uuid)
        : raw(now, 'REMOVE_HOST_ACKNOWLEDGEMENT', host.uuid);
    return enqueue(request, [job], success({success: true, message: request.texts.success}, request.csrfToken));
};

interface DowntimeEntry {
    readonly object: MonitoredObject;
    readonly downtime: Downtime;
}

const expired = (downtime: Downtime, now: number): boolean => downtime.ended || downtime.end <= now;

const matchesDowntime = (request: ApiRequest, table: string) => {
    const filters = filtersOf(request.query, undefined);
    const now = request.world.now();
    return ({object, downtime}: DowntimeEntry): boolean => {
        const name = filters.get('Hosts.name')?.[0];
        const hostName = object.kind === 'host' ? object.name : object.host.name;
        const running = downtime.start <= now && !expired(downtime, now) && !downtime.cancelled;
        return (
            (name === undefined || hostName.includes(name)) &&
            (filters.get('hideExpired')?.[0] !== 'true' || !expired(downtime, now)) &&
            (filters.get(`${table}.was_cancelled`)?.[0] !== '0' || !downtime.cancelled) &&
            (filters.get('isRunning')?.[0] !== 'true' || running)
        );
    };
};

/** `GET /downtimes/host|service.json`: latest start first. */
export const downtimeList =
    (kind: 'host' | 'service') =>
    (request: ApiRequest): Answer => {
        if (!request.angular) {
            return withoutAngular(request);
        }
        const objects: readonly MonitoredObject[] = kind === 'host' ? request.world.hosts : request.world.services;
        const entries = objects
            .filter((object) => mayRead(request.user, object))
            .flatMap((object) => object.visible.downtimes.map((downtime) => ({object, downtime})))
            .filter(matchesDowntime(request, kind === 'host' ? 'DowntimeHosts' : 'DowntimeServices'))
            .sort((a, b) => b.downtime.start - a.downtime.start || a.downtime.id - b.downtime.id);
        const {rows, position} = paginate(entries, request.query);
        const all = rows.map((entry) => downtimeListRow(request, entry));
        return success({[`all_${kind}_downtimes`]: all, ...position}, request.csrfToken);
    };

const downtimeListRow = (request: ApiRequest, {object, downtime}: DowntimeEntry) => {
    const host = object.kind === 'host' ? object : object.host;
    const editable = mayEdit(request.user, object);
    const identity = {id: host.id, uuid: host.uuid, hostname: host.name, name: host.name, allow_edit: editable};
    const row = downtimeRow(downtime, editable, viewContext(request));
    if (object.kind === 'host') {
        return {Host: {...request.templates.hostDowntimeRow, ...identity}, DowntimeHost: row};
    }
    const templates = request.templates.serviceDowntimeRow;
    const service = {id: object.id, uuid: object.uuid, servicename: object.name, allow_edit: editable};
    return {
        Host: {...templates.Host, ...identity},
        Service: {...templates.Service, ...service},
        DowntimeService: row,
    };
};

/** `POST /downtimes/delete/<internal id>.json`: deleting a service's downtime that does not exist succeeds as well. */
export const deleteDowntime = (request: ApiRequest): Answer => {
    const id = request.args[0] ?? '';
    const body = isRow(request.body) ? request.body : {};
    if (!/^\d+$/.test(id) || (body.type !== 'host' && body.type !== 'service')) {
        return internalError(request.target);
    }
    // 4.8.7 ignores `includeServices: false`.
    const includeServices = request.version.startsWith('4.') || body.includeServices !== false;
    const jobs = deleteDowntimeJobs(request.world, Number(id), {kind: body.type, includeServices});
    if (jobs.length === 0 && body.type === 'host') {
        return success({success: false, message: 'Could not find downtime'}, request.csrfToken);
    }
    return enqueue(request, jobs, success({success: true, message: request.texts.success}, request.csrfToken));
};
