import {describe, expect, it} from 'vitest';
import {alertKey} from '../../../server-proxy/src/domain/alert/alert_key';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';
import {startCannedServer} from '../../support/canned_server';
import {openClient, openDouble, PING, WEB01} from '../../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../../support/openitcockpit/double';
import {UUID} from '../../support/openitcockpit/recorded_objects';

const DB01 = {hostUuid: UUID.db01};
const DB01_PING = {hostUuid: UUID.db01, serviceUuid: UUID.db01Ping};
const at = (unixSeconds: number) => ({earliest: unixSeconds, latest: unixSeconds});
const newestAsked = (double: OpenitcockpitDouble) =>
    double.requests.filter(({target}) => target.includes('sort=')).map(({target}) => target.split('?')[0]);

/** Everything was checked so many seconds ago, but for these. */
const checkedAgo = (double: OpenitcockpitDouble, seconds: number, others: Readonly<Record<string, number>> = {}) => {
    const now = double.world.now();
    for (const object of [...double.world.hosts, ...double.world.services]) {
        double.world.setStatus(object, {lastCheck: now - seconds});
    }
    for (const [name, ago] of Object.entries(others)) {
        double.world.setStatus(name, {lastCheck: now - ago});
    }
    return now;
};

const open = async () => {
    const double = await openDouble();
    const passed = {milliseconds: 0};
    const client = openClient(double, {}, {clock: {...systemClock, now: () => Date.now() + passed.milliseconds}});
    const pass = (seconds: number) => {
        passed.milliseconds += seconds * 1000;
        double.setClockAhead(passed.milliseconds / 1000);
    };
    return {double, client, pass};
};

describe('how far the database is', () => {
    it('is the newest check of the same kind', async () => {
        const {double, client} = await open();
        const now = checkedAgo(double, 300, {app02: 20, 'app02/Ping': 40});
        expect((await client.readStatus(WEB01)).freshAt).toEqual(at(now - 20));
        expect((await client.readStatus(PING)).freshAt).toEqual(at(now - 40));
        const listed = await client.readStatuses([WEB01, PING]);
        expect(listed.get(alertKey(WEB01))).toMatchObject({freshAt: at(now - 20)});
        expect(listed.get(alertKey(PING))).toMatchObject({freshAt: at(now - 40)});
        expect((await client.findHosts('web')).objects).toMatchObject([{freshAt: at(now - 20)}]);
        expect((await client.findServices('Ping', 'web')).objects).toMatchObject([{freshAt: at(now - 40)}]);
    });

    it('is asked by column, newest first, a few rows of one satellite', async () => {
        const {double, client} = await open();
        await client.readStatus(PING);
        const asked = double.requests.find(({target}) => target.includes('sort='));
        const query = new URLSearchParams(asked?.target.split('?')[1]);
        expect(Object.fromEntries(query)).toEqual({
            angular: 'true',
            scroll: 'false',
            page: '1',
            limit: '10',
            sort: 'Servicestatus.last_check',
            direction: 'desc',
        });
        expect(asked).toMatchObject({method: 'POST', status: 200, body: '{"filter":{"Hosts.satellite_id":"0"}}'});
    });

    it('is known before the reading is asked for', async () => {
        const {double, client, pass} = await open();
        await client.readStatus(WEB01);
        pass(10);
        double.faults.set({slowMs: 20});
        const before = double.requests.length;
        (double.load as {maxInFlight: number}).maxInFlight = 0;
        await client.readStatus(WEB01);
        await client.readStatuses([WEB01]);
        expect(double.load.maxInFlight).toBe(1);
        expect(double.requests.slice(before).map(({target}) => target.includes('sort='))).toEqual([true, false, false]);
    });

    it('one answer does for a turn and a press, and for two seconds', async () => {
        const {double, client, pass} = await open();
        await Promise.all([client.readStatuses([WEB01, DB01]), client.readStatus(WEB01)]);
        await client.readStatus(DB01);
        expect(newestAsked(double)).toEqual(['/hosts/index.json']);
        pass(3);
        await client.readStatus(WEB01);
        expect(newestAsked(double)).toEqual(['/hosts/index.json', '/hosts/index.json']);
    });

    it('a turn asks once a kind, whatever it has to look for', async () => {
        const {double, client} = await open();
        const unknown = Array.from({length: 30}, (_, index) => ({
            hostUuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        }));
        await client.readStatuses([WEB01, PING, DB01, ...unknown]);
        expect(newestAsked(double).toSorted()).toEqual(['/hosts/index.json', '/services/index.json']);
    });

    it('commands and names need none', async () => {
        const {double, client} = await open();
        await client.recheck(WEB01, false);
        await client.lookup(PING);
        await client.readDowntimes(PING, 'web01');
        expect(newestAsked(double)).toEqual([]);
    });

    it('results sent in with a time in the future do not count, unless there are too many', async () => {
        const {double, client, pass} = await open();
        const now = checkedAgo(double, 30, {web01: -3600, db01: -7200});
        expect((await client.readStatus({hostUuid: UUID.app02})).freshAt).toEqual(at(now - 30));
        for (let number = 0; number < 10; number += 1) {
            const {uuid} = double.world.addHost({name: `passive${number}`});
            double.world.setStatus(uuid, {lastCheck: now + 600});
        }
        pass(3);
        const status = await client.readStatus({hostUuid: UUID.app02});
        expect(status).not.toHaveProperty('freshAt');
        expect(status.checkedAt).toEqual(at(now - 30));
        expect(client.datingProblem()).toBeUndefined();
    });

    it.each(['/hosts/index.json?angular=true&scroll=false&page=1&limit=10&sort', '/hosts/index'])(
        'cannot be read (%s): the reading stands, nobody is warned',
        async (blockedPath) => {
            const {double, client} = await open();
            double.faults.set({blockedPath});
            const status = await client.readStatus(WEB01);
            expect(status).toMatchObject({state: 'UP', checkedAt: {earliest: expect.any(Number)}});
            expect(status).not.toHaveProperty('freshAt');
            expect(client.logger.lines.map(({level}) => level)).toEqual(['debug']);
            expect(client.circuit()).toBe('closed');
        },
    );

    it('a list that ignores the filter tells of other satellites: their rows do not count', async () => {
        const row = (uuid: string, satelliteId: number, lastCheck: string) => ({
            Host: {uuid, hostname: uuid, allow_edit: true, satelliteId},
            Hoststatus: {
                currentState: 0,
                isInMonitoring: true,
                problemHasBeenAcknowledged: false,
                scheduledDowntimeDepth: 0,
                output: 'OK',
                lastCheck,
            },
            Acknowledgement: [],
        });
        const {url} = await cannedOpenitcockpit({
            all_hosts: [row(UUID.db01, 3, '2026-11-24 10:00:09'), row(UUID.web01, 0, '2026-11-24 10:00:00')],
        });
        const statuses = await openClient(url).readStatuses([WEB01]);
        expect(statuses.get(UUID.web01)).toMatchObject({freshAt: at(Date.parse('2026-11-24T10:00:00Z') / 1000)});
    });
});

/** One answer for every page: each reads its part of it. */
const cannedOpenitcockpit = async (body: Record<string, unknown>) => ({
    url: await startCannedServer({
        body: {
            ...body,
            user: {dateformat: 'Y-m-d H:i:s', timezone: 'UTC'},
            timezone: {server_time_utc: Math.floor(Date.now() / 1000), server_time_iso: ''},
        },
    }),
});

describe('satellites', () => {
    it('are dated by their own checks, from the second time on that they are met', async () => {
        const {double, client} = await open();
        double.world.setSatellite('db01', 3);
        const now = checkedAgo(double, 20, {db01: 900, 'db01/Ping': 800});
        expect(await client.readStatus(DB01)).not.toHaveProperty('freshAt');
        expect((await client.readStatus(DB01)).freshAt).toEqual(at(now - 900));
        expect((await client.readStatus(DB01_PING)).freshAt).toEqual(at(now - 800));
        expect((await client.readStatus(WEB01)).freshAt).toEqual(at(now - 20));
        const listed = await client.readStatuses([DB01, DB01_PING, WEB01]);
        expect([DB01, DB01_PING, WEB01].map((target) => listed.get(alertKey(target)))).toMatchObject([
            {freshAt: at(now - 900)},
            {freshAt: at(now - 800)},
            {freshAt: at(now - 20)},
        ]);
        expect((await client.findHosts('db01')).objects).toMatchObject([{freshAt: at(now - 900)}]);
    });

    it('lists make them known as well', async () => {
        const {double, client, pass} = await open();
        double.world.setSatellite('db01', 3);
        const now = checkedAgo(double, 20, {db01: 900});
        expect((await client.readStatuses([DB01])).get(UUID.db01)).not.toHaveProperty('freshAt');
        pass(1);
        expect((await client.readStatuses([DB01])).get(UUID.db01)).toMatchObject({freshAt: at(now - 900)});
    });

    it('a host that moves to the master is not dated by the satellite', async () => {
        const {double, client} = await open();
        double.world.setSatellite('db01', 3);
        const now = checkedAgo(double, 20);
        await client.readStatus(DB01);
        double.world.setSatellite('db01', 0);
        expect(await client.readStatus(DB01)).not.toHaveProperty('freshAt');
        expect((await client.readStatus(DB01)).freshAt).toEqual(at(now - 20));
    });

    it('one that the API user may not see is not taken for the master', async () => {
        const {double, client} = await open();
        double.setUser('bot', {seesSatellites: false});
        double.world.setSatellite('db01', 3);
        checkedAgo(double, 20);
        for (let turn = 0; turn < 2; turn += 1) {
            const listed = await client.readStatuses([DB01, DB01_PING]);
            expect(listed.size).toBe(2);
            for (const status of listed.values()) {
                expect(status).not.toHaveProperty('freshAt');
            }
        }
    });
});
