import {announcementOf} from '../subscription/announcement';
import {loudnessOf, mentionsIn, severityOf, union} from '../subscription/loudness';
import {isQuietFor} from '../subscription/quiet_hours';
import type {Escalation, Subscription} from '../subscription/subscription';
import {type BegunCall, type Call, isOver} from './call';
import {type AlertPost, type AlertRecord, changingPost, isAnnounced, isOpen, isThere, isUnhandled} from './record';
import {hasRisen, isWorse} from './waiting';

export interface CallFacts {
    /** By their ids; those that are gone, or post nothing, are not among them. */
    readonly subscriptions: ReadonlyMap<string, Subscription>;
    /** Ids of the channels of escalations, by what the subscriptions say. */
    readonly channels: ReadonlyMap<string, string>;
    /** Unix milliseconds. */
    readonly now: number;
    readonly nonce: () => string;
}

/**
 * With everything begun that is due: calls in threads, and posts that were held or that call further people. Whoever stores it
 * makes them next.
 */
export const withCallsBegun = (record: AlertRecord, facts: CallFacts): AlertRecord =>
    record.posts.reduce(
        (next, {nonce}) =>
            isOpen(next) ? withEscalations(withWorse(withRisen(next, nonce, facts), nonce, facts), nonce, facts) : next,
        record,
    );

const known = ({subscriptions = []}: Pick<AlertPost, 'subscriptions'>, facts: CallFacts): readonly Subscription[] =>
    subscriptions.flatMap((id) => facts.subscriptions.get(id) ?? []);

const replaced = (record: AlertRecord, post: AlertPost): AlertRecord =>
    changingPost(
        record,
        ({nonce}) => nonce === post.nonce,
        () => post,
    );

const postWith = (record: AlertRecord, nonce: string): AlertPost | undefined =>
    record.posts.find((post) => post.nonce === nonce);

/** What was collected or listed as a warning and is critical now gets its post, unless that is quiet, too. */
const withRisen = (record: AlertRecord, nonce: string, facts: CallFacts): AlertRecord => {
    const post = postWith(record, nonce);
    if (!post?.held || !hasRisen(record, post)) {
        return record;
    }
    const {held, ...rest} = post;
    const problem = {state: record.alert.state, isUnhandled: true, now: facts.now};
    const announcement = announcementOf(known(post, facts), problem);
    if (announcement.held) {
        const severity = 'critical' as const;
        return replaced(record, {...rest, held: held.listed ? announcement.held : {...held, severity}});
    }
    const {quiet: _, ...told} = record;
    return replaced(told, {...rest, shown: 0, since: facts.now, ...announcement});
};

/** Its post was not loud enough for what it is now. */
const withWorse = (record: AlertRecord, nonce: string, {subscriptions, now, ...facts}: CallFacts): AlertRecord => {
    const post = postWith(record, nonce);
    if (!post || !isThere(post) || !isWorse(record, post)) {
        return record;
    }
    const {callsWhenCritical: _, ...rest} = post;
    const wanting = known(post, {subscriptions, now, ...facts});
    const awake = wanting.filter((one) => isQuietFor(one, 'critical', Math.floor(now / 1000)) === undefined);
    if (wanting.length > 0 && awake.length === 0) {
        // They are called when their quiet hours end.
        return record;
    }
    const mention = loudnessOf(awake, 'critical')?.mention ?? '';
    const {channelId} = post;
    const call: Call = {
        kind: 'worse',
        subscriptions: awake.map(({id}) => id),
        at: now,
        begun: {since: now, nonce: facts.nonce(), channelId, mention},
    };
    return replaced(record, mention === '' ? rest : {...rest, calls: [...(post.calls ?? []), call]});
};

const withEscalations = (record: AlertRecord, nonce: string, facts: CallFacts): AlertRecord => {
    const count = postWith(record, nonce)?.calls?.length ?? 0;
    return Array.from({length: count}).reduce<AlertRecord>(
        (next, _, at) => withEscalation(next, nonce, at, facts),
        record,
    );
};

const withEscalation = (record: AlertRecord, nonce: string, at: number, facts: CallFacts): AlertRecord => {
    const call = postWith(record, nonce)?.calls?.[at];
    const isDue = call && !isOver(call) && !call.begun && (call.at ?? Number.POSITIVE_INFINITY) <= facts.now;
    if (!call || !isDue || call.kind !== 'escalation' || !isUnhandled(record)) {
        return record;
    }
    const change = (next: AlertRecord, changed: Call): AlertRecord => {
        const post = postWith(next, nonce);
        return post ? replaced(next, {...post, calls: (post.calls ?? []).with(at, changed)}) : next;
    };
    const subscription = facts.subscriptions.get(call.subscriptions[0] ?? '');
    if (!subscription?.escalation) {
        return change(record, {...call, dropped: 'unwanted'});
    }
    const quiet = isQuietFor(subscription, severityOf(record.alert.state), Math.floor(facts.now / 1000));
    if (quiet !== undefined) {
        return change(record, {...call, at: quiet * 1000});
    }
    const begun = beginning(record, nonce, {subscription, escalation: subscription.escalation}, facts);
    return begun ? change(begun.record, {...call, begun: begun.begun}) : record;
};

interface Escalating {
    readonly subscription: Subscription;
    readonly escalation: Escalation;
}

interface Begun {
    readonly record: AlertRecord;
    readonly begun: BegunCall;
}

/** @returns undefined while there is no post to which anybody could be called */
const beginning = (
    record: AlertRecord,
    nonce: string,
    {subscription, escalation}: Escalating,
    facts: CallFacts,
): Begun | undefined => {
    const own = postWith(record, nonce);
    const wanted = escalation.channelId === undefined ? undefined : facts.channels.get(escalation.channelId);
    const channelId = wanted ?? own?.channelId ?? '';
    const begun = {since: facts.now, channelId, mention: mentionsIn(escalation.mention).join(' ')};
    const there = record.posts.find((post) => post.channelId === channelId && !post.gone);
    if (there && isThere(there)) {
        return {record, begun: {...begun, nonce: facts.nonce()}};
    }
    if (wanted === undefined || wanted === own?.channelId) {
        const instead = own?.gone ? record.posts.find(isThere) : undefined;
        return instead && {record, begun: {...begun, channelId: instead.channelId, nonce: facts.nonce()}};
    }
    if (there && isAnnounced(there)) {
        return undefined;
    }
    const further = furtherPost(there, {subscription, escalation}, channelId, facts);
    const posts = there ? replaced(record, further).posts : [...record.posts, further];
    return {record: {...record, posts}, begun: {...begun, nonce: further.nonce, further: true}};
};

/** @param held the one that was not made there yet */
const furtherPost = (
    held: AlertPost | undefined,
    {subscription, escalation}: Escalating,
    channelId: string,
    {now, nonce}: CallFacts,
): AlertPost => {
    const {held: _, ...known} = held ?? {channelId, postId: '', nonce: nonce(), wanted: 1, shown: 0};
    const loud = union([escalation]);
    return {
        ...known,
        since: now,
        shown: 0,
        subscriptions: [...new Set([...(held?.subscriptions ?? []), subscription.id])],
        escalatedAfter: escalation.afterMinutes,
        ...(loud ? {loud} : {}),
    };
};
