import {describe, expect, it} from 'vitest';
import {Router} from '../../../../server-proxy/src/domain/subscription/router';
import {
    EVERYTHING,
    type ObjectFacts,
    type Subscription,
    type SubscriptionFilter,
} from '../../../../server-proxy/src/domain/subscription/subscription';

const subscription = (filter: Partial<SubscriptionFilter>, id = 'one'): Subscription => ({
    id,
    channelId: `channel-${id}`,
    filter: {...EVERYTHING, ...filter},
    shadow: false,
    revision: 1,
    by: {userId: 'jane', username: 'jane', at: 0},
});

const PING: ObjectFacts = {
    hostName: 'web01',
    serviceName: 'Ping',
    hostGroups: ['Web servers', 'Berlin'],
    serviceGroups: ['Network'],
    containers: ['root', 'Tenant A'],
    tags: ['shop', 'public'],
    satellite: 'master',
    priority: 3,
};
const {serviceName: _, ...WEB01} = PING;

const mismatch = (
    filter: Partial<SubscriptionFilter>,
    facts: ObjectFacts = PING,
    state: 'WARNING' | 'CRITICAL' | 'DOWN' = 'CRITICAL',
) => new Router([subscription(filter)]).decide(facts, state)[0]?.mismatch;

describe('a subscription', () => {
    it('that asks for nothing wants every problem', () => {
        expect(mismatch({})).toBeUndefined();
        expect(mismatch({}, WEB01, 'DOWN')).toBeUndefined();
        expect(mismatch({}, PING, 'WARNING')).toBeUndefined();
    });

    it.each<[Partial<SubscriptionFilter>, string | undefined]>([
        [{hosts: ['web*']}, undefined],
        [{hosts: ['db*']}, 'hosts'],
        [{services: ['Ping', 'Disk*']}, undefined],
        [{services: ['Disk*']}, 'services'],
        [{hostGroups: ['berlin']}, undefined],
        [{tags: ['SHOP'], containers: ['TENANT *']}, undefined],
        [{hostGroups: ['Hamburg']}, 'hostGroups'],
        [{serviceGroups: ['Net*']}, undefined],
        [{serviceGroups: ['Storage']}, 'serviceGroups'],
        [{containers: ['Tenant A']}, undefined],
        [{containers: ['Tenant B']}, 'containers'],
        [{tags: ['shop']}, undefined],
        [{tags: ['internal']}, 'tags'],
        [{satellites: ['master']}, undefined],
        [{satellites: ['Hamburg']}, 'satellites'],
        [{priorityFrom: 3}, undefined],
        [{priorityFrom: 4}, 'priority'],
        [{objects: 'services'}, undefined],
        [{objects: 'hosts'}, 'objects'],
        [{hosts: ['web*'], tags: ['internal'], priorityFrom: 5}, 'tags'],
    ])('with %j fails by: %s', (filter, why) => {
        expect(mismatch(filter)).toBe(why);
    });

    it('counts states from the one it names', () => {
        expect(mismatch({stateFrom: 'critical'}, PING, 'WARNING')).toBe('state');
        expect(mismatch({stateFrom: 'critical'}, WEB01, 'DOWN')).toBeUndefined();
        expect(new Router([subscription({stateFrom: 'critical'})]).wanting(WEB01, 'UNREACHABLE')).toEqual([]);
        expect(new Router([subscription({stateFrom: 'unknown'})]).wanting(PING, 'UNKNOWN')).toHaveLength(1);
    });

    it('that names services does not mean hosts, and the other way round', () => {
        expect(mismatch({services: ['*']}, WEB01, 'DOWN')).toBe('services');
        expect(mismatch({objects: 'services'}, WEB01, 'DOWN')).toBe('objects');
        expect(mismatch({objects: 'hosts'}, WEB01, 'DOWN')).toBeUndefined();
    });

    it('is one of many: each decides for itself, in their order', () => {
        const router = new Router([
            subscription({hosts: ['web*']}, 'web'),
            subscription({hosts: ['db*']}, 'db'),
            subscription({}, 'all'),
        ]);
        expect(router.wanting(PING, 'CRITICAL').map(({id}) => id)).toEqual(['web', 'all']);
        expect(router.decide(PING, 'CRITICAL').map((one) => one.mismatch)).toEqual([undefined, 'hosts', undefined]);
    });

    it.each<[Partial<SubscriptionFilter>, readonly string[] | undefined]>([
        [{}, undefined],
        [{hosts: ['web*'], services: ['Ping']}, undefined],
        [{hostGroups: ['Berlin']}, ['hostGroups']],
        [{serviceGroups: ['!Network']}, ['serviceGroups']],
        [{containers: ['*'], tags: ['shop']}, ['containers', 'tags']],
        [{satellites: ['master'], priorityFrom: 2}, ['satellites', 'priority']],
    ])('whose facts are not known, with %j, is unknown by: %j', (filter, missing) => {
        const names = {hostName: 'web01', serviceName: 'Ping'};
        const [decision] = new Router([subscription(filter)]).decide(names, 'CRITICAL');
        expect(decision?.mismatch).toBe(missing && 'unknown');
        expect(decision?.missing).toEqual(missing);
    });

    it('is not unknown where a name or the state already says no: no fact would change that', () => {
        const names = {hostName: 'web01', serviceName: 'Ping'};
        expect(mismatch({hostGroups: ['Berlin'], satellites: ['*'], hosts: ['db*']}, names)).toBe('hosts');
        expect(mismatch({tags: ['shop'], stateFrom: 'critical'}, names, 'WARNING')).toBe('state');
        expect(mismatch({tags: ['shop'], containers: ['Tenant B']}, {...names, containers: ['Tenant A']})).toBe(
            'containers',
        );
    });

    it('with an excluding pattern wants what has no group, and nothing that is in the excluded one among others', () => {
        expect(mismatch({hostGroups: ['!Test*']})).toBeUndefined();
        expect(mismatch({tags: ['!public']})).toBe('tags');
        expect(
            mismatch({tags: ['!test'], hostGroups: ['!Test*']}, {...PING, tags: [], hostGroups: []}),
        ).toBeUndefined();
        expect(mismatch({tags: ['*']}, {...PING, tags: []})).toBe('tags');
        expect(mismatch({tags: ['shop', '!public']})).toBe('tags');
    });
});
