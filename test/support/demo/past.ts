import type {Gauge} from '../openitcockpit/history';
import type {MonitoredObject, Service} from '../openitcockpit/objects';
import {CONTAINER} from '../openitcockpit/recorded_objects';
import type {World} from '../openitcockpit/world';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From one check to the next, and from a soft state to the hard one. */
const CHECK_INTERVAL = 5 * MINUTE;
const RETRIES = 2 * MINUTE;

interface Meter extends Omit<Gauge, 'points'> {
    /** What is measured while nothing is wrong. @param at Unix seconds @param fineFor seconds since the last problem */
    readonly usual: (at: number, fineFor: number) => number;
    /** By state. */
    readonly bad: Readonly<Record<number, number>>;
}

/** 0 at night, 1 in the afternoon. */
const load = (at: number): number => (1 - Math.cos(((at - 3 * HOUR) / DAY) * 2 * Math.PI)) / 2;

/** The same in every run: 0 to 1. */
const noise = (at: number): number => Math.abs((Math.sin(at) * 10_000) % 1);

const PING: readonly Meter[] = [
    {
        ...{name: 'rta', unit: 'ms', warn: 100, crit: 500, min: 0, max: null},
        usual: (at) => 0.4 + 2 * load(at) + noise(at),
        bad: {1: 140, 2: 500, 3: 500},
    },
    {
        ...{name: 'pl', unit: '%', warn: 20, crit: 60, min: 0, max: 100},
        usual: () => 0,
        bad: {1: 20, 2: 100, 3: 100},
    },
];

const METERS: Readonly<Record<string, readonly Meter[]>> = {
    'web01/Ping': PING,
    'db01/Ping': PING,
    'app02/Ping': PING,
    'web01/HTTP shop': [
        {
            ...{name: 'time', unit: 's', warn: 1, crit: 3, min: 0, max: 10},
            usual: (at) => 0.08 + 0.4 * load(at) + 0.1 * noise(at),
            bad: {1: 1.7, 2: 0.021},
        },
        {
            ...{name: 'size', unit: 'B', warn: '', crit: '', min: 0, max: null},
            usual: (at) => Math.round(24_000 + 900 * noise(at)),
            bad: {1: 24_310, 2: 412},
        },
    ],
    // A log that is cleared whenever the disk is full.
    'web01/Disk /': [
        {
            ...{name: '/', unit: 'MB', warn: 21_000, crit: 22_500, min: 0, max: 23_378},
            usual: (_at, fineFor) => Math.round(Math.min(20_900, 5100 + (fineFor / DAY) * 2300)),
            bad: {1: 21_274, 2: 23_068},
        },
    ],
};

interface Episode {
    readonly daysAgo: number;
    readonly minutes: number;
    readonly state: number;
    readonly output: string;
    /** Of an administrator in openITCOCKPIT. */
    readonly comment?: string;
}

/** The oldest first. */
const EPISODES: Readonly<Record<string, readonly Episode[]>> = {
    'web01/Disk /': [20.4, 13.6, 6.8].map((daysAgo, index) => ({
        daysAgo,
        minutes: 35 + 20 * index,
        state: 1,
        output: 'DISK WARNING - free space: / 2098 MB (9% inode=87%)',
        comment: 'clearing the logs',
    })),
    'web01/HTTP shop': [
        {daysAgo: 16.2, minutes: 12, state: 2, output: 'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable'},
        {daysAgo: 2.9, minutes: 25, state: 1, output: 'HTTP WARNING: HTTP/1.1 200 OK - 1.702 second response time'},
        {daysAgo: 0.6, minutes: 15, state: 2, output: 'HTTP CRITICAL: HTTP/1.1 503 Service Unavailable'},
    ],
    db01: [{daysAgo: 9.3, minutes: 20, state: 1, output: 'CRITICAL - 192.0.2.12: rta nan, lost 100%'}],
};

/** What the stand-in knows before the demo begins: who is behind whom, a month of states, a week of curves, a change of today. */
export const furnish = (world: World): void => {
    world.addHost({name: 'sw-rack1', description: 'Switch of rack 1', address: '192.0.2.2'});
    const gateway = {name: 'gw-b', description: 'Router of tenant B', address: '192.0.2.3'};
    world.addHost({...gateway, containerId: CONTAINER.tenantB});
    for (const [child, parent] of [
        ['web01', 'sw-rack1'],
        ['db01', 'sw-rack1'],
        ['app02', 'gw-b'],
    ] as const) {
        Object.assign(world.get(child), {parents: [world.get(parent)]});
    }
    for (const [ref, episodes] of Object.entries(EPISODES)) {
        for (const episode of episodes) {
            happen(world, world.get(ref), episode);
        }
    }
    for (const [ref, meters] of Object.entries(METERS)) {
        const service = world.get(ref) as Service;
        world.history.setGauges(service, () => meters.map((meter) => measured(world, service, meter)));
    }
    const retries = {fields: {retry_interval: ['60', '30']} as const, at: world.now() - 25 * MINUTE};
    world.history.changeConfiguration(world.get('web01/HTTP shop'), retries);
};

/** Soft, hard and notified, maybe acknowledged, over. */
const happen = (world: World, object: MonitoredObject, {daysAgo, minutes, state, output, comment}: Episode): void => {
    const begun = Math.round(world.now() - daysAgo * DAY);
    const [hard, over] = [begun + RETRIES, begun + minutes * MINUTE];
    world.history.add(object, {at: begun, state, hard: false, output, before: 0});
    world.history.add(object, {at: hard, state, hard: true, output, before: state});
    world.history.add(object, {at: over, state: 0, hard: true, output: object.core.output, before: state});
    world.addSent({object, state, output, startTime: hard});
    world.addSent({object, state: 0, output: object.core.output, startTime: over});
    const record = {author: 'Ada Admin', sticky: true, notify: false, entryTime: hard + 3 * MINUTE, state};
    const records = comment === undefined ? [] : [{...record, comment}];
    world.setStatus(object, {lastStateChange: over, records: [...object.core.records, ...records]});
};

/** A value for each check of the last week, and for each change of the state: the curve tells the same as the state history. */
const measured = (world: World, service: Service, {usual, bad, ...gauge}: Meter): Gauge => {
    const now = world.now();
    const changes = world.history.changesOf(service);
    const first = Math.ceil((now - 7 * DAY) / CHECK_INTERVAL) * CHECK_INTERVAL;
    const checks = Array.from(
        {length: Math.floor((now - first) / CHECK_INTERVAL) + 1},
        (_, n) => first + n * CHECK_INTERVAL,
    );
    const times = [...new Set([...checks, ...changes.map(({at}) => at).filter((at) => at >= first)])].sort(
        (a, b) => a - b,
    );
    const valueAt = (at: number): number => {
        const last = changes.findLast((change) => change.at <= at);
        return bad[last?.state ?? 0] ?? usual(at, at - (last?.at ?? 0));
    };
    return {...gauge, points: times.map((at) => [at, valueAt(at)] as const)};
};
