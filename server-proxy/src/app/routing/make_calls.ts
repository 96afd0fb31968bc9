import type {BegunCall, Call} from '../../domain/alert/call';
import {isOver} from '../../domain/alert/call';
import {type CallFacts, withCallsBegun} from '../../domain/alert/call_plan';
import {
    type AlertPost,
    type AlertRecord,
    changingPost,
    isAnnounced,
    isThere,
    isUnhandled,
} from '../../domain/alert/record';
import {isWaiting} from '../../domain/alert/waiting';
import {asAppError} from '../../domain/errors';
import {subjectOf} from '../../domain/post/alert_post';
import {markOf} from '../../domain/post/post_mark';
import {mentionsIn} from '../../domain/subscription/loudness';
import {neutralize, oneLine} from '../../domain/text';
import {says, textsOf} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {traceCalled} from '../explain/trace_posts';
import {orphansOf} from '../posts/finish_post';
import {LEFT_ALONE_MS, makeFurther} from '../posts/further_posts';
import {isFinal} from '../posts/make_post';

// A call is begun in its record before Mattermost is asked for it: if the process ends or the answer is lost, it is found again
// by its mark, so that nobody is called twice, or never.

/** A call in its post's record. */
interface Calling {
    readonly post: AlertPost;
    readonly call: Call & {readonly begun: BegunCall};
}

/**
 * Makes what is due for one alert: calls in threads, further posts for escalations, and posts that were held until now.
 * @throws AppError when the subscriptions or the store are away
 */
export const callPeople = async (context: AppContext, key: string): Promise<void> => {
    const known = await context.store.get(key);
    if (!known || !isWaiting(known)) {
        return;
    }
    const ours = new Set<string>();
    const announced = new Set(known.posts.filter(isAnnounced).map(({nonce}) => nonce));
    const facts = await factsOf(context, known, ours);
    const after = await context.store.update(key, (current) => current && withCallsBegun(current, facts));
    if (!after) {
        return;
    }
    const isOurs = (post: AlertPost): boolean => post.since === facts.now && !announced.has(post.nonce);
    await makeFurther(
        context,
        key,
        after.posts.filter((post) => isAnnounced(post) && isOurs(post)),
    );
    await finishCalls(context, key, (calling) => ours.has(calling.call.begun.nonce) || isFurther(calling));
};

const isFurther = ({call}: Calling): boolean => call.begun.further === true;

/** Finishes calls that a crash or Mattermost kept from being made or from becoming known. */
export const resumeCalls = (context: AppContext, key: string): Promise<void> => {
    const now = context.clock.now();
    // The clock may have been put back since.
    const isLeft = (since: number): boolean => since <= now - LEFT_ALONE_MS || since > now;
    return finishCalls(context, key, ({call}) => isLeft(call.begun.since), true);
};

const finishCalls = async (
    context: AppContext,
    key: string,
    isWanted: (calling: Calling) => boolean,
    isAgain = false,
): Promise<void> => {
    const record = await context.store.get(key);
    for (const calling of record ? begunIn(record).filter(isWanted) : []) {
        if (record) {
            await finishCall(context, record, calling, isAgain);
        }
    }
};

const begunIn = ({posts}: AlertRecord): Calling[] =>
    posts.flatMap((post) =>
        (post.calls ?? []).flatMap((call) =>
            call.begun && !isOver(call) ? [{post, call: {...call, begun: call.begun}}] : [],
        ),
    );

const finishCall = async (
    context: AppContext,
    record: AlertRecord,
    calling: Calling,
    isAgain: boolean,
): Promise<void> => {
    const {begun} = calling.call;
    if (!begun.further) {
        return callInThread(context, record, calling, isAgain);
    }
    const made = record.posts.find(({nonce}) => nonce === begun.nonce);
    if (made && isThere(made)) {
        return ended(context, record.key, calling, {done: doneNow(context, {...begun, channelId: made.channelId})});
    }
    if (made && isAnnounced(made)) {
        // The repair of posts makes it.
        return;
    }
    const channel = neutralize(begun.channelId);
    const said = says(({loudness}) => loudness.escalationInstead(channel));
    context.findings.problem(`escalation ${begun.channelId}`, said, {alert: record.key});
    const {further: _, ...rest} = begun;
    const instead = {...rest, since: context.clock.now(), nonce: context.nonce(), channelId: calling.post.channelId};
    const call = {...calling.call, begun: instead};
    const after = await changeCall(context, record.key, calling, () => call);
    if (after) {
        await callInThread(context, after, {...calling, call}, false);
    }
};

/** @param isAgain Mattermost may have been asked for it before */
const callInThread = async (
    context: AppContext,
    record: AlertRecord,
    calling: Calling,
    isAgain: boolean,
): Promise<void> => {
    const {begun} = calling.call;
    const isIn = (post: AlertPost): boolean => isThere(post) && post.channelId === begun.channelId;
    const post = record.posts.find(isIn) ?? record.posts.find(isThere);
    if (!isUnhandled(record)) {
        return ended(context, record.key, calling, {dropped: 'unwanted'});
    }
    if (!post) {
        return;
    }
    try {
        const {channelId: channel} = post;
        const search = () => context.chat.markedPosts(channel, begun.since);
        const [known] = isAgain ? await orphansOf(context, begun.nonce, {channel, since: begun.since}, search) : [];
        if (!known) {
            const call = {mark: markOf(begun.nonce), mentions: mentionsIn(begun.mention)};
            await context.chat.reply(post, lineOf(context, record, calling.call), call);
            context.calls.mentioned(channel, call.mentions);
            traceCalled(context, record, channel, calling.call);
        }
        context.logger.info('People were called to an alert', {alert: record.key, kind: calling.call.kind});
        await ended(context, record.key, calling, {done: doneNow(context, {...begun, channelId: channel})});
    } catch (error) {
        await notCalled(context, record, calling, error);
    }
};

const notCalled = async (context: AppContext, record: AlertRecord, calling: Calling, cause: unknown): Promise<void> => {
    const error = asAppError(cause);
    const facts = {alert: record.key, kind: calling.call.kind, error};
    if (!isFinal(error)) {
        context.logger.warn('People could not be called to an alert yet', facts);
        return;
    }
    const alert = neutralize(subjectOf(record, textsOf('en').alerts));
    const said = says(({loudness}, language) => loudness.callRefused(alert, error.sentence(language)));
    context.findings.problem(`call ${record.key}`, said, facts);
    await ended(context, record.key, calling, {dropped: 'refused'});
};

const lineOf = (
    {settings}: AppContext,
    record: AlertRecord,
    {kind, begun, afterMinutes = 0}: Calling['call'],
): string => {
    const {alerts, loudness} = textsOf(settings.language);
    const output = neutralize(oneLine(record.alert.output, 300));
    const problem = `${record.alert.state} ${neutralize(subjectOf(record, alerts))}${output === '' ? '' : `: ${output}`}`;
    return kind === 'worse'
        ? loudness.worse(begun.mention, problem)
        : loudness.escalated(begun.mention, afterMinutes, problem);
};

const doneNow = ({clock}: AppContext, {mention, channelId}: BegunCall): NonNullable<Call['done']> => ({
    at: clock.now(),
    mention,
    channelId,
});

const ended = async (
    context: AppContext,
    key: string,
    calling: Calling,
    end: Pick<Call, 'done' | 'dropped'>,
): Promise<void> => {
    await changeCall(context, key, calling, ({begun: _, at: _at, ...call}) => ({...call, ...end}));
};

/** @returns undefined where it is another one by now */
const changeCall = async (
    {store}: AppContext,
    key: string,
    {post: {nonce}, call}: Calling,
    change: (call: Call) => Call,
): Promise<AlertRecord | undefined> => {
    let isChanged = false;
    const after = await store.update(key, (current) => {
        isChanged = false;
        return (
            current &&
            changingPost(
                current,
                (post) => post.nonce === nonce && post.calls !== undefined,
                (post) => ({
                    ...post,
                    calls: (post.calls ?? []).map((one) => {
                        const isIt = one.begun?.nonce === call.begun.nonce && !isOver(one);
                        isChanged ||= isIt;
                        return isIt ? change(one) : one;
                    }),
                }),
            )
        );
    });
    return isChanged ? after : undefined;
};

const factsOf = async (context: AppContext, {posts}: AlertRecord, ours: Set<string>): Promise<CallFacts> => {
    const {subscriptions} = await context.routing.all();
    const wanted = new Set(posts.flatMap(({calls = []}) => calls.flatMap((call) => call.subscriptions)));
    const channels = new Map<string, string>();
    for (const {id, escalation} of subscriptions) {
        if (escalation?.channelId !== undefined && wanted.has(id)) {
            channels.set(escalation.channelId, await context.routing.idOf(escalation.channelId));
        }
    }
    return {
        subscriptions: new Map(subscriptions.filter(({shadow}) => !shadow).map((one) => [one.id, one])),
        channels,
        now: context.clock.now(),
        nonce: () => {
            const nonce = context.nonce();
            ours.add(nonce);
            return nonce;
        },
    };
};
