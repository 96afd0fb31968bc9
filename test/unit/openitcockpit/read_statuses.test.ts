import {describe, expect, it} from 'vitest';
import {alertKey} from '../../../server-proxy/src/domain/alert/alert_key';
import {startCannedServer} from '../../support/canned_server';
import {mainRequests, openClient, openDouble, PING, refusalOf, WEB01} from '../../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../../support/openitcockpit/double';
import {CONTAINER, UUID} from '../../support/openitcockpit/recorded_objects';

const PING_KEY = alertKey(PING);
const pathsOf = (double: OpenitcockpitDouble) => mainRequests(double).map(({target}) => target.split('?')[0]);
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

describe('reading many statuses', () => {
    it('asks the lists, a page of 200 at a time, and never three at once', async () => {
        const double = await openDouble();
        const hosts = Array.from({length: 450}, (_, number) => double.world.addHost({uuid: uuid(number), name: 'h'}));
        double.faults.set({slowMs: 20});
        const targets = hosts.map(({uuid: hostUuid}) => ({hostUuid}));
        const client = openClient(double);
        // Once it has dated an answer it knows the API user's times, which it reads beside a list.
        await client.readStatuses([PING]);
        const statuses = await client.readStatuses([...targets, PING]);
        expect(statuses.size).toBe(451);
        expect(pathsOf(double).slice(1).toSorted()).toEqual([
            '/hosts/index.json',
            '/hosts/index.json',
            '/hosts/index.json',
            '/services/index.json',
        ]);
        expect(double.load.maxInFlight).toBe(2);
    });

    it('takes nothing that was not asked for, and looks for what the list did not show', async () => {
        const row = {
            Host: {uuid: UUID.db01, hostname: 'db01', allow_edit: true},
            Hoststatus: {
                currentState: 0,
                isInMonitoring: true,
                problemHasBeenAcknowledged: false,
                scheduledDowntimeDepth: 0,
                output: 'OK',
            },
            Acknowledgement: [],
        };
        const server = await startCannedServer({body: {all_hosts: [row, {odd: true}, null]}});
        const client = openClient(server);
        // The page of web01 is answered with the list as well: not readable, so nothing is said about it.
        expect(await client.readStatuses([WEB01])).toEqual(new Map());
        expect((await client.readStatuses([{hostUuid: UUID.db01}])).get(UUID.db01)).toMatchObject({state: 'UP'});
        expect(client.logger.lines.map(({message}) => message)).toContain(
            'openITCOCKPIT listed objects that were not asked for',
        );
    });

    it('says nothing about what the key may not see', async () => {
        const double = await openDouble();
        const foreign = double.world.addHost({uuid: uuid(1), name: 'foreign', containerId: CONTAINER.tenantB});
        const client = openClient(double, {apiKey: double.apiKeys.limited});
        const statuses = await client.readStatuses([{hostUuid: foreign.uuid}, PING]);
        expect([...statuses.keys()]).toEqual([PING_KEY]);
    });

    it('fails as a whole when openITCOCKPIT is away, and when the role may not see the lists', async () => {
        const double = await openDouble();
        const client = openClient(double);
        double.faults.set({gateway: 502});
        expect((await refusalOf(client.readStatuses([WEB01, PING]))).code).toBe('openitcockpit_unreachable');
        double.faults.clear();
        double.faults.set({roleWithoutAcl: true});
        expect((await refusalOf(client.readStatuses([WEB01, PING]))).code).toBe('openitcockpit_right_missing');
    });

    it('looks for a hundred missing objects at most', async () => {
        const double = await openDouble();
        const targets = Array.from({length: 300}, (_, number) => ({hostUuid: uuid(number)}));
        const statuses = await openClient(double).readStatuses(targets);
        expect([...new Set(statuses.values())]).toEqual(['deleted']);
        expect(statuses.size).toBe(100);
        expect(mainRequests(double)).toHaveLength(102);
    });
});
