import {targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import type {AlertRecord} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import type {TraceKind} from '../../domain/explain/trace';
import type {PostRef} from '../posts/chat_port';
import type {TraceLog} from './trace_log';

// What became of posts, for the trace of their alert: a channel, and a post's id or an error code, as two words.

interface Context {
    readonly trace: TraceLog;
}

export const traceMade = (context: Context, record: AlertRecord, {channelId, postId}: PostRef): void =>
    add(context, record, 'posted', `${channelId} ${postId}`);

/** @param channel as it was asked for */
export const traceRefused = (context: Context, record: AlertRecord, channel: string, error: unknown): void =>
    add(context, record, 'refused', `${channel} ${asAppError(error).code}`);

export const traceNotUpdated = (context: Context, record: AlertRecord, channel: string, error: unknown): void =>
    add(context, record, 'not_updated', `${channel} ${asAppError(error).code}`);

const add = ({trace}: Context, {alert}: AlertRecord, kind: TraceKind, what: string): void =>
    trace.add(alertKey(targetIds(alert.target)), kind, what);
