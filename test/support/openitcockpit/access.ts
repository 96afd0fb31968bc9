import type {IncomingHttpHeaders} from 'node:http';
import type {PhpArray} from './php_query';
import type {ApiUser} from './recorded_objects';
import type {Templates} from './templates';

const PREFIX_LENGTH = 'X-OITC-API'.length;

/** Everything after the first ten characters is the key; the prefix itself is not checked. */
const keyIn = (value: string | undefined): string | undefined => value?.slice(PREFIX_LENGTH).trim();

const cookie = (headers: IncomingHttpHeaders, name: string): string | undefined => {
    const pair = (headers.cookie ?? '').split('; ').find((part) => part.startsWith(`${name}=`));
    return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1));
};

/** The query takes precedence over the cookie, and the cookie over the header. */
const sentKey = (headers: IncomingHttpHeaders, query: PhpArray): string | undefined => {
    const inQuery = query.apikey;
    if (inQuery !== undefined) {
        return String(inQuery);
    }
    return keyIn(cookie(headers, 'Authorization')) ?? keyIn(headers.authorization);
};

export const authenticate = (
    headers: IncomingHttpHeaders,
    query: PhpArray,
    users: ReadonlyMap<string, ApiUser>,
): ApiUser | undefined => {
    const key = sentKey(headers, query)?.toLowerCase();
    const user = key ? users.get(key) : undefined;
    return user?.active ? user : undefined;
};

/** The CSRF middleware runs before the core's routes unless header or query announce an API key. */
export const csrfApplies = (headers: IncomingHttpHeaders, query: PhpArray, path: string): boolean =>
    !/^\/(nagios|mattermost)_module\//.test(path) &&
    !(headers.authorization ?? '').includes('X-OITC-API') &&
    query.apikey === undefined;

/** Lists accept POST without a token. */
const CSRF_FREE_POSTS = new Set(['/hosts/index.json', '/services/index.json']);

export const csrfRefuses = (method: string, path: string): boolean =>
    !['GET', 'HEAD', 'OPTIONS'].includes(method) && !CSRF_FREE_POSTS.has(path);

/** What reading object facts needs beyond the lists of hosts and services; pass it as `granted`. */
export const FACTS_RIGHTS = [
    ...['index', 'extended', 'loadhostgroupwithhostsbyid'].map((action) => `hostgroups.${action}`),
    ...['index', 'extended', 'loadservicegroupwithservicesbyid'].map((action) => `servicegroups.${action}`),
    'hosttemplates.index',
    'servicetemplates.index',
];

/** What the details of a problem read beyond the handler's role; pass it as `granted`. */
export const DETAILS_RIGHTS = [
    'statehistories.host',
    'statehistories.service',
    'notifications.hostnotification',
    'notifications.servicenotification',
    'changelogs.index',
];

/** Rights of the recorded administrator beyond the handler's role, as far as the double has the pages. */
const ADMIN_RIGHTS = [
    'users.index',
    'notifications.index',
    'notifications.services',
    ...['index', 'add', 'edit', 'delete'].flatMap((action) => [`commands.${action}`, `contacts.${action}`]),
    'contacts.loadcontainers',
    'contacts.loadtimeperiods',
    ...['hosts', 'hosttemplates', 'servicetemplates'].map((page) => `${page}.loadelementsbycontainerid`),
    ...FACTS_RIGHTS,
    ...DETAILS_RIGHTS,
    ...['index', 'broadcast', 'launchexport'].map((action) => `exports.${action}`),
];

/**
 * Rights of the user's role in that version, e.g. `hosts.browser`, `nagiosmodule.cmd.submit`.
 * @param granted to every role, beyond what was recorded
 * @param denied to every role
 */
export const rightsOf = (
    templates: Templates,
    user: ApiUser,
    version: string,
    granted: readonly string[] = [],
    denied: readonly string[] = [],
): ReadonlySet<string> => {
    const change = templates.permissions.versions[version];
    const more = user.role === 'admin' ? ADMIN_RIGHTS : [];
    const rights = new Set([...templates.permissions.base, ...(change?.extra ?? []), ...more, ...granted]);
    const lost = [...(change?.without ?? []), ...(templates.permissions.roles[user.role] ?? []), ...denied];
    for (const right of lost) {
        rights.delete(right);
    }
    return rights;
};
