import {describe, expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {openClient, openDouble, refusalOf, WEB01} from '../../support/openitcockpit/client_harness';
import {CONTAINER} from '../../support/openitcockpit/recorded_objects';

describe.each(['4.8.7', '5.0.1', '5.3.0'] as const)('users of openITCOCKPIT %s', (version) => {
    it('are found by their whole address, in any case', async () => {
        const double = await openDouble({version});
        const client = openClient(double, {apiKey: double.apiKeys.admin});
        const containers = new Map([1, 2, 3].map((id) => [id, true]));
        const viewer = {fullName: 'View Er', email: 'viewer@example.org', isActive: true, containers};
        expect(await client.findUser('viewer@example.org')).toEqual(viewer);
        expect(await client.findUser('VIEWER@Example.org')).toEqual(viewer);
        expect(await client.findUser('inactive@example.org')).toMatchObject({isActive: false});
    });

    it('are found by their whole name, with the containers they may read or edit', async () => {
        const double = await openDouble({version});
        const client = openClient(double, {apiKey: double.apiKeys.admin});
        const containers = new Map([[CONTAINER.tenantA, false]]);
        expect(await client.findUser('rea DONLY')).toMatchObject({email: 'readonly@example.org', containers});
        for (const part of ['Rea', 'Rea Don', 'Rea_Donly', '%']) {
            expect(await client.findUser(part)).toBeUndefined();
        }
    });

    it.each([
        'nobody@example.org',
        // Parts and wildcards of others' addresses: the list's filter finds them all.
        'iewer@example.org',
        'example.org',
        '%',
        '_iewer@example.org',
        '',
    ])('are not taken for the owner of "%s"', async (email) => {
        const double = await openDouble({version});
        const client = openClient(double, {apiKey: double.apiKeys.admin});
        expect(await client.findUser(email)).toBeUndefined();
    });

    it('are not shown to a role without the right, which is told beforehand', async () => {
        const double = await openDouble({version});
        const refusal = await refusalOf(openClient(double).findUser('viewer@example.org'));
        expect(refusal).toMatchObject({code: 'openitcockpit_right_missing'});
        expect(refusal.message).toContain('Users › index');
        expect((await openClient(double).whoAmI()).mayListUsers).toBe(false);
        const admin = openClient(double, {apiKey: double.apiKeys.admin});
        expect((await admin.whoAmI()).mayListUsers).toBe(true);
    });
});

describe('a list of users', () => {
    it('in which two have the name proves nothing', async () => {
        const sam = {full_name: 'Sam Poe', is_active: 1};
        const body = {
            all_users: [
                {...sam, email: 'sam@example.org'},
                {...sam, email: 'poe@example.org'},
            ],
        };
        const client = openClient(await startCannedServer({body}));
        expect(await client.findUser('Sam Poe')).toBeUndefined();
        expect(await client.findUser('sam@example.org')).not.toHaveProperty('containers');
    });

    it('tells roles and direct rights apart: the highest role counts, and what is assigned to the user before that', async () => {
        const right = (id: number, permission_level: number) => ({id, _joinData: {permission_level}});
        const body = {
            all_users: [
                {
                    email: 'sam@example.org',
                    is_active: 1,
                    containers: [right(4, 1)],
                    usercontainerroles: [{containers: [right(4, 2), right(5, 1)]}, {containers: [right(5, 2)]}],
                },
            ],
        };
        const client = openClient(await startCannedServer({body}));
        expect((await client.findUser('sam@example.org'))?.containers).toEqual(
            new Map([
                [4, false],
                [5, true],
            ]),
        );
    });

    it('that ignores the filter proves nothing', async () => {
        const body = {all_users: [{email: 'somebody@example.org', full_name: 'Some Body', is_active: 1}]};
        const client = openClient(await startCannedServer({body}));
        expect(await client.findUser('jane@example.org')).toBeUndefined();
        expect(await client.findUser('somebody@example.org')).toMatchObject({isActive: true});
    });

    it('of another shape is refused', async () => {
        const client = openClient(await startCannedServer({body: {all_users: [{email: 7}]}}));
        expect((await refusalOf(client.findUser('jane@example.org'))).code).toBe('openitcockpit_bad_answer');
    });
});

describe('the containers of a host', () => {
    it.each(['4.8.7', '5.0.1', '5.3.0'] as const)('are shown by %s as paths from the root', async (version) => {
        const client = openClient(await openDouble({version}));
        expect(await client.containersOf(WEB01)).toEqual([[CONTAINER.root, CONTAINER.tenantA]]);
    });

    it('include the shared ones, and leave out what the key may not see', async () => {
        const path = (...ids: (number | null)[]) => ids.map((id) => ({id, name: 'a'}));
        const shared = {'7': path(1, 7), '9': path(1, null, 9)};
        const canned = await startCannedServer({body: {mainContainer: path(1, 2), sharedContainers: shared}});
        expect(await openClient(canned).containersOf(WEB01)).toEqual([
            [1, 2],
            [1, 7],
            [1, undefined, 9],
        ]);
        const old = await startCannedServer({body: {mainContainer: [], sharedContainers: []}});
        expect(await openClient(old).containersOf(WEB01)).toEqual([]);
    });
});
