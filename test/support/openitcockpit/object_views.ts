import type {Host, Service} from './objects';
import {CONTAINER} from './recorded_objects';
import {acknowledgementView, downtimeView, statusView, type ViewContext} from './status_views';
import type {Row, Templates} from './templates';

const TENANTS: Readonly<Record<number, Row>> = {
    [CONTAINER.root]: {id: 1, containertype_id: 1, name: 'root', parent_id: null, lft: 1, rght: 6},
    [CONTAINER.tenantA]: {id: 2, containertype_id: 2, name: 'Tenant A', parent_id: 1, lft: 2, rght: 3},
    [CONTAINER.tenantB]: {id: 3, containertype_id: 2, name: 'Tenant B', parent_id: 1, lft: 4, rght: 5},
};

const sharing = (host: Host): Row[] => [
    {...TENANTS[host.containerId], _joinData: {id: host.id, host_id: host.id, container_id: host.containerId}},
];

const breadcrumb = (host: Host): Row[] => {
    const root = {id: 1, name: 'root'};
    return host.containerId === CONTAINER.root
        ? [root]
        : [root, {id: host.containerId, name: TENANTS[host.containerId]?.name}];
};

const is4 = (version: string): boolean => version.startsWith('4.');
const is53 = (version: string): boolean => version.startsWith('5.3');

/** Keys added or removed in some version. */
const versioned = (version: string, since53: Row, since5: Row): Row => ({
    ...(is53(version) ? since53 : {}),
    ...(is4(version) ? {} : since5),
});

const icon = (row: Row, version: string): Row => (is4(version) ? {...row, icon: 'fa fa-cog'} : row);

const hostType = (row: Row, version: string): Row => {
    const {rotate, ...rest} = icon(row, version);
    return is4(version) ? rest : {...rest, rotate};
};

const fullName = (context: ViewContext): string => `${context.user.firstName} ${context.user.lastName}`;

const contacts = (templates: Templates, mayEdit: boolean): Row[] => [{...templates.contact, allowEdit: mayEdit}];

export const hostBrowserView = (templates: Templates, host: Host, context: ViewContext, canCommand: boolean): Row => {
    const mayEdit = context.mayEdit(host);
    const {plannedDowntimes, blurryCommandLine, masterInstanceName, ...body} = templates.hostBrowser;
    return {
        ...body,
        mergedHost: {
            ...templates.hostBrowser.mergedHost,
            id: host.id,
            uuid: host.uuid,
            container_id: host.containerId,
            name: host.name,
            description: host.description,
            address: host.address,
            hosts_to_containers_sharing: sharing(host),
            contacts: contacts(templates, mayEdit),
            allowEdit: mayEdit,
        },
        hoststatus: statusView(host, 'browser', context),
        satelliteId: host.satelliteId,
        parenthosts: (host.parents ?? []).map(({id, uuid, name}) => ({id, uuid, name})),
        mainContainer: breadcrumb(host),
        acknowledgement: acknowledgementView(host, context),
        downtime: downtimeView(host, context),
        checkPeriod: templates.period,
        notifyPeriod: templates.period,
        canSubmitExternalCommands: canCommand,
        ...versioned(
            context.version,
            {plannedDowntimes},
            {username: fullName(context), blurryCommandLine, masterInstanceName},
        ),
    };
};

export const serviceBrowserView = (
    templates: Templates,
    service: Service,
    context: ViewContext,
    canCommand: boolean,
): Row => {
    const mayEdit = context.mayEdit(service);
    const {plannedDowntimes, plannedHostDowntimes, blurryCommandLine, masterInstanceName, ...body} =
        templates.serviceBrowser;
    return {
        ...body,
        mergedService: {
            ...templates.serviceBrowser.mergedService,
            id: service.id,
            uuid: service.uuid,
            ...templates.mergedByServiceTemplate[String(service.templateId)],
            servicetemplate_id: service.templateId,
            command_id: service.commandId,
            host_id: service.host.id,
            name: service.name,
            description: service.description,
            contacts: contacts(templates, mayEdit),
            allowEdit: mayEdit,
        },
        serviceType: {
            ...icon(templates.serviceBrowser.serviceType, context.version),
            title: context.user.language === 'de_DE' ? 'Generischer Service' : 'Generic service',
        },
        host: {Host: hostOfService(templates, service.host, context)},
        hoststatus: statusView(service.host, 'embedded', context),
        servicestatus: statusView(service, 'browser', context),
        acknowledgement: acknowledgementView(service, context),
        downtime: downtimeView(service, context),
        hostDowntime: downtimeView(service.host, context),
        hostAcknowledgement: acknowledgementView(service.host, context),
        checkPeriod: templates.period,
        notifyPeriod: templates.period,
        canSubmitExternalCommands: canCommand,
        mainContainer: breadcrumb(service.host),
        ...versioned(
            context.version,
            {plannedDowntimes, plannedHostDowntimes},
            {username: fullName(context), blurryCommandLine, masterInstanceName},
        ),
    };
};

/** The host inside a service's page: fewer columns than in a host's own row. */
const hostOfService = (templates: Templates, host: Host, context: ViewContext): Row => ({
    ...withoutListColumns(templates.hostListRow),
    ...identity(host),
    containerId: host.containerId,
    satelliteId: host.satelliteId,
    containerIds: [host.containerId],
    active_checks_enabled: null,
    usageFlag: 0,
    priority: null,
    notes: null,
    allow_edit: context.mayEdit(host),
});

const withoutListColumns = (row: Row): Row => {
    const {allow_sharing, satelliteName, satelliteRestricted, type, additionalInformationExists, ...rest} = row;
    return rest;
};

const identity = (host: Host): Row => ({
    id: host.id,
    uuid: host.uuid,
    hostname: host.name,
    name: host.name,
    address: host.address,
    description: host.description,
});

/** Lists show the master instead of a satellite the user may not see. */
const checkedBy = ({satelliteId}: Host, {user}: ViewContext): Row => ({
    satelliteId: user.seesSatellites ? satelliteId : 0,
    satelliteName: user.seesSatellites && satelliteId > 0 ? `Satellite ${satelliteId}` : 'Mastersystem',
    is_satellite_host: satelliteId > 0,
});

export const hostListView = (
    templates: Templates,
    host: Host,
    context: ViewContext,
    includes: readonly string[],
): Row => {
    const states = [0, 1, 2, 3].map((state) => host.services.filter((s) => s.visible.state === state).length);
    const {satelliteRestricted, ...row} = templates.hostListRow;
    return {
        Host: {
            ...row,
            ...identity(host),
            containerId: host.containerId,
            containerIds: [host.containerId, ...host.sharedWith],
            hosttemplate_id: host.templateId,
            tags: host.tags,
            priority: host.priority,
            allow_edit: context.mayEdit(host),
            allow_sharing: context.mayEdit(host),
            ...checkedBy(host, context),
            ...versioned(
                context.version,
                {},
                {satelliteRestricted: !context.user.seesSatellites && host.satelliteId > 0},
            ),
            type: hostType(templates.hostListRow.type, context.version),
        },
        Hoststatus: statusView(host, 'list', context),
        ServicestatusSummary: {
            state: {ok: states[0], warning: states[1], critical: states[2], unknown: states[3]},
            total: host.services.length,
        },
        ...included(host, context, includes),
    };
};

export const serviceListView = (
    templates: Templates,
    service: Service,
    context: ViewContext,
    includes: readonly string[],
): Row => ({
    Service: {
        ...templates.serviceListRow.Service,
        id: service.id,
        uuid: service.uuid,
        servicename: service.name,
        hostname: service.host.name,
        description: service.description,
        host_id: service.host.id,
        tags: service.tags,
        priority: service.priority,
        allow_edit: context.mayEdit(service),
    },
    Host: {
        ...templates.serviceListRow.Host,
        ...identity(service.host),
        ...checkedBy(service.host, context),
        allow_edit: context.mayEdit(service.host),
    },
    Hoststatus: statusView(service.host, 'listEmbedded', context),
    Servicestatus: statusView(service, 'list', context),
    ServiceType: icon(templates.serviceListRow.ServiceType, context.version),
    ...included(service, context, includes),
});

const included = (object: Host | Service, context: ViewContext, includes: readonly string[]): Row => {
    const acknowledgement = includes.includes('acknowledgements') ? acknowledgementView(object, context) : [];
    return {
        Downtime: includes.includes('downtimes') ? downtimeView(object, context) : [],
        // The lists show the record without its HTML version.
        Acknowledgement: withoutHtml(acknowledgement),
    };
};

const withoutHtml = (record: unknown): unknown => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
        return record;
    }
    const {commentDataHtml, ...rest} = record as Row;
    return rest;
};

export const hostByUuidView = (templates: Templates, host: Host): Row => ({
    ...templates.hostByUuid,
    id: host.id,
    uuid: host.uuid,
    container_id: host.containerId,
    name: host.name,
    description: host.description,
    address: host.address,
    hosts_to_containers_sharing: sharing(host),
});

/** Without status, without merging: the name is null if the service takes it from its template. */
export const serviceByUuidView = (templates: Templates, service: Service): Row => {
    const inherited = service.name === templates.serviceByUuid.servicetemplate.name;
    return {
        ...templates.serviceByUuid,
        id: service.id,
        uuid: service.uuid,
        host_id: service.host.id,
        servicetemplate_id: service.templateId,
        name: inherited ? null : service.name,
        description: inherited ? '' : service.description,
        host: hostByUuidView(templates, service.host),
    };
};
