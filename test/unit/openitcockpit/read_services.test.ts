import {describe, expect, it} from 'vitest';
import {mainRequests, openClient, openDouble} from '../../support/openitcockpit/client_harness';
import {UUID} from '../../support/openitcockpit/recorded_objects';

const MINE = {author: 'Jane Roe', comment: 'disk'};

describe('the services of a host', () => {
    const names = (services: readonly {serviceName?: string}[]) =>
        services.map(({serviceName}) => serviceName).toSorted();

    it('are those of this host, all of them or those in a problem state', async () => {
        const double = await openDouble();
        const client = openClient(double);
        const other = double.world.addHost({name: 'web01-backup'});
        double.world.addService(other, {name: 'Backup'});
        double.world.setState('web01/Ping', 'CRITICAL', 'gone');
        await double.world.settled();
        expect(names(await client.readServices(UUID.web01, 'web01', 'all'))).toEqual(['Disk /', 'HTTP shop', 'Ping']);
        expect(await client.readServices(UUID.web01, 'web01', 'problems')).toMatchObject([
            {serviceName: 'Ping', state: 'CRITICAL', stateSince: {earliest: expect.any(Number)}},
        ]);
    });

    it('are the same where the list ignores its filters', async () => {
        const double = await openDouble();
        double.faults.set({ignoreFilters: true});
        double.world.setState('web01/Ping', 'CRITICAL', 'gone');
        double.world.setState('db01/Ping', 'CRITICAL', 'gone');
        await double.world.settled();
        const client = openClient(double);
        expect(names(await client.readServices(UUID.web01, 'web01', 'problems'))).toEqual(['Ping']);
        expect(await client.readServices(UUID.web01, 'web01', 'all')).toHaveLength(3);
    });

    it('are read page by page', async () => {
        const double = await openDouble();
        for (let number = 0; number < 450; number += 1) {
            double.world.addService('db01', {name: `Service ${number}`});
        }
        const client = openClient(double);
        expect(await client.readServices(UUID.db01, 'db01', 'all')).toHaveLength(451);
        expect(mainRequests(double)).toHaveLength(3);
    });

    it('have their downtimes read in one list', async () => {
        const double = await openDouble();
        double.world.startDowntime('web01/Ping', MINE);
        double.world.startDowntime('web01', MINE);
        await double.world.settled();
        const found = await openClient(double).readServiceDowntimes('web01');
        expect([...found.keys()]).toEqual([UUID.web01Ping]);
        expect(found.get(UUID.web01Ping)).toMatchObject([{...MINE, running: true}]);
    });
});
