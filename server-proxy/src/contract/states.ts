/** openITCOCKPIT's own words for states and notification types. The array index is the number the core uses. */

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

/** UP and OK are not problems; everything else is. */
export const isProblemState = (state: State): boolean => state !== 'UP' && state !== 'OK';

/**
 * What the post of an alert says about it, in the order an alert usually goes through:
 * `problem` → `acknowledging` → `acknowledged` | `not_confirmed` → `recovered`.
 * `gone`: openITCOCKPIT does not monitor the object any more, so nothing will be heard of the problem.
 * `info` is a notification without a problem behind it (a downtime or flapping notice on an object that is fine).
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
