import {describe, expect, it} from 'vitest';
import {openClient, openDouble} from '../../support/openitcockpit/client_harness';
import {UUID} from '../../support/openitcockpit/recorded_objects';

const granted = ['notifications.index', 'notifications.services'];
const BOTH = ['host', 'service'] as const;

const openBoth = async () => {
    const double = await openDouble({granted});
    return {double, client: openClient(double), world: double.world};
};

describe('the notifications that openITCOCKPIT sent', () => {
    it('are told with object, state and time, once they are written', async () => {
        const {client, world} = await openBoth();
        const before = world.now();
        world.stopWorker();
        world.setState(UUID.web01, 'DOWN', 'gone');
        world.setState(UUID.db01Ping, 'CRITICAL', 'lost');
        expect(await client.sentNotifications(BOTH, before - 60)).toEqual([]);
        world.startWorker();
        await world.settled();
        const sent = await client.sentNotifications(BOTH, before - 60);
        expect(sent).toEqual([
            {target: {hostUuid: UUID.web01}, hostName: 'web01', state: 'DOWN', at: expect.anything()},
            {
                target: {hostUuid: UUID.db01, serviceUuid: UUID.db01Ping},
                hostName: 'db01',
                serviceName: 'Ping',
                state: 'CRITICAL',
                at: expect.anything(),
            },
        ]);
        expect(sent[0]?.at.earliest).toBeGreaterThanOrEqual(before);
        expect(sent[0]?.at.latest).toBeLessThanOrEqual(world.now());
        expect(await client.sentNotifications(['host'], before - 60)).toHaveLength(1);
    });

    it('are those since the time that was asked for, even where lists ignore filters', async () => {
        const {double, client, world} = await openBoth();
        world.setState(UUID.db01Ping, 'CRITICAL', 'lost');
        await world.settled();
        expect(await client.sentNotifications(BOTH, world.now() + 60)).toEqual([]);
        double.faults.set({ignoreFilters: true});
        expect(await client.sentNotifications(BOTH, world.now() + 60)).toEqual([]);
        expect(await client.sentNotifications(BOTH, world.now() - 60)).toHaveLength(1);
    });

    it('leave out what nobody was told, and what the key may not see', async () => {
        const {double, client, world} = await openBoth();
        world.setNotificationPeriod(UUID.db01Ping, false);
        world.setState(UUID.db01Ping, 'CRITICAL', 'lost');
        world.setState(UUID.app02Ping, 'CRITICAL', 'lost');
        await world.settled();
        expect(await client.sentNotifications(BOTH, world.now() - 60)).toHaveLength(1);
        const limited = openClient(double, {apiKey: double.apiKeys.limited});
        expect(await limited.sentNotifications(BOTH, world.now() - 60)).toEqual([]);
    });

    it('come in pages, two requests at once, and no further than needed', async () => {
        const {double, client, world} = await openBoth();
        for (let again = 0; again < 450; again += 1) {
            world.setState(UUID.db01Ping, again % 2 === 0 ? 'CRITICAL' : 'OK', 'flutter');
        }
        await world.settled();
        double.faults.set({slowMs: 10});
        expect(await client.sentNotifications(BOTH, world.now() - 60)).toHaveLength(450);
        const asked = double.requests.filter(({target}) => target.startsWith('/notifications/'));
        expect(asked).toHaveLength(1 + 3);
        expect(double.load.maxInFlight).toBeLessThanOrEqual(2);
    });

    it('name the right that is missing', async () => {
        const double = await openDouble();
        const client = openClient(double);
        await expect(client.sentNotifications(BOTH, 1)).rejects.toMatchObject({
            code: 'openitcockpit_right_missing',
            message: expect.stringContaining('Notifications › index'),
        });
    });

    it('are not told where their times cannot be dated', async () => {
        const {double, client, world} = await openBoth();
        world.setState(UUID.db01Ping, 'CRITICAL', 'lost');
        await world.settled();
        double.setUser('bot', {dateformat: '\\n\\o\\n\\e'});
        expect(await client.sentNotifications(BOTH, world.now() - 60)).toEqual([]);
    });
});
