import type {Temporal} from 'temporal-polyfill';
import {isTimeZone, momentOf, zonedTime} from '../zoned_time';
import type {Severity} from './loudness';
import type {QuietHours, Subscription} from './subscription';

/**
 * Quiet hours begin when the wall clock first shows their beginning, and end when it last shows their end: the hour that clocks
 * show twice is all of it quiet. Ends that are not after the beginning are on the next day: from 00:00 to 00:00 is a whole day.
 * In a zone that is not known they never are.
 * @returns their end, if it is quiet now; Unix seconds
 */
export const quietUntil = ({timeZone, days, from, to}: QuietHours, nowSeconds: number): number | undefined => {
    if (!isTimeZone(timeZone)) {
        return undefined;
    }
    const today = zonedTime(nowSeconds, timeZone).toPlainDate();
    const ends = [today.subtract({days: 1}), today].flatMap((day) => {
        const begin = momentOf(at(day, from), timeZone, 'first');
        const end = momentOf(at(to > from ? day : day.add({days: 1}), to), timeZone, 'last');
        return days.includes(day.dayOfWeek) && begin <= nowSeconds && nowSeconds < end ? [end] : [];
    });
    return ends.length === 0 ? undefined : Math.max(...ends);
};

/** @param time `HH:MM` */
const at = (day: Temporal.PlainDate, time: string): Temporal.PlainDateTime =>
    day.toPlainDateTime({hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5))});

/** Until when a subscription does not want to hear of such a problem. @returns Unix seconds; undefined: it does */
export const isQuietFor = (
    {quietHours}: Pick<Subscription, 'quietHours'>,
    severity: Severity,
    nowSeconds: number,
): number | undefined =>
    quietHours && (severity === 'warning' || quietHours.criticalToo) ? quietUntil(quietHours, nowSeconds) : undefined;

/** The same for the subscriptions of one channel, of which each may want to hear of it. */
export const areQuietFor = (
    subscriptions: readonly Subscription[],
    severity: Severity,
    nowSeconds: number,
): number | undefined => {
    const ends = subscriptions.map((one) => isQuietFor(one, severity, nowSeconds));
    const known = ends.filter((end) => end !== undefined);
    return ends.length === 0 || known.length < ends.length ? undefined : Math.min(...known);
};
