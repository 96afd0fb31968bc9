import {type Answer, forbiddenByContainer, internalError, success} from './answers';
import {filterHosts, filterServices, filtersOf} from './list_filters';
import {hostListView, serviceListView} from './object_views';
import type {Host, MonitoredObject, Service} from './objects';
import type {PhpArray} from './php_query';
import {type ApiRequest, isRow, mayRead, viewContext} from './request';
import type {Row} from './templates';

const DEFAULT_LIMIT = 25;

const positive = (value: string | PhpArray | undefined, fallback: number): number => {
    const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
    return number > 0 ? number : fallback;
};

/** Returns one page and its position: `scroll` on request, else `paging`. */
export const paginate = <T>(rows: readonly T[], query: PhpArray): {rows: T[]; position: Row} => {
    const limit = positive(query.limit, DEFAULT_LIMIT);
    const page = positive(query.page, 1);
    const offset = (page - 1) * limit;
    const shown = rows.slice(offset, offset + limit);
    if (query.scroll !== undefined && query.scroll !== 'false') {
        return {rows: shown, position: {scroll: scrollOf(page, limit, offset, shown.length)}};
    }
    const pageCount = Math.max(1, Math.ceil(rows.length / limit));
    const paging = {
        page,
        current: shown.length,
        count: rows.length,
        prevPage: page > 1,
        nextPage: page < pageCount,
        pageCount,
        limit,
        options: [],
        paramType: 'named',
        queryScope: null,
    };
    return {rows: shown, position: {paging}};
};

const scrollOf = (page: number, limit: number, offset: number, count: number) => ({
    page,
    limit,
    offset,
    hasPrevPage: page > 1,
    prevPage: Math.max(1, page - 1),
    nextPage: page + 1,
    current: page,
    // The product only checks whether the page is full.
    hasNextPage: count === limit,
});

const username = (request: ApiRequest): Row =>
    request.version.startsWith('4.') ? {} : {username: `${request.user.firstName} ${request.user.lastName}`};

const includesOf = (request: ApiRequest): readonly string[] | undefined => {
    const {includes} = request.query;
    if (includes === undefined) {
        return [];
    }
    // A scalar is a PHP TypeError.
    return isRow(includes) ? Object.values(includes).map(String) : undefined;
};

const foreignContainer = (request: ApiRequest): boolean => {
    const container = request.query.BrowserContainerId;
    return typeof container === 'string' && !request.user.read.includes(Number(container));
};

type SortKeys<T> = Readonly<Record<string, (object: T) => string | number>>;

const HOST_COLUMNS: SortKeys<Host> = {
    'Hosts.id': (host) => host.id,
    'Hosts.name': (host) => host.name,
    'Hoststatus.current_state': (host) => host.visible.state,
    'Hoststatus.last_check': (host) => host.visible.lastCheck,
};

const SERVICE_COLUMNS: SortKeys<Service> = {
    'Services.id': (service) => service.id,
    'Servicestatus.current_state': (service) => service.visible.state,
    'Servicestatus.last_check': (service) => service.visible.lastCheck,
};

const sorted = <T extends MonitoredObject>(objects: T[], columns: SortKeys<T>, query: PhpArray): T[] | undefined => {
    const key = columns[String(query.sort)];
    if (!key) {
        return undefined;
    }
    const sign = query.direction === 'desc' ? -1 : 1;
    return objects.sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : a.id - b.id));
};

const wantedBy = ({query, body, faults}: ApiRequest) =>
    filtersOf(faults.ignoreFilters ? {} : query, faults.ignoreFilters ? {} : body);

export const hostsIndex = (request: ApiRequest): Answer => {
    const includes = includesOf(request);
    if (!includes) {
        return internalError(request.target);
    }
    if (foreignContainer(request)) {
        return forbiddenByContainer(request.angular, request.target);
    }
    const readable = request.world.hosts.filter((h) => h.visible.inMonitoring && mayRead(request.user, h));
    const unlessAsked = {sort: 'Hoststatus.current_state', direction: 'desc'};
    const query = request.query.sort === undefined ? {...request.query, ...unlessAsked} : request.query;
    const hosts = sorted(filterHosts(readable, wantedBy(request)), HOST_COLUMNS, query);
    if (!hosts) {
        return internalError(request.target);
    }
    const {rows, position} = paginate(hosts, request.query);
    const context = viewContext(request);
    const all = rows.map((host) => hostListView(request.templates, host, context, includes));
    return success({all_hosts: all, ...username(request)}, request.csrfToken, position);
};

export const servicesIndex = (request: ApiRequest): Answer => {
    const includes = includesOf(request);
    if (!includes) {
        return internalError(request.target);
    }
    const readable = request.world.services.filter((s) => s.visible.inMonitoring && mayRead(request.user, s));
    const {serviceTemplates} = request.world.groups;
    const filtered = filterServices(
        readable,
        wantedBy(request),
        ({tags, templateId}) => tags || (serviceTemplates.find(({id}) => id === templateId)?.tags ?? ''),
    );
    const services =
        request.query.sort === undefined
            ? filtered.sort((a, b) => b.id - a.id)
            : sorted(filtered, SERVICE_COLUMNS, request.query);
    if (!services) {
        return internalError(request.target);
    }
    const {rows, position} = paginate(services, request.query);
    const context = viewContext(request);
    const all = rows.map((service) => serviceListView(request.templates, service, context, includes));
    const satellites = request.version.startsWith('4.') ? {} : {satellites: []};
    return success({all_services: all, ...username(request), ...satellites}, request.csrfToken, position);
};
