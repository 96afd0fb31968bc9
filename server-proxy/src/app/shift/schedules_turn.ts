import {asAppError, type ErrorCode} from '../../domain/errors';
import {digestActions, digestPost} from '../../domain/post/shift_post';
import {type HandoverSchedule, lastTimes, nextTime} from '../../domain/shift/schedule';
import type {ChannelShift, DigestDue, ShiftState} from '../../domain/shift/shift_state';
import {LONGEST_SPAN_SECONDS} from '../../domain/shift/span';
import {type AppContext, nowSeconds} from '../app_context';
import {actionOptions, makeDigest} from './show_handover';
import {channelViewer} from './viewer';

/** What was missed while nothing ran is made up for that long. */
const MADE_UP_SECONDS = 3600;

/** Trying again is no use. */
const NO_USE: ReadonlySet<ErrorCode> = new Set([
    'mattermost_channel_unknown',
    'mattermost_channel_archived',
    'mattermost_forbidden',
    'mattermost_not_found',
]);

/**
 * Posts the hand-overs that are due, on one node at a time.
 * @returns when the next one is, in Unix seconds; undefined: there is no schedule
 * @throws AppError when a store is away
 */
export const schedulesTurn = async (context: AppContext, signal: AbortSignal): Promise<number | undefined> => {
    const {handovers: schedules = []} = (await context.subscriptions?.read()) ?? {};
    if (schedules.length === 0) {
        return undefined;
    }
    await context.shifts.update((state) => withChannels(state, schedules, nowSeconds(context)));
    for (const schedule of schedules) {
        if (!signal.aborted) {
            await tend(context, schedule);
        }
    }
    const next = schedules.map((schedule) => nextTime(schedule, nowSeconds(context)));
    return Math.min(...next.map((at) => at ?? Number.MAX_SAFE_INTEGER));
};

/** A schedule that is new begins with its next time; what channels without one have done is forgotten. */
const withChannels = (state: ShiftState, schedules: readonly HandoverSchedule[], now: number): ShiftState => {
    const isKnown = schedules.every(({channelId}) => state.channels[channelId] !== undefined);
    if (isKnown && Object.keys(state.channels).length === new Set(schedules.map(({channelId}) => channelId)).size) {
        return state;
    }
    const begun = ({channelId, by}: HandoverSchedule): ChannelShift =>
        state.channels[channelId] ?? {last: by.at === 0 ? now : by.at};
    return {...state, channels: Object.fromEntries(schedules.map((one) => [one.channelId, begun(one)]))};
};

const changing = (context: AppContext, channelId: string, change: (shift: ChannelShift) => ChannelShift) =>
    context.shifts.update((state) => {
        const known = state.channels[channelId];
        const next = known && change(known);
        return next === undefined || next === known
            ? state
            : {...state, channels: {...state.channels, [channelId]: next}};
    });

const tend = async (context: AppContext, schedule: HandoverSchedule): Promise<void> => {
    const {channelId, by} = schedule;
    const now = nowSeconds(context);
    const [at] = lastTimes(schedule, now);
    const mark = context.nonce();
    let isRepeated = false;
    const state = await changing(context, channelId, (shift) => {
        isRepeated = shift.due !== undefined && shift.due.at === at;
        return at === undefined || isRepeated || at <= Math.max(shift.last, by.at)
            ? shift
            : {...shift, due: {at, mark, since: context.clock.now()}};
    });
    const due = state.channels[channelId]?.due;
    if (!due) {
        return;
    }
    if (now - due.at >= MADE_UP_SECONDS) {
        context.logger.warn('A hand-over was not posted in time, and is left out', {channel: channelId});
        await done(context, channelId, due);
        return;
    }
    try {
        await post(context, schedule, due, isRepeated);
    } catch (error) {
        const known = asAppError(error);
        context.logger.warn('A hand-over could not be posted', {channel: channelId, error: known});
        if (!NO_USE.has(known.code)) {
            return;
        }
    }
    await done(context, channelId, due);
};

const done = (context: AppContext, channelId: string, {at}: DigestDue) =>
    changing(context, channelId, ({due: _due, ...rest}) => ({...rest, last: at}));

/** Stored before it is posted, it is looked for before it is posted again. */
const post = async (
    context: AppContext,
    schedule: HandoverSchedule,
    {at, mark, since}: DigestDue,
    isRepeated: boolean,
): Promise<void> => {
    const {channelId, timeZone} = schedule;
    const {chat, logger} = context;
    if (isRepeated && (await chat.markedPosts(channelId, since)).some((one) => one.mark === mark)) {
        return;
    }
    const viewer = await channelViewer(context, channelId, timeZone);
    const [, before] = lastTimes(schedule, at);
    const from = Math.max(before ?? at - context.settings.shiftHours * 3600, at - LONGEST_SPAN_SECONDS);
    const until = nextTime(schedule, at) ?? at + context.settings.shiftHours * 3600;
    const {text, digest} = await makeDigest(context, viewer, {from, to: at, until});
    const buttons = digestActions(digest, actionOptions(context, viewer.language));
    const {postId} = await chat.createPost(channelId, digestPost(text, buttons), mark);
    logger.info('A hand-over was posted', {channel: channelId, post: postId});
};
