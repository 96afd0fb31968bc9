/** Where an alert was heard of. */
export type HeardFrom = 'command' | 'webhook' | 'module' | 'stream' | 'catch_up';

/** What happened to an alert. What `what` holds is said for each. */
export type TraceKind =
    /** It was notified, or found: type and state, e.g. `PROBLEM CRITICAL`. */
    | `heard_${HeardFrom}`
    /** A reading of openITCOCKPIT, or an event, changed what is known: the state. */
    | 'corrected'
    /** An event: it is in a problem state, but soft. The state. */
    | 'soft'
    /** The core decided to notify, but had nobody to. The state. */
    | 'told_nobody'
    /** It came after its problem was over: the type. */
    | 'late'
    /** An unsigned post said so, and openITCOCKPIT did not confirm it. The state. */
    | 'not_confirmed'
    /** A post of the module appeared in a channel that does not count: the channel. */
    | 'not_authorised'
    /** It could not be put into effect: an error code. */
    | 'failed'
    /** Subscriptions wanted it: their ids. */
    | 'wanted'
    /** Subscriptions that only decide wanted it: their ids. */
    | 'shadow'
    /** No subscription wanted it, and the default channel does not take it. */
    | 'nobody'
    /** It is a line of a list: the channel. */
    | 'listed'
    /** It is a line of a storm's post: the post's id, or the channel. */
    | 'storm'
    /** It is a line of the post of its cause: the cause's name. */
    | 'cause'
    /** Quiet hours collect it: the channel. */
    | 'collected'
    /** A post was made: the channel and the post's id. */
    | 'posted'
    /** Mattermost did not make a post: the channel and an error code. */
    | 'refused'
    /** Mattermost did not change a post: the channel and an error code. */
    | 'not_updated'
    /** Whom a post mentioned: as it was typed. */
    | 'mentioned'
    /** It was said once more, because nobody had taken care of it: the channel. */
    | 'escalated';

/** Times in Unix seconds, on our clock. */
export interface TraceEntry {
    readonly at: number;
    readonly kind: TraceKind;
    readonly what?: string;
    /** Above 1: it happened as often, the last time at `last`. */
    readonly times?: number;
    readonly last?: number;
}

/** An object's trace in memory. */
const MOST_KEPT = 40;
/** In its record: what is written with every change should stay small. */
export const MOST_STORED = 12;
const LONGEST_WHAT = 120;

/** Adds what happened. The same once more is counted, as long as little else came between. */
export const withEntry = (
    trace: readonly TraceEntry[],
    {kind, what = '', at}: Pick<TraceEntry, 'kind' | 'what' | 'at'>,
): readonly TraceEntry[] => {
    const short = what.slice(0, LONGEST_WHAT);
    const isSame = (entry: TraceEntry) => entry.kind === kind && (entry.what ?? '') === short;
    const known = trace.slice(-RECENT).findLast(isSame);
    if (known) {
        const again = {...known, times: (known.times ?? 1) + 1, last: at};
        return trace.map((entry) => (entry === known ? again : entry));
    }
    return [...trace, {at, kind, ...(short === '' ? {} : {what: short})}].slice(-MOST_KEPT);
};

/** An alert alternates between few things: heard by the command, heard by the stream, corrected. */
const RECENT = 4;

/** Of the same alert, from two sources, e.g. two nodes: the latest that happened, the oldest first. */
export const merged = (a: readonly TraceEntry[], b: readonly TraceEntry[], most = MOST_KEPT): readonly TraceEntry[] => {
    const byIdentity = new Map<string, TraceEntry>();
    for (const entry of [...a, ...b]) {
        const identity = `${entry.at} ${entry.kind} ${entry.what ?? ''}`;
        const known = byIdentity.get(identity);
        if ((known?.times ?? 0) < (entry.times ?? 1)) {
            byIdentity.set(identity, entry);
        }
    }
    return [...byIdentity.values()].sort((one, other) => one.at - other.at).slice(-most);
};

export const lastOf = ({at, last = at}: TraceEntry): number => last;
