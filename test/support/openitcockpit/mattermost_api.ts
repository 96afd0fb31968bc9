import {type Answer, failure, success} from './answers';
import {raw} from './command_queue';
import {enqueue} from './commands_api';
import {phpString} from './external_commands';
import {type ApiRequest, isRow} from './request';

/** The button of openITCOCKPIT's own Mattermost module, which checks nothing it receives. */
export const mattermostAcknowledge =
    (kind: 'host' | 'service') =>
    (request: ApiRequest): Answer => {
        const {uuid, hostuuid, serviceuuid} = request.query;
        const hostUuid = kind === 'host' ? uuid : hostuuid;
        if (typeof hostUuid !== 'string' || (kind === 'service' && typeof serviceuuid !== 'string')) {
            return failure(400, 'Missing query parameter uuid', request.target);
        }
        const body = isRow(request.body) ? request.body : {};
        if (body.user_name === undefined || body.post_id === undefined) {
            return failure(400, 'Missing data in Webhook payload.', request.target);
        }
        const known =
            request.world.hosts.some((h) => h.uuid === hostUuid) &&
            (kind === 'host' || request.world.services.some((s) => s.uuid === serviceuuid));
        if (!known) {
            return failure(404, `No ${kind} with given uuid found.`, request.target);
        }
        const userName = phpString(body.user_name);
        const name = kind === 'host' ? 'ACKNOWLEDGE_HOST_PROBLEM' : 'ACKNOWLEDGE_SVC_PROBLEM';
        const uuids = kind === 'host' ? [hostUuid] : [hostUuid, String(serviceuuid)];
        const comment = request.texts.mattermostComment(userName);
        const job = raw(request.world.now(), name, ...uuids, 2, 0, 1, userName, comment);
        const update = {message: request.texts.mattermostAnswer(userName)};
        return enqueue(request, [job], success({update}, request.csrfToken));
    };
