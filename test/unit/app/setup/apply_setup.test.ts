import {describe, expect, it} from 'vitest';
import {applySetup} from '../../../../server-proxy/src/app/setup/apply_setup';
import {NAMES, planSetup} from '../../../../server-proxy/src/app/setup/plan_setup';
import type {ProvisioningPort} from '../../../../server-proxy/src/app/setup/provisioning_port';
import type {SetupState, SetupStore} from '../../../../server-proxy/src/app/setup/setup_state';
import {undoSetup} from '../../../../server-proxy/src/app/setup/undo_setup';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {openClient, openDouble, refusalOf} from '../../../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../../../support/openitcockpit/double';

class MemorySetup implements SetupStore {
    state: SetupState | undefined;
    async load(): Promise<SetupState | undefined> {
        return this.state;
    }
    async save(state: SetupState): Promise<void> {
        this.state = structuredClone(state);
    }
    async clear(): Promise<void> {
        this.state = undefined;
    }
    unlessBusy<T>(task: () => Promise<T>): Promise<T | undefined> {
        return task();
    }
}

const FRESH: SetupState = {form: 'safe', commands: {}};

const open = async (user: 'admin' | 'bot' | 'viewer' = 'admin') => {
    const double = await openDouble();
    const {provisioning} = openClient(double, {apiKey: double.apiKeys[user]});
    const store = new MemorySetup();
    const ports = {provisioning, store};
    return {double, provisioning, store, ports, configuration: double.world.configuration};
};

const writesTo = (double: OpenitcockpitDouble) =>
    double.requests.filter(({method, target}) => method === 'POST' && !target.includes('/contacts/load'));

const ours = ({world}: OpenitcockpitDouble) => ({
    commands: world.configuration.commands.filter(({name}) => name.endsWith('-plugin')).map(({name}) => name),
    contacts: world.configuration.contacts.map(({fields}) => fields.name),
});

const NOTHING = {commands: [], contacts: []};
const EVERYTHING = {commands: [NAMES.hostCommand, NAMES.serviceCommand], contacts: [NAMES.contact]};

describe('the plan', () => {
    it('names what will be created and changes nothing', async () => {
        const {double, provisioning} = await open();
        const {objects} = await planSetup(provisioning, 'safe');
        expect(objects?.commands.hostCommand.state).toBe('create');
        expect(objects?.contact).toEqual({
            state: 'create',
            container: {id: 1, name: '/root'},
            timePeriod: {id: 1, name: '24x7'},
        });
        expect(objects?.builtin).toEqual(['host-notifiy-by-mattermost', 'service-notify-by-mattermost']);
        expect(writesTo(double)).toEqual([]);
    });

    it('without rights names them and looks no further', async () => {
        const {provisioning} = await open('bot');
        const plan = await planSetup(provisioning, 'safe');
        expect(plan.objects).toBeUndefined();
        expect(plan.missing.objects).toEqual([
            'Commands.index',
            'Commands.add',
            'Contacts.index',
            'Contacts.add',
            'Contacts.edit',
        ]);
        expect(plan.missing.export).toEqual(['Exports.index', 'Exports.broadcast', 'Exports.launchExport']);
    });

    it('says which container or time period is missing', async () => {
        const {provisioning, configuration} = await open();
        configuration.timePeriods = [];
        expect((await refusalOf(planSetup(provisioning, 'safe'))).message).toContain('no time period in /root');
        configuration.containers.length = 0;
        expect((await refusalOf(planSetup(provisioning, 'safe'))).message).toContain(
            'not create contacts in any container',
        );
    });
});

describe('applying', () => {
    it('makes both commands and the contact, once', async () => {
        const {double, ports, store, configuration} = await open();
        const plan = await applySetup(ports, FRESH, false);
        expect(ours(double)).toEqual(EVERYTHING);
        expect(plan.objects?.contact.state).toBe('present');
        const [contact] = configuration.contacts;
        expect(contact?.fields).toMatchObject({notify_host_downtime: 1, host_timeperiod_id: 1, phone: '000'});
        const before = writesTo(double).length;

        await applySetup(ports, store.state ?? FRESH, false);
        expect(writesTo(double)).toHaveLength(before);
    });

    it('of the form curl writes its lines', async () => {
        const {ports, configuration} = await open();
        await applySetup(ports, {...FRESH, form: 'curl'}, false);
        const line = configuration.commands.find(({name}) => name === NAMES.serviceCommand)?.command_line;
        expect(line).toMatch(/^\/usr\/bin\/curl --config /);
    });

    it('without rights changes nothing and names them', async () => {
        const {double, ports} = await open('viewer');
        const refusal = await refusalOf(applySetup(ports, FRESH, false));
        expect(refusal.message).toContain('Commands.add');
        expect(writesTo(double)).toEqual([]);
    });

    it.each(['clash in the second', 'clash in other case'])('changes nothing at all at a %s', async (which) => {
        const {double, ports, configuration} = await open();
        const name = which.includes('case') ? NAMES.serviceCommand.toUpperCase() : NAMES.serviceCommand;
        configuration.addCommand({name, command_line: '/bin/true', command_type: 3});
        const refusal = await refusalOf(applySetup(ports, FRESH, false));
        expect(refusal.code).toBe('openitcockpit_refused');
        expect(refusal.message).toContain(NAMES.serviceCommand);
        expect(writesTo(double)).toEqual([]);
    });

    it('does not touch a command of another type, asked to or not', async () => {
        const {double, ports, configuration} = await open();
        configuration.addCommand({name: NAMES.hostCommand, command_line: '/bin/true', command_type: 2});
        expect((await refusalOf(applySetup(ports, FRESH, true))).message).toContain('not a notification command');
        expect(writesTo(double)).toEqual([]);
    });

    it('does not touch a contact of our name that does not use our commands', async () => {
        const {double, ports, configuration} = await open();
        const fields = {name: NAMES.contact, description: 'mine'};
        configuration.addContact({fields, containers: [1], hostCommands: [82], serviceCommands: [83]});
        expect((await refusalOf(applySetup(ports, FRESH, true))).message).toContain('does not use our commands');
        expect(writesTo(double)).toEqual([]);
    });

    it('replaces other content when told to, and undo brings it back', async () => {
        const {ports, store, configuration} = await open();
        const id = configuration.addCommand({name: NAMES.hostCommand, command_line: '/bin/mine', command_type: 3});
        await applySetup(ports, FRESH, true);
        const line = () => configuration.commands.find((command) => command.id === id)?.command_line;
        expect(line()).toContain('server-proxy notify');
        const undone = await undoSetup(ports, store.state ?? FRESH);
        expect(undone.map(({outcome}) => outcome)).toEqual(['removed', 'removed', 'restored']);
        expect(line()).toBe('/bin/mine');
    });

    it.each(['createCommand', 'createContact'] as const)('goes on after the answer of %s was lost', async (lost) => {
        const {double, ports, provisioning, store} = await open();
        const failing: ProvisioningPort = {
            ...provisioning,
            [lost]: async (wanted: never) => {
                await provisioning[lost](wanted);
                throw new AppError('openitcockpit_unreachable', 'gone');
            },
        };
        await refusalOf(applySetup({provisioning: failing, store}, FRESH, false));
        await applySetup(ports, store.state ?? FRESH, false);
        expect(ours(double)).toEqual(EVERYTHING);
        await undoSetup(ports, store.state ?? FRESH);
        expect(ours(double)).toEqual(NOTHING);
    });

    it('does not believe an openITCOCKPIT that keeps something else', async () => {
        const {ports, provisioning, store} = await open();
        const odd: ProvisioningPort = {
            ...provisioning,
            createCommand: (command) => provisioning.createCommand({...command, line: `${command.line} `.slice(0, 40)}),
        };
        expect((await refusalOf(applySetup({...ports, provisioning: odd}, FRESH, false))).code).toBe(
            'openitcockpit_bad_answer',
        );
        expect(store.state?.commands.hostCommand).toBeDefined();
    });
});

describe('undoing', () => {
    it('leaves nothing of ours and everything of others', async () => {
        const {double, ports, store, configuration} = await open();
        const before = structuredClone(configuration.commands);
        await applySetup(ports, FRESH, false);
        await undoSetup(ports, store.state ?? FRESH);
        expect(ours(double)).toEqual(NOTHING);
        expect(configuration.commands).toEqual(before);
        expect(store.state).toEqual(FRESH);
    });

    it('does not remove what was there before', async () => {
        const {double, ports, store} = await open();
        await applySetup(ports, FRESH, false);
        store.state = FRESH;
        await applySetup(ports, FRESH, false);
        expect(await undoSetup(ports, store.state)).toEqual([]);
        expect(ours(double)).toEqual(EVERYTHING);
    });

    it('keeps what is used or was changed, and says so', async () => {
        const {ports, store, configuration} = await open();
        await applySetup(ports, FRESH, false);
        const [contact] = configuration.contacts;
        configuration.contactsInUse.add(contact?.id ?? 0);
        const host = configuration.commands.find(({name}) => name === NAMES.hostCommand);
        Object.assign(host ?? {}, {command_line: 'changed'});
        const outcomes = (await undoSetup(ports, store.state ?? FRESH)).map(({outcome}) => outcome);
        expect(outcomes).toEqual(['used', 'used', 'changed']);

        configuration.contactsInUse.clear();
        const again = (await undoSetup(ports, store.state ?? FRESH)).map(({outcome}) => outcome);
        expect(again).toEqual(['removed', 'removed', 'changed']);
    });
});

describe('the export', () => {
    it('is launched once; a running one is explained', async () => {
        const {provisioning, configuration} = await open();
        await provisioning.launchExport();
        expect(await provisioning.exportState()).toEqual({running: true, last: 'none'});
        const refusal = await refusalOf(provisioning.launchExport());
        expect(refusal.code).toBe('openitcockpit_export_running');
        expect(configuration.exports).toBe(1);
        Object.assign(configuration, {exportRunning: false, exportEnded: 'succeeded'});
        expect(await provisioning.exportState()).toEqual({running: false, last: 'succeeded'});
    });

    it('says when the queue is down', async () => {
        const {double, provisioning} = await open();
        double.faults.set({queueDown: true});
        expect((await refusalOf(provisioning.launchExport())).code).toBe('openitcockpit_failed');
    });
});

describe('what openITCOCKPIT does not accept', () => {
    it('is told in its words', async () => {
        const {provisioning} = await open();
        const command = {name: 'x', line: '/bin/true', description: ''};
        await provisioning.createCommand(command);
        const refusal = await refusalOf(provisioning.createCommand({...command, name: 'X'}));
        expect(refusal.message).toBe(
            'openITCOCKPIT did not accept the command: This command name has already been taken.',
        );
    });
});
