import {type Answer, failure, forbiddenByContainer, methodNotAllowed, refusedForm, success} from './answers';
import type {ContactRow} from './configuration';
import {forAngular, idOf, inUse, posted} from './configuration_api';
import {filtersOf, like} from './list_filters';
import {paginate} from './lists_api';
import {CONTAINER} from './recorded_objects';
import {type ApiRequest, isRow} from './request';

const maySee = ({user}: ApiRequest, contact: ContactRow): boolean =>
    contact.containers.some((id) => user.read.includes(id));

const mayWrite = ({user}: ApiRequest, {containers}: Pick<ContactRow, 'containers'>): boolean =>
    user.write.some((id) => id === CONTAINER.root || containers.includes(id));

export const contactsIndex = forAngular((request) => {
    const [name = ''] = filtersOf(request.query, undefined).get('Contacts.name') ?? [];
    const found = request.world.configuration.contacts.filter(
        (contact) => maySee(request, contact) && like(String(contact.fields.name), name),
    );
    const {rows, position} = paginate(found, request.query);
    const all_contacts = rows.map(({id, uuid, fields, containers}) => ({
        Contact: {id, uuid, ...fields, allow_edit: mayWrite(request, {containers})},
        Container: containers.map((container) => ({id: container})),
    }));
    return success({all_contacts}, request.csrfToken, position);
});

export const editContact = (request: ApiRequest): Answer => {
    const found = request.world.configuration.contacts.find(({id}) => id === idOf(request));
    if (!found) {
        return failure(404, 'Contact not found', request.target);
    }
    if (!mayWrite(request, found)) {
        return forbiddenByContainer(request.angular, request.target);
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

/** PHP's `empty`, which includes "0". */
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
    const contact = configuration.contacts.find((one) => one.id === id);
    if (!contact) {
        return failure(404, 'Contact not found', request.target);
    }
    if (!mayWrite(request, contact)) {
        return forbiddenByContainer(request.angular, request.target);
    }
    if (configuration.contactsInUse.has(id)) {
        return inUse(request, 'ContactsUsedBy', 'Issue while deleting contact');
    }
    configuration.contacts = configuration.contacts.filter((one) => one !== contact);
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

/**
 * `GET /hosts|hosttemplates|servicetemplates/loadElementsByContainerId/<container>.json`: what a host or a template of
 * this container may use, regardless of the user. A contact is available in its own container, one of /root in every
 * container.
 */
export const loadElements =
    (notFound: string) =>
    (request: ApiRequest): Answer => {
        const {configuration} = request.world;
        if (!request.angular) {
            return methodNotAllowed(request.target);
        }
        if (!configuration.containers.some(({key}) => key === idOf(request))) {
            return failure(404, notFound, request.target);
        }
        const elements = {
            timeperiods: configuration.timePeriods,
            checkperiods: configuration.timePeriods,
            contacts: configuration.contactsFor(idOf(request)),
            contactgroups: [],
        };
        return success(elements, request.csrfToken);
    };
