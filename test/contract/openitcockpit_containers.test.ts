import {describe, expect, it} from 'vitest';
import {NAMES, planSetup} from '../../server-proxy/src/app/setup/plan_setup';
import {openClient, openDouble} from '../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../support/openitcockpit/double';
import {CONTAINER, type UserName} from '../support/openitcockpit/recorded_objects';

const TENANTS = [CONTAINER.tenantA, CONTAINER.tenantB];

const get = async (double: OpenitcockpitDouble, path: string, user: UserName = 'admin') => {
    const response = await fetch(`${double.url}${path}.json?angular=true`, {
        headers: {Authorization: `X-OITC-API ${double.apiKeys[user]}`},
    });
    return {status: response.status, json: (await response.json()) as Record<string, unknown>};
};

const offered = async (double: OpenitcockpitDouble, page: string, container: number): Promise<unknown> =>
    (await get(double, `/${page}/loadElementsByContainerId/${container}`)).json.contacts;

const addTo = ({world}: OpenitcockpitDouble, containers: readonly number[]): number =>
    world.configuration.addContact({fields: {name: NAMES.contact}, containers, hostCommands: [], serviceCommands: []});

describe('a contact is usable in its own container and below', () => {
    it.each(['hosts', 'hosttemplates', 'servicetemplates'])('as %s ask for it', async (page) => {
        const double = await openDouble({adminContainers: TENANTS});
        const ours = [{key: addTo(double, [CONTAINER.tenantA]), value: NAMES.contact}];
        expect(await offered(double, page, CONTAINER.tenantA)).toEqual(ours);
        expect(await offered(double, page, CONTAINER.tenantB)).toEqual([]);
        expect(await offered(double, page, CONTAINER.root)).toEqual([]);
    });

    it('one of /root everywhere', async () => {
        const double = await openDouble();
        const ours = [{key: addTo(double, [CONTAINER.root]), value: NAMES.contact}];
        for (const container of [CONTAINER.root, ...TENANTS]) {
            expect(await offered(double, 'hosts', container)).toEqual(ours);
        }
    });

    it('an unknown container is not found, and the role decides who may ask', async () => {
        const double = await openDouble();
        expect(await get(double, '/hosts/loadElementsByContainerId/99')).toMatchObject({
            status: 404,
            json: {message: 'Invalid container'},
        });
        expect((await get(double, '/hosts/loadElementsByContainerId/1', 'bot')).status).toBe(403);
    });
});

describe('an administrator of tenants without /root', () => {
    it('gets a contact in each tenant', async () => {
        const double = await openDouble({adminContainers: TENANTS});
        const {provisioning} = openClient(double, {apiKey: double.apiKeys.admin});
        const {objects} = await planSetup(provisioning, 'safe');
        expect(objects?.contact).toMatchObject({
            container: {id: CONTAINER.tenantA, name: '/root/Tenant A'},
            others: [{id: CONTAINER.tenantB, name: '/root/Tenant B'}],
        });
        expect((await get(double, '/profile/edit')).json).toMatchObject({hasRootPrivileges: false});
    });

    it('may neither open nor delete a contact of /root', async () => {
        const double = await openDouble({adminContainers: TENANTS});
        const [ofRoot, ofTenant] = [addTo(double, [CONTAINER.root]), addTo(double, [CONTAINER.tenantB])];
        expect((await get(double, `/contacts/edit/${ofRoot}`)).status).toBe(403);
        expect((await get(double, `/contacts/edit/${ofTenant}`)).status).toBe(200);
        const {provisioning} = openClient(double, {apiKey: double.apiKeys.admin});
        await expect(provisioning.deleteContact(ofRoot)).rejects.toThrow();
        await provisioning.deleteContact(ofTenant);
        expect(double.world.configuration.contacts.map(({id}) => id)).toEqual([ofRoot]);
    });
});
