import {BULK_SIZE} from '../../domain/action/bulk_action';
import type {ContainerPath} from '../../domain/action/container_rights';
import type {TargetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {AppError, asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {AcknowledgeCommand, Commands, Downtime, DowntimeCommand, ManyCommands} from '../actions/command_port';
import type {AppContext} from '../app_context';
import type {ObjectStatus, StatusReading} from '../catch_up/readings_port';
import type {MonitoringPort} from '../monitoring_port';
import type {PersonalPort} from '../people/personal_port';
import type {ChatPort, ChatUser} from '../posts/chat_port';
import {Collector} from './collector';

/** Actions that were begun together ask within milliseconds of one another. */
const READ = {quietMs: 15, mostMs: 200, most: 2 * BULK_SIZE};
/** Before a command is sent, the store is written to, which takes some of them longer. */
const SEND = {quietMs: 60, mostMs: 1000, most: BULK_SIZE};
/** Up to so many hosts, their downtimes are read host by host. */
const FEW_HOSTS = 8;

type Readings = ReadonlyMap<string, StatusReading>;

/**
 * The context in which the actions of a bulk action are carried out: each reads and commands as an action of its own does,
 * but what many ask for within a moment becomes one request.
 * @param known read a moment ago; the first question about each object is answered from it
 */
export const inBatch = (context: AppContext, known: Readings): AppContext => {
    const {monitoring, chat, clock, logger} = context;
    const now = () => clock.monotonic();
    const personal = new Map<string, PersonalPort>();
    const users = new Map<string, Promise<ChatUser>>();
    return {
        ...context,
        inBulk: true,
        chat: over<ChatPort>(chat, {
            user: memo(
                users,
                (id) => id,
                (id) => chat.user(id),
            ),
        }),
        monitoring: over<MonitoringPort>(monitoring, {
            ...commandsOver(monitoring, now, logger),
            ...readingsOver(monitoring, now, new Map(known)),
            as: (apiKey) => {
                const found = personal.get(apiKey) ?? personalOver(monitoring.as(apiKey), now, logger);
                personal.set(apiKey, found);
                return found;
            },
        }),
    };
};

/** The same object with other methods in front of its own. */
const over = <T extends object>(base: T, own: Partial<T>): T => Object.assign(Object.create(base) as T, own);

const memo = <A, R>(
    found: Map<string, Promise<R>>,
    keyOf: (asked: A) => string,
    ask: (asked: A) => Promise<R>,
): ((asked: A) => Promise<R>) => {
    return (asked) => {
        const key = keyOf(asked);
        const answer = found.get(key) ?? ask(asked);
        found.set(key, answer);
        return answer;
    };
};

type Logger = AppContext['logger'];
type Sending = Pick<Commands, 'sendMany'>;
type Many = Pick<Commands, 'acknowledge' | 'removeAcknowledgement' | 'scheduleDowntime' | 'recheck'>;

const commandsOver = (port: Sending, now: () => number, logger: Logger): Many => {
    const sending = <T>(many: (items: readonly T[]) => ManyCommands): Collector<T, void> =>
        new Collector<T, void>(
            async (items) => {
                await sendAll(port, many(items), items.length, logger);
                return () => undefined;
            },
            SEND,
            now,
        );
    const acks = sending<AcknowledgeCommand>((commands) => ({kind: 'acknowledge', commands}));
    const downtimes = sending<DowntimeCommand>((commands) => ({kind: 'schedule_downtime', commands}));
    const removals = sending<TargetIds>((targets) => ({kind: 'remove_acknowledgement', targets}));
    const rechecks = sending<TargetIds>((targets) => ({kind: 'recheck', targets}));
    return {
        acknowledge: (command) => acks.ask(command),
        scheduleDowntime: (command) => downtimes.ask(command),
        removeAcknowledgement: (target) => removals.ask(target),
        // An object of a bulk action is meant alone: a host without its services.
        recheck: (target) => rechecks.ask(target),
    };
};

/**
 * openITCOCKPIT takes them in their order: if it dislikes one, those before it have been queued. So a refusal of more than one
 * proves nothing about any of them; what came of each is read back.
 */
const sendAll = async (port: Sending, many: ManyCommands, count: number, logger: Logger): Promise<void> => {
    try {
        await port.sendMany(many);
    } catch (error) {
        const known = asAppError(error);
        if (count === 1 || !PERHAPS_PARTLY.has(known.code)) {
            throw known;
        }
        logger.warn('openITCOCKPIT refused some of many commands', {kind: many.kind, count, error: known});
    }
};

const PERHAPS_PARTLY: ReadonlySet<string> = new Set(['openitcockpit_refused', 'openitcockpit_bad_answer']);

type Reading = Pick<
    MonitoringPort,
    'readStatus' | 'readDowntimes' | 'readServiceDowntimes' | 'containersOf' | 'lookup'
>;

const readingsOver = (port: MonitoringPort, now: () => number, known: Map<string, StatusReading>): Partial<Reading> => {
    const statuses = new Collector<TargetIds, ObjectStatus>(
        async (targets) => {
            const readings = await port.readStatuses(targets);
            return (target) => statusIn(readings, target);
        },
        READ,
        now,
    );
    const downtimes = new Collector<Asked, readonly Downtime[]>((asked) => downtimesOf(port, asked), READ, now);
    const containers = new Map<string, Promise<readonly ContainerPath[]>>();
    return {
        readStatus: async (target) => {
            const key = alertKey(target);
            const first = known.get(key);
            known.delete(key);
            return first === undefined ? statuses.ask(target) : statusOf(first);
        },
        readDowntimes: (target, hostName) => downtimes.ask({target, hostName}),
        containersOf: memo(
            containers,
            ({hostUuid}) => hostUuid,
            (target) => port.containersOf(target),
        ),
    };
};

const statusIn = (readings: Readings, target: TargetIds): ObjectStatus => {
    const found = readings.get(alertKey(target));
    if (found === undefined) {
        throw new AppError(
            'unknown_object',
            says(({bulk}) => bulk.notTold),
        );
    }
    return statusOf(found);
};

const statusOf = (reading: StatusReading): ObjectStatus => {
    if (reading === 'deleted') {
        throw new AppError(
            'openitcockpit_not_found',
            says(({alerts}) => alerts.notMonitored),
        );
    }
    return reading;
};

interface Asked {
    readonly target: TargetIds;
    readonly hostName: string;
}

type ByUuid = ReadonlyMap<string, readonly Downtime[]>;

/** One request for the services of each host while there are few, and one list of everything beyond. */
const downtimesOf = async (
    port: MonitoringPort,
    asked: readonly Asked[],
): Promise<(one: Asked) => readonly Downtime[]> => {
    const hosts = asked.filter(({target}) => target.serviceUuid === undefined);
    const services = asked.filter(({target}) => target.serviceUuid !== undefined);
    const [ofHosts, ofServices] = await Promise.all([
        hosts.length > FEW_HOSTS ? port.readAllDowntimes('host') : oneByOne(port, hosts),
        serviceDowntimes(port, [...new Set(services.map(({hostName}) => hostName))]),
    ]);
    return ({target: {hostUuid, serviceUuid}}) =>
        (serviceUuid === undefined ? ofHosts.get(hostUuid) : ofServices.get(serviceUuid)) ?? [];
};

const oneByOne = async (port: MonitoringPort, hosts: readonly Asked[]): Promise<ByUuid> =>
    new Map(
        await Promise.all(
            hosts.map(
                async ({target, hostName}) => [target.hostUuid, await port.readDowntimes(target, hostName)] as const,
            ),
        ),
    );

const serviceDowntimes = async (port: MonitoringPort, hostNames: readonly string[]): Promise<ByUuid> => {
    if (hostNames.length > FEW_HOSTS) {
        return port.readAllDowntimes('service');
    }
    const maps = await Promise.all(hostNames.map((hostName) => port.readServiceDowntimes(hostName)));
    return new Map(maps.flatMap((map) => [...map]));
};

const personalOver = (port: PersonalPort, now: () => number, logger: Logger): PersonalPort => {
    const rights = new Collector<TargetIds, boolean>(
        async (targets) => {
            const keys = await port.mayEditOf(targets);
            return (target) => keys.has(alertKey(target));
        },
        READ,
        now,
    );
    return over<PersonalPort>(port, {
        ...commandsOver(port, now, logger),
        mayEdit: (target) => rights.ask(target),
    });
};
