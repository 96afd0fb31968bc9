// What openITCOCKPIT tells of one object besides its status (4.6.4 to 5.3.0, read in its controllers).
import {type Answer, failure, forbiddenByContainer, internalError, methodNotAllowed, success} from './answers';
import type {ConfigurationChange, Gauge, StateChange} from './history';
import {filtersOf} from './list_filters';
import {paginate} from './lists_api';
import {rowOf, timeOf} from './notifications_api';
import type {MonitoredObject} from './objects';
import {type ApiRequest, mayRead, viewContext} from './request';
import type {Row} from './templates';
import {outputHtml} from './time_format';

const DAY = 86_400;
const OBJECT_TYPE = {host: 256, service: 2048} as const;

type Kind = MonitoredObject['kind'];

/** Pages of one object are asked for by its numeric id; a UUID is a PHP error. */
const byId = (
    kind: Kind,
    request: ApiRequest,
    answer: (object: MonitoredObject, filters: ReturnType<typeof filtersOf>) => Answer,
): Answer => {
    const id = request.args[0] ?? '';
    if (!/^\d+$/.test(id)) {
        return internalError(request.target);
    }
    const objects: readonly MonitoredObject[] = kind === 'host' ? request.world.hosts : request.world.services;
    const object = objects.find((one) => String(one.id) === id);
    if (!object) {
        return failure(404, `Invalid ${kind}`, request.target);
    }
    if (!mayRead(request.user, object)) {
        return forbiddenByContainer(request.angular, request.target);
    }
    return answer(object, filtersOf(request.faults.ignoreFilters ? {} : request.query, undefined));
};

interface Span {
    readonly from: number;
    readonly to: number;
}

/** 30 days back and 60 ahead, unless asked otherwise. */
const spanOf = (request: ApiRequest, filters: ReturnType<typeof filtersOf>): Span => ({
    from: timeOf(filters.get('from')?.[0], request.world.now() - 30 * DAY),
    to: timeOf(filters.get('to')?.[0], request.world.now() + 60 * DAY),
});

/** `GET /statehistories/host|service/<numeric id>.json`: newest first, within a second as well, soft states too. */
export const stateHistory =
    (kind: Kind) =>
    (request: ApiRequest): Answer =>
        byId(kind, request, (object, filters) => {
            const {from, to} = spanOf(request, filters);
            const wanted = request.world.history
                .changesOf(object)
                .filter(({at}) => at > from && at < to)
                .toReversed()
                .toSorted((a, b) => b.at - a.at);
            const {rows, position} = paginate(wanted, request.query);
            const key = kind === 'host' ? 'StatehistoryHost' : 'StatehistoryService';
            const all = rows.map((row) => ({[key]: stateRow(request, object, row)}));
            return success({all_statehistories: all, ...position}, request.csrfToken);
        });

const stateRow = (
    request: ApiRequest,
    object: MonitoredObject,
    {at, state, hard, output, before}: StateChange,
): Row => ({
    current_check_attempt: hard ? object.visible.maxAttempts : 1,
    last_hard_state: before,
    last_state: before,
    long_output: '',
    max_check_attempts: object.visible.maxAttempts,
    output,
    state,
    state_change: true,
    state_time: viewContext(request).stamp(at),
    is_hardstate: hard,
    outputHtml: outputHtml(output),
});

/** `GET /notifications/hostNotification|serviceNotification/<numeric id>.json` */
export const objectNotifications =
    (kind: Kind) =>
    (request: ApiRequest): Answer =>
        byId(kind, request, (object, filters) => {
            const {from, to} = spanOf(request, filters);
            const wanted = request.world.sent
                .filter((sent) => sent.object === object && sent.startTime > from && sent.startTime < to)
                .toSorted((a, b) => b.startTime - a.startTime);
            const {rows, position} = paginate(wanted, request.query);
            const all = rows.map((row) => ({...rowOf(request, row), Host: hostOf(object)}));
            return success({all_notifications: all, ...position}, request.csrfToken);
        });

/** The database's row, in which a host has no `hostname`. */
const hostOf = (object: MonitoredObject) => {
    const {id, uuid, name} = object.kind === 'host' ? object : object.host;
    return {id, uuid, name};
};

/** Only these filters are known; others are silently ignored. */
const CHANGE_FILTERS: Readonly<Record<string, (change: ConfigurationChange) => string>> = {
    'Changelogs.model': ({model}) => model,
    'Changelogs.action': ({action}) => action,
    'Changelogs.object_id': ({objectId}) => String(objectId),
    'Changelogs.objecttype_id': ({model}) => String(OBJECT_TYPE[model === 'Host' ? 'host' : 'service']),
};

/** `GET /changelogs/index.json`: newest first; of what is in containers that the user may read. */
export const changelogsIndex = (request: ApiRequest): Answer => {
    const filters = filtersOf(request.faults.ignoreFilters ? {} : request.query, undefined);
    const {from, to} = spanOf(request, filters);
    const wanted = request.world.history.configuration
        .filter(({at, object}) => at >= from && at <= to && (!object || mayRead(request.user, object)))
        .filter((change) =>
            [...filters].every(([name, values]) => {
                const field = CHANGE_FILTERS[name];
                return !field || values.includes(field(change));
            }),
        )
        .toSorted((a, b) => b.id - a.id);
    const {rows, position} = paginate(wanted, request.query);
    return success({all_changes: rows.map((change) => changeRow(request, change)), ...position}, request.csrfToken);
};

const iso = (unixSeconds: number): string => new Date(unixSeconds * 1000).toISOString().replace('.000Z', '+00:00');

const changeRow = (request: ApiRequest, change: ConfigurationChange) => {
    const {id, at, model, action, objectId, name, author} = change;
    return {
        id,
        model,
        action,
        object_id: objectId,
        objecttype_id: OBJECT_TYPE[model === 'Host' ? 'host' : 'service'],
        data: 'a:0:{}',
        name,
        created: iso(at),
        ...(request.world.history.hidesAuthors
            ? {}
            : {
                  user: {
                      id: 1,
                      firstname: author.split(' ')[0],
                      lastname: author.split(' ')[1],
                      email: 'admin@example.org',
                  },
              }),
        containers: [{id: 1}],
        time: viewContext(request).stamp(at),
        isToday: false,
        timeAgoInWords: '',
        recordExists: action !== 'delete',
        data_unserialized: tablesOf(change),
        ngState: '',
        routerLink: [],
        color: 'text-primary',
        icon: 'fa fa-pencil',
        faIcon: ['fas', 'pencil'],
        includeUser: !request.world.history.hidesAuthors,
    };
};

/** By table. What was added has values where an edit has two of them. PHP writes nothing as a list. */
const tablesOf = ({model, action, fields, lists = []}: ConfigurationChange) => {
    const data = Object.entries(fields).map(([field, [old, now]]) => [
        field,
        action === 'edit' ? {old, new: now} : now,
    ]);
    const tables = [
        ...(data.length > 0 ? [[model, {data: Object.fromEntries(data), isArray: false}] as const] : []),
        ...lists.map((table) => [table, {data: [{old: '', new: {name: 'chat'}}], isArray: true}] as const),
    ];
    return tables.length === 0 ? [] : Object.fromEntries(tables);
};

/**
 * `GET /graphgenerators/getPerfdataByUuid.json`: checks no container. Values without points if the time series database is down or has
 * none; nothing at all without performance data.
 */
export const perfdata = (request: ApiRequest): Answer => {
    if (!request.angular) {
        return methodNotAllowed(request.target);
    }
    const {service_uuid: uuid, start, end, scale, gauge: wanted} = request.query;
    const service = request.world.services.find((one) => one.uuid === uuid);
    if (!service || scale !== 'false') {
        // An unknown service is an exception that the controller turns into an empty data source. Scaled values are not doubled.
        return success({performance_data: [{datasource: [], data: []}]}, request.csrfToken);
    }
    const [from, to] = [Number(start), Number(end)];
    const gauges = request.world.history.gaugesOf(service).filter(({name}) => !wanted || wanted === name);
    return success({performance_data: gauges.map((gauge) => gaugeRow(gauge, from, to))}, request.csrfToken);
};

const bounds = (text: string | number): {low: number | null; high: number | null} => {
    const [low, high] = String(text)
        .replaceAll('@', '')
        .split(':')
        .map((one) => (one === '' ? null : Number.parseFloat(one) || 0));
    return {low: low ?? null, high: high ?? null};
};

/** As the plugin wrote it. */
const textOf = (value: string | number | null): string | null =>
    value === null || value === '' ? null : String(value);

const gaugeRow = ({name, unit, warn, crit, min, max, points}: Gauge, from: number, to: number) => {
    const inSpan = points.filter(([at]) => at >= from && at <= to);
    const current = points.at(-1)?.[1] ?? null;
    return {
        datasource: {
            ds: name,
            name,
            label: name,
            metric: name,
            unit,
            act: textOf(current),
            warn: textOf(warn),
            crit: textOf(crit),
            min: textOf(min),
            max: textOf(max),
            setup: {
                metric: {value: current, unit, name},
                scale: {min: null, max: null, type: 'O'},
                warn: bounds(warn),
                crit: bounds(crit),
            },
        },
        // PHP writes an empty object as `[]`.
        data: inSpan.length === 0 ? [] : Object.fromEntries(inSpan.map(([at, value]) => [String(at), value])),
    };
};
