import {describe, expect, it} from 'vitest';
import {FactsCollector} from '../../server-proxy/src/app/routing/facts_book';
import type {Turn} from '../../server-proxy/src/app/routing/facts_port';
import {FACTS_RIGHTS} from '../support/openitcockpit/access';
import {openClient, openDouble, PING, refusalOf, WEB01} from '../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../support/openitcockpit/double';
import {CONTAINER, UUID} from '../support/openitcockpit/recorded_objects';

const atOnce: Turn = (work) => work();

const factsDouble = () => openDouble({granted: FACTS_RIGHTS});

const read = async (double: OpenitcockpitDouble, turn: Turn = atOnce) => {
    const collector = new FactsCollector();
    await openClient(double).readFacts(turn, collector);
    return collector.book();
};

const DB01 = {hostUuid: UUID.db01};
const DB01_PING = {hostUuid: UUID.db01, serviceUuid: UUID.db01Ping};
const SHOP = {hostUuid: UUID.web01, serviceUuid: UUID.web01Shop};

const says = (book: Awaited<ReturnType<typeof read>>) =>
    Object.fromEntries([...book.missing].map(([part, why]) => [part, why('en')]));

describe('object facts', () => {
    it('are groups, containers, tags, priority and satellite of everything that is monitored', async () => {
        const double = await factsDouble();
        const {world} = double;
        world.groups.add('hosts', 'Web servers', [UUID.web01]);
        world.groups.add('hosts', 'Berlin', [UUID.web01, UUID.db01]);
        world.groups.add('services', 'Network', [UUID.web01Ping, UUID.db01Ping]);
        Object.assign(world.get('web01'), {tags: 'shop, public,,shop', priority: 4, sharedWith: [CONTAINER.tenantB]});
        Object.assign(world.get('web01/Ping'), {tags: 'net', priority: 5});
        world.setSatellite('db01', 3);
        const book = await read(double);
        expect(book.of(WEB01)).toEqual({
            hostName: 'web01',
            hostGroups: ['Berlin', 'Web servers'],
            serviceGroups: [],
            containers: ['Tenant A', 'Tenant B', 'root'],
            tags: ['public', 'shop'],
            satellite: 'Mastersystem',
            priority: 4,
        });
        expect(book.of(PING)).toMatchObject({
            hostName: 'web01',
            serviceName: 'Ping',
            hostGroups: ['Berlin', 'Web servers'],
            serviceGroups: ['Network'],
            tags: ['net'],
            priority: 5,
        });
        // Without tags of its own it has its host's.
        expect(book.of(SHOP)).toMatchObject({serviceGroups: [], tags: ['public', 'shop'], priority: 1});
        expect(book.of(DB01)).toMatchObject({hostGroups: ['Berlin'], satellite: 'Satellite 3', tags: []});
        expect(book.of({hostUuid: UUID.new01})).toBeUndefined();
        expect(book.counts).toEqual({hosts: 4, services: 5});
        expect(book.names).toMatchObject({hostGroups: ['Web servers', 'Berlin'], serviceGroups: ['Network']});
        expect(says(book)).toEqual({});
    });

    it('include groups and tags that objects have from their templates', async () => {
        const double = await factsDouble();
        const {groups} = double.world;
        groups.hostTemplates.push({id: 7, name: 'linux', tags: 'linux,vm'});
        groups.serviceTemplates.splice(0, 1, {id: 1, name: 'Ping', tags: 'network, c++,a.b'});
        groups.serviceTemplates.push({id: 6, name: 'HTTP', tags: 'network'});
        Object.assign(double.world.get('web01'), {templateId: 7});
        Object.assign(double.world.get('db01/Ping'), {tags: 'own'});
        groups.add('hosts', 'Linux', [], {templates: new Set([7])});
        groups.add('services', 'Pings', [UUID.app02Ping], {templates: new Set([1])});
        const book = await read(double);
        expect(book.of(WEB01)).toMatchObject({tags: ['linux', 'vm'], hostGroups: ['Linux']});
        expect(book.of(PING)).toMatchObject({tags: ['a.b', 'c++', 'network'], serviceGroups: ['Pings']});
        expect(book.of(SHOP)?.tags).toEqual(['network']);
        expect(book.of(DB01_PING)?.tags).toEqual(['own']);
    });

    it('with names that hold quotes, slashes, emoji and 500 characters are told as they are', async () => {
        const double = await factsDouble();
        const names = ['"quoted" \'single\' & <b>', 'a/b\\c', '🔥 Büro 漢字', 'x'.repeat(500)];
        for (const name of names) {
            double.world.groups.add('hosts', name, [UUID.web01]);
        }
        double.world.configuration.containers.push({key: 8, value: '/root/Tenant A/North/South'});
        double.world.configuration.containers.push({key: 9, value: '/root/Tenant A/North/South/"🖨️" 1/2'});
        Object.assign(double.world.get('web01'), {sharedWith: [9], name: names.join(' ')});
        double.setUser('bot', {read: [1, 2, 3, 8, 9]});
        const book = await read(double);
        expect(book.of(WEB01)?.hostName).toBe(names.join(' '));
        expect(book.of(WEB01)?.hostGroups).toEqual([...names].sort());
        expect(book.of(WEB01)?.containers).toEqual(['"🖨️" 1/2', 'North/South', 'Tenant A', 'root'].sort());
        expect(double.world.configuration.containers).toHaveLength(5);
    });

    it('of a key without rights to groups name the right that is missing, and the rest works', async () => {
        const double = await openDouble({granted: FACTS_RIGHTS.filter((right) => !/group/.test(right))});
        double.world.groups.add('hosts', 'Berlin', [UUID.web01]);
        const book = await read(double);
        expect(says(book)).toEqual({
            hostGroups: expect.stringContaining('Hostgroups › index'),
            serviceGroups: expect.stringContaining('Servicegroups › index'),
        });
        expect(book.of(PING)).toMatchObject({hostGroups: undefined, serviceGroups: undefined, priority: 1});
        expect(book.of(PING)?.containers).toEqual(['Tenant A', 'root']);
        expect(book.names.hostGroups).toBeUndefined();
    });

    it('of a key that may list groups but not open them name that right', async () => {
        const double = await openDouble({granted: ['hostgroups.index', 'servicegroups.index']});
        double.world.groups.add('hosts', 'Berlin', [UUID.web01]);
        expect(says(await read(double))).toEqual({
            hostGroups: expect.stringContaining('Hostgroups › extended'),
            inheritedTags: expect.stringContaining('Hosttemplates › index'),
        });
    });

    it('of a limited key are those of the containers it may read', async () => {
        const double = await factsDouble();
        double.world.groups.add('hosts', 'Berlin', [UUID.web01, UUID.app02], {parentId: CONTAINER.tenantA});
        double.world.groups.add('hosts', 'Tenant B only', [UUID.app02], {parentId: CONTAINER.tenantB});
        const collector = new FactsCollector();
        await openClient(double, {apiKey: double.apiKeys.limited}).readFacts(atOnce, collector);
        const book = collector.book();
        expect(book.of({hostUuid: UUID.app02})).toBeUndefined();
        expect(book.of(WEB01)).toMatchObject({hostGroups: ['Berlin'], containers: ['Tenant A', 'root']});
        expect(book.names.hostGroups).toEqual(['Berlin']);
    });

    it('do not name the master for hosts of a satellite that the key may not see', async () => {
        const double = await factsDouble();
        double.world.setSatellite('db01', 3);
        double.setUser('bot', {seesSatellites: false});
        const book = await read(double);
        expect(book.of(DB01)?.satellite).toBeUndefined();
        expect(book.of(WEB01)?.satellite).toBe('Mastersystem');
    });

    it('outlive a group that is deleted between its list and its members', async () => {
        const double = await factsDouble();
        double.world.groups.add('hosts', 'Gone', [UUID.web01]);
        double.world.groups.add('hosts', 'Stays', [UUID.web01]);
        let turns = 0;
        const book = await read(double, (work) => {
            turns += 1;
            if (double.requests.some(({target}) => target.startsWith('/hostgroups/index'))) {
                double.world.groups.remove('hosts', 'Gone');
            }
            return work();
        });
        expect(turns).toBeGreaterThan(4);
        expect(book.of(WEB01)?.hostGroups).toEqual(['Stays']);
    });

    it('do not give the tags of a template to everything where the list ignores its filter', async () => {
        const double = await factsDouble();
        double.world.groups.serviceTemplates.splice(0, 1, {id: 1, name: 'Ping', tags: 'network'});
        double.faults.set({ignoreFilters: true});
        const error = await refusalOf(read(double));
        expect(error.code).toBe('openitcockpit_bad_answer');
    });

    it('take at most two requests at once, in turns between which others come', async () => {
        const double = await openDouble({granted: FACTS_RIGHTS});
        for (let at = 0; at < 20; at += 1) {
            double.world.groups.add('hosts', `Group ${at}`, [UUID.web01]);
        }
        for (let at = 0; at < 1600; at += 1) {
            double.world.addService('db01', {name: `Check ${at}`});
        }
        let turns = 0;
        const book = await read(double, (work) => {
            turns += 1;
            return work();
        });
        expect(book.counts.services).toBe(1605);
        expect(double.load.maxInFlight).toBe(2);
        expect(turns).toBeGreaterThan(12);
    });

    it('are not whole where openITCOCKPIT fails half-way, which is thrown', async () => {
        const double = await factsDouble();
        double.world.groups.add('hosts', 'Berlin', [UUID.web01]);
        let turns = 0;
        const error = await refusalOf(
            read(double, (work) => {
                turns += 1;
                double.faults.set({databaseDown: turns > 3});
                return work();
            }),
        );
        expect(error.code).toBe('openitcockpit_failed');
    });

    it('of 10 000 services are all read', async () => {
        const double = await openDouble({granted: FACTS_RIGHTS});
        for (let at = 0; at < 10_000; at += 1) {
            double.world.addService('db01', {name: `Check ${at}`});
        }
        const book = await read(double);
        expect(book.counts).toEqual({hosts: 4, services: 10_005});
        expect(double.load.maxInFlight).toBe(2);
        const [first, second] = double.world.services.slice(-2).map(({uuid}) => book.of({...DB01, serviceUuid: uuid}));
        expect(first?.containers).toBe(second?.containers);
    });
});
