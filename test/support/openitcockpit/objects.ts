import {randomUUID} from 'node:crypto';
import {HOST_STATES, SERVICE_STATES, type State} from '#contract';
import {CONTAINER} from './recorded_objects';

export interface Acknowledgement {
    readonly author: string;
    readonly comment: string;
    /** The record's flag: true only for a sticky of exactly 2. */
    readonly sticky: boolean;
    readonly notify: boolean;
    /** Unix seconds. */
    readonly entryTime: number;
    readonly state: number;
}

export interface Downtime {
    readonly id: number;
    readonly author: string;
    readonly comment: string;
    readonly entryTime: number;
    readonly start: number;
    readonly end: number;
    started: boolean;
    cancelled: boolean;
    ended: boolean;
    /** 0 while it runs. */
    actualEnd: number;
}

/** A row of the status tables. Times are Unix seconds; 0 = never. */
export interface Status {
    inMonitoring: boolean;
    state: number;
    hard: boolean;
    output: string;
    longOutput: string;
    perfdata: string;
    acknowledged: boolean;
    /** 0 none, 1 normal, 2 sticky; kept after a removal until the next OK. */
    acknowledgementType: 0 | 1 | 2;
    downtimeDepth: number;
    flapping: boolean;
    notificationsEnabled: boolean;
    lastStateChange: number;
    lastCheck: number;
    activeChecks: boolean;
    lastTimeOk: number;
    attempt: number;
    maxAttempts: number;
    records: Acknowledgement[];
    downtimes: Downtime[];
}

interface ObjectBase {
    readonly id: number;
    /** Its own, separated by commas; null: its template's count. */
    tags: string | null;
    /** Its own or its template's. */
    priority: number;
    readonly uuid: string;
    readonly name: string;
    readonly description: string;
    /** As known to the monitoring core. */
    core: Status;
    /** As shown by the API: the latest row of `core` that has reached the database. */
    visible: Status;
    problemId: string;
    lastProblemId: string;
    problemStart: number;
    notificationNumber: number;
    /** It is outside of its contacts' time period, so that nobody is notified. */
    outsidePeriod?: boolean;
    /** Its plugin's next result at a forced check; undefined = unchanged. */
    nextResult?: {readonly state: number; readonly output: string} | undefined;
}

export interface Host extends ObjectBase {
    readonly kind: 'host';
    readonly address: string;
    readonly containerId: number;
    /** Further containers that it is shared with. */
    sharedWith: readonly number[];
    /** Its host template. */
    readonly templateId: number;
    /** The satellite that checks it; 0 = the master. */
    satelliteId: number;
    /** Hosts behind which it is. */
    parents?: readonly Host[];
    readonly services: Service[];
}

export interface Service extends ObjectBase {
    readonly kind: 'service';
    readonly host: Host;
    readonly templateId: number;
    readonly commandId: number;
}

export type MonitoredObject = Host | Service;

/** An object itself, its UUID, or its name: `web01`, `web01/Ping`. */
export type ObjectRef = MonitoredObject | string;

const CHECKED_AGO_SECONDS = 60;
const UNCHANGED_FOR_SECONDS = 3600;

/** A row of an object without problems for an hour that is not due for a check. `now` in Unix seconds. */
const freshStatus = (exported: boolean, output: string, now: number): Status => ({
    inMonitoring: exported,
    state: 0,
    hard: true,
    output,
    longOutput: '',
    perfdata: '',
    acknowledged: false,
    acknowledgementType: 0,
    downtimeDepth: 0,
    flapping: false,
    notificationsEnabled: true,
    lastStateChange: exported ? now - UNCHANGED_FOR_SECONDS : 0,
    lastCheck: exported ? now - CHECKED_AGO_SECONDS : 0,
    activeChecks: true,
    lastTimeOk: exported ? now - CHECKED_AGO_SECONDS : 0,
    attempt: 1,
    maxAttempts: 3,
    records: [],
    downtimes: [],
});

const unknownProblem = {problemId: '', lastProblemId: '', problemStart: 0, notificationNumber: 0};

export type HostFields = Partial<Omit<Host, 'kind' | 'services'>> & {
    readonly name: string;
    readonly exported?: boolean;
    readonly output?: string;
};

export const newHost = (fields: HostFields, id: number, now: number): Host => {
    const status = freshStatus(fields.exported ?? true, fields.output ?? 'OK', now);
    return {
        kind: 'host',
        id: fields.id ?? id,
        uuid: fields.uuid ?? randomUUID(),
        name: fields.name,
        description: fields.description ?? '',
        tags: fields.tags ?? null,
        priority: fields.priority ?? 1,
        templateId: fields.templateId ?? 1,
        sharedWith: fields.sharedWith ?? [],
        address: fields.address ?? '192.0.2.99',
        containerId: fields.containerId ?? CONTAINER.root,
        satelliteId: fields.satelliteId ?? 0,
        services: [],
        core: status,
        visible: structuredClone(status),
        ...unknownProblem,
    };
};

export type ServiceFields = Partial<Omit<Service, 'kind' | 'host'>> & {
    readonly name: string;
    readonly output?: string;
    readonly perfdata?: string;
};

export const newService = (host: Host, fields: ServiceFields, id: number, now: number): Service => {
    const status = freshStatus(host.core.inMonitoring, fields.output ?? 'OK', now);
    status.perfdata = fields.perfdata ?? '';
    return {
        kind: 'service',
        host,
        id: fields.id ?? id,
        uuid: fields.uuid ?? randomUUID(),
        name: fields.name,
        description: fields.description ?? '',
        tags: fields.tags ?? null,
        priority: fields.priority ?? 1,
        templateId: fields.templateId ?? 1,
        commandId: fields.commandId ?? 3,
        core: status,
        visible: structuredClone(status),
        ...unknownProblem,
    };
};

/** `CRITICAL` → 2. @throws for a state the object cannot have */
export const stateNumber = (object: MonitoredObject, state: State | number): number => {
    if (typeof state === 'number') {
        return state;
    }
    const names: readonly string[] = object.kind === 'host' ? HOST_STATES : SERVICE_STATES;
    const index = names.indexOf(state);
    if (index < 0) {
        throw new Error(`${state} is not a state of a ${object.kind}`);
    }
    return index;
};
