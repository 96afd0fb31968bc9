import {HOST_STATES, SERVICE_STATES, type State} from '#contract';
import type {ObjectStatus} from '../app/catch_up/readings_port';
import type {MonitoringIdentity} from '../app/doctor/proof_port';
import type {TargetIds} from '../domain/alert/alert';
import {AppError} from '../domain/errors';
import {hostPage, hostRow, permissions, profile, read, servicePage, serviceRow} from './answers';
import type {ShownTimes} from './dating';
import {unexpectedShape} from './failures';
import {mayListUsers, missingCatchUpRights, missingRights} from './rights';

export type Kind = 'host' | 'service';

export const kindOf = ({serviceUuid}: TargetIds): Kind => (serviceUuid === undefined ? 'host' : 'service');

/** What a page or a list says about one object, times still as text. */
export interface Reading<T extends ObjectStatus = ObjectStatus> {
    readonly target: TargetIds;
    readonly status: T;
    readonly shown: ShownTimes;
    /** The satellite that checks it, 0 = the master; undefined if the API user may not know. */
    readonly satellite: number | undefined;
}

/** A request that openITCOCKPIT does not understand is answered with some other object. */
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
export const readingOf = (path: string, target: TargetIds, answer: unknown): Reading =>
    target.serviceUuid === undefined ? hostReading(path, target, answer) : serviceReading(path, target, answer);

const hostReading = (path: string, target: TargetIds, answer: unknown): Reading => {
    const page = read(hostPage, path, answer);
    const {mergedHost, hoststatus, acknowledgement} = page;
    checkAnswered(path, target.hostUuid, mergedHost.uuid);
    return {
        target,
        status: {
            hostName: mergedHost.name,
            ...statusFields(path, HOST_STATES, hoststatus),
            ...recordFields(acknowledgement),
            mayEdit: Boolean(mergedHost.allowEdit),
        },
        shown: timesOnPage(hoststatus, acknowledgement),
        satellite: page.satelliteId ?? mergedHost.satellite_id ?? undefined,
    };
};

const serviceReading = (path: string, target: TargetIds, answer: unknown): Reading => {
    const {mergedService, host, servicestatus, acknowledgement} = read(servicePage, path, answer);
    checkAnswered(path, target.serviceUuid, mergedService.uuid);
    checkHost(target, host.Host.uuid);
    return {
        target,
        status: {
            hostName: host.Host.hostname,
            serviceName: mergedService.name,
            ...statusFields(path, SERVICE_STATES, servicestatus),
            ...recordFields(acknowledgement),
            mayEdit: Boolean(mergedService.allowEdit),
        },
        shown: timesOnPage(servicestatus, acknowledgement),
        satellite: host.Host.satelliteId ?? undefined,
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
        // Lists have the same text under another name.
        lastCheck: status.lastCheckUser ?? status.lastCheck ?? '',
        activeChecks: Boolean(status.activeChecksEnabled ?? true),
    };
};

type RecordRow = ReturnType<typeof read<typeof hostPage>>['acknowledgement'];

const recordIn = (row: RecordRow) => (row === null || Array.isArray(row) ? undefined : row);

export const recordFields = (row: RecordRow) => {
    const record = recordIn(row);
    return record
        ? {
              acknowledgement: {
                  author: record.author_name,
                  comment: record.comment_data,
                  sticky: Boolean(record.is_sticky),
              },
          }
        : {};
};

const timesOnPage = (status: StatusRow, record: RecordRow): ShownTimes => ({
    checked: status.lastCheckUser ?? '',
    since: status.last_state_change_user ?? '',
    acknowledged: recordIn(record)?.entry_time ?? '',
    inWords: status.last_state_change_in_words ?? undefined,
});

export const timesInList = (status: StatusRow, record: RecordRow): ShownTimes => ({
    ...timesOnPage(status, record),
    checked: status.lastCheck ?? '',
    since: status.last_state_change ?? '',
});

/** The satellite that checks the target; 0 = the master. */
export const satelliteOf = (path: string, target: TargetIds, answer: unknown): number =>
    (target.serviceUuid === undefined
        ? read(hostPage, path, answer).satelliteId
        : read(servicePage, path, answer).host.Host.satelliteId) ?? 0;

/** Names from `hosts/byUuid` or `services/byUuid`, pages that every role may see. */
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

/** The API key's user (`profile/edit`) and the rights its role lacks (`getUserPermissions`). */
export const identityOf = (asked: Answered, rights: Answered, readsOnly = false): MonitoringIdentity => {
    const {user, oitcVersion} = read(profile, asked.path, asked.json);
    const granted = read(permissions, rights.path, rights.json).permissions;
    return {
        ...(oitcVersion === undefined ? {} : {version: oitcVersion}),
        userName: [user.firstname, user.lastname].filter(Boolean).join(' '),
        email: user.email ?? '',
        missingRights: missingRights(granted, readsOnly),
        missingCatchUpRights: missingCatchUpRights(granted),
        mayListUsers: mayListUsers(granted),
    };
};
