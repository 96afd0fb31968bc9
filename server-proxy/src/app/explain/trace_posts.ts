import {targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import type {BegunCall, Call} from '../../domain/alert/call';
import {type AlertPost, type AlertRecord, postOf} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import type {TraceKind} from '../../domain/explain/trace';
import {isStormId} from '../../domain/storm/storm';
import type {AlertStore} from '../posts/alert_store';
import type {PostRef} from '../posts/chat_port';
import type {TraceLog} from './trace_log';

// What became of posts, for the trace of their alert: a channel, and a post's id or an error code, as two words.

interface Context {
    readonly trace: TraceLog;
}

export const traceMade = (context: Context, record: AlertRecord, {channelId, postId}: PostRef): void => {
    const {loud, escalatedAfter} = postOf(record);
    add(context, record, 'posted', `${channelId} ${postId}`);
    if (escalatedAfter !== undefined) {
        add(context, record, 'escalated', channelId);
    }
    traceMentioned(context, record, loud?.mention ?? '');
};

/** Somebody was called in the thread of its post, or of another one's. */
export const traceCalled = (
    context: Context,
    record: AlertRecord,
    channelId: string,
    {kind, begun}: Pick<Call, 'kind'> & {readonly begun: Pick<BegunCall, 'mention'>},
): void => {
    if (kind === 'escalation') {
        add(context, record, 'escalated', channelId);
    }
    traceMentioned(context, record, begun.mention);
};

/** What quiet hours had collected was told there. */
export const traceListed = (context: Context, record: AlertRecord, channelId: string): void =>
    add(context, record, 'listed', channelId);

const traceMentioned = (context: Context, record: AlertRecord, mention: string): void => {
    if (mention !== '') {
        add(context, record, 'mentioned', mention);
    }
};

/** Where it has no post of its own, because quiet hours collect it, or another post has a line for it. */
export const traceKept = async (
    context: Context & {readonly store: Pick<AlertStore, 'known'>},
    record: AlertRecord,
    posts: readonly AlertPost[],
): Promise<void> => {
    for (const {channelId, held, listedIn, postId} of posts) {
        if (held && postId === '') {
            add(context, record, 'collected', channelId);
        } else if (listedIn !== undefined && isStormId(listedIn)) {
            add(context, record, 'storm', channelId);
        } else if (listedIn !== undefined) {
            const cause = await context.store.known(listedIn);
            add(context, record, 'cause', cause?.alert.target.host.name ?? listedIn);
        }
    }
};

/** @param channel as it was asked for */
export const traceRefused = (context: Context, record: AlertRecord, channel: string, error: unknown): void =>
    add(context, record, 'refused', `${channel} ${asAppError(error).code}`);

export const traceNotUpdated = (context: Context, record: AlertRecord, channel: string, error: unknown): void =>
    add(context, record, 'not_updated', `${channel} ${asAppError(error).code}`);

const add = ({trace}: Context, {alert}: AlertRecord, kind: TraceKind, what: string): void =>
    trace.add(alertKey(targetIds(alert.target)), kind, what);
