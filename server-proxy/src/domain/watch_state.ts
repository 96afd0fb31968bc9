import type {WebPartReport} from '#contract';

/** Signs of life from openITCOCKPIT, and the warnings about their absence, shared by all nodes. Times are Unix seconds. */
export interface WatchState {
    readonly heartbeatAt?: number;
    readonly notified?: Notified;
    /** The latest event of openITCOCKPIT's stream. */
    readonly eventAt?: number;
    /** openITCOCKPIT's interface was read, and no reading had failed since. */
    readonly readAt?: number;
    /** What the setting ALERTS_FROM means where it is `auto`, decided once. */
    readonly alertsFrom?: 'everything' | 'notified';
    /** When openITCOCKPIT was first asked for all its problems. */
    readonly caughtUpAt?: number;
    /** The list of problems that is being posted. */
    readonly summary?: SummaryDue;
    /** Until when openITCOCKPIT was asked for problems, on its clock; kept only where missed problems are told. */
    readonly lookedAt?: number;
    /** The message about missed problems that is being posted. */
    readonly missed?: MessageDue;
    /** When one of our commands' notifications last came to a node that does not hold the stream. */
    readonly commandAt?: number;
    /** The core ran our command and nothing came of it: `since` when, and when (`at`) that was found. */
    readonly commandLost?: {readonly since: number; readonly at: number};
    /** The latest reports of the webapp, by what they say. */
    readonly webParts?: WebParts;
    readonly alarms?: Readonly<Partial<Record<AlarmKind, Alarm>>>;
    /** What is wrong now, whether or not a channel is warned of it. */
    readonly faults?: Readonly<Partial<Record<AlarmKind, Fault>>>;
    /** What was wrong and is over, the latest last. */
    readonly outages?: readonly PastOutage[];
}

/** `well`: nothing is lacking. `lacking`: something is. `other`: of a version that is not the handler's. */
export type WebPartKind = 'well' | 'lacking' | 'other';

export type WebParts = Readonly<Partial<Record<WebPartKind, SeenWebPart>>>;

/** One report of the webapp in somebody's browser. */
export interface SeenWebPart extends WebPartReport {
    readonly at: number;
    /** Anybody who is logged in can report anything; only an administrator's word counts as a fault. */
    readonly byAdministrator: boolean;
}

export interface MessageDue {
    /** Marks its post and, of a list, the records of its problems. */
    readonly nonce: string;
    /** When it was begun, in Unix milliseconds. */
    readonly since: number;
}

export interface SummaryDue extends MessageDue {
    readonly isFirst: boolean;
}

/** The latest notification, and how it came: our endpoint, a webhook, openITCOCKPIT's own module, or its event stream. */
export interface Notified {
    readonly at: number;
    readonly via: 'endpoint' | 'webhook' | 'module' | 'stream';
}

export type AlarmKind = 'openitcockpit' | 'heartbeat' | 'reading' | 'posts' | 'records' | 'stream' | 'command';

/** Something that is wrong. */
export interface Fault {
    readonly since: number;
    /** The node that sees the fault; another node may not. */
    readonly node: string;
    /** When that node last saw it. */
    readonly seenAt: number;
}

export interface PastOutage {
    readonly kind: AlarmKind;
    readonly since: number;
    readonly until: number;
}

/** A warning that is posted in the alarm channel. */
export interface Alarm extends Fault {
    readonly postId: string;
    readonly channelId: string;
}

/** A clock that was put back would hide silence until it has caught up: what lies ahead counts as just now. */
const AHEAD_SECONDS = 60;

export const notAhead = (at: number, now: number): number => (at > now + AHEAD_SECONDS ? now : at);

export const withAlarm = (state: WatchState, kind: AlarmKind, alarm: Alarm | undefined): WatchState => {
    const {[kind]: _before, ...others} = state.alarms ?? {};
    return {...state, alarms: alarm ? {...others, [kind]: alarm} : others};
};

/** Layout of what is stored. 0.1.0 stored the same without a number. */
const WATCH_VERSION = 1;

/** @returns JSON */
export const storedWatchState = (state: WatchState): string => JSON.stringify({version: WATCH_VERSION, ...state});

/**
 * @param text as `storedWatchState` or 0.1.0 made it; undefined: nothing is stored yet
 * @throws for anything else, be it damaged or written by a newer version: it must be set aside, not overwritten
 */
export const readWatchState = (text: string | undefined): WatchState => {
    if (text === undefined) {
        return {};
    }
    const value: unknown = JSON.parse(text);
    if (!isStored(value)) {
        throw new Error('not a state of the watch that this version can read');
    }
    const {version: _version, ...state} = value;
    return state;
};

/** The same; what cannot be read counts as empty. */
export const parseWatchState = (text: string | undefined): WatchState => {
    try {
        return readWatchState(text);
    } catch {
        return {};
    }
};

type Stored = WatchState & {readonly version?: typeof WATCH_VERSION};

const isStored = (value: unknown): value is Stored => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return false;
    }
    const {version, heartbeatAt, notified, alarms} = value as Readonly<Record<keyof Stored, unknown>>;
    return (
        (version === undefined || version === WATCH_VERSION) &&
        (heartbeatAt === undefined || typeof heartbeatAt === 'number') &&
        (notified === undefined || hasNumber(notified, 'at')) &&
        (alarms === undefined ||
            (typeof alarms === 'object' &&
                alarms !== null &&
                Object.values(alarms).every((alarm) => hasNumber(alarm, 'since'))))
    );
};

const hasNumber = (value: unknown, field: string): boolean =>
    typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[field] === 'number';
