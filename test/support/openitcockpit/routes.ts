import {profileEdit, statusCount, userPermissions, usersIndex, userTimezone} from './account_api';
import type {Answer} from './answers';
import {submit, submitBulk, submitBulkNaemon} from './commands_api';
import {
    addCommand,
    commandsIndex,
    deleteCommand,
    editCommand,
    exportProgress,
    exportsIndex,
    launchExport,
} from './configuration_api';
import {
    addContact,
    contactsIndex,
    deleteContact,
    editContact,
    loadContainers,
    loadElements,
    loadTimePeriods,
} from './contacts_api';
import {changelogsIndex, objectNotifications, perfdata, stateHistory} from './details_api';
import {
    allContainers,
    hostGroupMembers,
    hostGroupsIndex,
    hostTemplatesIndex,
    serviceGroupMembers,
    serviceGroupsIndex,
    serviceTemplatesIndex,
} from './groups_api';
import {acknowledgementList, deleteAcknowledgement, deleteDowntime, downtimeList} from './history_api';
import {hostsIndex, servicesIndex} from './lists_api';
import {mattermostAcknowledge} from './mattermost_api';
import {hostNotifications, serviceNotifications} from './notifications_api';
import {hostBrowser, hostByUuid, hostStatus, serviceBrowser, serviceByUuid} from './reading_api';
import type {ApiRequest} from './request';

interface Route {
    /** The right the role needs; undefined = open to every role. */
    readonly right?: string;
    readonly handle: (request: ApiRequest) => Answer;
}

/** Path without arguments and extension; openITCOCKPIT's paths are case-sensitive. */
const ROUTES: Readonly<Record<string, Route>> = {
    '/profile/edit': {handle: profileEdit},
    '/users/getUserPermissions': {handle: userPermissions},
    '/users/index': {right: 'users.index', handle: usersIndex},
    '/angular/user_timezone': {handle: userTimezone},
    '/angular/statuscount': {handle: statusCount},
    '/hosts/hoststatus': {handle: hostStatus},
    '/hosts/byUuid': {handle: hostByUuid},
    '/services/byUuid': {handle: serviceByUuid},
    '/hosts/browser': {right: 'hosts.browser', handle: hostBrowser},
    '/services/browser': {right: 'services.browser', handle: serviceBrowser},
    '/hosts/index': {right: 'hosts.index', handle: hostsIndex},
    '/services/index': {right: 'services.index', handle: servicesIndex},
    '/acknowledgements/host': {right: 'acknowledgements.host', handle: acknowledgementList('host')},
    '/acknowledgements/service': {right: 'acknowledgements.service', handle: acknowledgementList('service')},
    '/acknowledgements/delete': {right: 'acknowledgements.delete', handle: deleteAcknowledgement},
    '/notifications/index': {right: 'notifications.index', handle: hostNotifications},
    '/notifications/services': {right: 'notifications.services', handle: serviceNotifications},
    '/notifications/hostNotification': {right: 'notifications.hostnotification', handle: objectNotifications('host')},
    '/notifications/serviceNotification': {
        right: 'notifications.servicenotification',
        handle: objectNotifications('service'),
    },
    '/statehistories/host': {right: 'statehistories.host', handle: stateHistory('host')},
    '/statehistories/service': {right: 'statehistories.service', handle: stateHistory('service')},
    '/changelogs/index': {right: 'changelogs.index', handle: changelogsIndex},
    '/graphgenerators/getPerfdataByUuid': {right: 'graphgenerators.getperfdatabyuuid', handle: perfdata},
    '/downtimes/host': {right: 'downtimes.host', handle: downtimeList('host')},
    '/downtimes/service': {right: 'downtimes.service', handle: downtimeList('service')},
    '/downtimes/delete': {right: 'downtimes.delete', handle: deleteDowntime},
    '/commands/index': {right: 'commands.index', handle: commandsIndex},
    '/commands/add': {right: 'commands.add', handle: addCommand},
    '/commands/edit': {right: 'commands.edit', handle: editCommand},
    '/commands/delete': {right: 'commands.delete', handle: deleteCommand},
    '/contacts/index': {right: 'contacts.index', handle: contactsIndex},
    '/contacts/add': {right: 'contacts.add', handle: addContact},
    '/contacts/edit': {right: 'contacts.edit', handle: editContact},
    '/contacts/delete': {right: 'contacts.delete', handle: deleteContact},
    '/contacts/loadContainers': {right: 'contacts.loadcontainers', handle: loadContainers},
    '/contacts/loadTimeperiods': {right: 'contacts.loadtimeperiods', handle: loadTimePeriods},
    '/hosts/loadElementsByContainerId': {
        right: 'hosts.loadelementsbycontainerid',
        handle: loadElements('Invalid container'),
    },
    '/hosttemplates/loadElementsByContainerId': {
        right: 'hosttemplates.loadelementsbycontainerid',
        handle: loadElements('Invalid Container'),
    },
    '/servicetemplates/loadElementsByContainerId': {
        right: 'servicetemplates.loadelementsbycontainerid',
        handle: loadElements('Invalid Container'),
    },
    '/containers/loadContainers': {right: 'containers.loadcontainers', handle: allContainers},
    '/hostgroups/index': {right: 'hostgroups.index', handle: hostGroupsIndex},
    '/hostgroups/loadHostgroupWithHostsById': {
        right: 'hostgroups.loadhostgroupwithhostsbyid',
        handle: hostGroupMembers,
    },
    '/servicegroups/index': {right: 'servicegroups.index', handle: serviceGroupsIndex},
    '/servicegroups/loadServicegroupWithServicesById': {
        right: 'servicegroups.loadservicegroupwithservicesbyid',
        handle: serviceGroupMembers,
    },
    '/hosttemplates/index': {right: 'hosttemplates.index', handle: hostTemplatesIndex},
    '/servicetemplates/index': {right: 'servicetemplates.index', handle: serviceTemplatesIndex},
    '/exports/index': {right: 'exports.index', handle: exportsIndex},
    '/exports/broadcast': {right: 'exports.broadcast', handle: exportProgress},
    '/exports/launchExport': {right: 'exports.launchexport', handle: launchExport},
    '/nagios_module/cmd/submit': {right: 'nagiosmodule.cmd.submit', handle: submit},
    '/nagios_module/cmd/submit_bulk': {right: 'nagiosmodule.cmd.submit_bulk', handle: submitBulk},
    '/nagios_module/cmd/submit_bulk_naemon': {
        right: 'nagiosmodule.cmd.submit_bulk_naemon',
        handle: submitBulkNaemon,
    },
    '/mattermost_module/acknowledge/host': {
        right: 'mattermostmodule.acknowledge.host',
        handle: mattermostAcknowledge('host'),
    },
    '/mattermost_module/acknowledge/service': {
        right: 'mattermostmodule.acknowledge.service',
        handle: mattermostAcknowledge('service'),
    },
};

export interface Routed {
    readonly route: Route | undefined;
    readonly args: readonly string[];
    /** `json` marks an API request; undefined = no extension. */
    readonly extension: string | undefined;
}

/** `/hosts/browser/<uuid>.json` → the route, `[uuid]`, `json`. */
export const routeOf = (path: string): Routed => {
    const match = /^(.*?)(?:\.(json|html|pdf|png|zip))?$/s.exec(path.replace(/^\/+/, '/'));
    const segments = (match?.[1] ?? '').split('/').slice(1);
    const depth = /_module$/.test(segments[0] ?? '') ? 3 : 2;
    return {
        route: ROUTES[`/${segments.slice(0, depth).join('/')}`],
        args: segments.slice(depth),
        extension: match?.[2],
    };
};
