/** Signs of life from openITCOCKPIT, and the warnings about their absence, shared by all nodes. Times are Unix seconds. */
export interface WatchState {
    readonly heartbeatAt?: number;
    readonly notified?: Notified;
    /** The latest event of openITCOCKPIT's stream; there is none yet. */
    readonly eventAt?: number;
    /** openITCOCKPIT's interface was read, and no reading had failed since. */
    readonly readAt?: number;
    readonly alarms?: Readonly<Partial<Record<AlarmKind, Alarm>>>;
}

/** The latest notification, and how it came: our endpoint, a webhook, or openITCOCKPIT's own module. */
export interface Notified {
    readonly at: number;
    readonly via: 'endpoint' | 'webhook' | 'module';
}

export type AlarmKind = 'openitcockpit' | 'heartbeat' | 'reading' | 'posts' | 'records';

/** A warning that is posted in the alarm channel. */
export interface Alarm {
    readonly since: number;
    readonly postId: string;
    readonly channelId: string;
    /** The node that sees the fault; another node may not. */
    readonly node: string;
    /** When that node last saw it. */
    readonly seenAt: number;
}

/** A clock that was put back would hide silence until it has caught up: what lies ahead counts as just now. */
const AHEAD_SECONDS = 60;

export const notAhead = (at: number, now: number): number => (at > now + AHEAD_SECONDS ? now : at);

export const withAlarm = (state: WatchState, kind: AlarmKind, alarm: Alarm | undefined): WatchState => {
    const {[kind]: _before, ...others} = state.alarms ?? {};
    return {...state, alarms: alarm ? {...others, [kind]: alarm} : others};
};

/** @param text stored earlier, by whatever version; what cannot be read counts as empty */
export const parseWatchState = (text: string | undefined): WatchState => {
    try {
        const value: unknown = JSON.parse(text ?? '{}');
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WatchState) : {};
    } catch {
        return {};
    }
};
