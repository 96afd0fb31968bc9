import {describe, expect, it} from 'vitest';
import {applySetup} from '../../../../server-proxy/src/app/setup/apply_setup';
import {NAMES, planSetup} from '../../../../server-proxy/src/app/setup/plan_setup';
import type {SetupState, SetupStore} from '../../../../server-proxy/src/app/setup/setup_state';
import {undoSetup} from '../../../../server-proxy/src/app/setup/undo_setup';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {openClient, openDouble} from '../../../support/openitcockpit/client_harness';
import {CONTAINER} from '../../../support/openitcockpit/recorded_objects';

const FRESH: SetupState = {form: 'safe', commands: {}};
const TENANTS = [CONTAINER.tenantA, CONTAINER.tenantB];
const SITE = {key: 7, value: '/root/Tenant A/Site'};

const open = async (adminContainers: readonly number[]) => {
    const double = await openDouble({adminContainers});
    const {configuration} = double.world;
    configuration.containers.push(SITE);
    let state: SetupState | undefined;
    const store: SetupStore = {
        load: async () => state,
        save: async (next) => {
            state = next;
        },
        clear: async () => {
            state = undefined;
        },
        unlessBusy: (task) => task(),
    };
    const {provisioning} = openClient(double, {apiKey: double.apiKeys.admin});
    return {double, configuration, ports: {provisioning, store}, stateNow: () => state ?? FRESH};
};

describe('the contact of an API user without /root', () => {
    it('is put into each container the user may write to, so that hosts of every one can use it', async () => {
        const {configuration, ports, stateNow} = await open([...TENANTS, SITE.key]);
        const {objects} = await applySetup(ports, FRESH, false);
        expect(objects?.contact.state).toBe('present');
        // What lies in Tenant A need not be named.
        expect(configuration.contacts.map(({containers}) => containers)).toEqual([TENANTS]);
        for (const container of [...TENANTS, SITE.key]) {
            expect(configuration.contactsFor(container)).toMatchObject([{value: NAMES.contact}]);
        }
        await undoSetup(ports, stateNow());
        expect(configuration.contacts).toEqual([]);
    });

    it('the plan names the hosts that cannot use it', async () => {
        const {double, ports} = await open([CONTAINER.tenantA]);
        double.world.addHost({name: 'site01', containerId: SITE.key});
        const {objects} = await planSetup(ports.provisioning, 'safe');
        expect(objects?.contact.beyond).toEqual({names: ['root01'], isAll: true});
        expect(textsOf('en').setup.beyond(NAMES.contact, ['app02', 'root01'], {count: 3, isAll: false})).toContain(
            'app02, root01 and at least 3 more',
        );
    });

    it('one that exists in some of the containers only is left alone, and the plan says what is missing', async () => {
        const both = await open(TENANTS);
        const made = await applySetup(both.ports, FRESH, false);
        expect(made.objects?.contact.lacks).toBeUndefined();
        const [contact] = both.configuration.contacts;
        both.configuration.contacts = contact ? [{...contact, containers: [CONTAINER.tenantA]}] : [];
        const {objects} = await planSetup(both.ports.provisioning, 'safe');
        expect(objects?.contact).toMatchObject({state: 'present', lacks: [{name: '/root/Tenant B'}]});
        expect(objects?.contact.beyond?.names).toEqual(['app02', 'root01']);
        await applySetup(both.ports, both.stateNow(), false);
        expect(both.configuration.contacts).toHaveLength(1);
    });

    it('a role that may not list hosts gets the plan without them', async () => {
        const {double, ports} = await open([CONTAINER.tenantA]);
        const {provisioning} = ports;
        const hosts = async () => {
            throw new AppError('openitcockpit_right_missing', 'Hosts › index');
        };
        const {objects} = await planSetup({...provisioning, hosts}, 'safe');
        expect(objects?.contact.state).toBe('create');
        expect(objects?.contact).not.toHaveProperty('beyond');
        expect(double.world.hosts.length).toBeGreaterThan(0);
    });

    it('with /root it is usable everywhere, and no host is read', async () => {
        const {double, ports} = await open([CONTAINER.root, ...TENANTS]);
        const {objects} = await planSetup(ports.provisioning, 'safe');
        expect(objects?.contact).not.toHaveProperty('beyond');
        expect(double.requests.filter(({target}) => target.startsWith('/hosts/index'))).toEqual([]);
    });
});
