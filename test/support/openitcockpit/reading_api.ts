import {type Answer, failure, forbiddenByContainer, internalError, success} from './answers';
import {hostBrowserView, hostByUuidView, serviceBrowserView, serviceByUuidView} from './object_views';
import type {MonitoredObject} from './objects';
import {type ApiRequest, mayRead, viewContext} from './request';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

type Found<T> = {readonly object: T} | {readonly answer: Answer};

/** An id or a text that contains a lower-case UUID; anything else is a PHP error, not a 404. */
const findByArgument = <T extends MonitoredObject>(
    request: ApiRequest,
    objects: readonly T[],
    notFound: string,
): Found<T> => {
    const argument = request.args[0] ?? '';
    if (!/^\d+$/.test(argument) && !UUID.test(argument)) {
        return {answer: internalError(request.target)};
    }
    const object = objects.find((o) => String(o.id) === argument || o.uuid === argument);
    if (!object) {
        return {answer: failure(404, notFound, request.target)};
    }
    return mayRead(request.user, object) ? {object} : {answer: forbiddenByContainer(request.angular, request.target)};
};

export const hostBrowser = (request: ApiRequest): Answer => {
    const found = findByArgument(request, request.world.hosts, request.texts.hostNotFound);
    if ('answer' in found) {
        return found.answer;
    }
    const canCommand = request.rights.has('hosts.externalcommands');
    return success(
        hostBrowserView(request.templates, found.object, viewContext(request), canCommand),
        request.csrfToken,
    );
};

export const serviceBrowser = (request: ApiRequest): Answer => {
    const found = findByArgument(request, request.world.services, request.texts.serviceNotFound);
    if ('answer' in found) {
        return found.answer;
    }
    const canCommand = request.rights.has('services.externalcommands');
    return success(
        serviceBrowserView(request.templates, found.object, viewContext(request), canCommand),
        request.csrfToken,
    );
};

const byUuid = <T extends MonitoredObject>(request: ApiRequest, objects: readonly T[], notFound: string): Found<T> => {
    const object = objects.find((o) => o.uuid === request.args[0]);
    if (!object) {
        return {answer: failure(404, notFound, request.target)};
    }
    return mayRead(request.user, object) ? {object} : {answer: forbiddenByContainer(request.angular, request.target)};
};

export const hostByUuid = (request: ApiRequest): Answer => {
    const found = byUuid(request, request.world.hosts, request.texts.hostNotFound);
    return 'answer' in found
        ? found.answer
        : success({host: hostByUuidView(request.templates, found.object)}, request.csrfToken);
};

export const serviceByUuid = (request: ApiRequest): Answer => {
    const found = byUuid(request, request.world.services, request.texts.serviceNotFound);
    return 'answer' in found
        ? found.answer
        : success({service: serviceByUuidView(request.templates, found.object)}, request.csrfToken);
};

/** The cheap poll, open to every role, without checking containers. */
export const hostStatus = (request: ApiRequest): Answer => {
    const uuid = request.args[0];
    if (uuid === undefined) {
        return failure(404, 'Invalid request parameter', request.target);
    }
    const status = request.world.hosts.find((h) => h.uuid === uuid)?.visible;
    const row = status?.inMonitoring
        ? {
              current_state: status.state,
              is_hardstate: status.hard,
              scheduled_downtime_depth: status.downtimeDepth,
              problem_has_been_acknowledged: status.acknowledged,
              hostname: uuid,
          }
        : [];
    return success({hoststatus: {Hoststatus: row}}, request.csrfToken);
};
