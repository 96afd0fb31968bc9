import {type Job, raw} from './command_queue';
import type {World} from './world';

/** A command's field as PHP joins it into a string: null and false are empty, true is 1, an array is "Array". */
export const phpString = (value: unknown): string => {
    if (value === undefined || value === null || value === false) {
        return '';
    }
    if (value === true) {
        return '1';
    }
    return typeof value === 'object' ? 'Array' : String(value);
};

/** PHP's truthiness: the string "false" is true, "0" is not. */
const phpTruthy = (value: unknown): boolean =>
    Boolean(value) && value !== '0' && !(Array.isArray(value) && value.length === 0);

export type BulkElement = Readonly<Record<string, unknown>>;
type Bulk = (world: World, element: BulkElement) => Result;

/** Jobs that reached the queue; `refused`: the controller then gives up with 400 "Could not send command". */
interface Result {
    readonly jobs: readonly Job[];
    readonly refused?: boolean;
}

/** One element of `submit_bulk_naemon` (openITCOCKPIT's ExternalCommands). */
export const bulkCommand = (world: World, element: BulkElement): Result => {
    const command = BULK[String(element.command)];
    return command ? command(world, element) : {jobs: [], refused: true};
};

const text = (element: BulkElement, ...keys: readonly string[]): string[] => keys.map((key) => phpString(element[key]));

const ack = (world: World, name: string, uuids: readonly string[], element: BulkElement): Job => {
    const [sticky = '', author = '', comment = ''] = text(element, 'sticky', 'author', 'comment');
    return raw(world.now(), name, ...uuids, sticky, phpTruthy(element.notify) ? 1 : 0, 1, author, comment);
};

const hostAck: Bulk = (world, element) => {
    const hostUuid = phpString(element.hostUuid);
    const jobs = [ack(world, 'ACKNOWLEDGE_HOST_PROBLEM', [hostUuid], element)];
    if (element.hostAckType !== 'hostAndServices') {
        return {jobs};
    }
    const host = world.hosts.find((h) => h.uuid === hostUuid);
    if (!host) {
        return {jobs, refused: true};
    }
    const problems = host.services.filter((s) => s.visible.inMonitoring && s.visible.state > 0);
    for (const service of problems) {
        jobs.push(ack(world, 'ACKNOWLEDGE_SVC_PROBLEM', [hostUuid, service.uuid], element));
    }
    return {jobs};
};

const serviceAck: Bulk = (world, element) => ({
    jobs: [ack(world, 'ACKNOWLEDGE_SVC_PROBLEM', text(element, 'hostUuid', 'serviceUuid'), element)],
});

const HOST_DOWNTIME_COMMANDS: Readonly<Record<number, readonly string[]>> = {
    0: ['SCHEDULE_HOST_DOWNTIME'],
    1: ['SCHEDULE_HOST_DOWNTIME', 'SCHEDULE_HOST_SVC_DOWNTIME'],
    2: ['SCHEDULE_AND_PROPAGATE_TRIGGERED_HOST_DOWNTIME'],
    3: ['SCHEDULE_AND_PROPAGATE_HOST_DOWNTIME'],
};

const downtimeFields = (element: BulkElement): (string | number)[] => {
    const [start = '', end = '', author = '', comment = ''] = text(element, 'start', 'end', 'author', 'comment');
    const duration = Number.parseInt(end, 10) - Number.parseInt(start, 10);
    return [start, end, 1, 0, duration, author, comment];
};

const hostDowntime: Bulk = (world, element) => ({
    jobs: (HOST_DOWNTIME_COMMANDS[Number(element.downtimetype)] ?? []).map((name) =>
        raw(world.now(), name, phpString(element.hostUuid), ...downtimeFields(element)),
    ),
});

const serviceDowntime: Bulk = (world, element) => ({
    jobs: [
        raw(
            world.now(),
            'SCHEDULE_SVC_DOWNTIME',
            ...text(element, 'hostUuid', 'serviceUuid'),
            ...downtimeFields(element),
        ),
    ],
});

const reschedule: Bulk = (world, element) => {
    const host = world.hosts.find((h) => h.uuid === element.hostUuid);
    const service = host?.services.find((s) => s.uuid === element.serviceUuid);
    if (!host || (element.command === 'rescheduleService' && !service)) {
        return {jobs: [], refused: true};
    }
    const target = service ? {service_description: service.uuid} : {};
    const jobs: Job[] = [
        {command: 'schedule_check', data: {host_name: host.uuid, ...target, schedule_time: world.now()}},
    ];
    if (element.type === 'hostAndServices') {
        for (const child of host.services) {
            jobs.push(raw(world.now(), 'SCHEDULE_FORCED_SVC_CHECK', host.uuid, child.uuid, world.now()));
        }
    }
    return {jobs};
};

const switchHost =
    (name: string, withServices: string): Bulk =>
    (world, element) => {
        const names = element.type === 'hostAndServices' ? [name, withServices] : [name];
        return {jobs: names.map((n) => raw(world.now(), n, phpString(element.hostUuid)))};
    };

const switchService =
    (name: string): Bulk =>
    (world, element) => ({jobs: [raw(world.now(), name, ...text(element, 'hostUuid', 'serviceUuid'))]});

const flapDetection =
    (kind: 'HOST' | 'SVC'): Bulk =>
    (world, element) => {
        const name = `${phpTruthy(element.condition) ? 'ENABLE' : 'DISABLE'}_${kind}_FLAP_DETECTION`;
        const uuids = kind === 'HOST' ? text(element, 'hostUuid') : text(element, 'hostUuid', 'serviceUuid');
        return {jobs: [raw(world.now(), name, ...uuids)]};
    };

const passive: Bulk = (world, element) => {
    const repeats = phpTruthy(element.forceHardstate) ? Number(element.maxCheckAttempts) : 1;
    const job: Job = {
        command: 'check_result',
        data: {
            host_name: phpString(element.hostUuid),
            ...(element.serviceUuid === undefined ? {} : {service_description: phpString(element.serviceUuid)}),
            output: phpString(element.plugin_output),
            long_output: '',
            check_type: 1,
            return_code: Number(element.status_code),
            start_time: world.now(),
            end_time: world.now(),
            early_timeout: 0,
            latency: 0,
            exited_ok: 1,
        },
    };
    return {jobs: Array.from({length: repeats}, () => job)};
};

const customNotification =
    (name: string, ...keys: readonly string[]): Bulk =>
    (world, element) => ({jobs: [raw(world.now(), name, ...text(element, ...keys, 'options', 'author', 'comment'))]});

const BULK: Readonly<Record<string, Bulk>> = {
    submitHoststateAck: hostAck,
    submitServicestateAck: serviceAck,
    submitHostDowntime: hostDowntime,
    submitServiceDowntime: serviceDowntime,
    rescheduleHost: reschedule,
    rescheduleService: reschedule,
    submitDisableHostNotifications: switchHost('DISABLE_HOST_NOTIFICATIONS', 'DISABLE_HOST_SVC_NOTIFICATIONS'),
    submitEnableHostNotifications: switchHost('ENABLE_HOST_NOTIFICATIONS', 'ENABLE_HOST_SVC_NOTIFICATIONS'),
    submitDisableServiceNotifications: switchService('DISABLE_SVC_NOTIFICATIONS'),
    submitEnableServiceNotifications: switchService('ENABLE_SVC_NOTIFICATIONS'),
    commitPassiveResult: passive,
    commitPassiveServiceResult: passive,
    sendCustomHostNotification: customNotification('SEND_CUSTOM_HOST_NOTIFICATION', 'hostUuid'),
    sendCustomServiceNotification: customNotification('SEND_CUSTOM_SVC_NOTIFICATION', 'hostUuid', 'serviceUuid'),
    enableOrDisableHostFlapdetection: flapDetection('HOST'),
    enableOrDisableServiceFlapdetection: flapDetection('SVC'),
};
