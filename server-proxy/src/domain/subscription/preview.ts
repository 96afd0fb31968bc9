import type {State} from '#contract';
import {isProblemState} from '#contract';
import {mostSimilar} from '../similar';
import {nameMatch} from './name_pattern';
import {type FilterPart, filterMismatch} from './router';
import type {ObjectFacts, SubscriptionFilter} from './subscription';

/** What a subscription would have shown and would show now. */
export interface Preview {
    readonly hosts: number;
    readonly services: number;
    /** Open ones that nobody has acknowledged. */
    readonly problems: number;
    /** That the last 24 hours would have brought; undefined: not known. */
    readonly posts: number | undefined;
    readonly remarks: readonly Remark[];
}

export type PatternPart = Exclude<FilterPart, 'objects' | 'priority' | 'state'>;

export type Remark =
    /** Of all patterns together. */
    | {readonly kind: 'nothing' | 'everything'}
    /** A part that the filter asks for, and of which nothing is known. */
    | {readonly kind: 'unknown'; readonly part: FilterPart}
    /** There is such a group or container, but no monitored object is in it. */
    | {readonly kind: 'empty'; readonly part: PatternPart; readonly pattern: string}
    /** Nothing is called so: perhaps it was renamed or deleted. */
    | {readonly kind: 'noSuch'; readonly part: PatternPart; readonly pattern: string; readonly near: readonly string[]}
    | {readonly kind: 'all'; readonly part: PatternPart; readonly pattern: string};

export interface Problem {
    readonly facts: ObjectFacts;
    readonly state: State;
}

export interface Sent extends Problem {
    /** Which object it was. */
    readonly key: string;
    /** Unix seconds. */
    readonly at: number;
}

export interface PreviewInput {
    readonly objects: readonly ObjectFacts[];
    /** Names there are even if no object has them; undefined: not known. */
    readonly names: Readonly<Partial<Record<PatternPart, readonly string[] | undefined>>>;
    readonly open: readonly Problem[];
    /** Notifications of the last 24 hours; undefined: not known. */
    readonly sent: readonly Sent[] | undefined;
}

/** Shows what a filter matches before anybody relies on it. */
export const previewOf = (filter: SubscriptionFilter, {objects, names, open, sent}: PreviewInput): Preview => {
    const mismatch = filterMismatch(filter);
    const wants = ({facts, state}: Problem): boolean => mismatch(facts, state) === undefined;
    const unknown = new Set<FilterPart>();
    let [hosts, services] = [0, 0];
    for (const facts of objects) {
        const isHost = facts.serviceName === undefined;
        const judged = mismatch(facts, isHost ? 'DOWN' : 'CRITICAL');
        if (!judged) {
            hosts += Number(isHost);
            services += Number(!isHost);
        }
        for (const part of judged?.missing ?? []) {
            unknown.add(part);
        }
    }
    const matched = hosts + services;
    const whole: Remark[] =
        matched === 0 ? [{kind: 'nothing'}] : matched === objects.length ? [{kind: 'everything'}] : [];
    return {
        hosts,
        services,
        problems: open.filter(wants).length,
        posts: sent && postsOf(sent, wants),
        remarks: [
            ...whole,
            ...[...unknown].map((part) => ({kind: 'unknown', part}) as const),
            ...PATTERN_PARTS.flatMap((part) =>
                patternRemarks(part, filter[part], usedNames(part, objects), names[part]),
            ),
        ],
    };
};

const PATTERN_PARTS: readonly PatternPart[] = [
    'hosts',
    'services',
    'hostGroups',
    'serviceGroups',
    'containers',
    'tags',
    'satellites',
];

/** A problem has one post from the first notification that the filter wants until it is over. */
const postsOf = (sent: readonly Sent[], wants: (problem: Problem) => boolean): number => {
    const open = new Set<string>();
    let posts = 0;
    for (const one of [...sent].sort((a, b) => a.at - b.at)) {
        if (!isProblemState(one.state)) {
            open.delete(one.key);
        } else if (!open.has(one.key) && wants(one)) {
            open.add(one.key);
            posts += 1;
        }
    }
    return posts;
};

/** @returns undefined if they are not known of any object */
const usedNames = (part: PatternPart, objects: readonly ObjectFacts[]): readonly string[] | undefined => {
    const names = new Set<string>();
    let isKnown = false;
    for (const facts of objects) {
        const own = NAMES[part](facts);
        isKnown ||= own !== undefined;
        for (const name of own ?? []) {
            names.add(name);
        }
    }
    return isKnown || objects.length === 0 ? [...names] : undefined;
};

const NAMES: Readonly<Record<PatternPart, (facts: ObjectFacts) => readonly string[] | undefined>> = {
    hosts: ({hostName}) => [hostName],
    services: ({serviceName}) => (serviceName === undefined ? [] : [serviceName]),
    hostGroups: ({hostGroups}) => hostGroups,
    serviceGroups: ({serviceGroups}) => serviceGroups,
    containers: ({containers}) => containers,
    tags: ({tags}) => tags,
    satellites: ({satellite}) => (satellite === undefined ? undefined : [satellite]),
};

const MOST_NEAR = 3;

const patternRemarks = (
    part: PatternPart,
    patterns: readonly string[],
    used: readonly string[] | undefined,
    known: readonly string[] = [],
): Remark[] =>
    (used ? patterns : []).flatMap((pattern): Remark[] => {
        const typed = pattern.trim().replace(/^!\s*/u, '');
        const matches = nameMatch([typed.startsWith('!') ? `?${typed.slice(1)}` : typed]);
        const matched = (used ?? []).filter(matches).length;
        if (matched === 0) {
            const near = /[*?]/u.test(typed) ? [] : mostSimilar(typed, [...(used ?? []), ...known], MOST_NEAR);
            return [known.some(matches) ? {kind: 'empty', part, pattern} : {kind: 'noSuch', part, pattern, near}];
        }
        return used && used.length > 1 && matched === used.length ? [{kind: 'all', part, pattern}] : [];
    });
