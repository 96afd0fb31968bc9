import type {CommandQueue} from './command_queue';
import type {FaultSet} from './faults';
import type {MonitoredObject} from './objects';
import type {PhpArray} from './php_query';
import type {ApiUser} from './recorded_objects';
import type {ViewContext} from './status_views';
import type {Templates} from './templates';
import type {Texts} from './texts';
import {stampOf} from './time_format';
import type {World} from './world';

/** An authenticated request on its way to a controller. */
export interface ApiRequest {
    readonly method: string;
    /** Path and query as received, for error bodies. */
    readonly target: string;
    /** The path after controller and action, e.g. the UUID. */
    readonly args: readonly string[];
    readonly query: PhpArray;
    /** Parsed; undefined without a body or for an unknown content type. */
    readonly body: unknown;
    readonly angular: boolean;
    readonly user: ApiUser;
    readonly rights: ReadonlySet<string>;
    readonly texts: Texts;
    readonly csrfToken: string | null;
    readonly faults: FaultSet;
    readonly version: string;
    readonly world: World;
    readonly queue: CommandQueue;
    readonly templates: Templates;
}

const containersOf = (object: MonitoredObject): readonly number[] => {
    const {containerId, sharedWith} = object.kind === 'host' ? object : object.host;
    return [containerId, ...sharedWith];
};

export const mayRead = (user: ApiUser, object: MonitoredObject): boolean =>
    containersOf(object).some((id) => user.read.includes(id));

export const mayEdit = (user: ApiUser, object: MonitoredObject): boolean =>
    user.write.includes(1) || containersOf(object).some((id) => user.write.includes(id));

export const viewContext = (request: ApiRequest): ViewContext => ({
    now: request.world.now(),
    user: request.user,
    stamp: request.faults.emptyTimes ? () => '' : stampOf(request.user.dateformat, request.user.timezone),
    version: request.version,
    mayEdit: (object) => mayEdit(request.user, object),
    recordMissing: request.faults.recordMissing,
    recordLagSeconds: request.faults.recordLagMs / 1000,
});

export const isRow = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
