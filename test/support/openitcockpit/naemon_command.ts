import type {Job} from './command_queue';
import type {Host, MonitoredObject} from './objects';
import type {World} from './world';

type Apply = (world: World, fields: readonly string[]) => string | undefined;

/**
 * Executes one job of the queue `statusngin_cmd`, as Naemon would.
 * @returns why the core dropped it; undefined if it was applied (the HTTP caller never learns which)
 */
export const executeJob = (world: World, job: Job): string | undefined => {
    if (job.command !== 'raw') {
        return applyData(world, job.command, job.data as Record<string, unknown>);
    }
    // The core cuts at NUL and drops trailing blanks.
    const line = String(job.data).split('\0')[0]?.trimEnd() ?? '';
    const match = /^\[\d+\] ([A-Z_]+)(?:;([\s\S]*))?$/.exec(line);
    const apply = match?.[1] === undefined ? undefined : COMMANDS[match[1]];
    return apply ? apply(world, (match?.[2] ?? '').split(';')) : 'unknown command';
};

/** `a;b;rest;of;it`: the last field takes the rest, as the core parses its last string argument. */
const split = (fields: readonly string[], count: number): string[] => [
    ...fields.slice(0, count - 1),
    fields.slice(count - 1).join(';'),
];

const host = (world: World, uuid: string | undefined): Host | undefined =>
    world.hosts.find((h) => h.uuid === uuid && h.core.inMonitoring);

const service = (world: World, hostUuid: string | undefined, uuid: string | undefined): MonitoredObject | undefined =>
    host(world, hostUuid)?.services.find((s) => s.uuid === uuid && s.core.inMonitoring);

const acknowledge = (world: World, object: MonitoredObject | undefined, fields: readonly string[]) => {
    const [sticky = '', notify = '', persistent = '', author = '', comment = ''] = split(fields, 5);
    const missing = [sticky, notify, persistent, author, comment].some((field) => field === '');
    if (!object || missing) {
        return object ? 'No value for an argument provided, and no default found' : 'Failed validation of the object';
    }
    const done = world.acknowledge(object, {
        author,
        comment,
        sticky: clampSticky(Number(sticky)),
        notify: Number(notify) !== 0,
    });
    return done ? undefined : 'the object has no problem';
};

const clampSticky = (sticky: number): 0 | 1 | 2 => (sticky === 0 ? 0 : sticky === 2 ? 2 : 1);

const downtime = (world: World, object: MonitoredObject | undefined, fields: readonly string[]) => {
    const [start = '', end = '', fixed = '', trigger = '', duration = '', author = '', comment = ''] = split(fields, 7);
    const numbers = [start, end, fixed, trigger, duration];
    if (!object || numbers.some((n) => !/^\d+$/.test(n)) || author === '' || comment === '') {
        return 'No value for an argument provided, and no default found';
    }
    const done = world.startDowntime(object, {author, comment, start: Number(start), end: Number(end)});
    return done ? undefined : 'External command failed';
};

const forObject =
    (apply: (world: World, object: MonitoredObject, rest: readonly string[]) => string | undefined) =>
    (kind: 'host' | 'service'): Apply =>
    (world, fields) => {
        const object = kind === 'host' ? host(world, fields[0]) : service(world, fields[0], fields[1]);
        return object
            ? apply(world, object, fields.slice(kind === 'host' ? 1 : 2))
            : 'Failed validation of the object (argument 0)';
    };

const remove = forObject((world, object) => {
    world.removeAcknowledgement(object);
    return undefined;
});

const notifications = (enabled: boolean) =>
    forObject((world, object) => {
        world.setNotificationsEnabled(object, enabled);
        return undefined;
    });

const custom = forObject((world, object, rest) => {
    const [, author = '', comment = ''] = split(rest, 3);
    world.sendCustomNotification(object, author, comment);
    return undefined;
});

const downtimeOfServices: Apply = (world, fields) => {
    for (const child of host(world, fields[0])?.services ?? []) {
        downtime(world, child, fields.slice(1));
    }
    return undefined;
};

const forcedCheck = forObject((world, object) => world.recheck(object, {forced: true}));

const ignored: Apply = () => undefined;

const COMMANDS: Readonly<Record<string, Apply>> = {
    ACKNOWLEDGE_HOST_PROBLEM: (world, fields) => acknowledge(world, host(world, fields[0]), fields.slice(1)),
    ACKNOWLEDGE_SVC_PROBLEM: (world, fields) =>
        acknowledge(world, service(world, fields[0], fields[1]), fields.slice(2)),
    REMOVE_HOST_ACKNOWLEDGEMENT: remove('host'),
    REMOVE_SVC_ACKNOWLEDGEMENT: remove('service'),
    SCHEDULE_HOST_DOWNTIME: (world, fields) => downtime(world, host(world, fields[0]), fields.slice(1)),
    SCHEDULE_SVC_DOWNTIME: (world, fields) => downtime(world, service(world, fields[0], fields[1]), fields.slice(2)),
    SCHEDULE_HOST_SVC_DOWNTIME: downtimeOfServices,
    SCHEDULE_AND_PROPAGATE_HOST_DOWNTIME: (world, fields) => downtime(world, host(world, fields[0]), fields.slice(1)),
    SCHEDULE_AND_PROPAGATE_TRIGGERED_HOST_DOWNTIME: (world, fields) =>
        downtime(world, host(world, fields[0]), fields.slice(1)),
    DISABLE_HOST_NOTIFICATIONS: notifications(false)('host'),
    ENABLE_HOST_NOTIFICATIONS: notifications(true)('host'),
    DISABLE_SVC_NOTIFICATIONS: notifications(false)('service'),
    ENABLE_SVC_NOTIFICATIONS: notifications(true)('service'),
    SEND_CUSTOM_HOST_NOTIFICATION: custom('host'),
    SEND_CUSTOM_SVC_NOTIFICATION: custom('service'),
    DISABLE_HOST_SVC_NOTIFICATIONS: ignored,
    ENABLE_HOST_SVC_NOTIFICATIONS: ignored,
    SCHEDULE_FORCED_SVC_CHECK: forcedCheck('service'),
    ENABLE_HOST_FLAP_DETECTION: ignored,
    DISABLE_HOST_FLAP_DETECTION: ignored,
    ENABLE_SVC_FLAP_DETECTION: ignored,
    DISABLE_SVC_FLAP_DETECTION: ignored,
};

const applyData = (world: World, command: string, data: Record<string, unknown>): string | undefined => {
    const hostUuid = String(data.host_name);
    const serviceUuid = data.service_description;
    const object = serviceUuid === undefined ? host(world, hostUuid) : service(world, hostUuid, String(serviceUuid));
    if (!object) {
        return 'unknown object';
    }
    if (command === 'check_result') {
        const [output = '', perfdata = ''] = String(data.output).replaceAll(';', ':').split('|');
        object.core.perfdata = perfdata;
        world.setState(object, Number(data.return_code), output);
    }
    if (command === 'delete_downtime') {
        const {start_time: start, end_time: end, comment} = data;
        world.deleteDowntime(object, {start: Number(start), end: Number(end), comment: String(comment)});
    }
    // The broker schedules an ordinary check, not a forced one.
    return command === 'schedule_check' ? world.recheck(object) : undefined;
};
