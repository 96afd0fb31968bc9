import type {ErrorCode} from '../../domain/errors';
import type {Language, Texts} from '../../domain/texts';
import type {WatchState} from '../../domain/watch_state';
import type {ReconcileReport} from '../catch_up/reconciler';
import type {StreamReport} from '../stream/event_stream';
import type {Condition} from './alarm_posts';
import {type Backlog, NO_BACKLOG} from './signs';

/** Where the watch looks for what goes wrong in silence; what is absent is not looked at. */
export interface SilenceSources {
    /** How this node's last comparison of the posts with openITCOCKPIT went. */
    readonly compared?: (() => Pick<ReconcileReport, 'at' | 'error'> | undefined) | undefined;
    readonly postsBehind?: (() => Backlog) | undefined;
    /** Stored records that cannot be read. */
    readonly unreadable?: (() => Backlog) | undefined;
}

/** One failed turn is no silence, and openITCOCKPIT may be busy for some minutes. */
const NOT_COMPARED_SECONDS = 600;
/** The outbox tries again every half a minute. */
const BEHIND_SECONDS = 300;

export interface Now {
    /** Unix seconds. */
    readonly now: number;
    readonly startedAt: number;
    readonly state: WatchState;
}

/** A comparison failed, and nothing was read since, here or on another node. */
export const comparisonFails = ({compared}: SilenceSources, {readAt = 0}: WatchState): boolean => {
    const last = compared?.();
    return last?.error !== undefined && readAt < last.at;
};

/** Readings fail although openITCOCKPIT answers. */
export const readingCondition = (
    sources: SilenceSources,
    {now, startedAt, state}: Now,
    texts: Texts['watch'],
): Condition => {
    if (!comparisonFails(sources, state)) {
        return {is: 'good'};
    }
    const since = Math.max(state.readAt ?? 0, startedAt);
    if (now - since < NOT_COMPARED_SECONDS) {
        return {is: 'undecided'};
    }
    const why = texts.notCompared(Math.floor((now - since) / 60), sources.compared?.()?.error ?? '');
    return {is: 'wrong', since, why};
};

/** It reconnects by itself. */
const AWAY_SECONDS = 120;
/** Waiting heals nothing. */
const NEEDS_PEOPLE: ReadonlySet<ErrorCode> = new Set([
    'misconfigured',
    'openitcockpit_key_rejected',
    'openitcockpit_not_found',
]);
/** Every check is an event. */
export const QUIET_SECONDS = 900;

/** @returns for how long an open stream has brought nothing; undefined while it is away */
export const quietSeconds = (stream: StreamReport | undefined, now: number): number | undefined =>
    stream?.isUp ? Math.max(0, now - Math.max(stream.eventAt ?? 0, stream.since)) : undefined;

/** The event stream, on the node that holds it. */
export const streamCondition = (
    stream: StreamReport | undefined,
    {now}: Now,
    {watch: texts, language}: Pick<Texts, 'watch'> & {readonly language: Language},
): Condition => {
    if (!stream) {
        return {is: 'good'};
    }
    const {isUp, since, eventAt = since, reason} = stream;
    const silentSince = isUp ? Math.max(eventAt, since) : since;
    const silent = now - silentSince;
    const patience = reason && NEEDS_PEOPLE.has(reason.code) ? 0 : AWAY_SECONDS;
    if (silent < (isUp ? QUIET_SECONDS : patience)) {
        return {is: isUp ? 'good' : 'undecided'};
    }
    const minutes = Math.floor(silent / 60);
    const why = isUp ? texts.streamQuiet(minutes) : texts.streamAway(minutes, reason?.sentence(language) ?? '');
    return {is: 'wrong', since: silentSince, why};
};

/** The core ran our command, and nothing came of it. */
export const commandCondition = ({commandLost}: WatchState, texts: Texts['watch']): Condition =>
    commandLost ? {is: 'wrong', since: commandLost.since, why: texts.commandLost} : {is: 'good'};

export const postsCondition = ({postsBehind}: SilenceSources, {now}: Now, texts: Texts['watch']): Condition =>
    backlogCondition(postsBehind?.() ?? NO_BACKLOG, now, BEHIND_SECONDS, (count, seconds) =>
        texts.postsBehind(count, Math.floor(seconds / 60)),
    );

export const recordsCondition = ({unreadable}: SilenceSources, {now}: Now, texts: Texts['watch']): Condition =>
    backlogCondition(unreadable?.() ?? NO_BACKLOG, now, 0, (count) => texts.unreadable(count));

const backlogCondition = (
    {count, since}: Backlog,
    now: number,
    patienceSeconds: number,
    say: (count: number, seconds: number) => string,
): Condition => {
    if (count === 0) {
        return {is: 'good'};
    }
    const begun = since ?? now;
    return now - begun < patienceSeconds
        ? {is: 'undecided'}
        : {is: 'wrong', since: begun, why: say(count, now - begun)};
};
