/** openITCOCKPIT's own names for states and notification types. The index of a state is the core's number for it. */

export const HOST_STATES = ['UP', 'DOWN', 'UNREACHABLE'] as const;
export const SERVICE_STATES = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;

export type HostState = (typeof HOST_STATES)[number];
export type ServiceState = (typeof SERVICE_STATES)[number];
export type State = HostState | ServiceState;

export const NOTIFICATION_TYPES = [
    'PROBLEM',
    'RECOVERY',
    'ACKNOWLEDGEMENT',
    'FLAPPINGSTART',
    'FLAPPINGSTOP',
    'FLAPPINGDISABLED',
    'DOWNTIMESTART',
    'DOWNTIMEEND',
    'DOWNTIMECANCELLED',
    'CUSTOM',
] as const;

export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

const RANK: Readonly<Record<State, number>> = {
    DOWN: 0,
    CRITICAL: 1,
    UNREACHABLE: 2,
    UNKNOWN: 3,
    WARNING: 4,
    UP: 5,
    OK: 5,
};

/** The lower, the worse. */
export const rankOf = (state: State): number => RANK[state];

export const isProblemState = (state: State): boolean => state !== 'UP' && state !== 'OK';

/**
 * How an alert's post presents it. The usual sequence is
 * `problem` → `acknowledging` → `acknowledged` | `not_confirmed` → `recovered`.
 * `gone`: openITCOCKPIT no longer monitors the object, so no recovery will follow.
 * `info`: a notification without a problem behind it, such as a downtime or flapping notice about a healthy object.
 */
export const LOOKS = [
    'problem',
    'acknowledging',
    'acknowledged',
    'not_confirmed',
    'recovered',
    'gone',
    'info',
] as const;

export type Look = (typeof LOOKS)[number];

/** Does somebody take care of the problem, so that its post need not call for anybody? What is only asked for does not count. */
export const isHandled = (look: Look, inDowntime: boolean): boolean =>
    look === 'acknowledged' ||
    (inDowntime && (look === 'problem' || look === 'acknowledging' || look === 'not_confirmed'));
