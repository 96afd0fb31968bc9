import {isProblemState, type State} from '#contract';
import {type TargetIds, targetIds} from '../alert/alert';
import {type AlertRecord, isListed, isOpen} from '../alert/record';
import {compareProblems} from '../alert/severity';
import {oneLine} from '../text';

/** A problem as a list shows it. */
export interface ListLine {
    readonly key: string;
    readonly target: TargetIds;
    readonly hostName: string;
    readonly serviceName?: string;
    readonly state: State;
    readonly output: string;
    /** Unix seconds. */
    readonly since?: number;
    readonly handled: 'no' | 'under way' | 'acknowledged' | 'downtime';
    /** Its acknowledgement was not confirmed. */
    readonly failed: boolean;
}

const MAX_OUTPUT = 100;

/** Ids of the lists that show an alert: storms, and those of what explains it. */
export const listsOf = (record: Pick<AlertRecord, 'posts' | 'look' | 'cause'>): readonly string[] => {
    if (!isOpen(record)) {
        return [];
    }
    const lists = record.posts.flatMap((post) =>
        isListed(post) && post.listedIn !== undefined ? [post.listedIn] : [],
    );
    return [...new Set(record.cause === undefined ? lists : [...lists, record.cause])];
};

export const lineOf = ({key, alert, look, inDowntime, since}: AlertRecord): ListLine => ({
    key,
    target: targetIds(alert.target),
    hostName: alert.target.host.name,
    ...(alert.target.service ? {serviceName: alert.target.service.name} : {}),
    state: alert.state,
    output: oneLine(alert.output, MAX_OUTPUT),
    ...(since === undefined ? {} : {since}),
    handled: handledOf(look, inDowntime),
    failed: look === 'not_confirmed',
});

const handledOf = (look: AlertRecord['look'], inDowntime: boolean): ListLine['handled'] => {
    if (look === 'acknowledged') {
        return 'acknowledged';
    }
    return look === 'acknowledging' ? 'under way' : inDowntime ? 'downtime' : 'no';
};

export interface ListSummary {
    readonly open: number;
    /** The worst state first. */
    readonly states: readonly (readonly [State, number])[];
    readonly acknowledged: number;
    readonly underWay: number;
    readonly inDowntime: number;
    readonly failed: number;
    readonly worst: readonly ListLine[];
    /** Those with most problems. */
    readonly hosts: readonly (readonly [string, number])[];
    readonly hostCount: number;
}

const ORDER: readonly State[] = ['DOWN', 'CRITICAL', 'UNREACHABLE', 'UNKNOWN', 'WARNING'];

export const summaryOf = (
    lines: readonly ListLine[],
    most: {readonly worst: number; readonly hosts: number},
): ListSummary => {
    const states = new Map<State, number>();
    const hosts = new Map<string, number>();
    const handled = {no: 0, 'under way': 0, acknowledged: 0, downtime: 0};
    let failed = 0;
    for (const line of lines) {
        states.set(line.state, (states.get(line.state) ?? 0) + 1);
        hosts.set(line.hostName, (hosts.get(line.hostName) ?? 0) + 1);
        handled[line.handled] += 1;
        failed += line.failed ? 1 : 0;
    }
    return {
        open: lines.length,
        states: ORDER.flatMap((state) => (states.has(state) ? [[state, states.get(state) ?? 0] as const] : [])),
        acknowledged: handled.acknowledged,
        underWay: handled['under way'],
        inDowntime: handled.downtime,
        failed,
        worst: firstOf(lines, most.worst, compareLines),
        hosts: firstOf([...hosts], most.hosts, (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
        hostCount: hosts.size,
    };
};

/** What nobody takes care of comes first. */
export const compareLines = (a: ListLine, b: ListLine): number =>
    Number(a.handled !== 'no') - Number(b.handled !== 'no') || compareProblems(seen(a), seen(b));

/** Not all of them need to be sorted. */
const firstOf = <T>(all: readonly T[], most: number, compare: (a: T, b: T) => number): readonly T[] => {
    const first: T[] = [];
    for (const one of all) {
        const last = first.at(-1);
        if (first.length < most || (last !== undefined && compare(one, last) < 0)) {
            const at = first.findIndex((other) => compare(one, other) < 0);
            first.splice(at < 0 ? first.length : at, 0, one);
            first.length = Math.min(first.length, most);
        }
    }
    return first;
};

/** As openITCOCKPIT would show it. */
export const seen = (line: ListLine) => ({
    target: line.target,
    hostName: line.hostName,
    ...(line.serviceName === undefined ? {} : {serviceName: line.serviceName}),
    state: line.state,
    output: line.output,
    acknowledged: line.handled === 'acknowledged',
    inDowntime: line.handled === 'downtime',
    flapping: false,
});

/** Is this a problem that may share a post with others? */
export const mayBeListed = ({alert: {notificationType, state}}: Pick<AlertRecord, 'alert'>): boolean =>
    notificationType === 'PROBLEM' && isProblemState(state);
