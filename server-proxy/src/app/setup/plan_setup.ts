import {AppError, asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {type LineForm, notificationLine} from './notification_lines';
import type {
    Choice,
    HostPlaces,
    NotificationCommand,
    ProvisioningPort,
    SetupRights,
    StoredCommand,
} from './provisioning_port';
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
    /** Further containers it goes into, where the API user may not use the root. */
    readonly others?: readonly Choice[];
    readonly timePeriod: Choice;
    /** Containers that an existing one would have to be added to. */
    readonly lacks?: readonly Choice[];
    /** Hosts that cannot use it, because they lie elsewhere. */
    readonly beyond?: UnreachableHosts;
}

export interface UnreachableHosts {
    readonly names: readonly string[];
    /** False: there may be more. */
    readonly isAll: boolean;
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
    const containers = await provisioning.containers();
    const {container, others} = placeOf(containers);
    const timePeriod = await timeOf(provisioning, container);
    const place = {container, timePeriod, ...(others.length > 0 ? {others} : {})};
    const contacts = await provisioning.findContacts(NAMES.contact);
    const [first] = contacts;
    if (!first) {
        return {state: 'create', ...place, ...(await reachOf(provisioning, containers, [container, ...others]))};
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
    if (!ours) {
        return {state: 'different', id: first.id, ...place};
    }
    const wanted = [container, ...others];
    const own = containers.filter(({id}) => ours.containerIds.includes(id));
    const lacks = wanted.filter((one) => !isInOneOf(one, own));
    const reach = await reachOf(provisioning, containers, own);
    return {state: 'present', id: ours.id, ...place, ...(lacks.length > 0 ? {lacks} : {}), ...reach};
};

/** An object can use the contacts of its container and of those above it. */
const isInOneOf = ({name}: Choice, containers: readonly Choice[]): boolean =>
    containers.some((one) => name === one.name || name.startsWith(`${one.name}/`));

/** The hosts that cannot use a contact which is in these containers. */
const reachOf = async (
    provisioning: ProvisioningPort,
    all: readonly Choice[],
    own: readonly Choice[],
): Promise<Pick<PlannedContact, 'beyond'>> => {
    if (own.some(({name}) => name === ROOT)) {
        return {};
    }
    const within = new Set(all.filter((one) => isInOneOf(one, own)).map(({id}) => id));
    const {hosts, isAll} = await hostsOf(provisioning);
    const names = hosts
        .filter(({containerId, mayEdit}) => (containerId === undefined ? !mayEdit : !within.has(containerId)))
        .map(({name}) => name)
        .sort();
    return names.length > 0 ? {beyond: {names, isAll}} : {};
};

/** Only for the plan: a role that may not list hosts can still create the contact. */
const hostsOf = async (provisioning: ProvisioningPort): Promise<HostPlaces> => {
    try {
        return await provisioning.hosts();
    } catch (error) {
        if (asAppError(error).code === 'openitcockpit_right_missing') {
            return {hosts: [], isAll: false};
        }
        throw error;
    }
};

const ROOT = '/root';

/** The root, where every object can use it; otherwise each container that lies in none of the others. */
const placeOf = (containers: readonly Choice[]): {container: Choice; others: readonly Choice[]} => {
    const root = containers.find(({name}) => name === ROOT);
    const topmost = containers.filter(
        (one) =>
            !isInOneOf(
                one,
                containers.filter((other) => other !== one),
            ),
    );
    const [place, ...others] = root ? [root] : topmost;
    if (!place) {
        throw new AppError(
            'openitcockpit_right_missing',
            says(({setup}) => setup.noContainer),
        );
    }
    return {container: place, others};
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
