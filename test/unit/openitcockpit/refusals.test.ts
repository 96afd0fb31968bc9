import {describe, expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {mainRequests, openClient, openDouble, PING, refusalOf, WEB01} from '../../support/openitcockpit/client_harness';
import {UUID} from '../../support/openitcockpit/recorded_objects';

const ACK = {
    target: PING,
    author: 'Jane Roe',
    comment: 'OPS-1',
    sticky: true,
    notify: false,
    hostAndServices: false,
};

describe('answers of openITCOCKPIT become codes and sentences that name what to fix', () => {
    it('401: the key', async () => {
        const double = await openDouble();
        const refusal = await refusalOf(openClient(double, {apiKey: '0123456789abcdef'}).readStatus(WEB01));
        expect(refusal).toMatchObject({
            code: 'openitcockpit_key_rejected',
            message: expect.stringContaining('API key setting'),
        });
    });

    it('401: the user of the key is inactive', async () => {
        const double = await openDouble();
        const refusal = await refusalOf(openClient(double, {apiKey: double.apiKeys.inactive}).acknowledge(ACK));
        expect(refusal).toMatchObject({
            code: 'openitcockpit_key_rejected',
            message: expect.stringContaining('user is active'),
        });
    });

    it('403: the role lacks the right to send commands', async () => {
        const double = await openDouble();
        const client = openClient(double, {apiKey: double.apiKeys.nocmd});
        for (const call of [() => client.acknowledge(ACK), () => client.removeAcknowledgement(PING)]) {
            expect(await refusalOf(call())).toMatchObject({
                code: 'openitcockpit_right_missing',
                message: expect.stringContaining('NagiosModule › Cmd › submit'),
            });
        }
        expect((await client.whoAmI()).missingRights).toEqual([
            'NagiosModule.Cmd.submit',
            'NagiosModule.Cmd.submit_bulk_naemon',
            'Downtimes.host',
            'Downtimes.service',
        ]);
    });

    it('403: the role lacks the right to read a page', async () => {
        const url = await startCannedServer({status: 403, body: {message: 'x', url: '/x', code: 403}});
        const refusal = await refusalOf(openClient(url).readStatus(PING));
        expect(refusal).toMatchObject({
            code: 'openitcockpit_right_missing',
            message: expect.stringContaining('Services › browser'),
        });
    });

    it('403: the host lies in a container of somebody else', async () => {
        const double = await openDouble();
        const client = openClient(double, {apiKey: double.apiKeys.limited});
        for (const call of [
            () => client.readStatus({hostUuid: UUID.app02}),
            () => client.lookup({hostUuid: UUID.app02}),
        ]) {
            expect(await refusalOf(call())).toMatchObject({
                code: 'openitcockpit_right_missing',
                message: expect.stringMatching(/may not see this host.*container/),
            });
        }
    });

    it('403 as a web page: something in front', async () => {
        const url = await startCannedServer({status: 403, headers: {'Content-Type': 'text/html'}, body: '<html>'});
        expect(await refusalOf(openClient(url).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringContaining('in front of openITCOCKPIT'),
        });
    });

    it('400: the role has no rights at all', async () => {
        const double = await openDouble();
        double.faults.set({roleWithoutAcl: true});
        expect(await refusalOf(openClient(double).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_right_missing',
            message: expect.stringContaining('no rights at all'),
        });
    });

    it('400 on a command: the host is not known', async () => {
        const double = await openDouble();
        const target = {hostUuid: '11111111-2222-3333-4444-555555555555'};
        const refusal = await refusalOf(openClient(double).acknowledge({...ACK, target, hostAndServices: true}));
        expect(refusal).toMatchObject({
            code: 'openitcockpit_not_found',
            message: expect.stringContaining('does not know the host'),
        });
    });

    it('404 as a web page: not an openITCOCKPIT', async () => {
        const url = await startCannedServer({status: 404, headers: {'Content-Type': 'text/html'}, body: '<html>'});
        expect(await refusalOf(openClient(url).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringContaining('openITCOCKPIT URL setting'),
        });
    });

    it('301: http where https belongs, with the address to use', async () => {
        const double = await openDouble();
        double.faults.set({redirectToHttps: true});
        const client = openClient(double);
        for (const call of [() => client.readStatus(WEB01), () => client.acknowledge(ACK)]) {
            expect(await refusalOf(call())).toMatchObject({
                code: 'openitcockpit_redirected',
                message: expect.stringContaining('set openITCOCKPIT URL to https://127.0.0.1'),
            });
        }
        expect(double.commands).toEqual([]);
        expect(mainRequests(double)).toHaveLength(2);
    });

    it('302 to a login page on the same server', async () => {
        const url = await startCannedServer({status: 302, headers: {Location: '/a/users/login'}, body: ''});
        expect(await refusalOf(openClient(url).whoAmI())).toMatchObject({
            code: 'openitcockpit_redirected',
            message: expect.stringContaining('/a/users/login'),
        });
    });

    it('a redirect that says nowhere', async () => {
        const url = await startCannedServer({status: 303, headers: {}, body: ''});
        expect((await refusalOf(openClient(url).whoAmI())).code).toBe('openitcockpit_redirected');
    });

    it('406: the firewall of the mobile app', async () => {
        const double = await openDouble();
        double.faults.set({waf: true});
        expect(await refusalOf(openClient(double).acknowledge(ACK))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringMatching(/firewall.*\/nagios_module\/cmd\/submit_bulk_naemon\.json/),
        });
    });

    it.each([502, 503, 504] as const)('%i: nobody behind the web server', async (gateway) => {
        const double = await openDouble();
        double.faults.set({gateway});
        const client = openClient(double, {}, {breaker: {failures: 99, halfOpenAfterMs: 1}});
        for (const call of [() => client.readStatus(WEB01), () => client.acknowledge(ACK)]) {
            expect(await refusalOf(call())).toMatchObject({
                code: 'openitcockpit_unreachable',
                message: expect.stringContaining(String(gateway)),
            });
        }
    });

    it('500 on a command: the queue is down and nothing was sent', async () => {
        const double = await openDouble();
        double.faults.set({queueDown: true});
        const client = openClient(double);
        for (const call of [() => client.acknowledge(ACK), () => client.removeAcknowledgement(PING)]) {
            expect(await refusalOf(call())).toMatchObject({
                code: 'openitcockpit_queue_down',
                message: expect.stringContaining('nothing was sent'),
            });
        }
        expect(double.commands).toEqual([]);
    });

    it('500 on a page: openITCOCKPIT itself', async () => {
        const double = await openDouble();
        double.faults.set({databaseDown: true});
        expect(await refusalOf(openClient(double).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_failed',
            message: expect.stringContaining('(500)'),
        });
    });

    it('200 with a web page: a login page in front', async () => {
        const double = await openDouble();
        double.faults.set({body: 'html'});
        const client = openClient(double);
        for (const call of [() => client.readStatus(WEB01), () => client.whoAmI(), () => client.acknowledge(ACK)]) {
            expect(await refusalOf(call())).toMatchObject({
                code: 'openitcockpit_bad_answer',
                message: expect.stringContaining('web page instead of data'),
            });
        }
    });

    it('200 with half an answer', async () => {
        const double = await openDouble();
        double.faults.set({body: 'malformed'});
        expect(await refusalOf(openClient(double).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringContaining('invalid JSON'),
        });
    });

    it('200 with far too much', async () => {
        const url = await startCannedServer({body: {filler: 'x'.repeat(10_000_001)}});
        expect(await refusalOf(openClient(url).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringContaining('more than 10 MB'),
        });
    });

    it('a status openITCOCKPIT never answers', async () => {
        const url = await startCannedServer({status: 418});
        expect(await refusalOf(openClient(url).readStatus(WEB01))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringContaining('418'),
        });
    });

    it('translated messages change nothing', async () => {
        const double = await openDouble({language: 'de_DE'});
        const client = openClient(double);
        const unknown = {hostUuid: '11111111-2222-3333-4444-555555555555'};
        expect((await refusalOf(client.readStatus(unknown))).code).toBe('openitcockpit_not_found');
        await expect(client.acknowledge(ACK)).resolves.toBeUndefined();
    });
});

describe('answers that are not what was asked for', () => {
    const status = {
        currentState: 1,
        isInMonitoring: true,
        problemHasBeenAcknowledged: true,
        scheduledDowntimeDepth: 1,
        output: 'gone',
    };
    const page = {
        mergedHost: {uuid: UUID.web01, name: 'web01', allowEdit: true},
        hoststatus: status,
        acknowledgement: [],
    };
    const read = async (body: unknown) => openClient(await startCannedServer({body})).readStatus(WEB01);

    it('another host', async () => {
        const other = {...page, mergedHost: {...page.mergedHost, uuid: UUID.db01}};
        expect((await refusalOf(read(other))).code).toBe('openitcockpit_bad_answer');
    });

    it.each([
        ['an empty object', {_csrfToken: null}],
        ['a list', []],
        ['no status', {...page, hoststatus: undefined}],
        ['a state nobody knows', {...page, hoststatus: {...status, currentState: 7}}],
        ['a record of another kind', {...page, acknowledgement: 'yes'}],
    ])('%s', async (_, body) => {
        expect(await refusalOf(read(body))).toMatchObject({
            code: 'openitcockpit_bad_answer',
            message: expect.stringContaining(`/hosts/browser/${UUID.web01}.json`),
        });
    });

    it('the flag is set and the record is not there yet', async () => {
        const answer = await read({...page, acknowledgement: null});
        expect(answer).toMatchObject({acknowledged: true, inDowntime: true});
        expect(answer).not.toHaveProperty('acknowledgement');
    });

    it('numbers where other pages have booleans', async () => {
        const numbers = {...status, problemHasBeenAcknowledged: 0, isInMonitoring: 1};
        const body = {...page, hoststatus: numbers, mergedHost: {...page.mergedHost, allowEdit: 0}};
        expect(await read(body)).toMatchObject({acknowledged: false, mayEdit: false, state: 'DOWN'});
    });

    it('a profile of before 4.6.4 has no version, an empty role no rights', async () => {
        const user = {email: null, firstname: 'Old', lastname: null};
        const client = openClient(await startCannedServer({body: {user, permissions: []}}));
        expect(await client.whoAmI()).toEqual({
            userName: 'Old',
            email: '',
            missingRights: [
                'Hosts.browser',
                'Services.browser',
                'Hosts.index',
                'Services.index',
                'NagiosModule.Cmd.submit',
                'NagiosModule.Cmd.submit_bulk_naemon',
                'Downtimes.host',
                'Downtimes.service',
            ],
            missingCatchUpRights: ['Notifications.index', 'Notifications.services'],
            mayListUsers: false,
        });
    });

    it('a key that may read but not edit is told by mayEdit alone', async () => {
        const double = await openDouble();
        const client = openClient(double, {apiKey: double.apiKeys.readonly});
        expect(await client.readStatus(WEB01)).toMatchObject({mayEdit: false});
        double.world.setState('web01', 'DOWN', 'gone');
        await client.acknowledge({...ACK, target: WEB01});
        expect(double.commands).toHaveLength(1);
    });
});
