import type {AcknowledgeCommand} from '../app/ports';
import type {TargetIds} from '../domain/alert';
import {AppError} from '../domain/errors';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** openITCOCKPIT answers anything else with 500 (upper case, too), and it would go into a path. */
export const checkTarget = ({hostUuid, serviceUuid}: TargetIds): void => {
    for (const uuid of serviceUuid === undefined ? [hostUuid] : [hostUuid, serviceUuid]) {
        if (!UUID.test(uuid)) {
            throw new AppError(
                'unknown_object',
                'The host or service is not named by a UUID as openITCOCKPIT writes them.',
            );
        }
    }
};

/** The core drops a command with an empty field without telling anybody. */
export const checkTexts = ({author, comment}: AcknowledgeCommand): void => {
    if (author.trim() === '' || comment.trim() === '') {
        throw new AppError('bad_request', 'An acknowledgement needs an author and a comment.');
    }
};

/** Exactly these keys, numbers instead of booleans: sticky is 2 or 0, anything else is recorded as not sticky. */
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

/** Body of `submit`: needs UUIDs only, and no other right than the acknowledgement itself. */
export const removal = ({hostUuid, serviceUuid}: TargetIds) =>
    serviceUuid === undefined
        ? {command: 'REMOVE_HOST_ACKNOWLEDGEMENT', hostUuid}
        : {command: 'REMOVE_SVC_ACKNOWLEDGEMENT', hostUuid, serviceUuid};
