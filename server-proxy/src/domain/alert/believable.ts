import type {Alert} from './alert';

/** A notification travels for seconds; spools, and the clocks of other machines, can make it look far older. */
const OLDEST_SECONDS = 86_400;
const AHEAD_SECONDS = 60;

/** Why a notification's times are not believed: its clock is wrong, or it was held somewhere for more than a day. */
export type Doubt = 'future' | 'old';

/**
 * Removes times that would put a notification into the wrong order: a time in the future would make every genuine one that
 * follows look late. Without a time, it counts as made when it arrived.
 */
export const believable = (alert: Alert, nowSeconds: number): {readonly alert: Alert; readonly doubt?: Doubt} => {
    const {time, since, ...rest} = alert;
    const newest = nowSeconds + AHEAD_SECONDS;
    if ((time ?? 0) > newest || (since ?? 0) > newest) {
        return {alert: rest, doubt: 'future'};
    }
    return (time ?? nowSeconds) < nowSeconds - OLDEST_SECONDS ? {alert: rest, doubt: 'old'} : {alert};
};
