import {describe, expect, it} from 'vitest';
import {openClient, openDouble} from '../../support/openitcockpit/client_harness';
import {UUID} from '../../support/openitcockpit/recorded_objects';

const start = async (version: '4.8.7' | '5.3.0' = '5.3.0') => {
    const double = await openDouble({version});
    const now = double.world.now();
    const host = {start: now + 3600, end: now + 7200, author: 'Ada', comment: 'kernel'};
    const service = {start: now, end: now + 600, author: 'Ada', comment: 'disk'};
    double.world.startDowntime(UUID.web01, host);
    double.world.startDowntime(UUID.web01Shop, service);
    await double.world.settled();
    return {double, port: openClient(double), host, service};
};

describe('all downtimes that are not over', () => {
    it.each(['4.8.7', '5.3.0'] as const)('come with names and times from openITCOCKPIT %s', async (version) => {
        const {port, host, service} = await start(version);
        expect(await port.plannedDowntimes()).toEqual([
            {key: UUID.web01, host: 'web01', ...host},
            {key: `${UUID.web01}/${UUID.web01Shop}`, host: 'web01', service: 'HTTP shop', ...service},
        ]);
    });

    it.each([
        ['m-d-Y h:i:s A', 'America/New_York'],
        ['d.m.Y H:i:s', 'Asia/Kolkata'],
    ])('have the same times whatever the API user’s format (%s) and zone (%s)', async (dateformat, timezone) => {
        const {double, port, host} = await start();
        double.setUser('bot', {dateformat, timezone});
        expect((await port.plannedDowntimes())[0]).toMatchObject({start: host.start, end: host.end});
    });

    it('cannot be told with a format that is not known, and the sentence says so', async () => {
        const {double, port} = await start();
        double.setUser('bot', {dateformat: 'D, d M Y H:i:s'});
        await expect(port.plannedDowntimes()).rejects.toThrow('The date format "D, d M Y H:i:s" is not');
    });

    it('leave out what was cancelled', async () => {
        const {double, port} = await start();
        double.world.endDowntime(UUID.web01Shop, 'cancel');
        await double.world.settled();
        expect((await port.plannedDowntimes()).map(({host, service}) => [host, service])).toEqual([
            ['web01', undefined],
        ]);
    });
});
