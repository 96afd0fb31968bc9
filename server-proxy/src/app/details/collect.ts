import type {State} from '#contract';
import {isProblemState} from '#contract';
import type {TargetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {elsewhere} from '../../domain/details/elsewhere';
import type {Changed, Other, Part, Relation} from '../../domain/details/problem_details';
import type {StateChange} from '../../domain/details/state_change';
import type {Clock} from '../telemetry';
import type {DetailsPort, Listed, Notified, ObjectDetails, Said} from './details_port';
import {partOf} from './part';

/** What the details are about, as far as it is known already. */
export interface Subject {
    readonly target: TargetIds;
    readonly hostName: string;
    readonly serviceName?: string;
    /** When the problem began, if that is known; otherwise openITCOCKPIT's state says. Unix seconds on its clock. */
    readonly since?: number | undefined;
    /** What is known of it: what was read before is kept only as long as this is the same. */
    readonly version: string;
}

/** Another object, which not everybody may see. */
export interface OtherObject extends Other {
    readonly key: string;
}

export interface Relative extends OtherObject {
    readonly relation: Relation;
}

/** What openITCOCKPIT tells of an object, whoever asks. */
export interface Facts {
    /** Unix seconds on our clock. */
    readonly readAt: number;
    readonly object: Part<ObjectDetails>;
    readonly changes: Part<Listed<StateChange>>;
    readonly notified: Part<readonly Notified[]>;
    readonly said: Part<Said | undefined>;
    readonly relatives: Part<readonly Relative[]>;
    readonly elsewhere: Part<Listed<OtherObject>>;
    readonly configuration: Part<readonly Changed[]>;
}

const DAYS_30 = 30 * 86_400;
const HOUR = 3600;
/** The change that was exported a moment after the problem was seen. */
const AFTERWARDS = 60;

interface Deps {
    readonly details: DetailsPort;
    readonly clock: Clock;
    /** Hosts that have a problem, of which some may be behind this one. */
    readonly badHosts: () => Promise<readonly OtherObject[]>;
}

/** Asks for all parts at once; what one cannot tell, the others do not miss. @param serverNow openITCOCKPIT's clock */
export const collect = async (deps: Deps, subject: Subject, serverNow: number): Promise<Facts> => {
    const {details, clock} = deps;
    const object = details.objectOf(subject.target);
    const since = serverNow - DAYS_30;
    const found = await Promise.all([
        partOf(object),
        partOf(object.then((one) => details.stateChanges(one, since))),
        partOf(object.then((one) => details.notified(one, since))),
        partOf(object.then((one) => details.lastAcknowledgement(one, since))),
        partOf(object.then((one) => relativesOf(deps, subject, one))),
        partOf(sameCheck(details, subject)),
        partOf(
            object.then((one) =>
                configurationBefore(details, one, subject.since ?? one.status.stateSince?.earliest ?? serverNow),
            ),
        ),
    ]);
    const [status, changes, notified, said, relatives, same, configuration] = found;
    return {
        readAt: Math.floor(clock.now() / 1000),
        object: status,
        changes,
        notified,
        said,
        relatives,
        elsewhere: same,
        configuration,
    };
};

const sameCheck = async (details: DetailsPort, {target, serviceName}: Subject): Promise<Listed<OtherObject>> => {
    if (serviceName === undefined) {
        return {rows: [], complete: true};
    }
    const {objects, complete} = await details.findServices(serviceName, '');
    return {rows: elsewhere({target, serviceName}, objects).map(otherOf), complete};
};

const otherOf = (one: Omit<Subject, 'version'> & {readonly state: State}): OtherObject => ({
    key: alertKey(one.target),
    host: one.hostName,
    ...(one.serviceName !== undefined && {service: one.serviceName}),
    state: one.state,
});

/** Of a service, also those of its host: its address, for one. */
const configurationBefore = async (
    details: DetailsPort,
    object: ObjectDetails,
    since: number,
): Promise<readonly Changed[]> => {
    const numbered = object.kind === 'service' ? [object, object.host] : [object];
    const found = await Promise.all(
        numbered.map((one) => details.configurationChanges(one, since - HOUR, since + AFTERWARDS)),
    );
    return found.flat().toSorted((a, b) => b.at - a.at);
};

const relativesOf = async (deps: Deps, {target, hostName}: Subject, object: ObjectDetails) => {
    const [above, below] = await Promise.all([
        badAbove(deps.details, target, object),
        object.kind === 'host' ? badBelow(deps, target, hostName) : [],
    ]);
    return [...above, ...below];
};

/** Of a service its host, and of both the hosts behind which that is. */
const badAbove = async (details: DetailsPort, {hostUuid}: TargetIds, object: ObjectDetails): Promise<Relative[]> => {
    const parents =
        object.kind === 'host' ? object.parents.map((one) => one.hostUuid) : await details.parentsOf({hostUuid});
    const hosts = [...(object.kind === 'service' ? [hostUuid] : []), ...parents];
    if (hosts.length === 0) {
        return [];
    }
    const statuses = await details.readStatuses(hosts.map((uuid) => ({hostUuid: uuid})));
    return hosts.flatMap((uuid): Relative[] => {
        const status = statuses.get(uuid);
        return status !== undefined && status !== 'deleted' && status.state && isProblemState(status.state)
            ? [
                  {
                      key: uuid,
                      host: status.hostName,
                      state: status.state,
                      relation: uuid === hostUuid ? 'host' : 'parent',
                  },
              ]
            : [];
    });
};

/** openITCOCKPIT tells no children, but each host's parents: only hosts that have a problem are asked for theirs. */
const badBelow = async (
    {details, badHosts}: Deps,
    {hostUuid}: TargetIds,
    hostName: string,
): Promise<readonly Relative[]> => {
    const [services, hosts] = await Promise.all([details.readServices(hostUuid, hostName, 'problems'), badHosts()]);
    const children = await Promise.all(
        hosts
            .filter(({key}) => key !== hostUuid)
            .slice(0, MOST_HOSTS)
            .map(async (host): Promise<Relative[]> => {
                const parents = await details.parentsOf({hostUuid: host.key});
                return parents.includes(hostUuid) ? [{...host, relation: 'child'}] : [];
            }),
    );
    const own = services.flatMap((one) =>
        one.state === undefined ? [] : [{...otherOf({...one, state: one.state}), relation: 'service' as const}],
    );
    return [...children.flat(), ...own];
};

/** Parents are kept for ten minutes, but the first look asks for each. */
const MOST_HOSTS = 50;
