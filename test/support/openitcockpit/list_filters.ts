import type {Host, MonitoredObject, Service} from './objects';
import type {PhpArray} from './php_query';
import {isRow} from './request';

/** `set` holds the values, for long lists. */
type Test<T> = (object: T, value: FilterValue, filters: Filters, set: ReadonlySet<string>) => boolean;
type FilterValue = readonly string[];
type Filters = ReadonlyMap<string, FilterValue>;

/** Filters of the query and, for POST, of the body; a scalar and a list of one are the same. */
export const filtersOf = (query: PhpArray, body: unknown): Filters => {
    const fromBody = isRow(body) && isRow(body.filter) ? body.filter : {};
    const fromQuery = isRow(query.filter) ? query.filter : {};
    return new Map(
        Object.entries({...fromBody, ...fromQuery}).map(([name, value]) => [
            name,
            typeof value === 'object' && value !== null ? Object.values(value).map(String) : [String(value)],
        ]),
    );
};

/** SQL LIKE `%value%`: `%` and `_` in the value are wildcards, as in the product. */
export const like = (text: string, value: string): boolean => {
    const pattern = value
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('%', '.*')
        .replaceAll('_', '.');
    return new RegExp(pattern, 'is').test(text);
};

const name =
    <T>(key: string, text: (object: T) => string): Test<T> =>
    (object, [value = ''], filters) => {
        if (filters.get(`${key}_regex`)?.[0] !== 'true') {
            return like(text(object), value);
        }
        try {
            return new RegExp(value, 'i').test(text(object));
        } catch {
            // An invalid expression is ignored: everything matches.
            return true;
        }
    };

const oneOf =
    <T>(value: (object: T) => string): Test<T> =>
    (object, _values, _filters, set) =>
        set.has(value(object));

const flag =
    <T>(value: (object: T) => boolean): Test<T> =>
    (object, [wanted = '']) =>
        value(object) === (wanted === '1' || wanted === 'true');

const state =
    (names: readonly string[]): Test<MonitoredObject> =>
    (object, values) => {
        const known = values.filter((value) => names.includes(value));
        // Unknown state names are ignored, and a filter without a known one matches everything.
        return known.length === 0 || known.includes(names[object.visible.state] ?? '');
    };

const statusFilters = (table: string, states: readonly string[]): Record<string, Test<MonitoredObject>> => ({
    [`${table}.current_state`]: state(states),
    [`${table}.problem_has_been_acknowledged`]: flag((o) => o.visible.acknowledged),
    [`${table}.scheduled_downtime_depth`]: flag((o) => o.visible.downtimeDepth > 0),
    [`${table}.notifications_enabled`]: flag((o) => o.visible.notificationsEnabled),
    [`${table}.output`]: (o, [value = '']) => like(o.visible.output, value),
});

const HOST_FILTERS: Readonly<Record<string, Test<Host>>> = {
    'Hosts.id': oneOf((h) => String(h.id)),
    'Hosts.uuid': oneOf((h) => h.uuid),
    'Hosts.satellite_id': oneOf((h) => String(h.satelliteId)),
    'Hosts.name': name('Hosts.name', (h) => h.name),
    'Hosts.address': name('Hosts.address', (h) => h.address),
    ...statusFilters('Hoststatus', ['up', 'down', 'unreachable']),
};

const SERVICE_FILTERS: Readonly<Record<string, Test<Service>>> = {
    'Services.id': oneOf((s) => String(s.id)),
    'Services.uuid': oneOf((s) => s.uuid),
    'Hosts.id': oneOf((s) => String(s.host.id)),
    'Hosts.satellite_id': oneOf((s) => String(s.host.satelliteId)),
    'Hosts.name': name('Hosts.name', (s) => s.host.name),
    servicename: name('servicename', (s) => s.name),

    ...statusFilters('Servicestatus', ['ok', 'warning', 'critical', 'unknown']),
};

/** Keeps what every known filter accepts; unknown ones are silently ignored. */
const apply = <T>(objects: readonly T[], tests: Readonly<Record<string, Test<T>>>, filters: Filters): T[] => {
    const wanted = [...filters].map(([key, value]) => ({test: tests[key], value, set: new Set(value)}));
    return objects.filter((object) =>
        wanted.every(({test, value, set}) => test === undefined || test(object, value, filters, set)),
    );
};

export const filterHosts = (hosts: readonly Host[], filters: Filters): Host[] => apply(hosts, HOST_FILTERS, filters);

/** @param tagsOf its own or, where it has none, its template's */
export const filterServices = (
    services: readonly Service[],
    filters: Filters,
    tagsOf: (service: Service) => string,
): Service[] => {
    const keywords = keywordPattern(filters.get('keywords') ?? []);
    const tests = {
        ...SERVICE_FILTERS,
        ...(keywords && {keywords: (service: Service) => keywords.test(tagsOf(service))}),
    };
    return apply(services, tests, filters);
};

/** As the product builds it: every comma is an "or". What PHP does not take for an expression is ignored. */
const keywordPattern = (values: readonly string[]): RegExp | undefined => {
    const joined = `.*(${values.filter((value) => value !== '').join('|')}).*`;
    if (joined === '.*().*' || joined.includes('`')) {
        return undefined;
    }
    try {
        return new RegExp(`.*(${joined.split(',').join('|')}).*`, 'is');
    } catch {
        return undefined;
    }
};
