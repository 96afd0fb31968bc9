import type {ActionRequest, PendingAction} from '../../domain/action/action_request';
import type {AlertRecord} from '../../domain/alert/record';
import {neutralize, oneLine} from '../../domain/text';
import {type Said, says, type Texts} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {FoundObject} from '../commands/search_port';
import type {Downtime} from './command_port';

/** How many of the services that do not show an action are named. */
const NAMED = 5;
const NAME_LENGTH = 60;

type WithServices = Extract<ActionRequest, {readonly comment: string; readonly hostAndServices: boolean}>;

/** Does the action include the services of the alert's host? */
export const includesServices = ({alert}: AlertRecord, {request}: PendingAction<WithServices>): boolean =>
    request.hostAndServices && alert.target.service === undefined;

/** The services of the alert's host, or those in a problem state. */
export const servicesOf = async (
    {monitoring}: AppContext,
    {alert}: AlertRecord,
    which: 'all' | 'problems',
): Promise<readonly FoundObject[]> => {
    const hostUuid = alert.target.host.uuid;
    const {hostName} = await monitoring.lookup({hostUuid});
    return monitoring.readServices(hostUuid, hostName, which);
};

/** The downtimes of these services, by the service's UUID. */
export const serviceDowntimesOf = async (
    {monitoring}: AppContext,
    {alert}: AlertRecord,
): Promise<ReadonlyMap<string, readonly Downtime[]>> => {
    // Lists are searched by name, and under its old one a host that was renamed would seem to have no services.
    const {hostName} = await monitoring.lookup({hostUuid: alert.target.host.uuid});
    return monitoring.readServiceDowntimes(hostName);
};

/** The host shows the action: confirmed if its services show it as well. */
export interface OnHost {
    readonly result: 'confirmed' | 'partly';
    /** Sentence for people about services that do not show it; undefined: all do. */
    readonly missing?: Said;
}

export const missingIn = ({missing}: {readonly missing?: Said}, {alerts}: Pick<Texts, 'alerts'>): string =>
    missing?.(alerts.language) ?? '';

/**
 * @param shows what one service shows; undefined: the action is not about it
 * @param last no further attempt will follow
 * @returns undefined while some do not show it yet
 */
export const onServices = <T extends OnHost>(
    found: T,
    services: readonly FoundObject[],
    shows: (service: FoundObject) => boolean | undefined,
    last: boolean,
    sentence: 'servicesMissing' | 'servicesStillAcknowledged' = 'servicesMissing',
): T | undefined => {
    const meant = services.filter((service) => shows(service) !== undefined);
    const missing = meant.filter((service) => shows(service) === false);
    if (missing.length === 0) {
        return found;
    }
    const names = missing.slice(0, NAMED).map(({serviceName = ''}) => neutralize(oneLine(serviceName, NAME_LENGTH)));
    const said = says(({actions}) =>
        actions[sentence](missing.length, meant.length, names, missing.length - names.length),
    );
    return last ? {...found, result: 'partly', missing: said} : undefined;
};
