/** Signs of life of openITCOCKPIT, and the warnings about their absence. All nodes share it. Times are Unix seconds. */
export interface WatchState {
    readonly heartbeatAt?: number;
    readonly notified?: Notified;
    readonly alarms?: Readonly<Partial<Record<AlarmKind, Alarm>>>;
}

/** The newest notification, and which way it came: our endpoint, a webhook, or openITCOCKPIT's own module. */
export interface Notified {
    readonly at: number;
    readonly via: 'endpoint' | 'webhook' | 'module';
}

export type AlarmKind = 'openitcockpit' | 'heartbeat';

/** A warning that stands in the alarm channel. */
export interface Alarm {
    readonly since: number;
    readonly postId: string;
    readonly channelId: string;
    /** The node that sees the fault: another one may see none. */
    readonly node: string;
    /** When that node saw it last. */
    readonly seenAt: number;
}

/** A clock that was put back would hide silence until it has caught up: what lies ahead counts as just now. */
const AHEAD_SECONDS = 60;

export const notAhead = (at: number, now: number): number => (at > now + AHEAD_SECONDS ? now : at);

export const withAlarm = (state: WatchState, kind: AlarmKind, alarm: Alarm | undefined): WatchState => {
    const {[kind]: _before, ...others} = state.alarms ?? {};
    return {...state, alarms: alarm ? {...others, [kind]: alarm} : others};
};

/** @param text stored earlier, by whatever version; what cannot be read counts as nothing */
export const parseWatchState = (text: string | undefined): WatchState => {
    try {
        const value: unknown = JSON.parse(text ?? '{}');
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WatchState) : {};
    } catch {
        return {};
    }
};
