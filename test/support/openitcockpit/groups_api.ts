import {type Answer, failure, methodNotAllowed, success} from './answers';
import {forAngular, idOf} from './configuration_api';
import type {GroupRow} from './groups';
import {paginate} from './lists_api';
import {hostListView, serviceListView} from './object_views';
import {CONTAINER} from './recorded_objects';
import {type ApiRequest, mayRead, viewContext} from './request';
import type {Row} from './templates';

/** `GET /containers/loadContainers.json`: those the user may read, with their whole path; /root only for root users. */
export const allContainers = (request: ApiRequest): Answer => {
    if (!request.angular) {
        return methodNotAllowed(request.target);
    }
    const {read, write} = request.user;
    const all = request.world.configuration.containers;
    const containers = write.includes(CONTAINER.root)
        ? all
        : all.filter(({key}) => read.includes(key) && key !== CONTAINER.root);
    return success({containers}, request.csrfToken);
};

/** Root users see all, others those in a container they may read. */
const visible = ({user}: ApiRequest, groups: readonly GroupRow[]): GroupRow[] =>
    groups.filter(({parentId}) => user.write.includes(CONTAINER.root) || user.read.includes(parentId));

const groupView = ({id, uuid, name, parentId}: GroupRow): Row => ({
    id,
    uuid,
    container_id: 1000 + id,
    description: '',
    container: {id: 1000 + id, containertype_id: 0, name, parent_id: parentId, lft: 0, rght: 0},
});

const byName = (a: {readonly name: string}, b: {readonly name: string}): number => a.name.localeCompare(b.name);

/** Sorted by name, unless by id. */
const sorted = <T extends {readonly id: number; readonly name: string}>(rows: readonly T[], {query}: ApiRequest): T[] =>
    [...rows].sort(String(query.sort).endsWith('.id') ? (a, b) => a.id - b.id : byName);

const groupsIndex = (kind: 'hosts' | 'services', list: string) =>
    forAngular((request) => {
        const {rows, position} = paginate(sorted(visible(request, request.world.groups[kind]), request), request.query);
        const all = rows.map((group) => ({...groupView(group), allowEdit: false, hasSLAHosts: false}));
        return success({[list]: all}, request.csrfToken, position);
    });

export const hostGroupsIndex = groupsIndex('hosts', 'all_hostgroups');
export const serviceGroupsIndex = groupsIndex('services', 'all_servicegroups');

/** Does not check the group's container; only members that are monitored and that the user may read. */
export const hostGroupMembers = (request: ApiRequest): Answer => {
    const {groups, hosts} = request.world;
    const group = groups.hosts.find(({id}) => id === idOf(request));
    if (!request.angular) {
        return methodNotAllowed(request.target);
    }
    if (!group) {
        return failure(404, 'Invalid Hostgroup', request.target);
    }
    const members = hosts.filter(
        (host) => host.visible.inMonitoring && mayRead(request.user, host) && groups.isMember('hosts', group, host),
    );
    const {rows, position} = paginate(members, request.query);
    const context = viewContext(request);
    const Hosts = rows.map((host) => {
        const {Downtime, Acknowledgement, ...row} = hostListView(request.templates, host, context, []);
        return row;
    });
    const hostgroup = {Hostgroup: groupView(group), Hosts, StatusSummary: {up: null, down: null, unreachable: null}};
    return success({hostgroup, username: 'API'}, request.csrfToken, members.length > 0 ? position : {});
};

export const serviceGroupMembers = (request: ApiRequest): Answer => {
    const {groups, services} = request.world;
    const group = groups.services.find(({id}) => id === idOf(request));
    if (!request.angular) {
        return methodNotAllowed(request.target);
    }
    if (!group) {
        return failure(404, 'Invalid Hostgroup', request.target);
    }
    const members = services.filter(
        (one) => one.visible.inMonitoring && mayRead(request.user, one) && groups.isMember('services', group, one),
    );
    const {rows, position} = paginate(members, request.query);
    const context = viewContext(request);
    const Services = rows.map((service) => {
        const {Downtime, Acknowledgement, ServiceType, ...row} = serviceListView(
            request.templates,
            service,
            context,
            [],
        );
        return row;
    });
    const servicegroup = {
        Servicegroup: groupView(group),
        Services,
        StatusSummary: {ok: null, warning: null, critical: null, unknown: null},
    };
    return success({servicegroup, username: 'API'}, request.csrfToken, members.length > 0 ? position : {});
};

export const hostTemplatesIndex = forAngular((request) => {
    const {rows, position} = paginate(sorted(request.world.groups.hostTemplates, request), request.query);
    const all_hosttemplates = rows.map((template) => ({Hosttemplate: {...template, container_id: 1}}));
    return success({all_hosttemplates}, request.csrfToken, position);
});

export const serviceTemplatesIndex = forAngular((request) => {
    const {rows, position} = paginate(sorted(request.world.groups.serviceTemplates, request), request.query);
    const all_servicetemplates = rows.map((template) => ({Servicetemplate: {...template, container_id: 1}}));
    return success({all_servicetemplates}, request.csrfToken, position);
});
