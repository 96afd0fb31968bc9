import type {Acknowledgement, Downtime, Status} from './objects';
import {UUID} from './recorded_objects';
import type {World} from './world';

/** Puts the double into the state of the recorded system for a case. */
export const setScene = (world: World, caseName: string): void => {
    for (const object of [...world.hosts, ...world.services]) {
        world.setStatus(object, CLEAN);
    }
    if (LATE.test(caseName)) {
        late(world);
        return;
    }
    problems(world);
    for (const [pattern, scene] of SCENES) {
        if (pattern.test(caseName)) {
            scene(world);
        }
    }
};

const CLEAN: Partial<Status> = {
    acknowledged: false,
    acknowledgementType: 0,
    downtimeDepth: 0,
    records: [],
    downtimes: [],
    longOutput: '',
    attempt: 1,
    hard: true,
};

const problems = (world: World): void => {
    world.setStatus('web01', {state: 1, output: 'CRITICAL - 192.0.2.11: rta nan, lost 100%', attempt: 3});
    world.setStatus('root01', {state: 2, output: 'UNREACHABLE'});
    world.setStatus('web01/Ping', {state: 2, output: 'CRITICAL - rta nan, lost 100%', attempt: 3});
    world.setStatus('web01/HTTP shop', {state: 1, output: 'HTTP WARNING', hard: false, attempt: 2});
    world.setStatus('app02/Ping', {state: 3, output: 'UNKNOWN'});
};

const record = (world: World, fields: Partial<Acknowledgement>): Acknowledgement => ({
    author: 'Jane Roe',
    comment: '',
    sticky: true,
    notify: false,
    entryTime: world.now() - 60,
    state: 1,
    ...fields,
});

const stickyRecord = (world: World): Acknowledgement =>
    record(world, {comment: 'OPS-1 working <on> it [b]bold[/b] http://example.org/x?a=1&b=2'});

const acknowledged = (world: World): void => {
    const normal = record(world, {author: 'Jane; Roe', comment: 'normal ack', sticky: false});
    world.setStatus('web01', {acknowledged: true, acknowledgementType: 1, records: [stickyRecord(world), normal]});
    const records = [record(world, {comment: 'OPS-2 on it', state: 2})];
    world.setStatus('web01/Ping', {acknowledged: true, acknowledgementType: 2, records});
};

const downtime = (world: World, id: number, comment: string, fields: Partial<Downtime> = {}): Downtime => ({
    id,
    author: 'Jane Roe',
    comment,
    entryTime: world.now() - 610,
    start: world.now() - 600,
    end: world.now() + 3000,
    started: (fields.start ?? 0) <= world.now(),
    cancelled: false,
    ended: false,
    actualEnd: 0,
    ...fields,
});

const downtimes = (world: World): void => {
    const later = {start: world.now() + 86_400, end: world.now() + 90_000};
    const cancelled = {cancelled: true, end: world.now() + 600, actualEnd: world.now()};
    world.setStatus('web01', {
        downtimeDepth: 1,
        downtimes: [downtime(world, 11, 'maint 11')],
    });
    const ofDb01 = [downtime(world, 12, 'maint 12', later), downtime(world, 14, 'maint 14', cancelled)];
    world.setStatus('db01', {downtimes: ofDb01});
    world.setStatus('app02', {downtimes: [downtime(world, 15, 'maint 15')]});
    world.setStatus('web01/HTTP shop', {downtimeDepth: 1, downtimes: [downtime(world, 21, 'svc maint')]});
};

const longOutput = (world: World): void => {
    world.setStatus('web01/Ping', {longOutput: 'line one\\nline two'});
};

const htmlOutput = (world: World): void => {
    world.setStatus('web01/HTTP shop', {output: 'HTTP WARNING: "slow" <b>4.2s</b> & more $x'});
};

const flagWithoutRecord = (world: World): void => {
    world.setStatus('web01', {acknowledged: true, acknowledgementType: 2});
    world.setStatus('web01/Ping', {acknowledged: true, acknowledgementType: 2});
};

const serviceFlagOnly = (world: World): void => {
    world.setStatus('web01/Ping', {acknowledged: true, acknowledgementType: 2});
};

const onlySticky = (world: World): void => {
    world.setStatus('web01', {acknowledged: true, acknowledgementType: 2, records: [stickyRecord(world)]});
};

const hostAcknowledged = (world: World): void => {
    const normal = record(world, {author: 'Jane; Roe', comment: 'normal ack', sticky: false});
    world.setStatus('web01', {acknowledged: true, acknowledgementType: 1, records: [stickyRecord(world), normal]});
};

/** In the order in which they were recorded. */
const SCENES: readonly (readonly [RegExp, (world: World) => void])[] = [
    [/^host-browser-acked-norecord$/, flagWithoutRecord],
    [/^svc-browser-acked-norecord$/, serviceFlagOnly],
    [/^host-browser-acked-sticky$/, onlySticky],
    [/^(host-browser-acked-(normal|readonly)|svc-browser-.*|host-browser-soft)$/, hostAcknowledged],
    [/^svc-browser-(uuid|id)$/, longOutput],
    [/^(svc-browser-html-output|host-browser-soft)$/, htmlOutput],
    [/^(svc-browser-acked|svc-browser-acked-de|acks-.*)$/, acknowledged],
    [/^(hosts-index|services-index|downtimes|hoststatus|host-browser-downtime|svc-browser-downtime)/, acknowledged],
    [/^(hosts-index|services-index|downtimes|hoststatus|host-browser-downtime|svc-browser-downtime)/, downtimes],
    [/^(dtdelete|submit-del)/, downtimes],
];

/** Recorded after the end-to-end runs, when the core was real and had never seen most hosts. */
const LATE =
    /^(hosts-index-(name-regex|bad-regex|like-wild|unknown-filter)|encoded-brackets|post-1500-uuids|long-url|dup-slash)/;

const late = (world: World): void => {
    if (!world.find('default host')) {
        const host = {id: 1, uuid: UUID.defaultHost, name: 'default host', description: 'default host'};
        world.addHost({...host, address: '127.0.0.1'});
    }
    for (const name of ['default host', 'app02', 'root01', 'new01']) {
        world.setStatus(name, {inMonitoring: true, state: 2, output: '', hard: true});
    }
    for (const name of ['web01', 'db01']) {
        world.setStatus(name, {state: 0, output: 'UP'});
    }
};
