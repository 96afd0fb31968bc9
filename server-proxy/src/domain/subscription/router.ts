import type {State} from '#contract';
import {type NameMatch, nameMatch} from './name_pattern';
import {isSevereEnough, type ObjectFacts, type Subscription, type SubscriptionFilter} from './subscription';

/** The first part of a filter that a problem does not meet. */
export type Mismatch = Exclude<keyof SubscriptionFilter, 'priorityFrom' | 'stateFrom'> | 'priority' | 'state';

export interface Decision {
    readonly subscription: Subscription;
    /** Absent: it wants the problem. */
    readonly mismatch?: Mismatch;
}

type Test = (facts: ObjectFacts, state: State) => boolean;

/** Decides which subscriptions want a problem. Patterns are read once, so that one problem costs little. */
export class Router {
    private readonly compiled: readonly {
        readonly subscription: Subscription;
        readonly tests: readonly [Mismatch, Test][];
    }[];

    constructor(subscriptions: readonly Subscription[]) {
        this.compiled = subscriptions.map((subscription) => ({subscription, tests: testsOf(subscription.filter)}));
    }

    /** All subscriptions in their order, with the reason of those that do not want it. */
    decide(facts: ObjectFacts, state: State): Decision[] {
        return this.compiled.map(({subscription, tests}) => {
            const failed = tests.find(([, test]) => !test(facts, state));
            return failed ? {subscription, mismatch: failed[0]} : {subscription};
        });
    }

    /** Those that want it. */
    wanting(facts: ObjectFacts, state: State): Subscription[] {
        return this.decide(facts, state).flatMap(({subscription, mismatch}) => (mismatch ? [] : [subscription]));
    }
}

/** What asks for nothing is not tested. */
const testsOf = (filter: SubscriptionFilter): [Mismatch, Test][] => {
    const {objects, hosts, services, priorityFrom} = filter;
    const named = (
        what: Mismatch,
        patterns: readonly string[],
        test: (match: NameMatch, facts: ObjectFacts) => boolean,
    ) => {
        const match = nameMatch(patterns);
        return patterns.length === 0 ? [] : [[what, (facts) => test(match, facts)] satisfies [Mismatch, Test]];
    };
    return [
        ...(objects === 'all' ? [] : [['objects', (facts) => isKind(facts, objects)] satisfies [Mismatch, Test]]),
        ['state', (_, state) => isSevereEnough(state, filter)],
        ...named('hosts', hosts, (match, {hostName}) => match(hostName)),
        // Whoever names services does not mean hosts.
        ...named('services', services, (match, {serviceName}) => serviceName !== undefined && match(serviceName)),
        ...named('hostGroups', filter.hostGroups, (match, facts) => facts.hostGroups.some(match)),
        ...named('serviceGroups', filter.serviceGroups, (match, facts) => facts.serviceGroups.some(match)),
        ...named('containers', filter.containers, (match, facts) => facts.containers.some(match)),
        ...named('tags', filter.tags, (match, facts) => facts.tags.some(match)),
        ...named('satellites', filter.satellites, (match, {satellite}) => match(satellite)),
        ...(priorityFrom <= 1
            ? []
            : [['priority', ({priority}) => priority >= priorityFrom] satisfies [Mismatch, Test]]),
    ];
};

const isKind = ({serviceName}: ObjectFacts, objects: 'hosts' | 'services'): boolean =>
    (serviceName === undefined) === (objects === 'hosts');
