import {type Answer, failure, internalError, methodNotAllowed, refusedForm, success} from './answers';
import type {CommandRow} from './configuration';
import {filtersOf, like} from './list_filters';
import {paginate} from './lists_api';
import {type ApiRequest, isRow} from './request';

const TYPES: Readonly<Record<number, string>> = {
    1: 'Service check command',
    2: 'Host check command',
    3: 'Notification command',
    4: 'Eventhandler command',
};

/** Without `angular` these requests are for the HTML template. */
export const forAngular =
    (handle: (request: ApiRequest) => Answer) =>
    (request: ApiRequest): Answer =>
        request.angular ? handle(request) : success({}, request.csrfToken);

export const idOf = (request: ApiRequest): number => Number(request.args[0]);

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

/** The database compares names case-insensitively. */
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

export const posted = (request: ApiRequest, key: 'Command' | 'Contact'): Record<string, unknown> => {
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

export const inUse = (request: ApiRequest, state: string, message: string): Answer =>
    refusedForm({
        success: false,
        id: request.args[0],
        message,
        usedBy: [{baseUrl: '#', state, message: 'Used by other objects', module: 'Core'}],
    });

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

/** Runs until a test resets `exportRunning`. */
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
