import {type Answer, success} from './answers';
import type {SentNotification} from './database';
import {filtersOf, like} from './list_filters';
import {paginate} from './lists_api';
import type {MonitoredObject} from './objects';
import {type ApiRequest, mayRead, viewContext} from './request';

const DAY = 86_400;
const STATES = {
    host: {column: 'NotificationHosts.state', names: ['recovery', 'down', 'unreachable']},
    service: {column: 'NotificationServices.state', names: ['ok', 'warning', 'critical', 'unknown']},
} as const;

/** PHP's `strtotime`, as far as it does not depend on the server's time zone; 0 is not accepted as an answer. */
export const timeOf = (value: string | undefined, otherwise: number): number => {
    const seconds = /^@(\d+)$/.exec(value ?? '')?.[1];
    const parsed = seconds === undefined ? Date.parse(value ?? '') / 1000 : Number(seconds);
    return parsed || otherwise;
};

/** `GET /notifications/index.json` and `/notifications/services.json` (NotificationsController, 4.6.4 to 5.3.0): newest first. */
const list =
    (kind: MonitoredObject['kind']) =>
    (request: ApiRequest): Answer => {
        const filters = filtersOf(request.faults.ignoreFilters ? {} : request.query, undefined);
        const now = request.world.now();
        const from = timeOf(filters.get('from')?.[0], now - 30 * DAY);
        const to = timeOf(filters.get('to')?.[0], now + 60 * DAY);
        const {column, names} = STATES[kind];
        const states = (filters.get(column) ?? []).filter((name) => names.some((known) => known === name));
        const isWanted = ({object, state, startTime}: SentNotification): boolean =>
            object.kind === kind &&
            mayRead(request.user, object) &&
            startTime > from &&
            startTime < to &&
            (states.length === 0 || states.includes(names[state] ?? '')) &&
            like(object.kind === 'host' ? object.name : object.host.name, filters.get('Hosts.name')?.[0] ?? '');
        const sent = request.world.sent.filter(isWanted).sort((a, b) => b.startTime - a.startTime);
        const {rows, position} = paginate(sent, request.query);
        return success({all_notifications: rows.map((row) => rowOf(request, row)), ...position}, request.csrfToken);
    };

export const rowOf = (request: ApiRequest, {object, state, output, startTime}: SentNotification) => {
    const host = object.kind === 'host' ? object : object.host;
    const said = {state, output, start_time: viewContext(request).stamp(startTime)};
    const whole = {id: host.id, uuid: host.uuid, name: host.name};
    const command = {id: 9, name: `${object.kind}-notify-by-chat`};
    const shared = {
        Command: {...command, command_line: null, command_type: null, description: null},
        Contact: {id: 1, name: 'chat'},
    };
    // Only the list of hosts writes the name twice: elsewhere the row is the database's.
    return object.kind === 'host'
        ? {NotificationHost: said, Host: {...whole, hostname: host.name, ...UNSET_HOST}, ...shared}
        : {
              NotificationService: said,
              Service: {id: object.id, uuid: object.uuid, servicename: object.name, ...UNSET_SERVICE},
              Host: whole,
              ...shared,
          };
};

/** What is not selected is written as nothing. */
const UNSET_HOST = {
    address: null,
    description: null,
    hosttemplate_id: null,
    active_checks_enabled: null,
    satelliteId: null,
    containerId: null,
    containerIds: null,
    tags: null,
    usageFlag: null,
    allow_edit: false,
    disabled: false,
    priority: null,
    notes: null,
    is_satellite_host: false,
};
const UNSET_SERVICE = {
    hostname: null,
    description: null,
    active_checks_enabled: null,
    tags: null,
    host_id: null,
    allow_edit: false,
    disabled: false,
    serviceType: 1,
    priority: null,
};

export const hostNotifications = list('host');
export const serviceNotifications = list('service');
