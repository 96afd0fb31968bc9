import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {type LineForm, notificationLine} from './notification_lines';
import type {Choice, NotificationCommand, ProvisioningPort, SetupRights, StoredCommand} from './provisioning_port';
import type {CommandPart} from './setup_state';

export const NAMES = {
    hostCommand: 'host-notify-by-mattermost-plugin',
    serviceCommand: 'service-notify-by-mattermost-plugin',
    contact: 'mattermost-plugin',
} as const;

/** Commands of openITCOCKPIT's own Mattermost module, which misspells the first. */
const BUILTIN = ['host-notifiy-by-mattermost', 'service-notify-by-mattermost'];

const DESCRIPTION = 'openITCOCKPIT for Mattermost';

export interface SetupPlan {
    readonly form: LineForm;
    readonly missing: SetupRights;
    /** undefined: the API user may not read them, so set-up can only offer the lines to copy. */
    readonly objects?: PlannedObjects;
}

export interface PlannedObjects {
    readonly commands: Readonly<Record<CommandPart, PlannedCommand>>;
    readonly contact: PlannedContact;
    /** Existing commands of the built-in module; they are left alone. */
    readonly builtin: readonly string[];
}

export interface PlannedCommand {
    readonly wanted: NotificationCommand;
    readonly state: 'create' | 'present' | 'different';
    readonly found?: StoredCommand;
}

export interface PlannedContact {
    /** `different`: it has our name but does not use our commands. */
    readonly state: 'create' | 'present' | 'different';
    readonly id?: number;
    readonly container: Choice;
    readonly timePeriod: Choice;
}

export const wantedCommand = (part: CommandPart, form: LineForm): NotificationCommand => ({
    name: NAMES[part],
    line: notificationLine(form, part === 'hostCommand' ? 'host' : 'service'),
    description: DESCRIPTION,
});

/** Changes nothing. */
export const planSetup = async (provisioning: ProvisioningPort, form: LineForm): Promise<SetupPlan> => {
    const missing = await provisioning.missingSetupRights();
    if (missing.objects.length > 0) {
        return {form, missing};
    }
    const hostCommand = await planCommand(provisioning, wantedCommand('hostCommand', form));
    const serviceCommand = await planCommand(provisioning, wantedCommand('serviceCommand', form));
    const commands = {hostCommand, serviceCommand};
    const contact = await planContact(provisioning, commands);
    const builtin: string[] = [];
    for (const name of BUILTIN) {
        if (await provisioning.findCommand(name)) {
            builtin.push(name);
        }
    }
    return {form, missing, objects: {commands, contact, builtin}};
};

const planCommand = async (provisioning: ProvisioningPort, wanted: NotificationCommand): Promise<PlannedCommand> => {
    const found = await provisioning.findCommand(wanted.name);
    if (!found) {
        return {wanted, state: 'create'};
    }
    return {wanted, found, state: found.isNotification && found.line === wanted.line ? 'present' : 'different'};
};

const planContact = async (
    provisioning: ProvisioningPort,
    {hostCommand, serviceCommand}: PlannedObjects['commands'],
): Promise<PlannedContact> => {
    const container = await placeOf(provisioning);
    const timePeriod = await timeOf(provisioning, container);
    const contacts = await provisioning.findContacts(NAMES.contact);
    const [first] = contacts;
    if (!first) {
        return {state: 'create', container, timePeriod};
    }
    const {found: host} = hostCommand;
    const {found: service} = serviceCommand;
    const ours = contacts.find(
        (contact) =>
            host &&
            service &&
            contact.hostCommandIds.includes(host.id) &&
            contact.serviceCommandIds.includes(service.id),
    );
    return {state: ours ? 'present' : 'different', id: (ours ?? first).id, container, timePeriod};
};

const placeOf = async (provisioning: ProvisioningPort): Promise<Choice> => {
    const containers = await provisioning.containers();
    const place = containers.find(({name}) => name === '/root') ?? containers[0];
    if (!place) {
        throw new AppError(
            'openitcockpit_right_missing',
            says(({setup}) => setup.noContainer),
        );
    }
    return place;
};

const timeOf = async (provisioning: ProvisioningPort, container: Choice): Promise<Choice> => {
    const periods = await provisioning.timePeriods(container.id);
    const period = periods.find(({name}) => name === '24x7') ?? periods[0];
    if (!period) {
        throw new AppError(
            'openitcockpit_not_found',
            says(({setup}) => setup.noTimePeriod(container.name)),
        );
    }
    return period;
};
