import {isProblemState} from '#contract';
import type {SeenObject} from '../alert/found_record';
import {type AlertRecord, isAnnounced, isOpen, isThere, TOLD_NOBODY} from '../alert/record';
import type {ErrorCode} from '../errors';
import type {Decision} from '../subscription/router';
import type {Said} from '../texts';
import {lastOf, type TraceEntry, type TraceKind} from './trace';

/** Whether openITCOCKPIT's problem is one to be told about. */
export interface Tells {
    readonly isHard: boolean;
    readonly notifies: boolean;
    /** Of a service: its host is up. Of a host: true. */
    readonly isHostUp: boolean;
}

/** Everything that tells why an alert has a post, or none. Times in Unix seconds. */
export interface Known {
    readonly now: number;
    /** What openITCOCKPIT says now; `hidden`: nothing, although it was heard of; a sentence: why it cannot be asked. */
    readonly object: (SeenObject & {readonly tells?: Tells}) | 'hidden' | Said;
    readonly record?: AlertRecord | undefined;
    /** The oldest first. */
    readonly trace: readonly TraceEntry[];
    /** Notifications that were not taken, whatever they were about. */
    readonly refusals: readonly {readonly at: number; readonly code: string}[];
    readonly decisions: readonly Decision[];
    readonly defaultTakes: 'rest' | 'everything' | 'nothing';
    readonly asking: Asking;
}

/** How openITCOCKPIT is asked for problems that nobody told. */
export interface Asking {
    /** Which ones get posts. */
    readonly opens: 'everything' | 'notified' | 'off';
    /** 0: it is not asked. */
    readonly intervalSeconds: number;
    readonly hasDefaultChannel: boolean;
    /** Why that failed last. */
    readonly failure?: string | undefined;
    /** openITCOCKPIT has notified nobody of this problem. */
    readonly toldNobody: boolean;
}

/** Why there is a post, or none. */
export type Reason =
    | {readonly kind: 'refused' | 'not_updated'; readonly channel: string; readonly code: ErrorCode}
    | {readonly kind: 'failed'; readonly code: ErrorCode}
    | {readonly kind: 'away'; readonly why: Said}
    | {readonly kind: 'acknowledged'; readonly who: string}
    | {readonly kind: 'host_down'; readonly host: string}
    | {readonly kind: 'cause'; readonly cause: string}
    | {readonly kind: 'storm' | 'collected' | 'listed' | 'not_authorised'; readonly channel: string}
    | {readonly kind: 'shadow' | 'no_subscription' | 'off' | 'wrong_token'; readonly count: number}
    | {readonly kind: 'not_caught_up'; readonly why: string}
    | {readonly kind: 'grace'; readonly seconds: number}
    | {
          readonly kind:
              | 'posted'
              | 'being_made'
              | 'deleted'
              | 'takes_nothing'
              | 'not_confirmed'
              | 'late'
              | 'hidden'
              | 'unmonitored'
              | 'over'
              | 'fine'
              | 'soft'
              | 'downtime'
              | 'quiet_object'
              | 'flapping'
              | 'no_default_channel'
              | 'not_asked'
              | 'told_nobody'
              | 'soon';
      };

/** What is found by asking is told after that, so that a notification comes first, and is the same alert. */
export const GRACE_SECONDS = 60;
/** Without a time of openITCOCKPIT's, what happened within a day counts. */
const DAY = 86_400;

type Rule = (known: Known) => Reason | undefined;

/** What is certain comes first: what became of the post, then of what was heard, then what keeps it from being heard. */
export const reasonOf = (known: Known): Reason => {
    for (const rule of RULES) {
        const reason = rule(known);
        if (reason) {
            return reason;
        }
    }
    return {kind: 'soon'};
};

/** Of the problem in question, as far as that can be told. */
const latest = (known: Known, ...kinds: readonly TraceKind[]): TraceEntry | undefined =>
    known.trace.findLast((entry) => kinds.includes(entry.kind) && lastOf(entry) >= begin(known));

const begin = ({object, now}: Known): number =>
    typeof object === 'object' && object.state && isProblemState(object.state)
        ? (object.stateSince?.earliest ?? now - DAY)
        : now - DAY;

const open = ({record}: Known): AlertRecord | undefined =>
    record && isOpen(record) && record.look !== 'info' ? record : undefined;

/** `channel code` */
const parted = ({what = ''}: TraceEntry): {channel: string; code: ErrorCode} => {
    const [channel = '', code = ''] = what.split(' ');
    return {channel, code: code as ErrorCode};
};

const posted: Rule = (known) => {
    const record = open(known);
    const there = record?.posts.filter(isThere) ?? [];
    if (there.length === 0) {
        return undefined;
    }
    const failed = latest(known, 'not_updated');
    const isBehind = there.some(({wanted, shown}) => wanted !== shown);
    return isBehind && failed ? {kind: 'not_updated', ...parted(failed)} : {kind: 'posted'};
};

/** Another attempt may have followed. */
const refused: Rule = (known) => {
    const last = latest(known, 'refused', 'posted');
    return last?.kind === 'refused' ? {kind: 'refused', ...parted(last)} : undefined;
};

const beingMade: Rule = (known) => (open(known)?.posts.some(isAnnounced) ? {kind: 'being_made'} : undefined);

/** A post may have come of it since, or been refused. */
const swallowed: Rule = (known) => {
    const {kind, what = ''} = latest(known, 'storm', 'cause', 'collected', 'listed', 'posted', 'refused') ?? {};
    switch (kind) {
        case 'cause':
            return {kind, cause: what};
        case 'storm':
        case 'collected':
        case 'listed':
            return {kind, channel: what};
        default:
            return undefined;
    }
};

const quiet: Rule = (known) => {
    const told = open(known)?.quiet;
    if (told === undefined) {
        return undefined;
    }
    return told === TOLD_NOBODY ? whyNobody(known) : {kind: 'listed', channel: latest(known, 'listed')?.what ?? ''};
};

/** Nobody wants it: only shadows do, or there are subscriptions that do not, or none at all. */
const whyNobody = ({decisions}: Known): Reason => {
    const shadows = decisions.filter(({mismatch, subscription}) => mismatch === undefined && subscription.shadow);
    if (shadows.length > 0) {
        return {kind: 'shadow', count: shadows.length};
    }
    return decisions.length > 0 ? {kind: 'no_subscription', count: decisions.length} : {kind: 'takes_nothing'};
};

const deleted: Rule = (known) => {
    const posts = open(known)?.posts.filter(({postId, gone}) => postId !== '' || gone) ?? [];
    return posts.length > 0 && posts.every(({gone}) => gone) ? {kind: 'deleted'} : undefined;
};

const notTaken: Rule = (known) => {
    const last = latest(known, 'failed', 'late', 'not_confirmed', 'not_authorised', 'posted');
    switch (last?.kind) {
        case 'failed':
            return {kind: 'failed', code: (last.what ?? '') as ErrorCode};
        case 'late':
        case 'not_confirmed':
            return {kind: last.kind};
        case 'not_authorised':
            return {kind: last.kind, channel: last.what ?? ''};
        default:
            return undefined;
    }
};

const unseen: Rule = ({object}) => {
    if (typeof object === 'function') {
        return {kind: 'away', why: object};
    }
    return object === 'hidden' ? {kind: 'hidden'} : undefined;
};

/** What openITCOCKPIT tells nobody, and is not asked for. */
const untold: Rule = ({object, record}) => {
    if (typeof object !== 'object') {
        return undefined;
    }
    const {state, tells, acknowledged, acknowledgement, inDowntime, flapping, hostName} = object;
    if (state === undefined) {
        return {kind: 'unmonitored'};
    }
    if (!isProblemState(state)) {
        return {kind: record?.look === 'recovered' && record.posts.some(isThere) ? 'over' : 'fine'};
    }
    const {isHard = true, notifies = true, isHostUp = true} = tells ?? {};
    const reasons: readonly (Reason | false)[] = [
        !isHard && {kind: 'soft'},
        acknowledged && {kind: 'acknowledged', who: acknowledgement?.author ?? ''},
        inDowntime && {kind: 'downtime'},
        !notifies && {kind: 'quiet_object'},
        !isHostUp && {kind: 'host_down', host: hostName},
        flapping && {kind: 'flapping'},
    ];
    return reasons.find((reason) => reason !== false) || undefined;
};

/** Would anybody want it? */
const unwanted: Rule = (known) => {
    const {decisions, defaultTakes} = known;
    const isWanted = decisions.some(({mismatch, subscription}) => mismatch === undefined && !subscription.shadow);
    return isWanted || defaultTakes !== 'nothing' ? undefined : whyNobody(known);
};

const HEARD: readonly TraceKind[] = [
    'heard_command',
    'heard_webhook',
    'heard_module',
    'heard_stream',
    'heard_catch_up',
];

/** It was not heard of at all. */
const unheard: Rule = (known) => {
    if (latest(known, ...HEARD)) {
        return undefined;
    }
    const {asking, refusals} = known;
    const wrong = refusals.filter(({at, code}) => code === 'unauthorized' && at >= begin(known)).length;
    const isAsked = asking.opens !== 'off' && asking.intervalSeconds > 0 && asking.hasDefaultChannel;
    if (wrong > 0 && !isAsked) {
        return {kind: 'wrong_token', count: wrong};
    }
    return asking.opens === 'off' ? {kind: 'off', count: known.decisions.length} : unasked(known);
};

const unasked = ({asking, object, now}: Known): Reason => {
    if (asking.intervalSeconds === 0) {
        return {kind: 'not_asked'};
    }
    if (!asking.hasDefaultChannel) {
        return {kind: 'no_default_channel'};
    }
    if (asking.failure !== undefined) {
        return {kind: 'not_caught_up', why: asking.failure};
    }
    const since = typeof object === 'object' ? (object.stateSince?.latest ?? 0) : 0;
    if (now - since < GRACE_SECONDS) {
        return {kind: 'grace', seconds: GRACE_SECONDS - (now - since)};
    }
    return asking.opens === 'notified' && asking.toldNobody ? {kind: 'told_nobody'} : {kind: 'soon'};
};

const RULES: readonly Rule[] = [
    posted,
    swallowed,
    refused,
    beingMade,
    quiet,
    deleted,
    notTaken,
    unseen,
    untold,
    unwanted,
    unheard,
];
