import {describe, expect, it} from 'vitest';
import type {Listed} from '../../server-proxy/src/app/details/details_port';
import {momentAt} from '../../server-proxy/src/domain/alert/moment';
import {DETAILS_RIGHTS} from '../support/openitcockpit/access';
import {openClient, openDouble, PING, refusalOf, WEB01} from '../support/openitcockpit/client_harness';
import type {Service} from '../support/openitcockpit/objects';
import {UUID} from '../support/openitcockpit/recorded_objects';

const DAY = 86_400;

const open = async (options: Parameters<typeof openDouble>[0] = {}) => {
    const double = await openDouble({granted: DETAILS_RIGHTS, ...options});
    const {details} = openClient(double);
    return {double, world: double.world, details, now: double.world.now()};
};

const statesIn = ({rows}: Listed<{readonly state: string; readonly hard: boolean}>): string[] =>
    rows.map(({state, hard}) => `${state}${hard ? '' : ' (soft)'}`);

describe('the details of an object in openITCOCKPIT', () => {
    it('a host and a service are known by their numbers, with status and parents', async () => {
        const {world, details} = await open();
        const host = world.get(UUID.web01);
        Object.assign(host, {parents: [world.get(UUID.db01)]});
        expect(await details.objectOf(WEB01)).toMatchObject({
            kind: 'host',
            id: host.id,
            status: {hostName: 'web01', state: 'UP'},
            parents: [{hostUuid: UUID.db01, name: 'db01'}],
        });
        expect(await details.objectOf(PING)).toMatchObject({
            kind: 'service',
            id: world.get(UUID.web01Ping).id,
            host: {kind: 'host', id: host.id},
            status: {serviceName: 'Ping', state: 'OK'},
            parents: [],
        });
    });

    it('tells state changes, the newest first, soft ones as well, and no older ones even where filters are ignored', async () => {
        const {double, world, details, now} = await open();
        const service = world.get(UUID.web01Ping);
        world.history.add(service, {at: now - 40 * DAY, state: 2, hard: true, output: 'long ago', before: 0});
        world.history.add(service, {at: now - 7200, state: 1, hard: false, output: 'slow', before: 0});
        world.history.add(service, {at: now - 7100, state: 2, hard: true, output: 'lost', before: 1});
        world.setState(UUID.web01Ping, 'OK', 'fine');
        world.setState(UUID.web01Ping, 'CRITICAL', 'lost <b>again</b>');
        await world.settled();
        const object = await details.objectOf(PING);
        for (const ignoreFilters of [false, true]) {
            double.faults.set({ignoreFilters});
            const found = await details.stateChanges(object, now - 30 * DAY);
            expect(statesIn(found)).toEqual(['CRITICAL', 'CRITICAL', 'WARNING (soft)']);
            expect(found.rows[0]).toMatchObject({output: 'lost <b>again</b>'});
            expect(found.rows[1]?.at).toBe(now - 7100);
            expect(found.complete).toBe(true);
        }
    });

    it('reads no more than a thousand state changes, and says that there are more', async () => {
        const {world, details, now} = await open();
        const service = world.get(UUID.web01Ping);
        for (let number = 0; number < 1100; number += 1) {
            const state = number % 2 === 0 ? 2 : 0;
            world.history.add(service, {at: now - 60_000 + number, state, hard: true, output: '', before: 2 - state});
        }
        const found = await details.stateChanges(await details.objectOf(PING), now - 30 * DAY);
        expect([found.rows.length, found.complete]).toEqual([1000, false]);
    });

    it('tells who was notified', async () => {
        const {world, details, now} = await open();
        world.setState(UUID.web01Ping, 'CRITICAL', 'lost');
        world.setState(UUID.web01, 'DOWN', 'gone');
        await world.settled();
        expect(await details.notified(await details.objectOf(PING), now - 60)).toEqual([
            {at: expect.any(Number), state: 'CRITICAL', contact: 'chat'},
        ]);
        expect(await details.notified(await details.objectOf(WEB01), now - 60)).toEqual([
            {at: expect.any(Number), state: 'DOWN', contact: 'chat'},
        ]);
        expect(await details.notified(await details.objectOf(PING), now + 60)).toEqual([]);
    });

    it('tells what the last acknowledgement said, as text', async () => {
        const {world, details, now} = await open();
        const object = await details.objectOf(PING);
        expect(await details.lastAcknowledgement(object, now - DAY)).toBeUndefined();
        world.setState(UUID.web01Ping, 'CRITICAL', 'lost');
        world.acknowledge(UUID.web01Ping, {comment: 'first'});
        world.acknowledge(UUID.web01Ping, {
            author: 'Jane Roe',
            comment: 'a < b & "c"\n[b]disk[/b] &amp; Größe ½ € – „it’s“ 🚒',
        });
        await world.settled();
        expect(await details.lastAcknowledgement(object, now - DAY)).toEqual({
            at: expect.any(Number),
            author: 'Jane Roe',
            comment: 'a < b & "c"\ndisk &amp; Größe ½ € – „it’s“ 🚒',
        });
    });

    it('tells configuration changes of just this object, the names of fields but never their values', async () => {
        const {double, world, details, now} = await open();
        const [service, host] = [world.get(UUID.web01Ping), world.get(UUID.web01)];
        world.history.changeConfiguration(service, {
            at: now - 600,
            fields: {check_interval: ['60', '300'], password: ['old', 'secret']},
        });
        world.history.changeConfiguration(host, {at: now - 500, fields: {address: ['10.0.0.1', '10.0.0.2']}});
        world.history.changeConfiguration(service, {at: now - 9000, fields: {notes: ['', 'x']}});
        world.history.changeConfiguration(service, {at: now - 550, fields: {}});
        world.history.changeConfiguration(service, {
            at: now - 540,
            fields: {},
            lists: ['Contact', 'Custom variables'],
        });
        const object = await details.objectOf(PING);
        for (const ignoreFilters of [false, true]) {
            double.faults.set({ignoreFilters});
            const found = await details.configurationChanges(object, now - 3600, now);
            expect(found).toEqual([
                {
                    at: now - 540,
                    action: 'edit',
                    name: 'web01/Ping',
                    fields: ['Contact', 'Custom variables'],
                    author: 'Ada Admin',
                },
                {at: now - 550, action: 'edit', name: 'web01/Ping', fields: [], author: 'Ada Admin'},
                {
                    at: now - 600,
                    action: 'edit',
                    name: 'web01/Ping',
                    fields: ['check_interval', 'password'],
                    author: 'Ada Admin',
                },
            ]);
            expect(JSON.stringify(found)).not.toContain('secret');
        }
        double.faults.set({ignoreFilters: false});
        world.history.hidesAuthors = true;
        expect(await details.configurationChanges(object.host, now - 3600, now)).toEqual([
            {at: now - 500, action: 'edit', name: 'web01', fields: ['address']},
        ]);
    });

    it('tells the curves of a service with the bounds of its thresholds', async () => {
        const {world, details, now} = await open();
        const points = Array.from({length: 5}, (_, at) => [now - 300 + at * 60, at] as const);
        world.history.setGauges(world.get(UUID.web01Ping) as Service, [
            {name: 'rta', unit: 'ms', warn: 100, crit: '@10:500', min: 0, max: null, points},
            {name: 'pl', unit: '%', warn: '', crit: '~:80', min: 0, max: 100, points: []},
        ]);
        expect(await details.curves(PING, now - 200, now)).toEqual([
            {name: 'rta', unit: 'ms', warning: [100], critical: [10, 500], points: points.slice(2)},
            {name: 'pl', unit: '%', warning: [], critical: [80], points: []},
        ]);
    });

    it('a service whose curves openITCOCKPIT cannot read has none', async () => {
        const {world, details, now} = await open();
        expect(await details.curves(PING, now - 60, now)).toEqual([]);
        world.remove(UUID.web01Ping);
        expect(await details.curves(PING, now - 60, now)).toEqual([]);
    });

    it.each([
        ['Statehistories › service', 'statehistories.service', 'stateChanges'],
        ['Notifications › serviceNotification', 'notifications.servicenotification', 'notified'],
        ['Acknowledgements › service', 'acknowledgements.service', 'lastAcknowledgement'],
        ['Changelogs › index', 'changelogs.index', 'configurationChanges'],
    ] as const)('an API key without the right %s says which right is missing', async (shown, right, method) => {
        const {details, now} = await open({denied: [right]});
        const object = await details.objectOf(PING);
        const refusal = await refusalOf(
            method === 'configurationChanges'
                ? details.configurationChanges(object, now - 60, now)
                : details[method](object, now - 60),
        );
        expect(refusal.code).toBe('openitcockpit_right_missing');
        expect(refusal.message).toContain(shown);
    });

    it('an API key without the right to graphs says which right is missing', async () => {
        const {details, now} = await open({denied: ['graphgenerators.getperfdatabyuuid']});
        expect((await refusalOf(details.curves(PING, now - 60, now))).message).toContain(
            'Graphgenerators › getPerfdataByUuid',
        );
    });

    it('times are read in the format and the zone of the API user', async () => {
        const {double, world, details, now} = await open();
        double.setUser('bot', {dateformat: 'd.m.Y H:i', timezone: 'America/New_York'});
        world.history.add(world.get(UUID.web01Ping), {at: now - 7200, state: 2, hard: true, output: '', before: 0});
        const {rows} = await details.stateChanges(await details.objectOf(PING), now - DAY);
        expect(rows[0]?.at).toBe(momentAt(now - 7200 - ((now - 7200) % 60)).earliest);
    });
});
