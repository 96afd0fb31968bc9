import type {AcknowledgeCommand, DowntimeCommand} from '../app/actions/command_port';
import type {HostNotificationCommand} from '../app/doctor/proof_port';
import type {TargetIds} from '../domain/alert/alert';
import {AppError} from '../domain/errors';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** openITCOCKPIT answers anything else, upper case included, with 500; and a UUID ends up in a path. */
export const checkTarget = (target: TargetIds): void => {
    if (!isNamedByUuid(target)) {
        throw new AppError(
            'unknown_object',
            'The host or service is not identified by a UUID as openITCOCKPIT writes them.',
        );
    }
};

export const isNamedByUuid = ({hostUuid, serviceUuid}: TargetIds): boolean =>
    UUID.test(hostUuid) && (serviceUuid === undefined || UUID.test(serviceUuid));

/** The core silently drops a command with an empty field. */
export const checkTexts = ({author, comment}: {readonly author: string; readonly comment: string}): void => {
    if (author.trim() === '' || comment.trim() === '') {
        throw new AppError('bad_request', 'A command needs an author and a comment.');
    }
};

/** The core also drops times that are not whole seconds, or in the wrong order. */
export const checkTimes = ({start, end}: DowntimeCommand): void => {
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end <= start) {
        throw new AppError('bad_request', 'A downtime needs an end after its start, in whole seconds.');
    }
};

/** Exactly these keys, with numbers for booleans: sticky is 2 or 0, anything else is stored as not sticky. */
export const acknowledgeElement = ({target, author, comment, ...flags}: AcknowledgeCommand) => {
    const texts = {author, comment, sticky: flags.sticky ? 2 : 0, notify: flags.notify ? 1 : 0};
    return target.serviceUuid === undefined
        ? {
              command: 'submitHoststateAck',
              hostUuid: target.hostUuid,
              hostAckType: flags.hostAndServices ? 'hostAndServices' : 'hostOnly',
              ...texts,
          }
        : {
              command: 'submitServicestateAck',
              hostUuid: target.hostUuid,
              serviceUuid: target.serviceUuid,
              ...texts,
          };
};

/** Body of `submit`: needs UUIDs only, and no right beyond the one for acknowledging. */
export const removal = ({hostUuid, serviceUuid}: TargetIds) =>
    serviceUuid === undefined
        ? {command: 'REMOVE_HOST_ACKNOWLEDGEMENT', hostUuid}
        : {command: 'REMOVE_SVC_ACKNOWLEDGEMENT', hostUuid, serviceUuid};

/** Type 1 is the host with all its services, 0 the host alone; times are Unix seconds as numbers. */
export const downtimeElement = ({target, hostAndServices, ...downtime}: DowntimeCommand) => {
    const {start, end, author, comment} = downtime;
    const {hostUuid, serviceUuid} = target;
    return serviceUuid === undefined
        ? {
              command: 'submitHostDowntime',
              hostUuid,
              start,
              end,
              author,
              comment,
              downtimetype: hostAndServices ? 1 : 0,
          }
        : {command: 'submitServiceDowntime', hostUuid, serviceUuid, start, end, author, comment};
};

/** Body of `submit`: needs no right beyond the one for acknowledging, whereas `downtimes/delete` has its own. */
export const cancellation = ({serviceUuid}: TargetIds, id: number) =>
    serviceUuid === undefined
        ? {command: 'DEL_HOST_DOWNTIME', downtime_id: id, include_services: 1}
        : {command: 'DEL_SVC_DOWNTIME', downtime_id: id};

/** Body of `submit`. Options 0: only contacts that a problem would notify. */
export const hostNotification = ({hostUuid, author, comment}: HostNotificationCommand) => ({
    command: 'SEND_CUSTOM_HOST_NOTIFICATION',
    hostUuid,
    options: 0,
    author,
    comment,
});

/** @param satelliteId the satellite that checks the object; on any other one the command is lost */
export const recheckElement = ({hostUuid, serviceUuid}: TargetIds, hostAndServices: boolean, satelliteId: number) =>
    serviceUuid === undefined
        ? {
              command: 'rescheduleHost',
              hostUuid,
              type: hostAndServices ? 'hostAndServices' : 'hostOnly',
              satelliteId,
          }
        : {command: 'rescheduleService', hostUuid, serviceUuid, satelliteId};
