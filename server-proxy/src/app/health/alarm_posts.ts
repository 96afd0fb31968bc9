import {formatDuration} from '../../domain/duration';
import {asAppError, type ErrorCode} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {type Language, textsOf} from '../../domain/texts';
import {type Alarm, type AlarmKind, type Fault, type WatchState, withAlarm} from '../../domain/watch_state';
import {zonedTime} from '../../domain/zoned_time';
import type {AlertStore} from '../posts/alert_store';
import type {ChatPort} from '../posts/chat_port';
import type {Clock, Logger} from '../telemetry';
import type {WatchStore} from './watch_store';

export interface AlarmDeps {
    readonly chat: ChatPort;
    readonly store: Pick<AlertStore, 'unlessBusy'>;
    readonly watchStore: WatchStore;
    readonly clock: Clock;
    readonly logger: Logger;
    /** Empty: alarms are not posted. */
    readonly alarmChannel: string;
    readonly language: Language;
    /** IANA zone of times in texts. */
    readonly timeZone: string;
    /** Distinguishes this process from the other nodes. */
    readonly node: string;
}

/** What a check came to. `since` in Unix seconds. */
export type Condition =
    | {readonly is: 'good' | 'undecided' | 'off'}
    | {readonly is: 'wrong'; readonly since: number; readonly why: string};

/** A node that has not confirmed its alarm for this long is gone, and another takes the alarm over. */
const LEFT_ALONE_SECONDS = 180;

/** A post that can no longer be edited needs no edit. */
const POST_IS_LOST: ReadonlySet<ErrorCode> = new Set(['mattermost_not_found', 'mattermost_forbidden']);

/**
 * Makes the post of an alarm, or edits it when the fault is over.
 * @throws AppError when Mattermost or the store is away; the next check tries again
 */
export const settleAlarm = async (
    deps: AlarmDeps,
    state: WatchState,
    kind: AlarmKind,
    condition: Condition,
): Promise<WatchState> => {
    const alarm = state.alarms?.[kind];
    if (condition.is === 'undecided' || (alarm && !isOurs(kind, alarm, {node: deps.node, now: now(deps)}))) {
        return state;
    }
    if (condition.is === 'wrong') {
        return alarm
            ? store(deps, kind, {...alarm, node: deps.node, seenAt: now(deps)})
            : raise(deps, state, kind, condition);
    }
    return alarm ? end(deps, kind, alarm, condition.is) : state;
};

/** A node that reaches openITCOCKPIT must not call off the alarm of one that does not. What all nodes share is the same for all. */
export const isOurs = (
    kind: AlarmKind,
    {node, seenAt}: Fault,
    here: {readonly node: string; readonly now: number},
): boolean =>
    kind === 'heartbeat' ||
    kind === 'command' ||
    node === here.node ||
    Math.abs(here.now - seenAt) > LEFT_ALONE_SECONDS;

const raise = async (
    deps: AlarmDeps,
    state: WatchState,
    kind: AlarmKind,
    {since, why}: Extract<Condition, {is: 'wrong'}>,
): Promise<WatchState> => {
    if (deps.alarmChannel === '') {
        return state;
    }
    const text = textsOf(deps.language).watch.raised[kind](timeOf(deps, since), why);
    const {postId, channelId} = await deps.chat.createPost(deps.alarmChannel, plainPost(text));
    deps.logger.warn('Alarm was posted', {alarm: kind, post: postId});
    return store(deps, kind, {since, postId, channelId, node: deps.node, seenAt: now(deps)});
};

const end = async (
    deps: AlarmDeps,
    kind: AlarmKind,
    {since, postId}: Alarm,
    why: 'good' | 'off',
): Promise<WatchState> => {
    const texts = textsOf(deps.language).watch;
    const text = why === 'off' ? texts.off : texts.over[kind](timeOf(deps, since), formatDuration(now(deps) - since));
    try {
        await deps.chat.updatePost(postId, plainPost(text));
    } catch (error) {
        const known = asAppError(error);
        if (!POST_IS_LOST.has(known.code)) {
            throw known;
        }
        deps.logger.warn('The post of an alarm that is over could not be edited', {alarm: kind, error: known});
    }
    return store(deps, kind, undefined);
};

const store = (deps: AlarmDeps, kind: AlarmKind, alarm: Alarm | undefined): Promise<WatchState> =>
    deps.watchStore.update((state) => withAlarm(state, kind, alarm));

const plainPost = (message: string): PostContent => ({message, type: '', props: {}});

const now = ({clock}: AlarmDeps): number => Math.floor(clock.now() / 1000);

/** e.g. `2026-11-24 10:31 (Europe/Berlin)` */
export const timeOf = ({timeZone}: Pick<AlarmDeps, 'timeZone'>, unixSeconds: number): string => {
    const time = zonedTime(unixSeconds, timeZone).toPlainDateTime().toString({smallestUnit: 'minute'});
    return `${time.replace('T', ' ')} (${timeZone})`;
};
