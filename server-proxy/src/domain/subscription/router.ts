import type {State} from '#contract';
import {fold, foldedMatch, someFoldedMatch} from './name_pattern';
import {isSevereEnough, type ObjectFacts, type Subscription, type SubscriptionFilter} from './subscription';

/** The first part of a filter that a problem does not meet. */
export type FilterPart = Exclude<keyof SubscriptionFilter, 'priorityFrom' | 'stateFrom'> | 'priority' | 'state';

/** `unknown`: whether it is met depends on facts that are not known (yet). The caller asks again when they are. */
export type Mismatch = FilterPart | 'unknown';

export interface Decision {
    readonly subscription: Subscription;
    /** Absent: it wants the problem. */
    readonly mismatch?: Mismatch;
    /** For `unknown`: what is not known. */
    readonly missing?: readonly FilterPart[];
}

/** @returns undefined: not known */
type Test = (facts: ObjectFacts, state: State | undefined) => boolean | undefined;
type Part = readonly [FilterPart, Test];

const FROM_FACTS: ReadonlySet<FilterPart> = new Set([
    'hostGroups',
    'serviceGroups',
    'containers',
    'tags',
    'satellites',
    'priority',
]);

/** Decides which subscriptions want a problem. Patterns are read once, so that one problem costs little. */
export class Router {
    private readonly compiled: readonly {
        readonly subscription: Subscription;
        readonly parts: readonly Part[];
    }[];

    constructor(subscriptions: readonly Subscription[]) {
        this.compiled = subscriptions.map((subscription) => ({subscription, parts: partsOf(subscription.filter)}));
    }

    /** Does any of them ask for what the alert itself does not say? */
    needsFacts(): boolean {
        return this.compiled.some(({parts}) => parts.some(([part]) => FROM_FACTS.has(part)));
    }

    /**
     * All subscriptions in their order, with the reason of those that do not want it.
     * @param state undefined: it is no problem, which passes whatever states are wanted
     */
    decide(facts: ObjectFacts, state: State | undefined): Decision[] {
        const folded = foldedFacts(facts);
        return this.compiled.map(({subscription, parts}) => {
            const judged = judge(parts, folded, state);
            return judged ? {subscription, ...judged} : {subscription};
        });
    }

    /** Those that want it. */
    wanting(facts: ObjectFacts, state: State | undefined): Subscription[] {
        return this.decide(facts, state).flatMap(({subscription, mismatch}) => (mismatch ? [] : [subscription]));
    }
}

/** Would a subscription with this filter want it? */
export const filterMismatch = (
    filter: SubscriptionFilter,
): ((facts: ObjectFacts, state: State | undefined) => Judged) => {
    const parts = partsOf(filter);
    return (facts, state) => judge(parts, foldedFacts(facts), state);
};

/** Once for all subscriptions. */
const foldedFacts = (facts: ObjectFacts): ObjectFacts => ({
    ...facts,
    hostName: fold(facts.hostName),
    ...(facts.serviceName === undefined ? {} : {serviceName: fold(facts.serviceName)}),
    hostGroups: facts.hostGroups?.map(fold),
    serviceGroups: facts.serviceGroups?.map(fold),
    containers: facts.containers?.map(fold),
    tags: facts.tags?.map(fold),
    satellite: facts.satellite === undefined ? undefined : fold(facts.satellite),
});

type Judged = Omit<Decision, 'subscription'> | undefined;

/** What is surely not met outweighs what is not known: no fact will change it. */
const judge = (parts: readonly Part[], facts: ObjectFacts, state: State | undefined): Judged => {
    let missing: FilterPart[] | undefined;
    for (const [part, test] of parts) {
        const isMet = test(facts, state);
        if (isMet === false) {
            return {mismatch: part};
        }
        if (isMet === undefined) {
            missing = [...(missing ?? []), part];
        }
    }
    return missing && {mismatch: 'unknown', missing};
};

/** What asks for nothing is not tested. */
const partsOf = (filter: SubscriptionFilter): Part[] => [
    ...kindPart(filter),
    ['state', (_, state) => state === undefined || isSevereEnough(state, filter)],
    ...namePart('hosts', filter.hosts, ({hostName}) => hostName),
    // Whoever names services does not mean hosts.
    ...namePart('services', filter.services, ({serviceName}) => serviceName ?? false),
    ...listPart('hostGroups', filter),
    ...listPart('serviceGroups', filter),
    ...listPart('containers', filter),
    ...listPart('tags', filter),
    ...namePart('satellites', filter.satellites, ({satellite}) => satellite),
    ...priorityPart(filter),
];

const kindPart = ({objects}: SubscriptionFilter): Part[] =>
    objects === 'all' ? [] : [['objects', ({serviceName}) => (serviceName === undefined) === (objects === 'hosts')]];

/** @param nameOf false: there is none */
const namePart = (
    part: FilterPart,
    patterns: readonly string[],
    nameOf: (facts: ObjectFacts) => string | false | undefined,
): Part[] => {
    const matches = foldedMatch(patterns);
    const test: Test = (facts) => {
        const name = nameOf(facts);
        return typeof name === 'string' ? matches(name) : name;
    };
    return patterns.length === 0 ? [] : [[part, test]];
};

const listPart = (
    part: 'hostGroups' | 'serviceGroups' | 'containers' | 'tags',
    {[part]: patterns}: SubscriptionFilter,
): Part[] => {
    const matches = someFoldedMatch(patterns);
    const test: Test = ({[part]: names}) => names && matches(names);
    return patterns.length === 0 ? [] : [[part, test]];
};

const priorityPart = ({priorityFrom}: SubscriptionFilter): Part[] =>
    priorityFrom <= 1
        ? []
        : [['priority', ({priority}) => (priority === undefined ? undefined : priority >= priorityFrom)]];
