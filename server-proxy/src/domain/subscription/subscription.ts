import type {State} from '#contract';

/** Which problems a channel wants to see. Lists hold name patterns (see name_pattern.ts); an empty one asks for nothing. */
export interface SubscriptionFilter {
    readonly hosts: readonly string[];
    readonly services: readonly string[];
    readonly hostGroups: readonly string[];
    readonly serviceGroups: readonly string[];
    /** Names of containers, of which an object must be in one: in it, or below it. */
    readonly containers: readonly string[];
    readonly tags: readonly string[];
    readonly satellites: readonly string[];
    /** From 1, the lowest, to 5. */
    readonly priorityFrom: number;
    /** The mildest state that counts. */
    readonly stateFrom: 'warning' | 'unknown' | 'critical';
    readonly objects: 'all' | 'hosts' | 'services';
}

export const EVERYTHING: SubscriptionFilter = {
    hosts: [],
    services: [],
    hostGroups: [],
    serviceGroups: [],
    containers: [],
    tags: [],
    satellites: [],
    priorityFrom: 1,
    stateFrom: 'warning',
    objects: 'all',
};

/** A channel's wish to see problems. */
export interface Subscription {
    readonly id: string;
    readonly channelId: string;
    readonly filter: SubscriptionFilter;
    /** Decides and is explained, but posts nothing. */
    readonly shadow: boolean;
    /** Grows with every change, so that two people who edit it at once do not overwrite each other. */
    readonly revision: number;
    /** Who changed it last, and when in Unix seconds. */
    readonly by: {readonly userId: string; readonly username: string; readonly at: number};
}

/** What openITCOCKPIT says of an object besides its state. What is absent is not known: not asked yet, or no right to see it. */
export interface ObjectFacts {
    readonly hostName: string;
    /** Absent for a host. */
    readonly serviceName?: string;
    readonly hostGroups?: readonly string[] | undefined;
    readonly serviceGroups?: readonly string[] | undefined;
    /** Its own, those it is shared with, and all above them. */
    readonly containers?: readonly string[] | undefined;
    /** Of the service or, where that has none, of its host. */
    readonly tags?: readonly string[] | undefined;
    readonly satellite?: string | undefined;
    readonly priority?: number | undefined;
}

const SEVERITY: Readonly<Partial<Record<State, number>>> = {
    WARNING: 1,
    UNKNOWN: 2,
    UNREACHABLE: 2,
    CRITICAL: 3,
    DOWN: 3,
};

const LEAST = {warning: 1, unknown: 2, critical: 3} as const;

/** UNREACHABLE counts as UNKNOWN, DOWN as CRITICAL. */
export const isSevereEnough = (state: State, {stateFrom}: Pick<SubscriptionFilter, 'stateFrom'>): boolean =>
    (SEVERITY[state] ?? 0) >= LEAST[stateFrom];
