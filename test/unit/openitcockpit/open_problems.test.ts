import {describe, expect, it} from 'vitest';
import {mainRequests, openClient, openDouble} from '../../support/openitcockpit/client_harness';
import {UUID} from '../../support/openitcockpit/recorded_objects';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const PING = `${UUID.web01}/${UUID.web01Ping}`;

const openBoth = async () => {
    const double = await openDouble();
    return {double, client: openClient(double), world: double.world};
};

describe('all open problems', () => {
    it('are read page by page, two at once, and nothing else is asked', async () => {
        const {double, client, world} = await openBoth();
        for (let number = 0; number < 430; number += 1) {
            world.setState(world.addHost({uuid: uuid(number), name: `farm${number}`}), 'DOWN', 'gone');
        }
        world.setState(UUID.web01Ping, 'CRITICAL', 'lost');
        await world.settled();
        double.faults.set({slowMs: 20});
        const problems = await client.openProblems();
        expect(problems.size).toBe(431);
        expect(problems.get(PING)).toMatchObject({state: 'CRITICAL', hostName: 'web01', serviceName: 'Ping'});
        expect(mainRequests(double)).toHaveLength(3 + 1);
        expect(double.load.maxInFlight).toBeLessThanOrEqual(2);
    });

    it.each([
        ['is acknowledged', {acknowledged: true}],
        ['is in a downtime', {downtimeDepth: 1}],
        ['has its notifications switched off', {notificationsEnabled: false}],
        ['is in a soft state', {hard: false}],
    ])('leave out what %s, even where lists ignore filters', async (_what, columns) => {
        const {double, client, world} = await openBoth();
        world.setState(UUID.web01Ping, 'CRITICAL', 'lost');
        await world.settled();
        expect([...(await client.openProblems()).keys()]).toEqual([PING]);
        world.setStatus(UUID.web01Ping, columns);
        expect((await client.openProblems()).size).toBe(0);
        double.faults.set({ignoreFilters: true});
        expect((await client.openProblems()).size).toBe(0);
    });

    it('leave out the services of a host that is not up', async () => {
        const {client, world} = await openBoth();
        world.setState(UUID.web01, 'DOWN', 'gone');
        world.setState(UUID.web01Ping, 'CRITICAL', 'lost');
        await world.settled();
        expect([...(await client.openProblems()).keys()]).toEqual([UUID.web01]);
    });

    it('do not date what was never checked', async () => {
        const {client, world} = await openBoth();
        world.setState(UUID.web01Ping, 'CRITICAL', '');
        await world.settled();
        world.setStatus(UUID.web01Ping, {lastCheck: 0});
        const problem = (await client.openProblems()).get(PING);
        expect(problem).toBeDefined();
        expect(problem?.checkedAt).toBeUndefined();
    });
});
