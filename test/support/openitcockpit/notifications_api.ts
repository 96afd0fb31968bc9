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
    const shared = {
        Host: {id: host.id, uuid: host.uuid, hostname: host.name},
        Command: {id: 9, name: `${object.kind}-notify-by-chat`},
        Contact: {id: 1, uuid: '152aecaf-e981-4b0b-8e05-86972868547d', name: 'chat'},
    };
    return object.kind === 'host'
        ? {NotificationHost: said, ...shared}
        : {
              NotificationService: said,
              Service: {id: object.id, uuid: object.uuid, servicename: object.name},
              ...shared,
          };
};

export const hostNotifications = list('host');
export const serviceNotifications = list('service');
