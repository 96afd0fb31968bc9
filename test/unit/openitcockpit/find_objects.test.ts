import {describe, expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {mainRequests, openClient, openDouble, refusalOf} from '../../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../../support/openitcockpit/double';
import {CONTAINER, UUID} from '../../support/openitcockpit/recorded_objects';

const ALL = {words: [], states: []};
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const pathsOf = (double: OpenitcockpitDouble) =>
    mainRequests(double)
        .map(({target}) => target.split('?')[0])
        .toSorted();

const hostRow = (hostname: string, status: Record<string, unknown> = {}) => ({
    Host: {uuid: UUID.db01, hostname, allow_edit: true},
    Hoststatus: {
        currentState: 1,
        isInMonitoring: true,
        problemHasBeenAcknowledged: false,
        scheduledDowntimeDepth: 0,
        output: 'gone',
        ...status,
    },
    Acknowledgement: [],
});

describe('finding hosts and services', () => {
    it('asks each list once, services twice for a name, and never all at once', async () => {
        const double = await openDouble();
        const client = openClient(double);
        double.faults.set({slowMs: 20});
        await client.problems(ALL);
        expect(pathsOf(double)).toEqual(['/hosts/index.json', '/services/index.json']);
        await client.problems({words: ['web', 'ping'], states: []});
        expect(pathsOf(double)).toHaveLength(5);
        await client.problems({words: ['web'], states: ['DOWN']});
        expect(pathsOf(double)).toHaveLength(6);
        expect(double.load.maxInFlight).toBe(2);
    });

    it('reads 200 of a kind at most, and says that there are more', async () => {
        const double = await openDouble();
        for (let number = 0; number < 230; number += 1) {
            const host = double.world.addHost({uuid: uuid(number), name: `farm${number}`});
            double.world.setState(host.uuid, 'DOWN', 'gone');
        }
        await double.world.settled();
        const client = openClient(double);
        const {objects, complete} = await client.problems(ALL);
        expect(complete).toBe(false);
        expect(objects).toHaveLength(200);
        const narrowed = await client.problems({words: ['farm229'], states: []});
        expect(narrowed).toMatchObject({complete: true, objects: [{hostName: 'farm229'}]});
        expect((await client.findHosts('farm')).complete).toBe(false);
    });

    it.each([
        ['is fine', {currentState: 0}],
        ['is acknowledged', {problemHasBeenAcknowledged: 1}],
        ['is in a downtime', {scheduledDowntimeDepth: 2}],
        ['is not in monitoring', {isInMonitoring: false}],
    ])('drops what %s from a list that ignored its filter', async (_, status) => {
        const rows = [hostRow('db01', status), {odd: true}, null];
        const server = await startCannedServer({body: {all_hosts: rows, all_services: []}});
        expect((await openClient(server).problems(ALL)).objects).toEqual([]);
    });

    it('drops other names and states from a list that ignored its filter', async () => {
        const server = await startCannedServer({body: {all_hosts: [hostRow('db01')], all_services: []}});
        const client = openClient(server);
        expect((await client.problems(ALL)).objects).toHaveLength(1);
        expect((await client.problems({words: ['db', 'x'], states: []})).objects).toEqual([]);
        expect((await client.problems({words: [], states: ['UNREACHABLE']})).objects).toEqual([]);
        expect((await client.findHosts('web')).objects).toEqual([]);
    });

    it('shows what the API key may see, and whether it may edit it', async () => {
        const double = await openDouble();
        const foreign = double.world.addHost({uuid: uuid(1), name: 'foreign', containerId: CONTAINER.tenantB});
        double.world.setState(foreign.uuid, 'DOWN', 'gone');
        double.world.setState(UUID.web01, 'DOWN', 'gone');
        await double.world.settled();
        const names = async (apiKey: string) =>
            (await openClient(double, {apiKey}).problems(ALL)).objects.map(({hostName, mayEdit}) => [
                hostName,
                mayEdit,
            ]);
        expect(await names(double.apiKeys.limited)).toEqual([['web01', true]]);
        expect(await names(double.apiKeys.readonly)).toEqual([['web01', false]]);
    });

    it('fails with the sentence of openITCOCKPIT being away, or of the missing right', async () => {
        const double = await openDouble();
        const client = openClient(double);
        double.faults.set({gateway: 502});
        expect((await refusalOf(client.problems(ALL))).code).toBe('openitcockpit_unreachable');
        double.faults.clear();
        double.faults.set({roleWithoutAcl: true});
        expect((await refusalOf(client.findServices('Ping', ''))).code).toBe('openitcockpit_right_missing');
    });
});
