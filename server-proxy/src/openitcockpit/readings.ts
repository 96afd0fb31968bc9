import {HOST_STATES, SERVICE_STATES, type State} from '#contract';
import type {MonitoringIdentity, ObjectStatus} from '../app/ports';
import type {TargetIds} from '../domain/alert';
import {AppError} from '../domain/errors';
import {hostPage, hostRow, permissions, profile, read, servicePage, serviceRow} from './answers';
import {unexpectedShape} from './failures';
import {mayListUsers, missingRights} from './rights';

/** Lists and pages answer with something else when they do not understand what they were asked. */
const checkAnswered = (path: string, asked: string | undefined, answered: string): void => {
    if (asked !== answered) {
        throw unexpectedShape(path, 'the object that was asked for');
    }
};

const checkHost = (target: TargetIds, answered: string): void => {
    if (target.hostUuid !== answered) {
        throw new AppError('unknown_object', 'That service does not belong to that host in openITCOCKPIT.');
    }
};

/** What `hosts/browser` or `services/browser` says about the target. @throws AppError `openitcockpit_bad_answer` */
export const statusOf = (path: string, target: TargetIds, answer: unknown): ObjectStatus =>
    target.serviceUuid === undefined ? hostStatus(path, target, answer) : serviceStatus(path, target, answer);

const hostStatus = (path: string, target: TargetIds, answer: unknown): ObjectStatus => {
    const {mergedHost, hoststatus, acknowledgement} = read(hostPage, path, answer);
    checkAnswered(path, target.hostUuid, mergedHost.uuid);
    return {
        hostName: mergedHost.name,
        ...statusFields(path, HOST_STATES, hoststatus),
        ...recordFields(acknowledgement),
        mayEdit: Boolean(mergedHost.allowEdit),
    };
};

const serviceStatus = (path: string, target: TargetIds, answer: unknown): ObjectStatus => {
    const {mergedService, host, servicestatus, acknowledgement} = read(servicePage, path, answer);
    checkAnswered(path, target.serviceUuid, mergedService.uuid);
    checkHost(target, host.Host.uuid);
    return {
        hostName: host.Host.hostname,
        serviceName: mergedService.name,
        ...statusFields(path, SERVICE_STATES, servicestatus),
        ...recordFields(acknowledgement),
        mayEdit: Boolean(mergedService.allowEdit),
    };
};

type StatusRow = ReturnType<typeof read<typeof hostPage>>['hoststatus'];

export const statusFields = (path: string, states: readonly State[], status: StatusRow) => {
    const monitored = status.currentState !== null && status.isInMonitoring !== false;
    const state = monitored ? states[status.currentState ?? -1] : undefined;
    if (monitored && state === undefined) {
        throw unexpectedShape(path, 'a known state');
    }
    return {
        ...(state === undefined ? {} : {state}),
        output: status.output ?? '',
        acknowledged: Boolean(status.problemHasBeenAcknowledged),
        inDowntime: (status.scheduledDowntimeDepth ?? 0) > 0,
        flapping: Boolean(status.isFlapping ?? false),
        lastCheck: status.lastCheckUser ?? '',
        activeChecks: Boolean(status.activeChecksEnabled ?? true),
    };
};

type Record = ReturnType<typeof read<typeof hostPage>>['acknowledgement'];

export const recordFields = (record: Record) =>
    record === null || Array.isArray(record)
        ? {}
        : {
              acknowledgement: {
                  author: record.author_name,
                  comment: record.comment_data,
                  sticky: Boolean(record.is_sticky),
              },
          };

/** The satellite that checks the target; 0 = the master. */
export const satelliteOf = (path: string, target: TargetIds, answer: unknown): number =>
    (target.serviceUuid === undefined
        ? read(hostPage, path, answer).satelliteId
        : read(servicePage, path, answer).host.Host.satelliteId) ?? 0;

/** Names on `hosts/byUuid` or `services/byUuid`, pages every role may see. */
export const namesOf = (path: string, target: TargetIds, answer: unknown): {hostName: string; serviceName?: string} => {
    if (target.serviceUuid === undefined) {
        const {host} = read(hostRow, path, answer);
        checkAnswered(path, target.hostUuid, host.uuid);
        return {hostName: host.name};
    }
    const {service} = read(serviceRow, path, answer);
    checkAnswered(path, target.serviceUuid, service.uuid);
    checkHost(target, service.host.uuid);
    return {hostName: service.host.name, serviceName: service.name ?? service.servicetemplate.name};
};

interface Answered {
    readonly path: string;
    readonly json: unknown;
}

/** Who the API key is (`profile/edit`) and what its role lacks (`getUserPermissions`). */
export const identityOf = (asked: Answered, rights: Answered): MonitoringIdentity => {
    const {user, oitcVersion} = read(profile, asked.path, asked.json);
    const granted = read(permissions, rights.path, rights.json).permissions;
    return {
        ...(oitcVersion === undefined ? {} : {version: oitcVersion}),
        userName: [user.firstname, user.lastname].filter(Boolean).join(' '),
        email: user.email ?? '',
        missingRights: missingRights(granted),
        mayListUsers: mayListUsers(granted),
    };
};
