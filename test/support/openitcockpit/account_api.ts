import {type Answer, success} from './answers';
import {filtersOf, like} from './list_filters';
import {paginate} from './lists_api';
import type {MonitoredObject} from './objects';
import {type ApiUser, CONTAINER, USERS} from './recorded_objects';
import {type ApiRequest, mayRead} from './request';

/** The connection test: key, user, version. Without `angular` the answer is empty. */
export const profileEdit = (request: ApiRequest): Answer => {
    if (!request.angular || request.method === 'OPTIONS') {
        return success({}, request.csrfToken);
    }
    const {user, version, templates} = request;
    const {department, ...fields} = templates.profile.user as Record<string, unknown>;
    const {_csrfToken, hasRootPrivileges, user: _user, ...rest} = templates.profile;
    const admin = user.role === 'admin' ? {position: null, company: null, phone: null} : {};
    return success(
        {
            user: {
                ...fields,
                ...(version.startsWith('5.3') ? {department} : {}),
                ...admin,
                id: user.id,
                usergroup_id: user.usergroupId,
                email: user.email,
                firstname: user.firstName,
                lastname: user.lastName,
                i18n: user.language,
                dateformat: user.dateformat,
                timezone: user.timezone,
            },
            ...rest,
            oitcVersion: version,
            ...(version.startsWith('4.') ? {} : {hasRootPrivileges: user.write.includes(1)}),
        },
        request.csrfToken,
    );
};

/** `{hosts: {browser: 'browser'}, nagiosmodule: {cmd: {submit: 'submit'}}}`: a key that exists is a right. */
export const userPermissions = (request: ApiRequest): Answer => {
    const permissions: Record<string, unknown> = {};
    for (const right of request.rights) {
        const path = right.split('.');
        let level = permissions;
        for (const part of path.slice(0, -1)) {
            level[part] ??= {};
            level = level[part] as Record<string, unknown>;
        }
        const action = path.at(-1) ?? '';
        level[action] = action;
    }
    const modules = request.templates.modules[request.version];
    return success({permissions, ...(modules ? {modules} : {})}, request.csrfToken);
};

const fullNameOf = ({firstName, lastName}: ApiUser): string => `${firstName} ${lastName}`;

/** Everybody may read ROOT without having been assigned to it. */
const assigned = ({read, write}: ApiUser): number[] =>
    [...new Set([...read, ...write])].filter((id) => id !== CONTAINER.root || write.includes(id));

/** The users in the caller's containers (UsersController::index of 5.3; ROOT sees everybody). */
export const usersIndex = (request: ApiRequest): Answer => {
    if (!request.angular) {
        return success({}, request.csrfToken);
    }
    const filters = filtersOf(request.query, undefined);
    const [email = ''] = filters.get('Users.email') ?? [];
    const [name = ''] = filters.get('full_name') ?? [];
    const isRoot = request.user.write.includes(1);
    const visible = USERS.filter(
        (user) =>
            (isRoot || user.read.some((id) => request.user.read.includes(id))) &&
            like(user.email, email) &&
            like(fullNameOf(user), name),
    );
    const {rows, position} = paginate(visible, request.query);
    const all_users = rows.map((user) => ({
        id: user.id,
        email: user.email,
        company: null,
        phone: null,
        is_active: user.active,
        samaccountname: null,
        is_oauth: false,
        last_login: null,
        full_name: fullNameOf(user),
        usergroup: {id: user.usergroupId, name: user.role},
        containers: assigned(user).map((id) => ({
            id,
            containertype_id: id === CONTAINER.root ? 1 : 2,
            _joinData: {user_id: user.id, container_id: id, permission_level: user.write.includes(id) ? 2 : 1},
        })),
        usercontainerroles: [],
        allow_edit: isRoot,
    }));
    return success({all_users, myUserId: request.user.id, isLdapAuth: false, ...position}, request.csrfToken);
};

export const userTimezone = (request: ApiRequest): Answer => {
    const now = new Date(request.world.now() * 1000);
    const iso = `${now.toISOString().slice(0, 19)}+00:00`;
    const month = now.toLocaleString('en-US', {month: 'long', timeZone: 'UTC'});
    const clock = iso.slice(11, 19);
    const browser = request.version.startsWith('5.3')
        ? {user_time_to_browser_offset: 0, browser_timezone: 'Europe/Berlin'}
        : {};
    return success(
        {
            timezone: {
                user_timezone: request.user.timezone,
                user_time_to_server_offset: 3600,
                user_offset: 3600,
                server_time_utc: request.world.now(),
                server_time: `${month} ${now.getUTCDate()}, ${now.getUTCFullYear()} ${clock}`,
                server_timezone_offset: 0,
                server_time_iso: iso,
                server_timezone: 'UTC',
                ...browser,
            },
        },
        request.csrfToken,
    );
};

const countStates = (objects: readonly MonitoredObject[], states: number): number[] =>
    Array.from({length: states}, (_, state) => objects.filter((o) => o.visible.state === state).length);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

const percentages = (counts: readonly number[]): number[] =>
    counts.map((count) => Math.round((count / Math.max(1, sum(counts))) * 10_000) / 100);

const unhandled = (objects: readonly MonitoredObject[]): MonitoredObject[] =>
    objects.filter((o) => o.visible.state > 0 && !o.visible.acknowledged && o.visible.downtimeDepth === 0);

const worst = (counts: readonly number[]): number => counts.findLastIndex((count) => count > 0);

export const statusCount = (request: ApiRequest): Answer => {
    const readable = <T extends MonitoredObject>(objects: readonly T[]): T[] =>
        objects.filter((o) => o.visible.inMonitoring && mayRead(request.user, o));
    const hosts = readable(request.world.hosts);
    const services = readable(request.world.services);
    const hostCounts = countStates(hosts, 3);
    const serviceCounts = countStates(services, 4);
    const unhandledHosts = countStates(unhandled(hosts), 3);
    const unhandledServices = countStates(unhandled(services), 4);
    const cumulative = request.version.startsWith('5.3')
        ? {cumulativeHoststatus: worst(hostCounts), cumulativeServicestatus: worst(serviceCounts)}
        : {};
    return success(
        {
            hoststatusCount: hostCounts,
            servicestatusCount: serviceCounts,
            hoststatusSum: sum(hostCounts),
            servicestatusSum: sum(serviceCounts),
            hoststatusCountPercentage: percentages(hostCounts),
            servicestatusCountPercentage: percentages(serviceCounts),
            unhandledHosts,
            unhandledHostsSum: sum(unhandledHosts),
            unhandledServices,
            unhandledServicesSum: sum(unhandledServices),
            ...cumulative,
        },
        request.csrfToken,
    );
};
