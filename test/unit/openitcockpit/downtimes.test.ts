import {describe, expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {openClient, openDouble, PING, refusalOf, WEB01} from '../../support/openitcockpit/client_harness';
import {UUID} from '../../support/openitcockpit/recorded_objects';

const DOWNTIME = {target: PING, author: 'Jane Roe', comment: 'disk', start: 2_000_000_000, end: 2_000_003_600};

describe('what goes over the wire for downtimes and checks', () => {
    const bodiesOf = async (use: (client: ReturnType<typeof openClient>) => Promise<unknown>) => {
        const double = await openDouble();
        await use(openClient(double));
        return double.requests.filter(({method}) => method === 'POST').map(({body}) => JSON.parse(body) as unknown);
    };

    it('a service’s downtime', async () => {
        const bodies = await bodiesOf((client) => client.scheduleDowntime({...DOWNTIME, hostAndServices: true}));
        expect(bodies).toEqual([
            [
                {
                    command: 'submitServiceDowntime',
                    hostUuid: UUID.web01,
                    serviceUuid: UUID.web01Ping,
                    start: 2_000_000_000,
                    end: 2_000_003_600,
                    author: 'Jane Roe',
                    comment: 'disk',
                },
            ],
        ]);
    });

    it.each([
        [false, 0],
        [true, 1],
    ])('a host’s downtime, with its services: %s', async (hostAndServices, downtimetype) => {
        const bodies = await bodiesOf((client) =>
            client.scheduleDowntime({...DOWNTIME, target: WEB01, hostAndServices}),
        );
        expect(bodies).toMatchObject([[{command: 'submitHostDowntime', hostUuid: UUID.web01, downtimetype}]]);
    });

    it('the end of downtimes: one command each, a host’s with those of its services', async () => {
        expect(await bodiesOf((client) => client.cancelDowntimes(WEB01, [7, 9]))).toEqual([
            {command: 'DEL_HOST_DOWNTIME', downtime_id: 7, include_services: 1},
            {command: 'DEL_HOST_DOWNTIME', downtime_id: 9, include_services: 1},
        ]);
        expect(await bodiesOf((client) => client.cancelDowntimes(PING, [8]))).toEqual([
            {command: 'DEL_SVC_DOWNTIME', downtime_id: 8},
        ]);
    });

    it('a check goes to the satellite that checks the host', async () => {
        expect(await bodiesOf((client) => client.recheck(WEB01, true))).toEqual([
            [{command: 'rescheduleHost', hostUuid: UUID.web01, type: 'hostAndServices', satelliteId: 0}],
        ]);
        const double = await openDouble();
        double.world.setSatellite('web01', 3);
        const client = openClient(double);
        await client.recheck(PING, false);
        await client.recheck(WEB01, false);
        const bodies = double.requests.filter(({method}) => method === 'POST').map(({body}) => JSON.parse(body));
        expect(bodies).toMatchObject([
            [{command: 'rescheduleService', serviceUuid: UUID.web01Ping, satelliteId: 3}],
            [{command: 'rescheduleHost', type: 'hostOnly', satelliteId: 3}],
        ]);
    });
});

describe('the list of downtimes', () => {
    it('is read to its last page, without what is over or belongs to others', async () => {
        const double = await openDouble();
        const now = double.world.now();
        for (let index = 0; index < 130; index += 1) {
            double.world.startDowntime(index % 2 === 0 ? 'web01/Ping' : 'web01/HTTP shop', {
                start: now + 3600 + index,
                comment: `n${index}`,
            });
        }
        double.world.startDowntime('web01/Ping', {comment: 'cancelled'});
        double.world.endDowntime('web01/Ping', 'cancel');
        await double.world.settled();
        const found = await openClient(double).readDowntimes(PING, 'web01');
        expect(found).toHaveLength(65);
        expect(new Set(found.map(({id}) => id)).size).toBe(65);
        expect(found.map(({comment}) => comment)).not.toContain('cancelled');
        expect(double.requests).toHaveLength(2);
    });

    it('403 names the right', async () => {
        const double = await openDouble();
        const client = openClient(double, {apiKey: double.apiKeys.nocmd});
        expect(await refusalOf(client.readDowntimes(PING, 'web01'))).toMatchObject({
            code: 'openitcockpit_right_missing',
            message: expect.stringContaining('Downtimes › service'),
        });
        expect(await refusalOf(client.readDowntimes(WEB01, 'web01'))).toMatchObject({
            message: expect.stringContaining('Downtimes › host'),
        });
    });

    it.each([
        ['another page', {all_hosts: []}],
        ['rows without a number', {all_service_downtimes: [{Service: {uuid: UUID.web01Ping}, DowntimeService: {}}]}],
        ['a list without end', {all_service_downtimes: [], paging: {pageCount: 1e6}}],
    ])('%s is an answer that is not understood', async (_, body) => {
        const client = openClient(await startCannedServer({body}));
        expect((await refusalOf(client.readDowntimes(PING, 'web01'))).code).toBe('openitcockpit_bad_answer');
    });

    it.each(['schedule', 'cancel', 'recheck'] as const)('403: no right to %s', async (what) => {
        const double = await openDouble();
        const client = openClient(double, {apiKey: double.apiKeys.nocmd});
        const calls = {
            schedule: () => client.scheduleDowntime({...DOWNTIME, hostAndServices: false}),
            cancel: () => client.cancelDowntimes(PING, [1]),
            recheck: () => client.recheck(PING, false),
        };
        expect(await refusalOf(calls[what]())).toMatchObject({
            code: 'openitcockpit_right_missing',
            message: expect.stringContaining('NagiosModule › Cmd › submit'),
        });
    });
});
