import {HOST_STATES, SERVICE_STATES, type State} from '#contract';

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
    /** Its start has come. */
    started: boolean;
    cancelled: boolean;
    ended: boolean;
    /** 0 while it runs. */
    actualEnd: number;
}

/** One row of the status tables. Times are Unix seconds; 0 = never. */
export interface Status {
    inMonitoring: boolean;
    state: number;
    hard: boolean;
    output: string;
    longOutput: string;
    perfdata: string;
    acknowledged: boolean;
    /** 0 none, 1 normal, 2 sticky; stays after a removal until the next OK. */
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
    readonly uuid: string;
    readonly name: string;
    readonly description: string;
    /** What the monitoring core knows. */
    core: Status;
    /** What the API shows: a copy of `core`, `visibilityLagMs` later. */
    visible: Status;
    problemId: string;
    lastProblemId: string;
    problemStart: number;
    notificationNumber: number;
    /** What its plugin will say at the next forced check; undefined = the same as last time. */
    nextResult?: {readonly state: number; readonly output: string} | undefined;
}

export interface Host extends ObjectBase {
    readonly kind: 'host';
    readonly address: string;
    readonly containerId: number;
    /** Who checks it; 0 = the master. */
    satelliteId: number;
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

/** A row as it is right after the first check. `now` in Unix seconds. */
export const freshStatus = (exported: boolean, state: number, output: string, now: number): Status => ({
    inMonitoring: exported,
    state,
    hard: true,
    output,
    longOutput: '',
    perfdata: '',
    acknowledged: false,
    acknowledgementType: 0,
    downtimeDepth: 0,
    flapping: false,
    notificationsEnabled: true,
    lastStateChange: exported ? now : 0,
    lastCheck: exported ? now : 0,
    activeChecks: true,
    lastTimeOk: exported && state === 0 ? now : 0,
    attempt: 1,
    maxAttempts: 3,
    records: [],
    downtimes: [],
});

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
