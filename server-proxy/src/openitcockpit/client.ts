import type {ObjectStatus} from '../app/catch_up/readings_port';
import type {MonitoringPort} from '../app/monitoring_port';
import type {PersonalPort} from '../app/people/personal_port';
import type {ProvisioningPort} from '../app/setup/provisioning_port';
import type {Clock, Logger, Metrics} from '../app/telemetry';
import type {TargetIds} from '../domain/alert/alert';
import {createApi} from './api';
import {type Call, pageOf, type TimedAnswer} from './call';
import {satelliteChecking, satellitesChecking} from './checking_satellites';
import {
    acknowledgeElement,
    cancellation,
    checkTarget,
    checkTexts,
    checkTimes,
    downtimeElement,
    hostNotification,
    recheckElement,
    removal,
} from './commands';
import {createDating, type Dating} from './dated_readings';
import {createDetails} from './details';
import {allDowntimes, downtimesOf, plannedDowntimes, serviceDowntimesOf} from './downtimes';
import {editableOf} from './editable';
import {findHosts, findProblems, findServices, matching} from './find_objects';
import {readFacts} from './object_facts';
import {openProblems} from './open_problems';
import {createParents} from './parents';
import {PERMISSIONS, PROFILE} from './profile';
import {createProvisioning} from './provisioning';
import {readDatedOver} from './read_dated';
import {readServices} from './read_services';
import {createOtherRows, readStatuses} from './read_statuses';
import {identityOf, namesOf, readingOf} from './readings';
import {type Circuit, createResilience} from './resilience';
import {manyOf} from './send_many';
import {sentNotifications} from './sent_notifications';
import {checkApiKey, type OpenitcockpitSettings} from './settings';
import type {Urgency} from './slots';
import {containersIn, userIn, usersCall} from './users';

export interface OpenitcockpitDependencies {
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    /** Pauses before retries that are safe; default 200 and 600 ms. */
    readonly retryDelaysMs?: readonly number[];
    /** Default: opens after 6 consecutive failures, lets one call through after 10 s. */
    readonly breaker?: {readonly failures: number; readonly halfOpenAfterMs: number};
}

export interface OpenitcockpitClient extends MonitoringPort {
    circuit(): Circuit;
    readonly provisioning: ProvisioningPort;
    /** Closes idle connections; the client must not be used afterwards. */
    close(): void;
}

/**
 * openITCOCKPIT 4.6.4 to 5.x over its HTTP API.
 * Wrong settings fail every call (`misconfigured`, `openitcockpit_not_configured`) rather than this function, so that
 * the handler starts and can report them.
 */
export const createOpenitcockpit = (
    settings: OpenitcockpitSettings,
    dependencies: OpenitcockpitDependencies,
): OpenitcockpitClient => {
    const api = createApi(settings, dependencies);
    const {ask, circuit} = createResilience(api.attempt, {
        retryDelaysMs: dependencies.retryDelaysMs ?? [200, 600],
        breakAfter: dependencies.breaker?.failures ?? 6,
        halfOpenAfterMs: dependencies.breaker?.halfOpenAfterMs ?? 10_000,
        onCircuit: (state) => dependencies.logger.warn('The circuit to openITCOCKPIT changed', {circuit: state}),
    });
    const {clock, logger} = dependencies;
    const send = async (call: Call): Promise<unknown> => (await ask(call)).json;
    const dating = createDating({ask, clock, logger});
    const catchUp = {ask: asUrgent(ask, 'catch_up'), dating};
    const otherRows = createOtherRows(logger);

    const readDated = readDatedOver({ask, dating});
    const readStatus = async (target: TargetIds): Promise<ObjectStatus> => {
        checkTarget(target);
        return readDated(target, await dating.freshestFor([target]));
    };

    return {
        ...commandsOver(ask),
        ...downtimesOver(send, dating.momentsOf),
        readStatus,
        readStatuses: (targets, urgency) => {
            const over = urgency === 'catch_up' ? catchUp : {ask, dating};
            return readStatuses({...over, readOne: readDatedOver(over), otherRows}, targets);
        },
        readServices: (hostUuid, hostName, which) => readServices({ask, dating}, hostUuid, hostName, which),
        openProblems: () => openProblems(catchUp),
        sentNotifications: (kinds, since) => sentNotifications(catchUp, kinds, since),
        readFacts: (turn, sink) => readFacts({send: async (call) => (await catchUp.ask(call)).json, turn, sink}),
        problems: (wanted) => findProblems({ask, dating}, wanted),
        matching: (wanted, most) => matching({ask, dating}, wanted, most),
        findHosts: (name) => findHosts({ask, dating}, name),
        findServices: (name, hostName) => findServices({ask, dating}, name, hostName),
        ...namesOver(ask, settings.readsOnly),
        ...createParents(ask, clock),
        details: createDetails({ask: asUrgent(ask, 'panel'), dating, otherRows, clock}),
        as: (apiKey) => {
            const known = checkApiKey(apiKey);
            return personalOver((call) => ask(call, known));
        },
        learnClock: dating.learnClock,
        clockAhead: dating.clockAhead,
        datingProblem: dating.problem,
        provisioning: createProvisioning(send),
        circuit,
        close: api.close,
    };
};

type Ask = (call: Call) => Promise<TimedAnswer>;

/** Calls with another urgency than that of people's actions. */
const asUrgent =
    (ask: Ask, urgency: Urgency): Ask =>
    (call) =>
        ask({...call, urgency});

const downtimesOver = (
    send: (call: Call) => Promise<unknown>,
    momentsOf: Dating['momentsOf'],
): Pick<MonitoringPort, 'readDowntimes' | 'readServiceDowntimes' | 'readAllDowntimes' | 'plannedDowntimes'> => ({
    readDowntimes: async (target, hostName) => {
        checkTarget(target);
        return downtimesOf(send, target, hostName);
    },
    readServiceDowntimes: (hostName) => serviceDowntimesOf(send, hostName),
    readAllDowntimes: (kind) => allDowntimes(send, kind),
    plannedDowntimes: () => plannedDowntimes(send, momentsOf),
});

/** The same openITCOCKPIT with the rights of a person's own key. */
const personalOver = (ask: Ask): PersonalPort => {
    const mayEdit = async (target: TargetIds): Promise<boolean> => {
        checkTarget(target);
        const page = pageOf('read_rights', target, 'browser');
        return readingOf(page.path, target, (await ask(page)).json).status.mayEdit;
    };
    return {
        ...commandsOver(ask),
        mayEdit,
        mayEditOf: (targets) => editableOf(ask, targets, mayEdit),
        whoAmI: namesOver(ask).whoAmI,
    };
};

/** Names and identities. They do not age, so nothing here needs dating. */
const namesOver = (
    ask: Ask,
    readsOnly = false,
): Pick<MonitoringPort, 'lookup' | 'findUser' | 'containersOf' | 'whoAmI'> => ({
    lookup: async (target) => {
        checkTarget(target);
        const page = pageOf('lookup', target, 'byUuid');
        return namesOf(page.path, target, (await ask(page)).json);
    },
    findUser: async (name) => {
        const call = usersCall(name);
        return userIn(call.path, name, (await ask(call)).json);
    },
    containersOf: async ({hostUuid}) => {
        checkTarget({hostUuid});
        const page = pageOf('read_containers', {hostUuid}, 'browser');
        return containersIn(page.path, (await ask(page)).json);
    },
    whoAmI: async () => {
        const [profile, permissions] = await Promise.all([ask(PROFILE), ask(PERMISSIONS)]);
        return identityOf({path: PROFILE.path, ...profile}, {path: PERMISSIONS.path, ...permissions}, readsOnly);
    },
});

type Commands = Pick<
    MonitoringPort,
    | 'acknowledge'
    | 'removeAcknowledgement'
    | 'scheduleDowntime'
    | 'cancelDowntimes'
    | 'recheck'
    | 'sendMany'
    | 'sendHostNotification'
    | 'tryQueue'
>;

const commandsOver = (ask: Ask): Commands => ({
    acknowledge: async (request) => {
        checkTarget(request.target);
        checkTexts(request);
        await ask(command('acknowledge', 'submit_bulk_naemon', [acknowledgeElement(request)]));
    },
    removeAcknowledgement: async (target) => {
        checkTarget(target);
        await ask(command('remove_acknowledgement', 'submit', removal(target)));
    },
    scheduleDowntime: async (request) => {
        checkTarget(request.target);
        checkTexts(request);
        checkTimes(request);
        await ask(command('schedule_downtime', 'submit_bulk_naemon', [downtimeElement(request)]));
    },
    cancelDowntimes: async (target, ids) => {
        checkTarget(target);
        for (const id of ids) {
            await ask(command('cancel_downtime', 'submit', cancellation(target, id)));
        }
    },
    recheck: async (target, hostAndServices) => {
        checkTarget(target);
        const satellite = await satelliteChecking(ask, target);
        await ask(command('recheck', 'submit_bulk_naemon', [recheckElement(target, hostAndServices, satellite)]));
    },
    sendMany: async (many) => {
        const satellites = many.kind === 'recheck' ? await satellitesChecking(ask, many.targets) : undefined;
        const {operation, action, body} = manyOf(many, ({hostUuid}) => satellites?.get(hostUuid) ?? MASTER);
        await ask(command(operation, action, body));
    },
    sendHostNotification: async (request) => {
        checkTarget(request);
        checkTexts(request);
        await ask(command('send_notification', 'submit', hostNotification(request)));
    },
    tryQueue: async () => {
        await ask(command('try_queue', 'submit', NOBODY));
    },
});

const MASTER = 0;

/** No such host exists: the command passes through the whole queue and then the worker drops it. */
const NOBODY = removal({hostUuid: '00000000-0000-0000-0000-000000000000'});

/** POST without `angular`: query parameters would become part of the command data. */
const command = (operation: string, action: 'submit' | 'submit_bulk' | 'submit_bulk_naemon', body: unknown): Call => ({
    operation,
    path: `/nagios_module/cmd/${action}.json`,
    angular: false,
    right: 'NagiosModule › Cmd › submit',
    body,
    command: true,
});
