import {AppError} from '../../domain/errors';
import {says, type Texts} from '../../domain/texts';
import {NAMES, type PlannedCommand, type PlannedObjects, planSetup, type SetupPlan} from './plan_setup';
import type {NewContact, ProvisioningPort} from './provisioning_port';
import type {CommandPart, SetupState, SetupStore} from './setup_state';

const COMMANDS: readonly CommandPart[] = ['hostCommand', 'serviceCommand'];

export interface SetupPorts {
    readonly provisioning: ProvisioningPort;
    readonly store: SetupStore;
}

/**
 * Creates what the plan names, one by one; each is recorded before and read back afterwards. Called again, it continues
 * where it stopped. Anything with our name but other content stops it before any change, unless `replace`.
 * @returns the plan as it is now
 */
export const applySetup = async (ports: SetupPorts, begun: SetupState, replace: boolean): Promise<SetupPlan> => {
    const plan = await planSetup(ports.provisioning, begun.form);
    const {objects, missing} = plan;
    if (!objects) {
        throw new AppError(
            'openitcockpit_right_missing',
            says(({setup}) => setup.rightsMissing(missing.objects)),
        );
    }
    refuseClashes(objects, replace);
    let state = begun;
    const keep = async (next: SetupState): Promise<void> => {
        state = next;
        await ports.store.save(next);
    };
    const ids: Partial<Record<CommandPart, number>> = {};
    for (const part of COMMANDS) {
        ids[part] = await makeCommand(
            ports.provisioning,
            objects.commands[part],
            (made) => keep({...state, commands: {...state.commands, [part]: {...state.commands[part], ...made}}}),
            state.commands[part]?.id === undefined && state.commands[part] !== undefined,
        );
    }
    const {hostCommand, serviceCommand} = ids;
    if (objects.contact.state === 'create' && hostCommand !== undefined && serviceCommand !== undefined) {
        const {container, others = [], timePeriod} = objects.contact;
        const contact: NewContact = {
            name: NAMES.contact,
            description: 'openITCOCKPIT for Mattermost',
            containerId: container.id,
            ...(others.length > 0 ? {otherContainerIds: others.map(({id}) => id)} : {}),
            timePeriodId: timePeriod.id,
            hostCommandId: hostCommand,
            serviceCommandId: serviceCommand,
        };
        await keep({...state, contact: {as: contact}});
        const id = await ports.provisioning.createContact(contact);
        await keep({...state, contact: {id, as: contact}});
    } else if (state.contact && state.contact.id === undefined && objects.contact.id !== undefined) {
        // Interrupted after it was created and before its id was stored.
        await keep({...state, contact: {...state.contact, id: objects.contact.id}});
    }
    return readBack(ports, state);
};

const refuseClashes = ({commands, contact}: PlannedObjects, replace: boolean): void => {
    const clashing = COMMANDS.map((part) => commands[part]).filter(({state}) => state === 'different');
    const foreign = clashing.find(({found}) => found && !found.isNotification);
    if (foreign) {
        throw clash((texts) => texts.otherType(foreign.wanted.name));
    }
    if (clashing.length > 0 && !replace) {
        throw clash((texts) => texts.clash(clashing.map(({wanted}) => wanted.name)));
    }
    if (contact.state === 'different') {
        throw clash((texts) => texts.contactClash(NAMES.contact));
    }
};

const clash = (pick: (texts: Texts['setup']) => string): AppError =>
    new AppError(
        'openitcockpit_refused',
        says(({setup}) => pick(setup)),
    );

type Keep = (made: NonNullable<SetupState['commands'][CommandPart]>) => Promise<void>;

const makeCommand = async (
    provisioning: ProvisioningPort,
    {state, wanted, found}: PlannedCommand,
    keep: Keep,
    interrupted: boolean,
): Promise<number> => {
    if (found && state === 'present') {
        if (interrupted) {
            await keep({id: found.id, as: wanted});
        }
        return found.id;
    }
    if (found) {
        const {id, name, line, description} = found;
        await keep({id, as: wanted, was: {name, line, description}});
        await provisioning.changeCommand(id, wanted);
        return id;
    }
    await keep({as: wanted});
    const id = await provisioning.createCommand(wanted);
    await keep({id, as: wanted});
    return id;
};

/** openITCOCKPIT's success counts only once it shows what was requested. */
const readBack = async ({provisioning}: SetupPorts, {form}: SetupState): Promise<SetupPlan> => {
    const plan = await planSetup(provisioning, form);
    const {objects} = plan;
    const states = objects && [...COMMANDS.map((part) => objects.commands[part].state), objects.contact.state];
    if (!states?.every((state) => state === 'present')) {
        throw new AppError(
            'openitcockpit_bad_answer',
            says(({setup}) => setup.notKept),
        );
    }
    return plan;
};
