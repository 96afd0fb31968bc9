import {type Answer, failure, internalError, methodNotAllowed, refusedForm, success} from './answers';
import type {CommandRow, ContactRow} from './configuration';
import {filtersOf, like} from './list_filters';
import {paginate} from './lists_api';
import {type ApiRequest, isRow} from './request';

const TYPES: Readonly<Record<number, string>> = {
    1: 'Service check command',
    2: 'Host check command',
    3: 'Notification command',
    4: 'Eventhandler command',
};

/** Without `angular` only the template is meant. */
const forAngular =
    (handle: (request: ApiRequest) => Answer) =>
    (request: ApiRequest): Answer =>
        request.angular ? handle(request) : success({}, request.csrfToken);

const idOf = (request: ApiRequest): number => Number(request.args[0]);

export const commandsIndex = forAngular((request) => {
    const filters = filtersOf(request.query, undefined);
    const [name = ''] = filters.get('Commands.name') ?? [];
    const types = filters.get('Commands.command_type');
    const found = request.world.configuration.commands
        .filter((command) => like(command.name, name))
        .filter((command) => types === undefined || types.includes(String(command.command_type)))
        .sort((a, b) => a.name.localeCompare(b.name));
    const {rows, position} = paginate(found, request.query);
    const all_commands = rows.map((command) => ({Command: {...command, type: TYPES[command.command_type]}}));
    return success({all_commands}, request.csrfToken, position);
});

/** The database compares names without case. */
const nameTaken = ({world}: ApiRequest, name: unknown, except?: number): boolean =>
    world.configuration.commands.some(
        (command) => command.id !== except && command.name.toLowerCase() === String(name).toLowerCase(),
    );

const commandErrors = (request: ApiRequest, fields: Record<string, unknown>, except?: number) => {
    const errors: Record<string, unknown> = {};
    if (typeof fields.name !== 'string' || fields.name === '') {
        errors.name = {_empty: 'This field cannot be left empty'};
    } else if (nameTaken(request, fields.name, except)) {
        errors.name = {unique: request.texts.commandNameTaken};
    }
    if (typeof fields.command_line !== 'string' || fields.command_line === '') {
        errors.command_line = {_empty: 'This field cannot be left blank.'};
    }
    if (typeof fields.command_type !== 'number') {
        errors.command_type = {_required: 'This field is required'};
    }
    return Object.keys(errors).length > 0 ? errors : undefined;
};

const posted = (request: ApiRequest, key: 'Command' | 'Contact'): Record<string, unknown> => {
    const body = isRow(request.body) ? request.body[key] : undefined;
    return isRow(body) ? body : {};
};

export const addCommand = (request: ApiRequest): Answer => {
    if (request.method !== 'POST' || !request.angular) {
        return success({}, request.csrfToken);
    }
    const fields = posted(request, 'Command');
    const error = commandErrors(request, fields);
    return error
        ? refusedForm({error})
        : success({id: request.world.configuration.addCommand(fields as unknown as CommandRow)}, request.csrfToken);
};

export const editCommand = (request: ApiRequest): Answer => {
    const command = request.world.configuration.commands.find(({id}) => id === idOf(request));
    if (!command) {
        return failure(404, 'Command not found', request.target);
    }
    if (request.method !== 'POST' || !request.angular) {
        return success({command, defaultMacros: []}, request.csrfToken);
    }
    const fields = posted(request, 'Command');
    const error = commandErrors(request, {...command, ...fields}, command.id);
    if (error) {
        return refusedForm({error});
    }
    Object.assign(command, fields);
    return success({id: command.id}, request.csrfToken);
};

export const deleteCommand = (request: ApiRequest): Answer => {
    const {configuration} = request.world;
    const id = idOf(request);
    if (request.method !== 'POST') {
        return methodNotAllowed(request.target);
    }
    if (!configuration.commands.some((command) => command.id === id)) {
        return failure(404, 'Invalid command', request.target);
    }
    const used = configuration.contacts.some((c) => c.hostCommands.includes(id) || c.serviceCommands.includes(id));
    if (used) {
        return inUse(request, 'CommandsUsedBy', 'Issue while deleting command');
    }
    configuration.commands = configuration.commands.filter((command) => command.id !== id);
    return success({success: true}, request.csrfToken);
};

const inUse = (request: ApiRequest, state: string, message: string): Answer =>
    refusedForm({
        success: false,
        id: request.args[0],
        message,
        usedBy: [{baseUrl: '#', state, message: 'Used by other objects', module: 'Core'}],
    });

const maySee = ({user}: ApiRequest, contact: ContactRow): boolean =>
    contact.containers.some((id) => user.read.includes(id));

export const contactsIndex = forAngular((request) => {
    const [name = ''] = filtersOf(request.query, undefined).get('Contacts.name') ?? [];
    const found = request.world.configuration.contacts.filter(
        (contact) => maySee(request, contact) && like(String(contact.fields.name), name),
    );
    const {rows, position} = paginate(found, request.query);
    const all_contacts = rows.map(({id, uuid, fields, containers}) => ({
        Contact: {id, uuid, ...fields, allow_edit: request.user.write.some((c) => c === 1 || containers.includes(c))},
        Container: containers.map((container) => ({id: container})),
    }));
    return success({all_contacts}, request.csrfToken, position);
});

export const editContact = (request: ApiRequest): Answer => {
    const found = request.world.configuration.contacts.find(({id}) => id === idOf(request));
    if (!found) {
        return failure(404, 'Contact not found', request.target);
    }
    const {id, uuid, fields, containers, hostCommands, serviceCommands} = found;
    const contact = {
        Contact: {
            id,
            uuid,
            ...fields,
            containers: {_ids: containers},
            host_commands: {_ids: hostCommands},
            service_commands: {_ids: serviceCommands},
        },
    };
    return success({contact, areContainersChangeable: true, requiredContainers: []}, request.csrfToken);
};

/** PHP's `empty`: "0" is. */
const empty = (value: unknown): boolean => value === undefined || value === null || value === '' || value === '0';

const idsIn = (value: unknown): number[] => (isRow(value) && Array.isArray(value._ids) ? value._ids.map(Number) : []);

const FLAGS = /^(notify_(host|service)_|(host|service)_(push_)?notifications_enabled$)/;

const contactErrors = (fields: Record<string, unknown>) => {
    const errors: Record<string, unknown> = {};
    const needed = ['name', 'description', 'host_timeperiod_id', 'service_timeperiod_id'];
    for (const key of [...needed, 'notify_host_recovery', 'notify_service_recovery']) {
        if (fields[key] === undefined || (key !== 'description' && fields[key] === '')) {
            errors[key] = {_required: 'This field is required'};
        }
    }
    if (empty(fields.email) && empty(fields.phone)) {
        errors.email = {_empty: 'You must at least specify either the email address or the phone number.'};
    }
    for (const key of ['host_commands', 'service_commands', 'containers']) {
        if (idsIn(fields[key]).length === 0) {
            errors[key] = {multipleOptions: 'You have to choose at least one option.'};
        }
    }
    for (const [key, value] of Object.entries(fields)) {
        // The product refuses true and false.
        if (FLAGS.test(key) && value !== 0 && value !== 1) {
            errors[key] = {integer: 'The provided value is invalid'};
        }
    }
    return Object.keys(errors).length > 0 ? errors : undefined;
};

export const addContact = (request: ApiRequest): Answer => {
    if (request.method !== 'POST') {
        return success({}, request.csrfToken);
    }
    const {containers, host_commands, service_commands, ...fields} = posted(request, 'Contact');
    const error = contactErrors({...fields, containers, host_commands, service_commands});
    if (error) {
        return refusedForm({error});
    }
    const id = request.world.configuration.addContact({
        fields,
        containers: idsIn(containers),
        hostCommands: idsIn(host_commands),
        serviceCommands: idsIn(service_commands),
    });
    return success({id}, request.csrfToken);
};

export const deleteContact = (request: ApiRequest): Answer => {
    const {configuration} = request.world;
    const id = idOf(request);
    if (request.method !== 'POST') {
        return methodNotAllowed(request.target);
    }
    if (!configuration.contacts.some((contact) => contact.id === id)) {
        return failure(404, 'Contact not found', request.target);
    }
    if (configuration.contactsInUse.has(id)) {
        return inUse(request, 'ContactsUsedBy', 'Issue while deleting contact');
    }
    configuration.contacts = configuration.contacts.filter((contact) => contact.id !== id);
    return success({success: true}, request.csrfToken);
};

export const loadContainers = (request: ApiRequest): Answer => {
    if (!request.angular) {
        return methodNotAllowed(request.target);
    }
    const {write} = request.user;
    const all = request.world.configuration.containers;
    const containers = write.includes(1) ? all : all.filter(({key}) => write.includes(key));
    return success({containers}, request.csrfToken);
};

export const loadTimePeriods = (request: ApiRequest): Answer => {
    if (!request.angular) {
        return methodNotAllowed(request.target);
    }
    const asked = isRow(request.body) ? request.body.container_ids : undefined;
    const timeperiods = Array.isArray(asked) && asked.length > 0 ? request.world.configuration.timePeriods : [];
    return success({timeperiods}, request.csrfToken);
};

export const exportsIndex = (request: ApiRequest): Answer =>
    request.faults.queueDown
        ? internalError(request.target)
        : success(
              {
                  gearmanReachable: true,
                  isGearmanWorkerRunning: true,
                  exportRunning: request.world.configuration.exportRunning,
                  tasks: [],
                  useSingleInstanceSync: false,
                  satellites: [],
              },
              request.csrfToken,
          );

export const exportProgress = (request: ApiRequest): Answer => {
    const {exportEnded} = request.world.configuration;
    return success(
        {
            tasks: [],
            exportFinished: exportEnded !== 'none',
            exportSuccessfully: exportEnded === 'succeeded',
            successMessage: 'Refresh of monitoring configuration successfully!',
        },
        request.csrfToken,
    );
};

/** Runs until a test sets `exportRunning` back. */
export const launchExport = (request: ApiRequest): Answer => {
    const {configuration} = request.world;
    if (!request.angular || request.method !== 'POST') {
        return methodNotAllowed(request.target);
    }
    if (request.faults.queueDown || configuration.exportRunning) {
        return internalError(request.target);
    }
    configuration.exportRunning = true;
    configuration.exportEnded = 'none';
    configuration.exports += 1;
    return success({success: true}, request.csrfToken);
};
