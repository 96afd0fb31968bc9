import {isProblemState} from '#contract';
import type {Alert} from './alert';
import type {AlertRecord} from './alert_record';

/** Does it say that there is no problem (any more)? */
export const endsProblem = (alert: Alert): boolean =>
    alert.notificationType === 'RECOVERY' || !isProblemState(alert.state);

/** A downtime, flapping or custom notice about an object that is fine. */
export const isNotice = (alert: Alert): boolean =>
    endsProblem(alert) && alert.notificationType !== 'RECOVERY' && alert.notificationType !== 'PROBLEM';

/**
 * Was `a` made before `b`? Where both bring a time, it decides; else the start of the state, which only grows from state
 * to state. What brings neither counts as made when it came.
 */
export const isBefore = (a: Alert, b: Alert): boolean => {
    if (a.time !== undefined && b.time !== undefined) {
        return a.time === b.time ? rank(a) < rank(b) : a.time < b.time;
    }
    return a.since !== undefined && b.since !== undefined && a.since < b.since;
};

/** Decides within one second, so that the order in which they come does not. */
const rank = ({since = 0, state, notificationType, output}: Alert): string =>
    [String(since).padStart(12, '0'), state, notificationType, output].join(' ');

/** Was it made before everything we know of the problem in `record`? undefined: nothing to tell it by. */
export const isOlderThan = (alert: Alert, record: AlertRecord): boolean | undefined => {
    const first = record.order?.first;
    if (alert.time !== undefined && first !== undefined) {
        return alert.time === first ? endsProblem(alert) : alert.time < first;
    }
    return alert.since === undefined || record.since === undefined ? undefined : alert.since < record.since;
};
