import {describe, expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {openClient, openDouble, refusalOf} from '../../support/openitcockpit/client_harness';

describe.each(['4.8.7', '5.0.1', '5.3.0'] as const)('users of openITCOCKPIT %s', (version) => {
    it('are found by their whole address, in any case', async () => {
        const double = await openDouble({version});
        const client = openClient(double, {apiKey: double.apiKeys.admin});
        const viewer = {fullName: 'View Er', email: 'viewer@example.org', isActive: true};
        expect(await client.findUser('viewer@example.org')).toEqual(viewer);
        expect(await client.findUser('VIEWER@Example.org')).toEqual(viewer);
        expect(await client.findUser('inactive@example.org')).toMatchObject({isActive: false});
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
