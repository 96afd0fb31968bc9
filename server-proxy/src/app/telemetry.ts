import type {ActionKind} from '../domain/action/action_request';
import type {Signs} from './health/signs';

export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Milliseconds since some moment in the past. For durations: nobody puts this clock forth or back. */
    monotonic(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Structured log: one short sentence, facts as fields. Never a secret. */
export interface Logger {
    debug(message: string, facts?: Facts): void;
    info(message: string, facts?: Facts): void;
    warn(message: string, facts?: Facts): void;
    error(message: string, facts?: Facts): void;
}

export type Facts = Readonly<Record<string, unknown>>;

export interface Metrics {
    alert(notificationType: string, outcome: 'created' | 'updated' | 'ignored' | 'failed'): void;
    click(action: string, outcome: string): void;
    action(kind: ActionKind, result: string): void;
    /** From the request until the post is confirmed or given up on. */
    actionSeconds(kind: ActionKind, result: string, seconds: number): void;
    /** How many actions are waiting for openITCOCKPIT now. */
    queuedActions(count: number): void;
    /** @param outcome `done`, or the code of the error that ended the turn */
    reconciled(outcome: string, turn: {readonly seconds: number; readonly open: number; readonly healed: number}): void;
    /** A turn of asking for problems that nobody reported. @param outcome as of `reconciled` */
    caughtUp(outcome: string, turn: {readonly seconds: number; readonly found: number}): void;
    /** Asking found what the open event stream should have told. */
    streamMissed(what: 'problem' | 'change', count: number): void;
    upstreamSeconds(upstream: 'openitcockpit' | 'mattermost', operation: string, seconds: number): void;
    upstreamError(upstream: 'openitcockpit' | 'mattermost', code: string): void;
    /** Where to read, whenever the metrics are asked for, what was last heard of. */
    signs(read: () => Signs): void;
    requestSeconds(route: string, status: number, seconds: number): void;
}
