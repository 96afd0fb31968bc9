import {asAppError} from '../../domain/errors';
import type {SetupPorts} from './apply_setup';
import {NAMES} from './plan_setup';
import type {NewContact, StoredContact} from './provisioning_port';
import type {CommandPart, MadeCommand, SetupState} from './setup_state';

/**
 * `changed`: somebody has changed it since, so it stays. `used`: openITCOCKPIT keeps it, because something uses it.
 * `written`: the channel stays, because somebody wrote there.
 */
export type Undone = 'removed' | 'restored' | 'archived' | 'gone' | 'changed' | 'used' | 'written';

export interface UndoneObject {
    readonly name: string;
    readonly outcome: Undone;
}

/** Undoes what set-up made and nobody has changed since, newest first. What stays can be tried again. */
export const undoSetup = async (ports: SetupPorts, begun: SetupState): Promise<readonly UndoneObject[]> => {
    const undone: UndoneObject[] = [];
    let state = begun;
    const {contact} = state;
    if (contact) {
        const outcome = await undoContact(ports, contact.as, contact.id);
        undone.push({name: contact.as.name, outcome});
        if (isOver(outcome)) {
            const {contact: _over, ...rest} = state;
            state = rest;
            await ports.store.save(state);
        }
    }
    for (const part of ['serviceCommand', 'hostCommand'] as const satisfies readonly CommandPart[]) {
        const made = state.commands[part];
        if (!made) {
            continue;
        }
        const outcome = await undoCommand(ports, made);
        undone.push({name: made.as.name, outcome});
        if (isOver(outcome)) {
            const {[part]: _over, ...commands} = state.commands;
            state = {...state, commands};
            await ports.store.save(state);
        }
    }
    return undone;
};

const isOver = (outcome: Undone): boolean => outcome === 'removed' || outcome === 'restored' || outcome === 'gone';

const undoContact = async ({provisioning}: SetupPorts, as: NewContact, id: number | undefined): Promise<Undone> => {
    const contacts = await provisioning.findContacts(NAMES.contact);
    const found = contacts.find((contact) => (id === undefined ? isAs(contact, as) : contact.id === id));
    if (!found) {
        return 'gone';
    }
    return isAs(found, as) ? unlessUsed(() => provisioning.deleteContact(found.id), 'removed') : 'changed';
};

const isAs = (contact: StoredContact, as: NewContact): boolean =>
    contact.name === as.name &&
    contact.description === as.description &&
    sameIds(contact.containerIds, [as.containerId, ...(as.otherContainerIds ?? [])]) &&
    only(contact.hostCommandIds, as.hostCommandId) &&
    only(contact.serviceCommandIds, as.serviceCommandId);

const sameIds = (ids: readonly number[], wanted: readonly number[]): boolean =>
    ids.length === wanted.length && wanted.every((id) => ids.includes(id));

const only = (ids: readonly number[], wanted: number): boolean => sameIds(ids, [wanted]);

const undoCommand = async ({provisioning}: SetupPorts, {id, as, was}: MadeCommand): Promise<Undone> => {
    const found = await provisioning.findCommand(as.name);
    if (!found || (id !== undefined && found.id !== id)) {
        return 'gone';
    }
    if (found.line !== as.line || found.description !== as.description) {
        return 'changed';
    }
    return was
        ? unlessUsed(() => provisioning.changeCommand(found.id, was), 'restored')
        : unlessUsed(() => provisioning.deleteCommand(found.id), 'removed');
};

const unlessUsed = async (task: () => Promise<void>, outcome: Undone): Promise<Undone> => {
    try {
        await task();
        return outcome;
    } catch (error) {
        if (asAppError(error).code === 'openitcockpit_refused') {
            return 'used';
        }
        throw error;
    }
};
