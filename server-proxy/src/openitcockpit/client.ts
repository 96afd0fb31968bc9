import {HOST_STATES, SERVICE_STATES, type State} from '#contract';
import type {
    AcknowledgeCommand,
    Clock,
    Logger,
    Metrics,
    MonitoringIdentity,
    MonitoringPort,
    ObjectStatus,
} from '../app/ports';
import type {TargetIds} from '../domain/alert';
import {AppError, asAppError} from '../domain/errors';
import {hostPage, hostRow, permissions, profile, read, servicePage, serviceRow} from './answers';
import type {Call, HttpAnswer} from './call';
import {failureOfAnswer, notJson, unexpectedShape} from './failures';
import {type Circuit, createResilience} from './resilience';
import {missingRights} from './rights';
import {type Connection, checkSettings, type OpenitcockpitSettings} from './settings';
import {createTransport, type Transport} from './transport';

export interface OpenitcockpitDependencies {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    /** Pauses before a safe repetition; default 200 and 600 ms. */
    readonly retryDelaysMs?: readonly number[];
    /** Default: open after 6 failures in a row, one try again after 10 s. */
    readonly breaker?: {readonly failures: number; readonly halfOpenAfterMs: number};
}

export interface OpenitcockpitClient extends MonitoringPort {
    /** Whether calls go out (`closed`), are refused at once (`open`), or one tries (`half-open`). */
    circuit(): Circuit;
    /** Closes idle connections; the client must not be used afterwards. */
    close(): void;
}

const COMMAND = {
    path: '/nagios_module/cmd/submit_bulk_naemon.json',
    removal: '/nagios_module/cmd/submit.json',
    right: 'NagiosModule › Cmd › submit',
} as const;

/**
 * openITCOCKPIT 4.6.4 to 5.x over its HTTP API.
 * Wrong settings do not throw here but with every call (`misconfigured`, `openitcockpit_not_configured`), so that the
 * handler starts and can say what is wrong.
 */
export const createOpenitcockpit = (
    settings: OpenitcockpitSettings,
    dependencies: OpenitcockpitDependencies,
): OpenitcockpitClient => {
    const {logger} = dependencies;
    const api = createApi(settings, dependencies);
    const resilience = createResilience({
        retryDelaysMs: dependencies.retryDelaysMs ?? [200, 600],
        breakAfter: dependencies.breaker?.failures ?? 6,
        halfOpenAfterMs: dependencies.breaker?.halfOpenAfterMs ?? 10_000,
        onCircuit: (state) => logger.warn(`The circuit to openITCOCKPIT is ${state}.`, {circuit: state}),
    });
    const call = (request: Call): Promise<unknown> => resilience.run(() => api.attempt(request));
    const page = (operation: string, target: TargetIds, action: 'browser' | 'byUuid'): Call => {
        const object = target.serviceUuid === undefined ? 'host' : 'service';
        const table = object === 'host' ? 'hosts' : 'services';
        return {
            operation,
            path: `/${table}/${action}/${target.serviceUuid ?? target.hostUuid}.json`,
            angular: true,
            right: `${object === 'host' ? 'Hosts' : 'Services'} › ${action}`,
            object,
            command: false,
        };
    };
    const command = (operation: string, path: string, body: unknown): Promise<unknown> =>
        call({operation, path, angular: false, right: COMMAND.right, body, command: true});

    return {
        acknowledge: async (request) => {
            checkTarget(request.target);
            checkTexts(request);
            await command('acknowledge', COMMAND.path, [acknowledgeElement(request)]);
        },
        removeAcknowledgement: async (target) => {
            checkTarget(target);
            await command('remove_acknowledgement', COMMAND.removal, removal(target));
        },
        readStatus: async (target) => {
            checkTarget(target);
            const request = page('read_status', target, 'browser');
            const answer = await call(request);
            return target.serviceUuid === undefined
                ? hostStatus(request.path, target, answer)
                : serviceStatus(request.path, target, answer);
        },
        lookup: async (target) => {
            checkTarget(target);
            const request = page('lookup', target, 'byUuid');
            return names(request.path, target, await call(request));
        },
        whoAmI: async () => {
            const path = {profile: '/profile/edit.json', permissions: '/users/getUserPermissions.json'};
            const request = {angular: true, command: false, operation: 'who_am_i'};
            const [user, rights] = await Promise.all([
                call({...request, path: path.profile, right: 'Profile › edit'}),
                call({...request, path: path.permissions, right: 'Users › getUserPermissions'}),
            ]);
            return identity(read(profile, path.profile, user), read(permissions, path.permissions, rights).permissions);
        },
        circuit: resilience.circuit,
        close: api.close,
    };
};

/** Attempts with metrics and logs, once the settings are good. */
const createApi = (settings: OpenitcockpitSettings, {clock, logger, metrics}: OpenitcockpitDependencies) => {
    let transport: Transport | undefined;
    const ready = prepare(settings);
    if ('connection' in ready) {
        transport = createTransport(ready.connection);
    }
    const attempt = async (call: Call): Promise<unknown> => {
        if (!transport) {
            throw 'error' in ready ? ready.error : new AppError('internal', 'No transport.');
        }
        const started = clock.now();
        try {
            return judge(call, await transport.send(call));
        } catch (error) {
            const {code} = asAppErrorOfAttempt(error);
            metrics.upstreamError('openitcockpit', code);
            logger.warn('A request to openITCOCKPIT failed.', {operation: call.operation, path: call.path, code});
            throw error;
        } finally {
            metrics.upstreamSeconds('openitcockpit', call.operation, (clock.now() - started) / 1000);
        }
    };
    return {attempt, close: () => transport?.close()};
};

const asAppErrorOfAttempt = (error: unknown): AppError =>
    asAppError(error instanceof Error && 'error' in error ? error.error : error);

const prepare = (settings: OpenitcockpitSettings): {connection: Connection} | {error: AppError} => {
    try {
        return {connection: checkSettings(settings)};
    } catch (error) {
        return {error: asAppError(error)};
    }
};

/** @returns the JSON of a 200 @throws AttemptFailure for everything else */
const judge = (call: Call, answer: HttpAnswer): unknown => {
    if (answer.fromProxy || answer.status !== 200) {
        throw failureOfAnswer(call, answer);
    }
    if (answer.json === undefined) {
        throw notJson(answer);
    }
    return answer.json;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** openITCOCKPIT answers anything else with 500 (upper case, too), and it would go into a path. */
const checkTarget = ({hostUuid, serviceUuid}: TargetIds): void => {
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
const checkTexts = ({author, comment}: AcknowledgeCommand): void => {
    if (author.trim() === '' || comment.trim() === '') {
        throw new AppError('bad_request', 'An acknowledgement needs an author and a comment.');
    }
};

/** Exactly these keys, numbers instead of booleans: sticky is 2 or 0, anything else is recorded as not sticky. */
const acknowledgeElement = ({target, author, comment, ...flags}: AcknowledgeCommand) => {
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

const removal = ({hostUuid, serviceUuid}: TargetIds) =>
    serviceUuid === undefined
        ? {command: 'REMOVE_HOST_ACKNOWLEDGEMENT', hostUuid}
        : {command: 'REMOVE_SVC_ACKNOWLEDGEMENT', hostUuid, serviceUuid};

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

const statusFields = (path: string, states: readonly State[], status: StatusRow) => {
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
    };
};

type Record = ReturnType<typeof read<typeof hostPage>>['acknowledgement'];

const recordFields = (record: Record) =>
    record === null || Array.isArray(record)
        ? {}
        : {
              acknowledgement: {
                  author: record.author_name,
                  comment: record.comment_data,
                  sticky: Boolean(record.is_sticky),
              },
          };

const names = (path: string, target: TargetIds, answer: unknown): {hostName: string; serviceName?: string} => {
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

type Profile = ReturnType<typeof read<typeof profile>>;

const identity = ({user, oitcVersion}: Profile, rights: unknown): MonitoringIdentity => ({
    ...(oitcVersion === undefined ? {} : {version: oitcVersion}),
    userName: [user.firstname, user.lastname].filter(Boolean).join(' '),
    email: user.email ?? '',
    missingRights: missingRights(rights),
});
