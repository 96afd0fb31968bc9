import type {Alert} from './alert';

/** A notification is on its way for seconds; spools and clocks of other machines make more of it. */
const OLDEST_SECONDS = 86_400;
const AHEAD_SECONDS = 60;

/** Why a notification's times are not believed: its clock is wrong, or it was kept somewhere for more than a day. */
export type Doubt = 'future' | 'old';

/**
 * Takes out times that would put a notification into a wrong order: a time in the future would make every real one that
 * follows look late. Without them it counts as made when it came.
 */
export const believable = (alert: Alert, nowSeconds: number): {readonly alert: Alert; readonly doubt?: Doubt} => {
    const {time, since, ...rest} = alert;
    const newest = nowSeconds + AHEAD_SECONDS;
    if ((time ?? 0) > newest || (since ?? 0) > newest) {
        return {alert: rest, doubt: 'future'};
    }
    return (time ?? nowSeconds) < nowSeconds - OLDEST_SECONDS ? {alert: rest, doubt: 'old'} : {alert};
};
