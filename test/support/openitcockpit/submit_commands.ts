import {type Job, raw} from './command_queue';
import {phpString} from './external_commands';
import type {Downtime, MonitoredObject} from './objects';
import type {World} from './world';

type Args = Record<string, unknown>;

interface Accepted {
    readonly command: string;
    readonly args: Args;
    readonly jobs: readonly Job[];
}

interface Refused {
    readonly status: 400 | 404 | 500;
    readonly message: string;
}

const ACK = {sticky: 0, notify: 1, persistent: 1, author: null, comment: null};
const DOWNTIME = {
    start_time: null,
    end_time: null,
    fixed: 1,
    trigger_id: 0,
    duration: null,
    author: null,
    comment: null,
};
const HOST = {hostUuid: null};
const SERVICE = {hostUuid: null, serviceUuid: null};

/** Defaults in the order in which the worker joins them (CmdController::getExternalCommandsList). */
const COMMANDS: Readonly<Record<string, Args>> = {
    ACKNOWLEDGE_HOST_PROBLEM: {...HOST, ...ACK},
    ACKNOWLEDGE_SVC_PROBLEM: {...SERVICE, ...ACK},
    REMOVE_HOST_ACKNOWLEDGEMENT: HOST,
    REMOVE_SVC_ACKNOWLEDGEMENT: SERVICE,
    SCHEDULE_HOST_DOWNTIME: {...HOST, ...DOWNTIME},
    SCHEDULE_SVC_DOWNTIME: {...SERVICE, ...DOWNTIME},
    DEL_HOST_DOWNTIME: {downtime_id: null, include_services: 1},
    DEL_SVC_DOWNTIME: {downtime_id: null},
    SEND_CUSTOM_HOST_NOTIFICATION: {...HOST, options: 0, author: null, comment: null},
    SEND_CUSTOM_SVC_NOTIFICATION: {...SERVICE, options: 0, author: null, comment: null},
    SCHEDULE_FORCED_SVC_CHECK: {...SERVICE, check_time: null},
    PROCESS_SERVICE_CHECK_RESULT: {...SERVICE, status_code: null, plugin_output: null, long_output: ''},
};

const OTRS = 'ACKNOWLEDGE_OTRS_HOST_SVC_PROBLEM';

/** One body of `submit` or `submit_bulk`. */
export const submitCommand = (world: World, data: Args, options: {resolveNames: boolean}): Accepted | Refused => {
    const command = String(data.command);
    if (command === OTRS) {
        return {status: 404, message: 'Unsupported command. Please use /nagios_module/cmd/ack'};
    }
    const defaults = COMMANDS[command];
    if (!defaults) {
        return {status: 404, message: 'Command not found'};
    }
    const {command: _command, apikey: _apikey, ...sent} = data;
    const args = {...defaults, ...sent};
    const unresolved = options.resolveNames ? resolveNames(world, args) : undefined;
    return unresolved ?? {command, args, jobs: jobsOf(world, command, args)};
};

const UUID_SHAPE = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Replaces names by UUIDs in place: the first match, without checking containers. */
const resolveNames = (world: World, args: Args): Refused | undefined => {
    if ('serviceUuid' in args && args.hostUuid === null) {
        return {status: 500, message: ''};
    }
    const hostName = args.hostUuid;
    if (typeof hostName === 'string' && !UUID_SHAPE.test(hostName)) {
        const host = world.hosts.find((h) => h.name === hostName);
        if (!host) {
            return {status: 400, message: `CmdController: Could not resolve hostname "${hostName}" into a UUID`};
        }
        args.hostUuid = host.uuid;
    }
    const serviceName = args.serviceUuid;
    if (typeof serviceName === 'string' && !UUID_SHAPE.test(serviceName)) {
        const service = world.services.find((s) => s.host.uuid === args.hostUuid && s.name === serviceName);
        if (!service) {
            const path = `${String(hostName)}/${serviceName}`;
            return {status: 400, message: `CmdController: Could not resolve service name for "${path}" into a UUID`};
        }
        args.serviceUuid = service.uuid;
    }
    return undefined;
};

const jobsOf = (world: World, command: string, args: Args): Job[] => {
    if (command.startsWith('DEL_')) {
        return deleteDowntimeJobs(world, Number(args.downtime_id), {
            kind: command === 'DEL_HOST_DOWNTIME' ? 'host' : 'service',
            includeServices: Boolean(args.include_services),
        });
    }
    // The worker drops the command if the host does not exist, long after the HTTP answer.
    if (!world.hosts.some((h) => h.uuid === args.hostUuid)) {
        return [];
    }
    const target = {host_name: args.hostUuid, service_description: args.serviceUuid};
    if (command === 'SCHEDULE_FORCED_SVC_CHECK') {
        return [{command: 'schedule_check', data: {...target, schedule_time: args.check_time ?? world.now()}}];
    }
    if (command === 'PROCESS_SERVICE_CHECK_RESULT') {
        return [{command: 'check_result', data: {...target, ...checkResult(world, args)}}];
    }
    // Acknowledgements join everything sent; the others use fixed fields.
    const defaults = Object.keys(COMMANDS[command] ?? {});
    const keys = command.startsWith('ACKNOWLEDGE') ? Object.keys(args) : defaults;
    return [raw(world.now(), command, ...keys.map((key) => phpString(args[key])))];
};

const checkResult = (world: World, args: Args) => ({
    output: phpString(args.plugin_output),
    long_output: phpString(args.long_output),
    check_type: 1,
    return_code: Number(args.status_code),
    start_time: world.now(),
    end_time: world.now(),
    early_timeout: 0,
    latency: 0,
    exited_ok: 1,
});

const deletion = (object: MonitoredObject, downtime: Downtime): Job => ({
    command: 'delete_downtime',
    data: {
        host_name: object.kind === 'host' ? object.uuid : object.host.uuid,
        ...(object.kind === 'service' ? {service_description: object.uuid} : {}),
        start_time: downtime.start,
        end_time: downtime.end,
        comment: downtime.comment,
    },
});

/** The first history row with that internal id, and for a host its services' downtimes with the same times. */
export const deleteDowntimeJobs = (
    world: World,
    id: number,
    options: {kind: 'host' | 'service'; includeServices: boolean},
): Job[] => {
    const candidates: readonly MonitoredObject[] = options.kind === 'host' ? world.hosts : world.services;
    for (const object of candidates) {
        const downtime = object.visible.downtimes.find((d) => d.id === id);
        if (downtime) {
            const services = object.kind === 'host' && options.includeServices ? object.services : [];
            const twins = services.flatMap((service) =>
                service.visible.downtimes
                    .filter((d) => d.start === downtime.start && d.end === downtime.end)
                    .map((d) => deletion(service, d)),
            );
            return [deletion(object, downtime), ...twins];
        }
    }
    return [];
};
