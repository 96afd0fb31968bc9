import type {
    Choice,
    HostPlace,
    HostPlaces,
    NewContact,
    NotificationCommand,
    ProvisioningPort,
    StoredContact,
} from '../app/setup/provisioning_port';
import {AppError, asAppError} from '../domain/errors';
import {says} from '../domain/texts';
import {
    commandList,
    contactList,
    contactPage,
    containerChoices,
    createdRow,
    exportPage,
    exportProgress,
    hostPlaceList,
    permissions,
    read,
    timePeriodChoices,
} from './answers';
import type {Call} from './call';
import {PERMISSIONS} from './profile';
import {missingSetupRights} from './rights';
import {LIST_SIZE, listCall} from './status_lists';

const NOTIFICATION_COMMAND = 3;
/** Far more than there are names that contain ours. */
const PAGE = {scroll: 'false', page: '1', limit: '100'};

type Send = (call: Call) => Promise<unknown>;

/** The configuration pages that set-up uses. `send` is the client's, with its limits and retries. */
export const createProvisioning = (send: Send): ProvisioningPort => ({
    missingSetupRights: async () =>
        missingSetupRights(read(permissions, PERMISSIONS.path, await send(PERMISSIONS)).permissions),
    ...commandPages(send),
    ...contactPages(send),
    ...exportPages(send),
    hosts: () => hostPlaces(send),
});

/** Enough to name some; a larger system has far more hosts than a message can name. */
const HOST_PAGES = 5;

const hostPlaces = async (send: Send): Promise<HostPlaces> => {
    const hosts: HostPlace[] = [];
    for (let number = 1; number <= HOST_PAGES; number += 1) {
        const call = listCall('host', 'read_hosts', {}, LIST_SIZE, number);
        const {all_hosts: rows, paging} = read(hostPlaceList, call.path, await send(call));
        for (const {Host} of rows) {
            const place = typeof Host.containerId === 'number' ? {containerId: Host.containerId} : {};
            hosts.push({name: Host.hostname, mayEdit: Boolean(Host.allow_edit), ...place});
        }
        if (number >= (paging?.pageCount ?? 1)) {
            return {hosts, isAll: true};
        }
    }
    return {hosts, isAll: false};
};

const commandPages = (
    send: Send,
): Pick<ProvisioningPort, 'findCommand' | 'createCommand' | 'changeCommand' | 'deleteCommand'> => ({
    findCommand: async (name) => {
        const call = page('/commands/index.json', 'Commands › index', {'filter[Commands.name]': name, ...PAGE});
        const rows = read(commandList, call.path, await send(call)).all_commands;
        const found = rows.find(({Command}) => same(Command.name, name))?.Command;
        return (
            found && {
                id: found.id,
                name: found.name,
                line: found.command_line,
                description: found.description ?? '',
                isNotification: found.command_type === NOTIFICATION_COMMAND,
                ...(found.uuid === undefined ? {} : {uuid: found.uuid}),
            }
        );
    },
    createCommand: async (command) => {
        const call = change('/commands/add.json', 'Commands › add', 'command', commandBody(command));
        return read(createdRow, call.path, await send(call)).id;
    },
    changeCommand: async (id, command) => {
        await send(change(`/commands/edit/${id}.json`, 'Commands › edit', 'command', commandBody(command)));
    },
    deleteCommand: async (id) => {
        await send(change(`/commands/delete/${id}.json`, 'Commands › delete', 'command', {}));
    },
});

const contactPages = (
    send: Send,
): Pick<ProvisioningPort, 'findContacts' | 'createContact' | 'deleteContact' | 'containers' | 'timePeriods'> => ({
    findContacts: async (name) => {
        const call = page('/contacts/index.json', 'Contacts › index', {'filter[Contacts.name]': name, ...PAGE});
        const rows = read(contactList, call.path, await send(call)).all_contacts;
        const found = rows.filter(({Contact}) => same(Contact.name, name));
        return Promise.all(found.map(({Contact}) => readContact(send, Contact.id)));
    },
    createContact: async (contact) => {
        const call = change('/contacts/add.json', 'Contacts › add', 'contact', contactBody(contact));
        return read(createdRow, call.path, await send(call)).id;
    },
    deleteContact: async (id) => {
        await send(change(`/contacts/delete/${id}.json`, 'Contacts › delete', 'contact', {}));
    },
    containers: async () => {
        const call = page('/contacts/loadContainers.json', 'Contacts › add');
        return choicesOf(read(containerChoices, call.path, await send(call)).containers);
    },
    timePeriods: async (containerId) => {
        const call = {
            ...page('/contacts/loadTimeperiods.json', 'Contacts › add'),
            body: {container_ids: [containerId]},
        };
        return choicesOf(read(timePeriodChoices, call.path, await send(call)).timeperiods);
    },
});

const exportPages = (send: Send): Pick<ProvisioningPort, 'exportState' | 'launchExport'> => {
    const exportRunning = async (): Promise<boolean> => {
        const call = page('/exports/index.json', 'Exports › index');
        return Boolean(read(exportPage, call.path, await send(call)).exportRunning);
    };
    return {
        exportState: async () => {
            const running = await exportRunning();
            const call = page('/exports/broadcast.json', 'Exports › index');
            const {exportFinished, exportSuccessfully} = read(exportProgress, call.path, await send(call));
            return {running, last: exportFinished ? (exportSuccessfully ? 'succeeded' : 'failed') : 'none'};
        },
        launchExport: async () => {
            if (await exportRunning()) {
                throw alreadyRunning();
            }
            try {
                await send(command('/exports/launchExport.json', 'Exports › launchExport', {create_backup: 1}));
            } catch (error) {
                // openITCOCKPIT answers 500 both if somebody else was faster and if its queue is down.
                const failed = asAppError(error);
                throw failed.code === 'openitcockpit_queue_down' && (await exportRunning()) ? alreadyRunning() : failed;
            }
        },
    };
};

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const choicesOf = (rows: readonly {key: number; value: string}[]): Choice[] =>
    rows.map(({key, value}) => ({id: key, name: value}));

const readContact = async (send: Send, id: number): Promise<StoredContact> => {
    const call = page(`/contacts/edit/${id}.json`, 'Contacts › edit');
    const {Contact} = read(contactPage, call.path, await send(call)).contact;
    return {
        id: Contact.id,
        name: Contact.name,
        description: Contact.description ?? '',
        containerIds: Contact.containers._ids,
        hostCommandIds: Contact.host_commands._ids,
        serviceCommandIds: Contact.service_commands._ids,
    };
};

const page = (path: string, right: string, query?: Readonly<Record<string, string>>): Call => ({
    operation: 'read_configuration',
    path,
    angular: true,
    right,
    command: false,
    ...(query ? {query} : {}),
});

const command = (path: string, right: string, body: unknown): Call => ({
    operation: 'change_configuration',
    path,
    angular: true,
    right,
    body,
    command: true,
});

const change = (path: string, right: string, changes: NonNullable<Call['changes']>, body: unknown): Call => ({
    ...command(path, right, body),
    changes,
});

const commandBody = ({name, line, description}: NotificationCommand) => ({
    Command: {name, command_line: line, command_type: NOTIFICATION_COMMAND, description, human_args: null},
});

/**
 * Flags are 0 or 1: openITCOCKPIT refuses true and false. Every contact needs an address, although our commands use
 * none; PHP takes "0" as empty.
 */
const contactBody = (contact: NewContact) => ({
    Contact: {
        name: contact.name,
        description: contact.description,
        email: '',
        phone: '000',
        host_timeperiod_id: contact.timePeriodId,
        service_timeperiod_id: contact.timePeriodId,
        host_commands: {_ids: [contact.hostCommandId]},
        service_commands: {_ids: [contact.serviceCommandId]},
        containers: {_ids: [contact.containerId, ...(contact.otherContainerIds ?? [])]},
        ...Object.fromEntries(ALWAYS.map((flag) => [flag, 1])),
        host_push_notifications_enabled: 0,
        service_push_notifications_enabled: 0,
        customvariables: [],
    },
});

const ALWAYS = [
    'host_notifications_enabled',
    'service_notifications_enabled',
    'notify_host_recovery',
    'notify_host_down',
    'notify_host_unreachable',
    'notify_host_flapping',
    'notify_host_downtime',
    'notify_service_recovery',
    'notify_service_warning',
    'notify_service_critical',
    'notify_service_unknown',
    'notify_service_flapping',
    'notify_service_downtime',
];

const alreadyRunning = (): AppError =>
    new AppError(
        'openitcockpit_export_running',
        says(({failures}) => failures.exportRunning),
    );
